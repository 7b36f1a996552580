// Functions of one element that are one operation of the dialect, and casts.
#include "diagnostics/Quote.h"
#include "dialects/HFC/NarrowTypes.h"
#include "frontends/onnx/Constants.h"
#include "frontends/onnx/ops/Elementwise.h"

using namespace mlir;
using namespace hfc;
using dim::DimExpr;
using hfc::onnx::NodeImporter;
using hfc::onnx::OperatorTable;
using Elements = ArrayRef<DimExpr>;

static LogicalResult importNeg(NodeImporter &n) {
  // -0 is a float of its own.
  if (isa<IntegerType>(n.element(0)) &&
      hfc::onnx::tryElementwise(n, n.element(0),
                                [](Elements e) { return -e[0]; }))
    return success();
  return hfc::onnx::importUnary<hf::NegOp>(n);
}

static LogicalResult importAbs(NodeImporter &n) {
  if (hfc::onnx::tryElementwise(n, n.element(0), [&](Elements e) {
        return n.symbols.provablyLE(n.size(0), e[0]) ? e[0] : DimExpr();
      }))
    return success();
  return hfc::onnx::importUnary<hf::AbsOp>(n);
}

static bool tryToKeep(NodeImporter &n) {
  const hfc::onnx::Contents *known = n.contents(0);
  return known && n.tryContents(0, n.dims(0), n.element(0), *known);
}

static LogicalResult importIdentity(NodeImporter &n) {
  n.ignore("consumed_inputs");
  return tryToKeep(n) ? success() : n.result(0, n.in(0));
}

// Whole numbers stay what they are.
template <typename Op> static LogicalResult importRounding(NodeImporter &n) {
  return tryToKeep(n) ? success() : hfc::onnx::importUnary<Op>(n);
}

// A size in a float is exact where it is no larger than this: sizes are then
// bounded by it.
static void boundSizes(NodeImporter &n) {
  for (DimExpr size : *n.contents(0))
    n.symbols.assumeLE(size, n.size(hfc::onnx::maxExactFloat));
}

Value hfc::onnx::castAsCast(NodeImporter &n, Value value, mlir::Type element) {
  bool saturates = n.getInt("saturate", 1);
  std::string mode = n.getString("round_mode", "up");
  std::optional<hf::Rounding> rounding = hf::symbolizeRounding(mode);
  if (!rounding) {
    (void)n.invalid("round_mode {0} is none of up, down and nearest",
                    diag::quote(mode));
    return nullptr;
  }
  if (!value || !hf::isNarrow(element) ||
      getElementTypeOrSelf(value) == element)
    return n.cast(value, element);
  // Integers keep their low bits: so does the reference, and ONNX's tests.
  if (hf::isNarrowInteger(element))
    saturates = false;
  if (!isa<Float8E8M0FNUType>(element))
    rounding = hf::Rounding::nearest;
  Value result = n.create<hf::CastOp>(
      mlir::Type(dim::getTensorType(dim::getDims(value), element)), value,
      !saturates, *rounding);
  // Opset 24 made an infinity the largest value of these, too.
  mlir::Type from = getElementTypeOrSelf(value);
  if (saturates && n.opset < 24 && isa<FloatType>(from) &&
      isa<Float8E4M3FNUZType, Float8E5M2FNUZType>(element)) {
    if (hf::isNarrowFloat(from))
      value = n.cast(value, n.builder.getF32Type());
    result = n.create<hf::SelectOp>(
        n.create<hf::IsInfOp>(value, true, true),
        n.constant(std::numeric_limits<double>::quiet_NaN(), element), result);
  }
  return result;
}

static LogicalResult convert(NodeImporter &n, mlir::Type element) {
  if (n.contents(0) && element.isF32())
    boundSizes(n);
  if (hfc::onnx::tryElementwise(n, element, [&](Elements e) -> DimExpr {
        if (!element.isInteger(1))
          return e[0];
        if (n.symbols.provablyDiffer(e[0], n.size(0)))
          return n.size(1);
        return e[0].isConstant(0) ? e[0] : DimExpr();
      }))
    return success();
  return n.result(0, hfc::onnx::castAsCast(n, n.in(0), element));
}

static LogicalResult importCast(NodeImporter &n) {
  n.ignore("saturate");   // only for narrow floats
  n.ignore("round_mode"); // likewise
  const hfc::onnx::Attribute *to = n.getAttribute("to");
  if (!to)
    return n.invalid("attribute to is missing");
  int64_t wanted = 0;
  if (to->kind == hfc::onnx::Attribute::Int)
    wanted = std::get<int64_t>(to->value);
  else if (to->kind == hfc::onnx::Attribute::String && n.opset < 6) {
    // Opset 1 has names.
    for (int64_t type = 1; hfc::onnx::isElementType(type); ++type)
      if (getName(hfc::onnx::ElementType(type)) ==
          std::get<std::string>(to->value))
        wanted = type;
  }
  if (!hfc::onnx::isElementType(wanted))
    return n.invalid("attribute to names no element type");
  auto type = hfc::onnx::ElementType(wanted);
  mlir::Type element = hfc::onnx::getElementType(n.context, type);
  if (!element)
    return n.unsupported("element type {0} is not supported", getName(type));
  return convert(n, element);
}

// The same bits. A bool is a byte of 0 or 1.
static LogicalResult importBitCast(NodeImporter &n) {
  int64_t wanted = n.getInt("to", 0);
  if (!hfc::onnx::isElementType(wanted))
    return n.invalid("attribute to names no element type");
  auto type = hfc::onnx::ElementType(wanted);
  mlir::Type element = hfc::onnx::getElementType(n.context, type),
             from = n.element(0);
  if (!element)
    return n.unsupported("element type {0} is not supported", getName(type));
  auto width = [](mlir::Type of) {
    return of.isInteger(1) ? 8 : of.getIntOrFloatBitWidth();
  };
  if (width(from) != width(element))
    return n.invalid("{0} has not as many bits as {1}", from, element);
  mlir::Type byte = n.builder.getIntegerType(8, /*isSigned=*/false);
  Value x = n.in(0);
  if (from.isInteger(1))
    x = n.cast(x, byte);
  mlir::Type to = element.isInteger(1) ? byte : element;
  if (x && getElementTypeOrSelf(x) != to)
    x = n.create<hf::BitCastOp>(mlir::Type(dim::getTensorType(n.dims(0), to)),
                                x);
  return n.result(0, n.cast(x, element));
}

static LogicalResult importCastLike(NodeImporter &n) {
  return n.result(0, hfc::onnx::castAsCast(n, n.in(0), n.element(1)));
}

// Narrow floats as f32, which has all their values.
static Value asReal(NodeImporter &n) {
  return hf::isNarrow(n.element(0)) ? n.cast(n.in(0), n.builder.getF32Type())
                                    : n.in(0);
}

static LogicalResult importIsNaN(NodeImporter &n) {
  return n.result(0, n.create<hf::IsNaNOp>(asReal(n)));
}

// Of whole numbers the result is cut off to one.
static LogicalResult importErf(NodeImporter &n) {
  if (isa<FloatType>(n.element(0)))
    return hfc::onnx::importUnary<hf::ErfOp>(n);
  Value real = n.cast(n.in(0), n.builder.getF64Type());
  return n.result(0, n.cast(n.create<hf::ErfOp>(real), n.element(0)));
}

static LogicalResult importIsInf(NodeImporter &n) {
  bool negative = n.getInt("detect_negative", 1);
  bool positive = n.getInt("detect_positive", 1);
  return n.result(0, n.create<hf::IsInfOp>(asReal(n), negative, positive));
}

// In evaluation nothing is dropped.
static LogicalResult importDropout(NodeImporter &n) {
  for (StringRef name : {"consumed_inputs", "ratio", "seed"})
    n.ignore(name);
  if (n.opset < 7 && !n.getInt("is_test", 0))
    return n.unsupported("it is in training mode");
  (void)n.has(1); // the ratio
  if (n.has(2) && n.number(2) != 0.0)
    return n.unsupported("training_mode is set, or not a constant");
  if (n.wants(1)) {
    mlir::Type element = n.opset < 10 ? n.element(0) : n.builder.getI1Type();
    if (failed(n.result(1, n.broadcast(n.constant(1, element), n.dims(0)))))
      return failure();
  }
  return n.result(0, n.in(0));
}

void hfc::onnx::addUnaries(OperatorTable &table) {
  table.add({{"Abs", 1, importAbs},
             {"Acos", 7, importUnary<hf::AcosOp>},
             {"Acosh", 9, importUnary<hf::AcoshOp>},
             {"Asin", 7, importUnary<hf::AsinOp>},
             {"Asinh", 9, importUnary<hf::AsinhOp>},
             {"Atan", 7, importUnary<hf::AtanOp>},
             {"Atanh", 9, importUnary<hf::AtanhOp>},
             {"BitCast", 26, importBitCast},
             {"Cast", 1, importCast},
             {"CastLike", 15, importCastLike},
             {"Ceil", 1, importRounding<hf::CeilOp>},
             {"Cos", 7, importUnary<hf::CosOp>},
             {"Cosh", 9, importUnary<hf::CoshOp>},
             {"Dropout", 1, importDropout},
             {"Erf", 9, importErf},
             {"Exp", 1, importUnary<hf::ExpOp>},
             {"Floor", 1, importRounding<hf::FloorOp>},
             {"Identity", 1, importIdentity},
             {"IsInf", 10, importIsInf},
             {"IsNaN", 9, importIsNaN},
             {"Log", 1, importUnary<hf::LogOp>},
             {"Neg", 1, importNeg},
             {"Reciprocal", 1, importUnary<hf::ReciprocalOp>},
             {"Round", 11, importRounding<hf::RoundOp>},
             {"Sigmoid", 1, importUnary<hf::SigmoidOp>},
             {"Sign", 9, importUnary<hf::SignOp>},
             {"Sin", 7, importUnary<hf::SinOp>},
             {"Sinh", 9, importUnary<hf::SinhOp>},
             {"Sqrt", 1, importUnary<hf::SqrtOp>},
             {"Tan", 7, importUnary<hf::TanOp>},
             {"Tanh", 1, importUnary<hf::TanhOp>}});
}
