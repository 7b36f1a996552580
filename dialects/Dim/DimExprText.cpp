// Prints and parses DimExpr; the grammar is in DimExprText.h.
#include "dialects/Dim/DimExprText.h"
#include "mlir/AsmParser/AsmParser.h"
#include "mlir/IR/Diagnostics.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/raw_ostream.h"

using namespace mlir;
using namespace hfc::dim;

static bool isWord(StringRef name) {
  return llvm::is_contained({"floordiv", "ceildiv", "mod", "max", "min"}, name);
}

static void printSymbol(StringRef name, llvm::raw_ostream &os) {
  bool bare =
      !name.empty() && !isWord(name) && !llvm::isDigit(name[0]) &&
      llvm::all_of(name, [](char c) { return llvm::isAlnum(c) || c == '_'; });
  if (bare) {
    os << name;
    return;
  }
  os << '"';
  llvm::printEscapedString(name, os);
  os << '"';
}

static void printOperand(Attribute attr, llvm::raw_ostream &os) {
  DimExpr expr(cast<ExprAttr>(attr));
  bool simple = expr.isSymbol() || expr.getConstant().value_or(-1) >= 0;
  if (!simple)
    os << '(';
  expr.print(os);
  if (!simple)
    os << ')';
}

static void printAtom(Attribute attr, bool inProduct, llvm::raw_ostream &os) {
  if (auto name = dyn_cast<StringAttr>(attr))
    return printSymbol(name, os);
  auto atom = cast<AtomAttr>(attr);
  Function function = atom.getFunction();
  if (function == Function::Max || function == Function::Min) {
    os << (function == Function::Max ? "max(" : "min(");
    llvm::interleaveComma(atom.getOperands(), os, [&](Attribute operand) {
      os << DimExpr(cast<ExprAttr>(operand));
    });
    os << ')';
    return;
  }
  if (inProduct)
    os << '(';
  printOperand(atom.getOperands()[0], os);
  os << (function == Function::FloorDiv ? " floordiv " : " mod ");
  printOperand(atom.getOperands()[1], os);
  if (inProduct)
    os << ')';
}

void DimExpr::print(llvm::raw_ostream &os) const {
  if (!attr) {
    os << "<null>";
    return;
  }
  if (attr.getCoefficients().empty())
    os << '0';
  bool first = true;
  for (auto [coefficient, monomial] :
       llvm::zip_equal(attr.getCoefficients(), attr.getMonomials())) {
    os << (first ? (coefficient < 0 ? "-" : "")
                 : (coefficient < 0 ? " - " : " + "));
    first = false;
    int64_t magnitude = coefficient < 0 ? -coefficient : coefficient;
    bool showMagnitude = magnitude != 1 || monomial.empty();
    if (showMagnitude)
      os << magnitude << (monomial.empty() ? "" : "*");
    bool inProduct = showMagnitude || monomial.size() > 1;
    llvm::interleave(
        monomial, os, [&](Attribute atom) { printAtom(atom, inProduct, os); },
        "*");
  }
}

std::string DimExpr::str() const {
  std::string text;
  llvm::raw_string_ostream(text) << *this;
  return text;
}

namespace {
class Parser {
public:
  explicit Parser(AsmParser &parser) : parser(parser) {}

  DimExpr sum(unsigned depth = 0) {
    if (depth > DimExpr::maxDepth) {
      parser.emitError(parser.getCurrentLocation(), "size is nested too deep");
      return {};
    }
    bool negative = succeeded(parser.parseOptionalMinus());
    DimExpr result = product(depth);
    if (negative && result)
      result = -result;
    while (result) {
      if (succeeded(parser.parseOptionalPlus())) {
        DimExpr right = product(depth);
        result = right ? checked(result + right) : right;
      } else if (succeeded(parser.parseOptionalMinus())) {
        DimExpr right = product(depth);
        result = right ? checked(result - right) : right;
      } else {
        break;
      }
    }
    return result;
  }

private:
  DimExpr product(unsigned depth) {
    DimExpr result = primary(depth);
    while (result) {
      DimExpr (DimExpr::*operation)(DimExpr) const;
      if (succeeded(parser.parseOptionalStar()))
        operation = &DimExpr::operator*;
      else if (succeeded(parser.parseOptionalKeyword("floordiv")))
        operation = &DimExpr::floorDiv;
      else if (succeeded(parser.parseOptionalKeyword("ceildiv")))
        operation = &DimExpr::ceilDiv;
      else if (succeeded(parser.parseOptionalKeyword("mod")))
        operation = &DimExpr::mod;
      else
        break;
      DimExpr right = primary(depth);
      result = right ? checked((result.*operation)(right)) : right;
    }
    return result;
  }

  DimExpr primary(unsigned depth) {
    MLIRContext *context = parser.getContext();
    int64_t value;
    OptionalParseResult number = parser.parseOptionalInteger(value);
    if (number.has_value())
      return failed(*number) ? DimExpr() : DimExpr::constant(context, value);
    std::string name;
    if (succeeded(parser.parseOptionalString(&name)))
      return DimExpr::symbol(context, name);
    if (succeeded(parser.parseOptionalLParen())) {
      DimExpr inner = sum(depth + 1);
      return inner && succeeded(parser.parseRParen()) ? inner : DimExpr();
    }
    StringRef keyword;
    if (failed(parser.parseOptionalKeyword(&keyword))) {
      parser.emitError(parser.getCurrentLocation(), "expected a size");
      return {};
    }
    if (keyword == "max" || keyword == "min")
      return extremum(keyword == "max", depth);
    if (isWord(keyword)) {
      parser.emitError(parser.getCurrentLocation(), "expected a size before '")
          << keyword << "'";
      return {};
    }
    return DimExpr::symbol(context, keyword);
  }

  DimExpr extremum(bool isMax, unsigned depth) {
    DimExpr result;
    ParseResult parsed = parser.parseCommaSeparatedList(
        AsmParser::Delimiter::Paren, [&]() -> ParseResult {
          DimExpr operand = sum(depth + 1);
          if (!operand)
            return failure();
          if (result)
            operand =
                checked(isMax ? result.max(operand) : result.min(operand));
          result = operand;
          return success(static_cast<bool>(result));
        });
    if (failed(parsed))
      return {};
    if (!result)
      parser.emitError(parser.getCurrentLocation(), "expected a size");
    return result;
  }

  DimExpr checked(DimExpr result) {
    if (!result)
      parser.emitError(parser.getCurrentLocation(),
                       "size has no value in 64 bits, or is too large");
    return result;
  }

  AsmParser &parser;
};
} // namespace

DimExpr hfc::dim::parseDimExpr(AsmParser &parser) {
  return Parser(parser).sum();
}

DimExpr DimExpr::parse(MLIRContext *context, StringRef text) {
  ScopedDiagnosticHandler silence(context,
                                  [](Diagnostic &) { return success(); });
  auto attr = dyn_cast_or_null<ExprAttr>(
      parseAttribute(("#dim.expr<" + text + ">").str(), context));
  return attr ? DimExpr(attr) : DimExpr();
}
