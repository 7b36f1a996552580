// Which instruction sets this processor and its system offer, by the names that
// executables carry (LLVM's).
#ifndef HFC_RUNTIME_DEVICES_CPU_FEATURES_H
#define HFC_RUNTIME_DEVICES_CPU_FEATURES_H

#include <cstddef>

namespace hfc::rt {

class CpuFeatures {
public:
  CpuFeatures();
  // The first name that is not there, of a list with spaces between; null:
  // all are. Unknown names are not there.
  const char *firstMissing(const char *list, size_t &length) const;
  const char *list() const { return text; }

private:
  bool has(const char *name, size_t length) const;
  char text[512];
};

} // namespace hfc::rt
#endif
