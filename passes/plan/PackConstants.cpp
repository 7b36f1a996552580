//===- PackConstants.cpp - constants as contractions read them ------------===//
// before:   kernel.contract %a, %b maps [(m, n, k) -> (m, k)], [(m, n, k) ->
// (k, n)]       %b: tensor<384x1536xf32> after:    … [(m, n, k) -> (n floordiv
// 48, k, n mod 48)]                                  %b: tensor<32x384x48xf32>
// and:      a kernel that gathers rows of a table which is packed for another
//           one reads them there, so that the table is stored once
// needs:    form-kernels     leaves: operands that are no constant at some
// dispatch, or that the kernel reads elsewhere
#include "dialects/Plan/PlanDialect.h"
#include "passes/plan/Passes.h"
#include "targets/interface/Target.h"

namespace hfc::plan {
#define GEN_PASS_DEF_PACKCONSTANTS
#include "passes/plan/Passes.h.inc"
} // namespace hfc::plan

using namespace mlir;
using namespace hfc;
using namespace hfc::plan;

namespace {

// A constant as it was packed for a contraction, and where its elements went:
// from their indices to those in `constant`.
struct Packed {
  TypedAttr constant;
  AffineMap place;
};

struct PackConstantsPass : plan::impl::PackConstantsBase<PackConstantsPass> {
  const target::Target *target = nullptr;
  target::Precision precision = target::Precision::f32;

  void runOnOperation() override {
    if (!target)
      return;
    llvm::MapVector<StringAttr, SmallVector<DispatchOp>> dispatches;
    getOperation().walk([&](DispatchOp op) {
      dispatches[op.getKernelAttr().getAttr()].push_back(op);
    });
    SymbolTable symbols(getOperation());
    known.clear();
    for (auto &[name, calls] : dispatches)
      symbols.lookup<func::FuncOp>(name).walk(
          [&](kernel::ContractOp op) { pack(op, calls); });
    for (auto &[name, calls] : dispatches)
      for (BlockArgument argument :
           symbols.lookup<func::FuncOp>(name).getArguments())
        readPacked(argument, calls);
  }

  void pack(kernel::ContractOp op, ArrayRef<DispatchOp> calls);
  void readPacked(BlockArgument argument, ArrayRef<DispatchOp> calls);
  void replace(BlockArgument argument, ArrayRef<DispatchOp> calls,
               ArrayRef<TypedAttr> constants);

  llvm::DenseMap<Attribute, Packed> known;
};

} // namespace

// The place of the element that `before` reads, as `after` says it.
static std::optional<AffineMap> placeOf(AffineMap before, AffineMap after) {
  MLIRContext *context = before.getContext();
  SmallVector<AffineExpr> indices(before.getNumDims());
  for (auto [i, result] : llvm::enumerate(before.getResults()))
    if (auto dim = dyn_cast<AffineDimExpr>(result))
      indices[dim.getPosition()] = getAffineDimExpr(i, context);
  for (auto [i, index] : llvm::enumerate(indices))
    if (!index) {
      if (after.isFunctionOfDim(i))
        return std::nullopt;
      index = getAffineConstantExpr(0, context);
    }
  return after.replaceDimsAndSymbols(indices, {}, before.getNumResults(), 0);
}

static ConstantOp constantOf(DispatchOp call, unsigned index) {
  return call.getOperands()[index].getDefiningOp<ConstantOp>();
}

void PackConstantsPass::pack(kernel::ContractOp op,
                             ArrayRef<DispatchOp> calls) {
  auto argument = dyn_cast<BlockArgument>(op.getRhs());
  if (!argument || !argument.hasOneUse())
    return;
  SmallVector<target::Packing> packings;
  for (DispatchOp call : calls) {
    ConstantOp constant = constantOf(call, argument.getArgNumber());
    auto packing = constant ? target->pack(op, constant.getValue(), precision)
                            : std::optional<target::Packing>();
    if (!packing || (!packings.empty() && packing->map != packings[0].map))
      return;
    packings.push_back(*packing);
  }

  SmallVector<TypedAttr> constants;
  auto place = placeOf(op.getRhsMap(), packings[0].map);
  for (auto [packing, call] : llvm::zip(packings, calls)) {
    constants.push_back(packing.constant);
    if (place)
      known[constantOf(call, argument.getArgNumber()).getValue()] = {
          packing.constant, *place};
  }
  op.setRhsMap(packings[0].map);
  replace(argument, calls, constants);
}

void PackConstantsPass::replace(BlockArgument argument,
                                ArrayRef<DispatchOp> calls,
                                ArrayRef<TypedAttr> constants) {
  auto stored = cast<RankedTensorType>(constants[0].getType());
  // Kernels know integers without a sign and narrow types as bytes; a packing
  // rounds floats alone.
  Type element = getElementTypeOrSelf(argument.getType());
  argument.setType(isa<FloatType>(element) ? stored : stored.clone(element));
  auto function = cast<func::FuncOp>(argument.getOwner()->getParentOp());
  function.setType(FunctionType::get(&getContext(),
                                     function.getBody().getArgumentTypes(),
                                     function.getResultTypes()));
  unsigned index = argument.getArgNumber();
  for (auto [call, constant] : llvm::zip(calls, constants)) {
    DispatchOp dispatch = call;
    OpBuilder builder(dispatch);
    OpOperand &operand = dispatch->getOpOperand(index);
    operand.set(ConstantOp::create(builder, operand.get().getLoc(), constant));
    ++packed;
  }
}

// Whether data says which element is read.
static bool comesFromData(Value index) {
  Operation *op = index.getDefiningOp();
  return op && (isa<kernel::LoadOp>(op) ||
                llvm::any_of(op->getOperands(), comesFromData));
}

static Value emitIndex(OpBuilder &builder, Location location, AffineExpr expr,
                       ValueRange indices) {
  if (auto dim = dyn_cast<AffineDimExpr>(expr))
    return indices[dim.getPosition()];
  if (auto constant = dyn_cast<AffineConstantExpr>(expr))
    return arith::ConstantIndexOp::create(builder, location,
                                          constant.getValue());
  auto binary = cast<AffineBinaryOpExpr>(expr);
  Value lhs = emitIndex(builder, location, binary.getLHS(), indices),
        rhs = emitIndex(builder, location, binary.getRHS(), indices);
  switch (binary.getKind()) {
  case AffineExprKind::Add:
    return arith::AddIOp::create(builder, location, lhs, rhs);
  case AffineExprKind::Mul:
    return arith::MulIOp::create(builder, location, lhs, rhs);
  case AffineExprKind::FloorDiv:
    return arith::DivUIOp::create(builder, location, lhs, rhs);
  default: // indices are not negative
    return arith::RemUIOp::create(builder, location, lhs, rhs);
  }
}

void PackConstantsPass::readPacked(BlockArgument argument,
                                   ArrayRef<DispatchOp> calls) {
  if (argument.use_empty() || !isa<RankedTensorType>(argument.getType()))
    return;
  for (Operation *user : argument.getUsers()) {
    auto load = dyn_cast<kernel::LoadOp>(user);
    if (!load || llvm::none_of(load.getIndices(), comesFromData))
      return;
  }
  SmallVector<TypedAttr> constants;
  AffineMap place;
  for (DispatchOp call : calls) {
    ConstantOp constant = constantOf(call, argument.getArgNumber());
    auto found = constant ? known.find(constant.getValue()) : known.end();
    if (found == known.end() || (place && place != found->second.place))
      return;
    place = found->second.place;
    constants.push_back(found->second.constant);
    if (getElementTypeOrSelf(constants.back().getType()) !=
            getElementTypeOrSelf(argument.getType()) ||
        constants.back().getType() != constants[0].getType())
      return;
  }
  for (Operation *user : llvm::make_early_inc_range(argument.getUsers())) {
    auto load = cast<kernel::LoadOp>(user);
    OpBuilder builder(load);
    SmallVector<Value> indices;
    for (AffineExpr expr : place.getResults())
      indices.push_back(
          emitIndex(builder, load.getLoc(), expr, load.getIndices()));
    load.getIndicesMutable().assign(indices);
  }
  replace(argument, calls, constants);
}

std::unique_ptr<Pass>
plan::createPackConstantsPass(const target::Target &target,
                              target::Precision precision) {
  auto pass = std::make_unique<PackConstantsPass>();
  pass->target = &target;
  pass->precision = precision;
  return pass;
}
