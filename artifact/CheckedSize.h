// Sizes and offsets that came out of a file. The only place where such numbers
// are added or multiplied: an overflow is remembered instead of wrapping.
#ifndef HFC_ARTIFACT_CHECKEDSIZE_H
#define HFC_ARTIFACT_CHECKEDSIZE_H

#include <cstdint>

namespace hfc::artifact {

class CheckedSize {
public:
  constexpr CheckedSize(uint64_t value) : value(value) {}

  constexpr CheckedSize operator+(CheckedSize other) const {
    CheckedSize result(0);
    result.bad = __builtin_add_overflow(value, other.value, &result.value) |
                 bad | other.bad;
    return result;
  }
  constexpr CheckedSize operator*(CheckedSize other) const {
    CheckedSize result(0);
    result.bad = __builtin_mul_overflow(value, other.value, &result.value) |
                 bad | other.bad;
    return result;
  }
  // The next multiple of a power of two.
  constexpr CheckedSize alignedTo(uint64_t alignment) const {
    CheckedSize result = *this + (alignment - 1);
    result.value &= ~(alignment - 1);
    return result;
  }

  constexpr bool overflowed() const { return bad; }
  // False for a size that overflowed, whatever the limit.
  constexpr bool fits(uint64_t limit) const { return !bad && value <= limit; }
  // Only of a size that fits.
  constexpr uint64_t get() const { return value; }

private:
  uint64_t value;
  bool bad = false;
};

// [offset, offset + size) lies in [0, limit).
constexpr bool spanFits(CheckedSize offset, CheckedSize size, uint64_t limit) {
  return (offset + size).fits(limit);
}

} // namespace hfc::artifact
#endif
