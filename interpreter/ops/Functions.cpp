// Functions of one float. f16 and bf16 are computed in f32 and rounded once.
#include "interpreter/Formulas.h"
#include "interpreter/formulas/Host.h"
#include "interpreter/ops/Elementwise.h"
#include <cmath>

using namespace mlir;
using namespace hfc;
using namespace hfc::interpreter;

#define HFC_EVALUATE(Op, formula)                                              \
  evaluators.add<hf::Op>([](hf::Op, const Call &call) {                        \
    return floatUnary(call, []<class T>(T x) {                                 \
      return formulas::formula(formulas::host::Float<T>(x)).v;                 \
    });                                                                        \
  })

void interpreter::addFunctions(Evaluators &evaluators) {
  HFC_EVALUATE(ExpOp, exp);
  HFC_EVALUATE(ExpM1Op, expm1);
  HFC_EVALUATE(LogOp, log);
  HFC_EVALUATE(Log1POp, log1p);
  HFC_EVALUATE(RsqrtOp, rsqrt);
  HFC_EVALUATE(ErfOp, erf);
  HFC_EVALUATE(TanhOp, tanh);
  HFC_EVALUATE(SigmoidOp, sigmoid);
  HFC_EVALUATE(SinOp, sin);
  HFC_EVALUATE(CosOp, cos);
  HFC_EVALUATE(TanOp, tan);
  HFC_EVALUATE(AsinOp, asin);
  HFC_EVALUATE(AcosOp, acos);
  HFC_EVALUATE(AtanOp, atan);
  HFC_EVALUATE(SinhOp, sinh);
  HFC_EVALUATE(CoshOp, cosh);
  HFC_EVALUATE(AsinhOp, asinh);
  HFC_EVALUATE(AcoshOp, acosh);
  HFC_EVALUATE(AtanhOp, atanh);

  using namespace hf;
  auto &e = evaluators;
  e.add<GeluOp>([](GeluOp op, const Call &call) {
    return floatUnary(call, [&]<class T>(T x) {
      formulas::host::Float<T> value(x);
      return op.getTanh() ? formulas::geluTanh(value).v
                          : formulas::gelu(value).v;
    });
  });
  e.add<ReciprocalOp>([](ReciprocalOp, const Call &call) {
    return floatUnary(call, [](auto x) { return 1 / x; });
  });
  e.add<SqrtOp>([](SqrtOp, const Call &call) {
    return floatUnary(call, [](auto x) { return std::sqrt(x); });
  });
  e.add<RoundOp>([](RoundOp, const Call &call) {
    return floatUnary(call, [](auto x) { return std::nearbyint(x); });
  });
  e.add<FloorOp>([](FloorOp, const Call &call) {
    return floatUnary(call, [](auto x) { return std::floor(x); });
  });
  e.add<CeilOp>([](CeilOp, const Call &call) {
    return floatUnary(call, [](auto x) { return std::ceil(x); });
  });
  e.add<IsNaNOp>([](IsNaNOp, const Call &call) {
    return floatUnary(call, [](auto x) -> uint64_t { return std::isnan(x); });
  });
  e.add<IsInfOp>([](IsInfOp op, const Call &call) {
    return floatUnary(call, [&](auto x) -> uint64_t {
      return std::isinf(x) && (x < 0 ? op.getNegative() : op.getPositive());
    });
  });
}
