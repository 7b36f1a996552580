// The bridge from elements to sizes: what only data knows is read from the
// device when the model runs (hfc.bind), and is a symbol from there on.
#include "diagnostics/Quote.h"
#include "frontends/onnx/NodeImporter.h"

using namespace mlir;
using namespace hfc;
using namespace hfc::onnx;
using dim::DimExpr;

// A shape has no more elements.
static constexpr int64_t maxBound = 64;

int64_t NodeImporter::largest(DimExpr size) const {
  return size ? std::clamp<int64_t>(size.getRange(symbols.getRanges()).max, 0,
                                    Symbols::maxSize)
              : Symbols::maxSize;
}

DimExpr NodeImporter::bind(Value integer, StringRef name, int64_t max) {
  Value scalar = reshape(cast(integer, builder.getI64Type()), {});
  if (!scalar)
    return {};
  Symbols::Bound size = symbols.bind(name, max);
  create<hf::BindOp>(size.symbol, size.range.min, size.range.max, scalar);
  checkEqual(DimExpr::symbol(context, size.symbol), size.value);
  return failed ? DimExpr() : size.value;
}

bool NodeImporter::checkEqual(DimExpr a, DimExpr b) {
  if (a != b)
    create<hf::CheckOp>(a.getAttr(), b.getAttr());
  return !failed;
}

DimExpr NodeImporter::knownElement(Value vector, int64_t index) {
  for (Operation *op = vector.getDefiningOp(); op;
       op = vector.getDefiningOp()) {
    if (auto size = dyn_cast<hf::SizeOp>(op))
      return size.getValue();
    if (auto constant = dyn_cast<hf::ConstantOp>(op)) {
      auto dense = dyn_cast<DenseElementsAttr>(constant.getValue());
      auto contents = dense ? getContents(dense) : std::nullopt;
      return contents ? (*contents)[index] : DimExpr();
    }
    if (auto concat = dyn_cast<hf::ConcatOp>(op)) {
      if (concat.getResult().getType().getRank() != 1)
        return {};
      for (Value part : concat.getOperands()) {
        std::optional<int64_t> count = dim::getDims(part)[0].getConstant();
        if (!count)
          return {};
        if (index < *count) {
          vector = part;
          break;
        }
        index -= *count;
      }
      continue;
    }
    if (auto slice = dyn_cast<hf::SliceOp>(op)) {
      if (slice.getSteps().size() != 1)
        return {};
      auto start = DimExpr(slice.getStarts().getDims()[0]).getConstant();
      if (!start)
        return {};
      index = *start + index * slice.getSteps()[0];
    } else if (isa<hf::BroadcastOp>(op)) {
      if (!dim::product(context, dim::getDims(op->getOperand(0))).isConstant(1))
        return {};
      index = 0;
    } else if (auto convert = dyn_cast<hf::CastOp>(op)) {
      auto from =
          dyn_cast<IntegerType>(getElementTypeOrSelf(convert.getOperand()));
      auto to = dyn_cast<IntegerType>(getElementTypeOrSelf(vector));
      if (!from || !to || from.getWidth() < 32 || to.getWidth() < 32)
        return {};
    } else if (!isa<hf::ReshapeOp>(op)) {
      return {};
    }
    vector = op->getOperand(0);
  }
  return {};
}

Value NodeImporter::element(Value vector, int64_t index) {
  if (!vector)
    return nullptr;
  Value flat = reshape(
      vector, dim::numElements(llvm::cast<RankedTensorType>(vector.getType())));
  return cast(reshape(slice(flat, size(index), size(1)), {}),
              builder.getI64Type());
}

std::optional<Contents> NodeImporter::sizes(unsigned index, StringRef what) {
  RankedTensorType operand = type(index);
  bool isVector =
      operand.getRank() <= 1 && isa<IntegerType>(operand.getElementType());
  std::optional<int64_t> count = dim::numElements(operand).getConstant();
  if (failed || !isVector || !count || *count > maxBound || contents(index) ||
      operands[index]->constant)
    return knownVector(index, what);
  Value vector = in(index);
  Contents result;
  for (int64_t i = 0; i < *count; ++i) {
    DimExpr known = knownElement(vector, i);
    if (!known) {
      BoundSizes::Size &size = boundSizes.sizes[{vector, i}];
      if (!size.value || !llvm::is_contained(boundSizes.blocks, size.block)) {
        std::string name = node.inputs[index];
        if (operand.getRank() == 1)
          name += "." + std::to_string(i);
        size = {builder.getInsertionBlock(), bind(element(vector, i), name)};
      }
      known = size.value;
    }
    if (!known)
      return std::nullopt;
    result.push_back(known);
  }
  return result;
}

Value NodeImporter::checkedReshape(Value value, ArrayRef<DimExpr> dims) {
  if (!value)
    return nullptr;
  DimExpr from = dim::product(context, dim::getDims(value)),
          to = dim::product(context, dims);
  if (!from || !to) {
    (void)unsupported("the number of elements cannot be expressed");
    return nullptr;
  }
  if (from == to)
    return reshape(value, dims);
  if (!checkEqual(from, to))
    return nullptr;
  return reshape(create<hf::RedimOp>(mlir::Type(dim::getTensorType(
                                         to, getElementTypeOrSelf(value))),
                                     reshape(value, from)),
                 dims);
}
