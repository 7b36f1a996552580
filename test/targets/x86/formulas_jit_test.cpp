// Emitted formulas, compiled for this machine, give what the host computes, bit
// for bit.
#include "interpreter/formulas/Emit.h"
#include "test/interpreter/FormulaAccuracy.h"
#include "test/targets/x86/KernelJit.h"
#include "gtest/gtest.h"
#include <bit>
#include <cmath>

using namespace hfc;
using namespace hfc::x86::test;

namespace {

template <class T>
std::vector<T> compiled(const char *name, const std::vector<T> &arguments) {
  constexpr int64_t lanes = 64 / sizeof(T);
  Kernel kernel([&](codegen::CodeBuilder &b, const KernelArguments &kernel) {
    mlir::Type type = sizeof(T) == 4 ? mlir::Type(b.getF32Type())
                                     : mlir::Type(b.getF64Type());
    mlir::Value from = b.loadPointer(kernel.buffers, 0);
    mlir::Value to = b.loadPointer(kernel.buffers, 1);
    b.loop(kernel.begin, kernel.end, lanes, [&](mlir::Value i) {
      mlir::Value x =
          b.loadVector(b.offset(from, type, i), {type}, type, lanes);
      b.store(formulas::emitFormula(b, b.getLoc(), name, x),
              b.offset(to, type, i));
    });
  });
  std::vector<T> results(arguments.size());
  kernel({arguments.data(), results.data()}, {}, 0, arguments.size());
  return results;
}

// Every exponent and sign with some mantissas, NaNs and infinities among them.
template <class T, class U> std::vector<T> sample() {
  std::vector<T> values;
  for (U i = 0; i < 8192; ++i)
    values.push_back(std::bit_cast<T>(
        U(i << (8 * sizeof(U) - 13)) |
        U(i * U(0x9e3779b97f4a7c15) >> (sizeof(U) == 4 ? 13 : 16))));
  return values;
}

template <class T, class U>
void expectSame(const char *name, T (*host)(T), const std::vector<T> &x) {
  std::vector<T> got = compiled(name, x);
  for (size_t i = 0; i < x.size(); ++i) {
    T expected = host(x[i]);
    if (std::isnan(expected) && std::isnan(got[i]))
      continue;
    ASSERT_EQ(std::bit_cast<U>(got[i]), std::bit_cast<U>(expected))
        << name << "(" << x[i] << ") = " << got[i] << ", host " << expected;
  }
}

class EmittedFormula
    : public testing::TestWithParam<formulas::FormulaUnderTest> {};

TEST_P(EmittedFormula, givesTheBitsOfTheHost) {
  const formulas::FormulaUnderTest &function = GetParam();
  expectSame<float, uint32_t>(function.name, function.f32,
                              sample<float, uint32_t>());
  expectSame<double, uint64_t>(function.name, function.f64,
                               sample<double, uint64_t>());
}

INSTANTIATE_TEST_SUITE_P(All, EmittedFormula,
                         testing::ValuesIn(formulas::formulasUnderTest()),
                         [](const auto &info) {
                           return std::string(info.param.name);
                         });

} // namespace
