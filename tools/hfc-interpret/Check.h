// Whether a computed tensor is the one that a value test expects.
#ifndef HFC_TOOLS_HFC_INTERPRET_CHECK_H
#define HFC_TOOLS_HFC_INTERPRET_CHECK_H

#include "interpreter/Tensor.h"
#include <string>

namespace hfc {

// How far a float may be from what is expected: units in its last place, or
// the number itself. Zeros must agree in sign, NaN equals NaN, and integers are
// equal.
struct Tolerance {
  double ulps = 0;
  double near = 0;
};

// Empty, or the first difference and how many there are.
std::string difference(const Tensor &got, const Tensor &expected,
                       Tolerance tolerance);

} // namespace hfc
#endif
