// How messages show text that came out of a file: nothing in it that a terminal
// would obey or that would begin a line, and no more than fits. Plain C++20.
#ifndef HFC_DIAGNOSTICS_QUOTE_H
#define HFC_DIAGNOSTICS_QUOTE_H

#include <string>
#include <string_view>

namespace hfc::diag {

inline std::string escape(std::string_view text, size_t longest = 120) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string result;
  for (unsigned char c : text.substr(0, longest)) {
    if (c >= 0x20 && c != 0x7f) {
      result += c;
      continue;
    }
    result += "\\x";
    result += digits[c >> 4];
    result += digits[c & 15];
  }
  return text.size() > longest ? result + "…" : result;
}

// A name.
inline std::string quote(std::string_view name) {
  return "\"" + escape(name) + "\"";
}

} // namespace hfc::diag
#endif
