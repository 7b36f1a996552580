// The dim dialect: registration, verifiers and the text of its attributes.
#include "dialects/Dim/DimDialect.h"
#include "dialects/Dim/DimExpr.h"
#include "dialects/Dim/DimExprText.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace hfc::dim;

#include "dialects/Dim/DimDialect.cpp.inc"
#define GET_ATTRDEF_CLASSES
#include "dialects/Dim/DimAttributes.cpp.inc"

void DimDialect::initialize() {
  addAttributes<
#define GET_ATTRDEF_LIST
#include "dialects/Dim/DimAttributes.cpp.inc"
      >();
}

LogicalResult DimDialect::verifyOperationAttribute(Operation *op,
                                                   NamedAttribute attribute) {
  if (attribute.getName() != "dim.symbols")
    return success();
  auto symbols = dyn_cast<ArrayAttr>(attribute.getValue());
  if (!symbols)
    return op->emitError("dim.symbols is an array of #dim.symbol");
  llvm::StringSet<> names;
  for (Attribute element : symbols) {
    auto symbol = dyn_cast<SymbolAttr>(element);
    if (!symbol)
      return op->emitError("dim.symbols is an array of #dim.symbol, found ")
             << element;
    if (!names.insert(symbol.getSymbol().getValue()).second)
      return op->emitError("dim.symbols holds ")
             << symbol.getSymbol() << " twice";
  }
  return success();
}

Attribute ExprAttr::parse(AsmParser &parser, Type) {
  if (parser.parseLess())
    return {};
  DimExpr expr = parseDimExpr(parser);
  if (!expr || parser.parseGreater())
    return {};
  return expr.getAttr();
}

void ExprAttr::print(AsmPrinter &printer) const {
  printer << '<';
  DimExpr(*this).print(printer.getStream());
  printer << '>';
}

Attribute ShapeAttr::parse(AsmParser &parser, Type) {
  SmallVector<ExprAttr> dims;
  if (parser.parseCommaSeparatedList(AsmParser::Delimiter::LessGreater,
                                     [&]() -> ParseResult {
                                       DimExpr expr = parseDimExpr(parser);
                                       dims.push_back(expr.getAttr());
                                       return success(static_cast<bool>(expr));
                                     }))
    return {};
  return ShapeAttr::get(parser.getContext(), dims);
}

void ShapeAttr::print(AsmPrinter &printer) const {
  printer << '<';
  llvm::interleaveComma(getDims(), printer.getStream(), [&](ExprAttr dim) {
    DimExpr(dim).print(printer.getStream());
  });
  printer << '>';
}

LogicalResult
ShapeAttr::verifyEncoding(ArrayRef<int64_t> shape, Type,
                          function_ref<InFlightDiagnostic()> emitError) const {
  if (shape.size() != getDims().size())
    return emitError() << "encoding " << *this << " has " << getDims().size()
                       << " dims, the tensor " << shape.size();
  for (auto [index, size, dim] : llvm::enumerate(shape, getDims()))
    if (DimExpr(dim).getConstant().value_or(ShapedType::kDynamic) != size)
      return emitError() << "encoding " << *this
                         << " and tensor disagree on dim " << index;
  if (!ShapedType::isDynamicShape(shape))
    return emitError() << "a static tensor has no encoding, found " << *this;
  return success();
}

LogicalResult SymbolAttr::verify(function_ref<InFlightDiagnostic()> emitError,
                                 StringAttr symbol, int64_t min, int64_t max,
                                 int64_t divisor) {
  if (symbol.empty())
    return emitError() << "a symbol needs a name";
  if (min < 0 || max < min || divisor < 1)
    return emitError() << "symbol " << symbol
                       << " needs 0 <= min <= max and divisor >= 1";
  return success();
}

Attribute SymbolAttr::parse(AsmParser &parser, Type) {
  std::string name;
  int64_t min, max, divisor;
  llvm::SMLoc location = parser.getCurrentLocation();
  if (parser.parseLess() || parser.parseString(&name) || parser.parseComma() ||
      parser.parseInteger(min) || parser.parseComma() ||
      parser.parseInteger(max) || parser.parseComma() ||
      parser.parseInteger(divisor) || parser.parseGreater())
    return {};
  return SymbolAttr::getChecked(
      [&] { return parser.emitError(location); }, parser.getContext(),
      parser.getBuilder().getStringAttr(name), min, max, divisor);
}

void SymbolAttr::print(AsmPrinter &printer) const {
  printer << '<' << getSymbol() << ", " << getMin() << ", " << getMax() << ", "
          << getDivisor() << '>';
}
