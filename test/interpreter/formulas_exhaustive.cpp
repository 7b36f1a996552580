// Measures every formula against libm and prints the largest error: all 2^32
// arguments of f32 (a few minutes a function and core), a sample of f64.
//   formulas_exhaustive [NAME | all] [STRIDE]
//
// Largest errors seen, in ulp (f32: all arguments of exp, expm1, log, log1p,
// erf, erfc, tanh, sigmoid, silu, softplus, mish, gelu, geluTanh, sin, cos,
// tan, asin and rsqrt, every 1009th of the rest; f64: 4 million arguments):
//   function  f32   f64      function  f32   f64      function  f32   f64
//   exp       0.89  0.75     silu      1.71  1.51     acos      1.10  0.71
//   expm1     0.50  1.04     softplus  1.85  1.00     atan      0.50  0.63
//   log       0.83  0.50     mish      1.67  1.46     sinh      0.50  1.70
//   log1p     0.50  0.50     gelu      1.87  1.80     cosh      0.50  1.05
//   erf       1.72  1.12     geluTanh  1.89  1.59     asinh     0.50  0.51
//   erfc      0.50  1.55     sin       1.49  0.70     acosh     0.50  0.51
//   tanh      1.42  1.42     cos       1.50  0.69     atanh     0.50  0.51
//   sigmoid   1.97  1.82     tan       0.50  0.81     rsqrt     1.49  1.49
//   pow       0.50  0.75     asin      0.50  0.71
#include "test/interpreter/FormulaAccuracy.h"
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <thread>

using namespace hfc::formulas;

int main(int argc, char **argv) {
  const char *wanted = argc > 1 ? argv[1] : "all";
  uint64_t stride = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 1;
  bool everything = !std::strcmp(wanted, "all");
  unsigned threadCount = std::max(1u, std::thread::hardware_concurrency());
  double largest = 0;
  std::printf("%-10s %8s %-16s %8s %-24s\n", "function", "f32 ulp", "at",
              "f64 ulp", "at");
  auto print = [&](const char *name, Worst<float> f, Worst<double> d) {
    std::printf("%-10s %8.4f %-16.9g %8.4f %-24.17g\n", name, f.ulps,
                f.argument, d.ulps, d.argument);
    std::fflush(stdout);
    largest = std::max({largest, f.ulps, d.ulps});
  };
  for (const FormulaUnderTest &function : formulasUnderTest()) {
    if (!everything && std::strcmp(wanted, function.name))
      continue;
    std::vector<Worst<float>> parts(threadCount);
    std::vector<std::thread> threads;
    for (unsigned i = 0; i < threadCount; ++i)
      threads.emplace_back([&, i] {
        uint64_t all = 1ull << 32;
        parts[i] = measure32(
            function, all / threadCount * i,
            i + 1 == threadCount ? all : all / threadCount * (i + 1), stride);
      });
    for (std::thread &thread : threads)
      thread.join();
    Worst<float> worst;
    for (const Worst<float> &part : parts)
      if (part.ulps >= worst.ulps)
        worst = part;
    print(function.name, worst, measure64(function, 1 << 21));
  }
  if (everything || !std::strcmp(wanted, "pow"))
    print("pow", measurePow32(1 << 22), measurePow64(1 << 20));
  return largest <= 2 ? 0 : 1;
}
