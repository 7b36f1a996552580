// Tells perf and gdb where kernels are. Only on request, because both are
// process-wide: a file under /tmp, and a list that gdb reads.
#ifndef HFC_RUNTIME_DEVICES_CPU_OBSERVERS_H
#define HFC_RUNTIME_DEVICES_CPU_OBSERVERS_H

#include "runtime/devices/cpu/ElfImage.h"

namespace hfc::rt {

// Appends "address size name" lines to /tmp/perf-PID.map.
void writePerfMap(const Host &host, const ElfImage &image);

// Names and layout of this and of the list are gdb's.
struct DebuggerCode {
  DebuggerCode *next, *previous;
  const char *file;
  uint64_t size;
};

// gdb's JIT interface (GDB manual, "JIT Compilation Interface"): the file with
// its addresses made absolute, registered until this is destroyed.
class DebuggerEntry {
public:
  DebuggerEntry() = default;
  DebuggerEntry(const DebuggerEntry &) = delete;
  ~DebuggerEntry();
  void add(const Host &host, const ElfImage &image,
           std::span<const uint8_t> file);

private:
  DebuggerCode code = {};
  Block copy;
};

} // namespace hfc::rt
#endif
