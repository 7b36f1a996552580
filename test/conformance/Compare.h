// Compares a computed tensor with the one a test expects, as
// numpy.testing.assert_allclose does. Plain C++20.
#ifndef HFC_TEST_CONFORMANCE_COMPARE_H
#define HFC_TEST_CONFORMANCE_COMPARE_H

#include "hfc/runtime.h"
#include <span>
#include <string>

namespace hfc::conformance {

// |got - wanted| <= absolute + relative * |wanted| for floats, NaN equal to
// NaN; equality for the rest. Empty, or the first difference and their number.
std::string compare(hfc_type type, std::span<const uint8_t> got,
                    std::span<const uint8_t> wanted, double relative,
                    double absolute);

} // namespace hfc::conformance
#endif
