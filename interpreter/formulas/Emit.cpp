#include "interpreter/formulas/Emit.h"
#include "interpreter/Formulas.h"
#include "interpreter/formulas/EmittedValue.h"
#include "llvm/ADT/StringMap.h"

using namespace mlir;

namespace hfc::formulas {
namespace {

using emitted::Emitted;
using F32 = emitted::Float<32>;
using F64 = emitted::Float<64>;

struct Emission {
  Value (*f32)(ArrayRef<Emitted>);
  Value (*f64)(ArrayRef<Emitted>);
};

#define HFC_UNARY(formula)                                                     \
  {                                                                            \
    #formula, {                                                                \
      [](ArrayRef<Emitted> x) { return formula(F32(x[0])).v; },                \
          [](ArrayRef<Emitted> x) { return formula(F64(x[0])).v; }             \
    }                                                                          \
  }
#define HFC_BINARY(name, formula)                                              \
  {                                                                            \
    name, {                                                                    \
      [](ArrayRef<Emitted> x) { return formula(F32(x[0]), F32(x[1])).v; },     \
          [](ArrayRef<Emitted> x) { return formula(F64(x[0]), F64(x[1])).v; }  \
    }                                                                          \
  }

const llvm::StringMap<Emission> &emissions() {
  static const llvm::StringMap<Emission> all = {
      HFC_UNARY(exp),
      HFC_UNARY(expm1),
      HFC_UNARY(log),
      HFC_UNARY(log1p),
      HFC_UNARY(erf),
      HFC_UNARY(erfc),
      HFC_UNARY(tanh),
      HFC_UNARY(sigmoid),
      HFC_UNARY(silu),
      HFC_UNARY(mish),
      HFC_UNARY(softplus),
      HFC_UNARY(gelu),
      HFC_UNARY(sin),
      HFC_UNARY(geluTanh),
      HFC_UNARY(cos),
      HFC_UNARY(tan),
      HFC_UNARY(asin),
      HFC_UNARY(acos),
      HFC_UNARY(atan),
      HFC_UNARY(sinh),
      HFC_UNARY(cosh),
      HFC_UNARY(asinh),
      HFC_UNARY(acosh),
      HFC_UNARY(atanh),
      HFC_UNARY(rsqrt),
      HFC_BINARY("pow", pow),
      HFC_BINARY("powf", pow),
      HFC_BINARY("remainder", remainder),
      HFC_BINARY("remf", remainder),
  };
  return all;
}

} // namespace

Value emitFormula(OpBuilder &builder, Location loc, StringRef name,
                  ValueRange operands) {
  if (!name.consume_front("math."))
    name.consume_front("arith.");
  auto found = emissions().find(name);
  if (found == emissions().end())
    return {};
  SmallVector<Emitted> x;
  for (Value operand : operands)
    x.push_back({&builder, loc, operand});
  Type element = getElementTypeOrSelf(operands[0].getType());
  assert((element.isF32() || element.isF64()) && "formulas know f32 and f64");
  return element.isF32() ? found->second.f32(x) : found->second.f64(x);
}

} // namespace hfc::formulas
