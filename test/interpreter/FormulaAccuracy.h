// Formulas against references: libm in double for f32, in long double (64 bits)
// for f64. Used by the sampled test and by the exhaustive program.
#ifndef HFC_TEST_INTERPRETER_FORMULAACCURACY_H
#define HFC_TEST_INTERPRETER_FORMULAACCURACY_H

#include <cstdint>
#include <string>
#include <vector>

namespace hfc::formulas {

// One function, on float and on double; the reference of each is one format
// wider.
struct FormulaUnderTest {
  const char *name;
  float (*f32)(float);
  double (*reference32)(double);
  double (*f64)(double);
  long double (*reference64)(long double);
};
const std::vector<FormulaUnderTest> &formulasUnderTest();

// Distance of `got` from `exact` in units of the last place of the result's
// format at `exact`; infinite when one is NaN and the other not, or when zeros
// or infinities differ.
double ulps(float got, double exact);
double ulps(double got, long double exact);

template <class T> struct Worst {
  double ulps = 0;
  T argument = 0;
};
// All patterns first, first + stride, … below 2^32.
Worst<float> measure32(const FormulaUnderTest &function, uint64_t first,
                       uint64_t last, uint64_t stride);
// `count` arguments over all exponents and as many over those near 1, and
// special values.
Worst<double> measure64(const FormulaUnderTest &function, uint64_t count);

// pow: `count` pairs, and all pairs of special values.
Worst<float> measurePow32(uint64_t count);
Worst<double> measurePow64(uint64_t count);

// Pairs for which the remainder is not C's fmod, bit for bit.
uint64_t countWrongRemainders32(uint64_t count);
uint64_t countWrongRemainders64(uint64_t count);

} // namespace hfc::formulas
#endif
