// Tensor types with symbolic sizes.
#include "dialects/Dim/DimTypes.h"
#include "mlir/IR/Operation.h"

using namespace mlir;
using namespace hfc::dim;

SmallVector<DimExpr> hfc::dim::getDims(ShapeAttr shape) {
  return llvm::to_vector_of<DimExpr>(shape.getDims());
}

SmallVector<DimExpr> hfc::dim::getDims(RankedTensorType type) {
  if (auto shape = dyn_cast_or_null<ShapeAttr>(type.getEncoding()))
    return getDims(shape);
  SmallVector<DimExpr> dims;
  for (int64_t size : type.getShape())
    dims.push_back(ShapedType::isDynamic(size)
                       ? DimExpr()
                       : DimExpr::constant(type.getContext(), size));
  return dims;
}

SmallVector<DimExpr> hfc::dim::getDims(Value tensor) {
  return getDims(cast<RankedTensorType>(tensor.getType()));
}

DimExpr hfc::dim::getDim(RankedTensorType type, unsigned index) {
  return getDims(type)[index];
}

ShapeAttr hfc::dim::getShapeAttr(MLIRContext *context, ArrayRef<DimExpr> dims) {
  SmallVector<ExprAttr> attributes;
  for (DimExpr dim : dims)
    attributes.push_back(dim.getAttr());
  return ShapeAttr::get(context, attributes);
}

RankedTensorType hfc::dim::getTensorType(ArrayRef<DimExpr> dims, Type element) {
  SmallVector<int64_t> shape;
  for (DimExpr dim : dims) {
    if (!dim || dim.getConstant().value_or(0) < 0)
      return {};
    shape.push_back(dim.getConstant().value_or(ShapedType::kDynamic));
  }
  Attribute encoding;
  if (ShapedType::isDynamicShape(shape))
    encoding = getShapeAttr(element.getContext(), dims);
  return RankedTensorType::get(shape, element, encoding);
}

DimExpr hfc::dim::product(MLIRContext *context, ArrayRef<DimExpr> dims) {
  DimExpr result = DimExpr::constant(context, 1);
  for (DimExpr dim : dims)
    result = result * dim;
  return result;
}

DimExpr hfc::dim::numElements(RankedTensorType type) {
  return product(type.getContext(), getDims(type));
}

SymbolRanges hfc::dim::getSymbolRanges(Operation *function) {
  SymbolRanges ranges;
  if (auto symbols = function->getAttrOfType<ArrayAttr>("dim.symbols"))
    for (auto symbol : symbols.getAsRange<SymbolAttr>())
      ranges[symbol.getSymbol()] = {symbol.getMin(), symbol.getMax(),
                                    symbol.getDivisor()};
  return ranges;
}
