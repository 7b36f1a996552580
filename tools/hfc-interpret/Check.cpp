#include "tools/hfc-interpret/Check.h"
#include "llvm/Support/FormatVariadic.h"
#include <cmath>

using namespace mlir;
using namespace hfc;

// The distance of two neighbours of the type at x.
static double unitInLastPlace(double x, FloatType type) {
  const llvm::fltSemantics &semantics = type.getFloatSemantics();
  int least = llvm::APFloat::semanticsMinExponent(semantics);
  int exponent = x == 0 ? least : std::max(std::ilogb(x), least);
  int digits = llvm::APFloat::semanticsPrecision(semantics);
  return std::ldexp(1.0, exponent - digits + 1);
}

static bool agree(double got, double expected, FloatType type,
                  Tolerance tolerance) {
  if (std::isnan(got) || std::isnan(expected))
    return std::isnan(got) && std::isnan(expected);
  if (got == expected)
    return std::signbit(got) == std::signbit(expected) || tolerance.near > 0;
  if (std::isinf(got) || std::isinf(expected))
    return false;
  double unit = unitInLastPlace(expected, type);
  return std::fabs(got - expected) <=
         std::max(tolerance.near, tolerance.ulps * unit);
}

std::string hfc::difference(const Tensor &got, const Tensor &expected,
                            Tolerance tolerance) {
  auto gotType = RankedTensorType::get(got.getDims(), got.getElement());
  auto type = RankedTensorType::get(expected.getDims(), expected.getElement());
  if (gotType != type)
    return llvm::formatv("is a {0}, not a {1}", gotType, type);
  std::string first;
  int64_t count = 0;
  auto note = [&](int64_t i, auto x, auto y) {
    if (count++ == 0)
      first = llvm::formatv("element {0} is {1}, not {2}", i, x, y);
  };
  for (int64_t i = 0, size = got.getSize(); i < size; ++i) {
    if (auto element = dyn_cast<FloatType>(got.getElement())) {
      auto x = got.get<double>(i), y = expected.get<double>(i);
      if (!agree(x, y, element, tolerance))
        note(i, llvm::format("%.17g", x), llvm::format("%.17g", y));
    } else if (auto x = got.get<int64_t>(i), y = expected.get<int64_t>(i);
               x != y) {
      note(i, x, y);
    }
  }
  return count > 1
             ? first + llvm::formatv(" ({0} elements differ)", count).str()
             : first;
}
