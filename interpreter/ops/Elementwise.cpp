// Arithmetic, comparison and bits. Functions are in Functions.cpp.
#include "interpreter/ops/Elementwise.h"
#include "interpreter/Formulas.h"
#include "interpreter/formulas/Host.h"
#include <cmath>
#include <limits>

using namespace mlir;
using namespace hfc;
using namespace hfc::interpreter;

namespace {

template <class T> constexpr bool isFloat = std::is_floating_point_v<T>;

// Integers wrap: arithmetic on the bits.
constexpr auto add = []<class T>(T a, T b) {
  if constexpr (isFloat<T>)
    return a + b;
  else
    return T(uint64_t(a) + uint64_t(b));
};
constexpr auto subtract = []<class T>(T a, T b) {
  if constexpr (isFloat<T>)
    return a - b;
  else
    return T(uint64_t(a) - uint64_t(b));
};
constexpr auto multiply = []<class T>(T a, T b) {
  if constexpr (isFloat<T>)
    return a * b;
  else
    return T(uint64_t(a) * uint64_t(b));
};

template <class T> bool isMinusOne(T x) {
  return std::is_signed_v<T> && x == T(-1);
}

constexpr auto divide = []<class T>(T a, T b) {
  if constexpr (isFloat<T>)
    return a / b;
  else
    return b == 0 ? T(0) : isMinusOne(b) ? T(0 - uint64_t(a)) : T(a / b);
};

template <class T> T truncatedRemainder(T a, T b) {
  if constexpr (isFloat<T>)
    return formulas::remainder(formulas::host::Float<T>(a),
                               formulas::host::Float<T>(b))
        .v;
  else
    return b == 0 || isMinusOne(b) ? T(0) : T(a % b);
}
// Of the divisor's sign.
template <class T> T flooredRemainder(T a, T b) {
  T rest = truncatedRemainder(a, b);
  return rest != 0 && (rest < 0) != (b < 0) ? add(rest, b) : rest;
}

constexpr auto power = []<class T>(T base, T exponent) {
  if constexpr (isFloat<T>) {
    return formulas::pow(formulas::host::Float<T>(base),
                         formulas::host::Float<T>(exponent))
        .v;
  } else {
    if (std::is_signed_v<T> && exponent < T(0)) {
      bool odd = exponent & 1;
      return base == 1 ? T(1) : isMinusOne(base) ? odd ? base : T(1) : T(0);
    }
    T result = 1;
    for (uint64_t rest = exponent; rest; rest >>= 1) {
      if (rest & 1)
        result = multiply(result, base);
      base = multiply(base, base);
    }
    return result;
  }
};

// NaN if either is, -0 < +0.
constexpr auto larger = []<class T>(T a, T b) {
  if constexpr (isFloat<T>) {
    if (std::isnan(a) || std::isnan(b))
      return std::numeric_limits<T>::quiet_NaN();
    if (a == b)
      return std::signbit(a) ? b : a;
  }
  return a > b ? a : b;
};
constexpr auto smaller = []<class T>(T a, T b) {
  if constexpr (isFloat<T>) {
    if (std::isnan(a) || std::isnan(b))
      return std::numeric_limits<T>::quiet_NaN();
    if (a == b)
      return std::signbit(a) ? a : b;
  }
  return a < b ? a : b;
};

constexpr auto absolute = []<class T>(T x) {
  if constexpr (isFloat<T>)
    return std::fabs(x);
  else
    return x < T(0) ? subtract(T(0), x) : x;
};
constexpr auto negate = []<class T>(T x) {
  if constexpr (isFloat<T>)
    return -x;
  else
    return subtract(T(0), x);
};
constexpr auto sign = []<class T>(T x) {
  return x > T(0) ? T(1) : x < T(0) ? T(-1) : x;
};

template <class T> bool compareElements(hf::Predicate predicate, T a, T b) {
  switch (predicate) {
  case hf::Predicate::eq:
    return a == b;
  case hf::Predicate::ne:
    return a != b;
  case hf::Predicate::lt:
    return a < b;
  case hf::Predicate::le:
    return a <= b;
  case hf::Predicate::gt:
    return a > b;
  case hf::Predicate::ge:
    return a >= b;
  }
  llvm_unreachable("six predicates");
}

Tensor compare(hf::CompareOp op, const Call &call) {
  return binary(call, [&](auto a, auto b) -> uint64_t {
    return compareElements(op.getPredicate(), a, b);
  });
}

Tensor choose(hf::SelectOp, const Call &call) {
  Tensor result = call.makeResult();
  forEachElement(call, result, [&](int64_t i, const Sizes &from) {
    int from12 = call[0].get<uint64_t>(from[0]) ? 1 : 2;
    result.copy(i, call[from12], from[from12]);
  });
  return result;
}

// On the bits: integers and i1 alike.
template <class Compute> Tensor bitwise(const Call &call, Compute compute) {
  return binary(call, [&]<class T>(T a, T b) -> T {
    if constexpr (isFloat<T>)
      llvm_unreachable("the verifier wants integers");
    else
      return T(compute(uint64_t(a), uint64_t(b)));
  });
}

Tensor shift(const Call &call, bool left) {
  unsigned width = call[0].getElement().getIntOrFloatBitWidth();
  return binary(call, [&]<class T>(T a, T count) -> T {
    if constexpr (isFloat<T>) {
      llvm_unreachable("the verifier wants integers");
    } else {
      if (uint64_t(count) < width)
        return left ? T(uint64_t(a) << count) : T(a >> count);
      return !left && a < T(0) ? T(-1) : T(0);
    }
  });
}

} // namespace

void interpreter::addElementwise(Evaluators &e) {
  using namespace hf;
  e.add<AddOp>([](AddOp, const Call &c) { return binary(c, add); });
  e.add<SubOp>([](SubOp, const Call &c) { return binary(c, subtract); });
  e.add<MulOp>([](MulOp, const Call &c) { return binary(c, multiply); });
  e.add<DivOp>([](DivOp, const Call &c) { return binary(c, divide); });
  e.add<PowOp>([](PowOp, const Call &c) { return binary(c, power); });
  e.add<MaxOp>([](MaxOp, const Call &c) { return binary(c, larger); });
  e.add<MinOp>([](MinOp, const Call &c) { return binary(c, smaller); });
  e.add<ModOp>([](ModOp op, const Call &c) {
    return binary(c, [&](auto a, auto b) {
      return op.getTruncated() ? truncatedRemainder(a, b)
                               : flooredRemainder(a, b);
    });
  });
  e.add<AbsOp>([](AbsOp, const Call &c) { return unary(c, absolute); });
  e.add<NegOp>([](NegOp, const Call &c) { return unary(c, negate); });
  e.add<SignOp>([](SignOp, const Call &c) { return unary(c, sign); });
  e.add<CompareOp>(compare);
  e.add<SelectOp>(choose);
  e.add<AndOp>([](AndOp, const Call &c) {
    return bitwise(c, [](uint64_t a, uint64_t b) { return a & b; });
  });
  e.add<OrOp>([](OrOp, const Call &c) {
    return bitwise(c, [](uint64_t a, uint64_t b) { return a | b; });
  });
  e.add<XorOp>([](XorOp, const Call &c) {
    return bitwise(c, [](uint64_t a, uint64_t b) { return a ^ b; });
  });
  e.add<NotOp>([](NotOp, const Call &c) {
    return unary(c, [](auto x) { return ~int64_t(x); });
  });
  e.add<ShlOp>([](ShlOp, const Call &c) { return shift(c, /*left=*/true); });
  e.add<ShrOp>([](ShrOp, const Call &c) { return shift(c, /*left=*/false); });
}
