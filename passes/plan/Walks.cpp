#include "passes/plan/Walks.h"

using namespace mlir;
using namespace hfc;
using namespace hfc::plan;

namespace {

using Indices = ArrayRef<Value>;

class WalkBuilder {
public:
  WalkBuilder(OpBuilder &builder, Operation *op,
              llvm::function_ref<Program()> makeProgram)
      : builder(builder), op(op), makeProgram(makeProgram),
        type(getKernelType(cast<RankedTensorType>(op->getResult(0).getType()))),
        axis(op->getAttrOfType<IntegerAttr>("axis").getInt()) {}

  Value scan(kernel::ReduceKind kind, bool exclusive, bool reverse) {
    auto scan = kernel::ScanOp::create(builder, op->getLoc(), type, kind, axis,
                                       exclusive, reverse);
    fill(scan.getBody(), [&](Program &p, Indices indices) {
      return p.widen(p.element(op->getOperand(0), indices));
    });
    return scan;
  }

  Value scatter(hf::ScatterOp scatter) {
    auto over = dim::getDims(scatter.getUpdates());
    auto made = kernel::ScatterOp::create(
        builder, op->getLoc(), type, kindOf(scatter), axis,
        dim::getShapeAttr(builder.getContext(), over));
    fill(made.getInitial(), [&](Program &p, Indices indices) {
      return p.element(scatter.getOperand(), indices);
    });
    dim::DimExpr size = dim::getDims(scatter.getOperand())[axis];
    Type i64 = builder.getI64Type();
    fill(made.getPlaces(), [&](Program &p, Indices indices) {
      Value place = p.broadcast(scatter.getIndices(), indices);
      if (place.getType() != i64)
        place = p.make<arith::ExtSIOp>(i64, place);
      Value fromEnd = p.make<arith::AddIOp>(
          place, p.make<arith::IndexCastOp>(i64, p.size(size)));
      Value isNegative = p.make<arith::CmpIOp>(arith::CmpIPredicate::slt, place,
                                               p.integer(i64, 0));
      return p.select(isNegative, fromEnd, place);
    });
    fill(made.getValues(), [&](Program &p, Indices indices) {
      return p.element(scatter.getUpdates(), indices);
    });
    return made;
  }

  Value topK(hf::TopKOp topK) {
    Value operand = topK.getOperand();
    dim::DimExpr size = dim::getDims(operand)[axis];
    auto made = kernel::TopKOp::create(builder, op->getLoc(), type, axis,
                                       size.getAttr(), topK.getSmallest());
    fill(made.getBody(), [&](Program &p, Indices indices) {
      Value element = p.element(operand, indices);
      if (!getElementTypeOrSelf(operand).isUnsignedInteger())
        return p.widen(element);
      // In signed order.
      unsigned width = element.getType().getIntOrFloatBitWidth();
      int64_t sign = APInt::getSignedMinValue(width).getSExtValue();
      return p.make<arith::XOrIOp>(element, p.integer(element.getType(), sign));
    });
    return made;
  }

private:
  void fill(Region &region,
            llvm::function_ref<Value(Program &, Indices)> body) {
    OpBuilder::InsertionGuard guard(builder);
    SmallVector<Type> types(type.getRank(), builder.getIndexType());
    SmallVector<Location> locations(type.getRank(), op->getLoc());
    Block *block = builder.createBlock(&region, {}, types, locations);
    Program program = makeProgram();
    SmallVector<Value> indices(block->getArguments());
    kernel::YieldOp::create(builder, op->getLoc(), body(program, indices));
  }

  kernel::ReduceKindAttr kindOf(hf::ScatterOp scatter) {
    if (!scatter.getKind())
      return nullptr;
    bool plain = getElementTypeOrSelf(scatter.getOperand()).isUnsignedInteger();
    auto kind = [&] {
      switch (*scatter.getKind()) {
      case hf::ReduceKind::sum:
      case hf::ReduceKind::mean:
        return kernel::ReduceKind::add;
      case hf::ReduceKind::prod:
        return kernel::ReduceKind::mul;
      case hf::ReduceKind::max:
        return plain ? kernel::ReduceKind::umax : kernel::ReduceKind::max;
      case hf::ReduceKind::min:
        return plain ? kernel::ReduceKind::umin : kernel::ReduceKind::min;
      case hf::ReduceKind::any:
        return kernel::ReduceKind::bit_or;
      case hf::ReduceKind::all:
        return kernel::ReduceKind::bit_and;
      }
      llvm_unreachable("seven kinds");
    }();
    return kernel::ReduceKindAttr::get(builder.getContext(), kind);
  }

  OpBuilder &builder;
  Operation *op;
  llvm::function_ref<Program()> makeProgram;
  RankedTensorType type;
  uint64_t axis;
};

} // namespace

bool plan::isWalk(Operation *op) {
  return isa<hf::CumSumOp, hf::CumProdOp, hf::ScatterOp, hf::TopKOp>(op);
}

Value plan::buildWalk(OpBuilder &builder, Operation *op,
                      llvm::function_ref<Program()> makeProgram) {
  WalkBuilder walk(builder, op, makeProgram);
  if (auto sum = dyn_cast<hf::CumSumOp>(op))
    return walk.scan(kernel::ReduceKind::add, sum.getExclusive(),
                     sum.getReverse());
  if (auto product = dyn_cast<hf::CumProdOp>(op))
    return walk.scan(kernel::ReduceKind::mul, product.getExclusive(),
                     product.getReverse());
  if (auto scatter = dyn_cast<hf::ScatterOp>(op))
    return walk.scatter(scatter);
  return walk.topK(cast<hf::TopKOp>(op));
}
