// Codes of all messages that users see. Plain C++20: compiler, runtime and
// tools share them.
#ifndef HFC_DIAGNOSTICS_CODES_H
#define HFC_DIAGNOSTICS_CODES_H

#include <cstdint>

namespace hfc::diag {

enum class Code : uint16_t {
#define HFC_DIAGNOSTIC(NUMBER, NAME, TITLE, EXPLANATION) NAME = NUMBER,
#include "diagnostics/Diagnostics.def"
};

struct Info {
  Code code;
  const char *title;
  const char *explanation;
};

inline constexpr Info allDiagnostics[] = {
#define HFC_DIAGNOSTIC(NUMBER, NAME, TITLE, EXPLANATION)                       \
  {Code::NAME, TITLE, EXPLANATION},
#include "diagnostics/Diagnostics.def"
};

} // namespace hfc::diag
#endif
