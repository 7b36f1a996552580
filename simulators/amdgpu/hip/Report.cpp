#include "simulators/amdgpu/hip/Report.h"
#include <cstdarg>
#include <cstdio>

using namespace hfc::sim;

void Report::add(const Kernel &kernel, const Counters &counters) {
  Entry &entry = kernels[kernel.name];
  ++entry.launches;
  entry.counters.add(counters);
}

static void line(std::string &out, const char *format, ...)
    __attribute__((format(printf, 2, 3)));
static void line(std::string &out, const char *format, ...) {
  char text[256];
  va_list arguments;
  va_start(arguments, format);
  std::vsnprintf(text, sizeof text, format, arguments);
  va_end(arguments);
  out += text;
}

std::string Report::print(const Chip &chip) const {
  static constexpr const char *names[classCount] = {
      "scalar", "scalar memory", "branch", "wait",   "vector",
      "trans",  "matrix",        "lds",    "memory", "other"};
  std::string out;
  for (const auto &[name, entry] : kernels) {
    const Counters &c = entry.counters;
    line(out, "%s on %s: %llu launches, %llu waves\n", name.c_str(), chip.name,
         (unsigned long long)entry.launches, (unsigned long long)c.waves);
    line(out, "  instructions:");
    for (unsigned i = 0; i < classCount; ++i)
      if (c.instructions[i])
        line(out, " %s %llu", names[i], (unsigned long long)c.instructions[i]);
    line(out,
         "\n  bytes: global %llu read, %llu written; LDS %llu read, %llu "
         "written; scalar %llu read\n",
         (unsigned long long)c.globalRead, (unsigned long long)c.globalWritten,
         (unsigned long long)c.ldsRead, (unsigned long long)c.ldsWritten,
         (unsigned long long)c.scalarRead);
    if (c.ldsCycles)
      line(out, "  LDS: %llu cycles, %llu of them bank conflicts\n",
           (unsigned long long)c.ldsCycles,
           (unsigned long long)c.ldsConflictCycles);
    if (c.matrixCycles)
      line(out,
           "  matrix: %llu multiply-adds in %llu cycles of the matrix "
           "unit, %.1f %% of issue and matrix cycles\n",
           (unsigned long long)c.matrixOperations,
           (unsigned long long)c.matrixCycles,
           100.0 * double(c.matrixCycles) /
               double(std::max(c.matrixCycles, c.issueCycles)));
  }
  return out;
}
