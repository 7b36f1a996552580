// How messages show a name that came out of a file: in quotes, nothing in it
// that a terminal would obey, no more than a line of it. Plain C++20.
#ifndef HFC_DIAGNOSTICS_QUOTE_H
#define HFC_DIAGNOSTICS_QUOTE_H

#include <string>
#include <string_view>

namespace hfc::diag {

inline std::string quote(std::string_view name) {
  constexpr std::string_view digits = "0123456789abcdef";
  constexpr size_t longest = 120;
  std::string result = "\"";
  for (unsigned char c : name.substr(0, longest)) {
    if (c >= 0x20 && c != 0x7f) {
      result += c;
      continue;
    }
    result += "\\x";
    result += digits[c >> 4];
    result += digits[c & 15];
  }
  return result + (name.size() > longest ? "…\"" : "\"");
}

} // namespace hfc::diag
#endif
