// See InputRanges.h.
#include "dialects/HFC/InputRanges.h"
#include "dialects/HFC/HFCDialect.h"
#include "mlir/Interfaces/FunctionInterfaces.h"

using namespace mlir;

void hfc::hf::boundInput(Value indices, int64_t least, int64_t most) {
  while (Operation *op = indices.getDefiningOp()) {
    auto cast = dyn_cast<CastOp>(op);
    bool isWidening =
        cast && getElementTypeOrSelf(cast.getOperand()).isInteger(32);
    if (!isWidening && !isa<ReshapeOp>(op))
      return;
    indices = op->getOperand(0);
  }
  auto argument = cast<BlockArgument>(indices);
  // Not from a region, which may not run; those being made have no parent.
  auto function = dyn_cast_if_present<FunctionOpInterface>(
      argument.getOwner()->getParentOp());
  Type element = getElementTypeOrSelf(argument);
  if (!function || !(element.isSignlessInteger(32) || element.isInteger(64)))
    return;
  unsigned index = argument.getArgNumber();
  if (auto known = function.getArgAttrOfType<DenseI64ArrayAttr>(
          index, inputRangeAttribute)) {
    least = std::max(least, known[0]);
    most = std::min(most, known[1]);
  }
  function.setArgAttr(
      index, inputRangeAttribute,
      DenseI64ArrayAttr::get(function->getContext(), {least, most}));
}
