// The steps of an exact division: v_div_scale brings numerator or denominator
// into range and VCC tells v_div_fmas to undo it, v_div_fixup sets what the
// steps between cannot get right. CDNA and RDNA ISA guides, V_DIV_*, but for
// what would make LLVM's sequences wrong, as they are not: a denominator whose
// reciprocal is subnormal is scaled down where the quotient is subnormal, too
// (written there: up, which is infinite); v_div_fmas scales up or down (2 to
// the 32nd); the quotient may be no number where the steps overflowed.
#include "simulators/amdgpu/Lanes.h"
#include "simulators/amdgpu/Operations.h"
#include <cmath>

using namespace hfc::sim;

namespace {

// Thresholds of a type, by exponent as it is encoded.
struct SingleRules {
  using Type = F32;
  using Bits = uint32_t;
  static constexpr unsigned mantissaBits = 23, exponentMask = 255;
  static constexpr int scale = 64, nearLargest = 96, underflow = -150;
};
struct DoubleRules {
  using Type = F64;
  using Bits = uint64_t;
  static constexpr unsigned mantissaBits = 52, exponentMask = 2047;
  static constexpr int scale = 128, nearLargest = 768, underflow = -1075;
};
struct HalfRules { // has no scaling
  using Type = F16;
};
template <typename R> using Number = typename R::Type::Lane;

template <typename R> int exponentOf(Number<R> x) {
  return int(std::bit_cast<typename R::Bits>(x) >> R::mantissaBits &
             R::exponentMask);
}

template <typename R>
Number<R> fixup(Number<R> quotient, Number<R> denominator,
                Number<R> numerator) {
  using T = Number<R>;
  bool negative = std::signbit(denominator) != std::signbit(numerator);
  auto sign = [&](T x) { return negative ? -x : x; };
  if (numerator != numerator)
    return quiet(numerator);
  if (denominator != denominator)
    return quiet(denominator);
  if ((denominator == 0 && numerator == 0) ||
      (std::isinf(denominator) && std::isinf(numerator)))
    return std::copysign(T(NAN), T(-1));
  if (denominator == 0 || std::isinf(numerator))
    return sign(T(INFINITY));
  if (std::isinf(denominator) || numerator == 0)
    return sign(T(0));
  if constexpr (R::Type::kind != Kind::F16) {
    if (exponentOf<R>(numerator) - exponentOf<R>(denominator) < R::underflow)
      return sign(T(0));
    if (quotient != quotient) // the steps before it overflowed
      return sign(T(INFINITY));
  }
  return sign(std::abs(quotient));
}

template <typename R>
Number<R> scaled(Number<R> value, Number<R> denominator, Number<R> numerator,
                 bool &undo) {
  using T = Number<R>;
  undo = false;
  if (denominator == 0 || numerator == 0)
    return T(NAN);
  auto up = [](T x) { return std::ldexp(x, R::scale); };
  auto down = [](T x) { return std::ldexp(x, -R::scale); };
  constexpr long double smallest =
      R::Type::kind == Kind::F32 ? 0x1p-126L : 0x1p-1022L;
  bool tinyReciprocal = std::abs(1 / (long double)denominator) < smallest;
  bool tinyQuotient =
      std::abs((long double)numerator / (long double)denominator) < smallest;
  if (exponentOf<R>(numerator) - exponentOf<R>(denominator) >= R::nearLargest) {
    undo = true;
    return value == denominator ? up(value) : value;
  }
  if (exponentOf<R>(denominator) == 0)
    return up(value);
  if (tinyReciprocal && tinyQuotient) {
    undo = true;
    return value == denominator ? down(value) : value;
  }
  if (tinyReciprocal)
    return down(value);
  if (tinyQuotient) {
    undo = true;
    return value == numerator ? up(value) : value;
  }
  // The last steps of the quotient would lose bits.
  if (exponentOf<R>(numerator) <= int(R::mantissaBits) + (sizeof(T) == 8))
    return up(value);
  return value;
}

template <typename R> void divScale(Wave &wave, const Instruction &in) {
  beginVector(wave, in);
  Typed<Number<R>> a, b, c, result;
  R::Type::read(wave, in.sources[0], a.lane);
  R::Type::read(wave, in.sources[1], b.lane);
  R::Type::read(wave, in.sources[2], c.lane);
  uint64_t mask = 0;
  for (unsigned lane = 0; lane < wave.lanes; ++lane) {
    bool undo;
    result.lane[lane] =
        scaled<R>(a.lane[lane], b.lane[lane], c.lane[lane], undo);
    mask |= uint64_t(undo) << lane;
  }
  R::Type::write(wave, in, result.lane);
  wave.writeMask(in.results[1], mask & wave.mask);
}

template <typename R> void divFmas(Wave &wave, const Instruction &in) {
  beginVector(wave, in);
  Typed<Number<R>> a, b, c, result;
  R::Type::read(wave, in.sources[0], a.lane);
  R::Type::read(wave, in.sources[1], b.lane);
  R::Type::read(wave, in.sources[2], c.lane);
  uint64_t mask = wave.readMask(in.sources[3]);
  for (unsigned lane = 0; lane < wave.lanes; ++lane) {
    Number<R> value = std::fma(a.lane[lane], b.lane[lane], c.lane[lane]);
    // The quotient as scaled tells which way v_div_scale went.
    bool large = exponentOf<R>(c.lane[lane]) > int(R::exponentMask / 2);
    result.lane[lane] = mask >> lane & 1
                            ? std::ldexp(value, large ? R::scale : -R::scale)
                            : value;
  }
  R::Type::write(wave, in, result.lane);
}

// On gfx9, v_div_fixup_f16 keeps the other half of the register.
constexpr Operation keeping(Operation row) {
  row.extra = 1;
  return row;
}

// clang-format off
constexpr Kind F = Kind::F32, D = Kind::F64;
constexpr Operation table[] = {
    op<F32, fixup<SingleRules>, F32, F32, F32>("v_div_fixup_f32"),
    {"v_div_scale_f32", divScale<SingleRules>, Class::Valu, 2, F, {F, F, F}},
    {"v_div_fmas_f32", divFmas<SingleRules>, Class::Valu, 1, F, {F, F, F, Kind::Mask}},
    op<F64, fixup<DoubleRules>, F64, F64, F64>("v_div_fixup_f64"),
    {"v_div_scale_f64", divScale<DoubleRules>, Class::Valu, 2, D, {D, D, D}},
    {"v_div_fmas_f64", divFmas<DoubleRules>, Class::Valu, 1, D, {D, D, D, Kind::Mask}},
    keeping(op<F16, fixup<HalfRules>, F16, F16, F16>("v_div_fixup_f16")),
    op<F16, fixup<HalfRules>, F16, F16, F16>("v_div_fixup_legacy_f16"),
};
// clang-format on
} // namespace

OperationTable hfc::sim::divisionOperations() { return table; }
