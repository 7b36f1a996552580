// Add, Sub, Mul, Div, Mod, Pow, Min, Max, Sum, Mean, bit operations. Semantics:
// onnx/docs/Operators.md of onnx 1.23.
#include "frontends/onnx/ops/Elementwise.h"

using namespace mlir;
using namespace hfc;
using dim::DimExpr;
using hfc::onnx::NodeImporter;
using hfc::onnx::OperatorTable;
using Elements = ArrayRef<DimExpr>;

template <typename Op>
static LogicalResult importBinary(NodeImporter &n,
                                  hfc::onnx::ElementFunction fold) {
  if (hfc::onnx::tryElementwise(n, n.element(0), fold))
    return success();
  auto [lhs, rhs] = hfc::onnx::getPair(n);
  return n.result(0, n.create<Op>(lhs, rhs));
}

static LogicalResult importAdd(NodeImporter &n) {
  return importBinary<hf::AddOp>(n, [](Elements e) { return e[0] + e[1]; });
}
static LogicalResult importSub(NodeImporter &n) {
  return importBinary<hf::SubOp>(n, [](Elements e) { return e[0] - e[1]; });
}
static LogicalResult importMul(NodeImporter &n) {
  bool isFloat = isa<FloatType>(n.element(0));
  return importBinary<hf::MulOp>(n, [&](Elements e) {
    // A float keeps the sign of a zero.
    bool isSigned = !n.symbols.provablyLE(n.size(0), e[0]) ||
                    !n.symbols.provablyLE(n.size(0), e[1]);
    return isFloat && isSigned ? DimExpr() : e[0] * e[1];
  });
}

// Integers truncate: the floor where both are positive, or between constants.
static LogicalResult importDiv(NodeImporter &n) {
  bool isFloat = isa<FloatType>(n.element(0));
  return importBinary<hf::DivOp>(n, [&](Elements e) -> DimExpr {
    if (isFloat)
      return n.symbols.provablyLE(n.size(0), e[0]) &&
                     n.symbols.provablyLE(n.size(1), e[1])
                 ? e[0].exactDiv(e[1]).value_or(DimExpr())
                 : DimExpr();
    auto a = e[0].getConstant(), b = e[1].getConstant();
    if (a && b && *b != 0 && *b != -1)
      return n.size(*a / *b);
    if (n.symbols.provablyLE(n.size(0), e[0]) &&
        n.symbols.provablyLE(n.size(1), e[1]))
      return e[0].floorDiv(e[1]);
    return {};
  });
}

static LogicalResult importMod(NodeImporter &n) {
  bool truncated = n.getInt("fmod", 0);
  if (isa<IntegerType>(n.element(0)) &&
      hfc::onnx::tryElementwise(n, n.element(0), [&](Elements e) -> DimExpr {
        if (!n.symbols.provablyLE(n.size(1), e[1]) ||
            (truncated && !n.symbols.provablyLE(n.size(0), e[0])))
          return {};
        return e[0].mod(e[1]);
      }))
    return success();
  auto [lhs, rhs] = hfc::onnx::getPair(n);
  return n.result(0, n.create<hf::ModOp>(lhs, rhs, truncated));
}

// The exponent may have another type. The power is computed in the base's, or,
// for an integer base with a fractional exponent, in f64.
static LogicalResult importPow(NodeImporter &n) {
  mlir::Type base = n.element(0), exponent = n.element(1), common = base;
  if (isa<IntegerType>(base) && isa<FloatType>(exponent))
    common = n.builder.getF64Type();
  else if (isa<FloatType>(base) && isa<FloatType>(exponent) &&
           exponent.getIntOrFloatBitWidth() > base.getIntOrFloatBitWidth())
    common = exponent;
  std::optional<double> power = n.number(1);
  auto [lhs, rhs] = hfc::onnx::getPair(n);
  // x * x is exact to half an ulp, and what every target is fast at.
  if (power == 2.0 && n.rank(1) <= n.rank(0))
    return n.result(0, n.create<hf::MulOp>(lhs, lhs));
  Value raised = n.create<hf::PowOp>(n.cast(lhs, common), n.cast(rhs, common));
  return n.result(0, n.cast(raised, base));
}

// Any number of operands.
template <typename Op> static Value chain(NodeImporter &n) {
  n.ignore("consumed_inputs");
  Value result = n.in(0);
  for (unsigned i = 1; i < n.getCount(); ++i) {
    Value next = n.in(i);
    if (!n.align({&result, &next}))
      return nullptr;
    result = n.create<Op>(result, next);
  }
  return result;
}

static LogicalResult importMax(NodeImporter &n) {
  if (hfc::onnx::tryElementwise(n, n.element(0), [&](Elements e) {
        DimExpr result = e[0];
        for (DimExpr next : e.drop_front())
          result = n.symbols.max(result, next);
        return result;
      }))
    return success();
  return n.result(0, chain<hf::MaxOp>(n));
}

static LogicalResult importMin(NodeImporter &n) {
  if (hfc::onnx::tryElementwise(n, n.element(0), [&](Elements e) {
        DimExpr result = e[0];
        for (DimExpr next : e.drop_front())
          result = n.symbols.min(result, next);
        return result;
      }))
    return success();
  return n.result(0, chain<hf::MinOp>(n));
}

static LogicalResult importSum(NodeImporter &n) {
  return n.result(0, chain<hf::AddOp>(n));
}

static LogicalResult importMean(NodeImporter &n) {
  Value count = n.constant(n.getCount(), n.element(0));
  return n.result(0, n.create<hf::DivOp>(chain<hf::AddOp>(n), count));
}

template <typename Op> static LogicalResult importBits(NodeImporter &n) {
  auto [lhs, rhs] = hfc::onnx::getPair(n);
  return n.result(0, n.create<Op>(lhs, rhs));
}

static LogicalResult importBitShift(NodeImporter &n) {
  std::string direction = n.getString("direction", "");
  if (direction == "LEFT")
    return importBits<hf::ShlOp>(n);
  if (direction == "RIGHT")
    return importBits<hf::ShrOp>(n);
  return n.invalid("direction \"{0}\" is neither LEFT nor RIGHT", direction);
}

void hfc::onnx::addArithmetic(OperatorTable &table) {
  table.add({{"Add", 1, importAdd},
             {"BitShift", 11, importBitShift},
             {"BitwiseAnd", 18, importBits<hf::AndOp>},
             {"BitwiseNot", 18, importUnary<hf::NotOp>},
             {"BitwiseOr", 18, importBits<hf::OrOp>},
             {"BitwiseXor", 18, importBits<hf::XorOp>},
             {"Div", 1, importDiv},
             {"Max", 1, importMax},
             {"Mean", 1, importMean},
             {"Min", 1, importMin},
             {"Mod", 10, importMod},
             {"Mul", 1, importMul},
             {"Pow", 1, importPow},
             {"Sub", 1, importSub},
             {"Sum", 1, importSum}});
}
