// A workgroup of a simulated chip for tests: assembly in, registers set and
// read, the fault as text. The assembler is LLVM's, in process.
#ifndef HFC_TEST_SIMULATORS_AMDGPU_MACHINE_H
#define HFC_TEST_SIMULATORS_AMDGPU_MACHINE_H

#include "simulators/amdgpu/CodeObject.h"
#include "simulators/amdgpu/Workgroup.h"
#include <bit>
#include <functional>
#include <set>
#include <string>
#include <vector>

namespace hfc::sim::test {

// Machine code of these lines; throws std::runtime_error where LLVM finds an
// error. Branches take numbers: labels are not resolved.
std::vector<uint8_t> assemble(const std::string &chip, const std::string &text);

// Names of the operations that machines have run in this program.
std::set<std::string> &operationsRun();

class Machine {
public:
  explicit Machine(const std::string &chip, const std::string &text,
                   unsigned threads = 0, unsigned ldsBytes = 4096);

  Wave &wave(unsigned i = 0) { return *group->waves[i]; }
  unsigned lanes() { return wave().lanes; }
  // Sets a register in all waves and lanes.
  void setV(unsigned index, uint32_t value);
  void setV(unsigned index, const std::function<uint32_t(unsigned)> &of);
  void setF(unsigned index, float value) {
    setV(index, std::bit_cast<uint32_t>(value));
  }
  void setV64(unsigned index, uint64_t value);
  void setS(unsigned index, uint32_t value);
  void setS64(unsigned index, uint64_t value);
  void setExec(uint64_t mask);
  // "" where all went well.
  std::string run();

  uint32_t v(unsigned index, unsigned lane = 0) {
    return wave().v[index][lane];
  }
  float f(unsigned index, unsigned lane = 0) {
    return std::bit_cast<float>(v(index, lane));
  }
  uint64_t v64(unsigned index, unsigned lane = 0) {
    return uint64_t(v(index + 1, lane)) << 32 | v(index, lane);
  }
  uint32_t s(unsigned index) { return wave().s[index]; }
  uint64_t s64(unsigned index) {
    return uint64_t(s(index + 1)) << 32 | s(index);
  }

  Memory memory{1 << 20};
  Kernel kernel;
  Dispatch dispatch;
  GroupTrace trace;
  std::unique_ptr<Workgroup> group;

private:
  std::vector<uint8_t> code;
};

} // namespace hfc::sim::test
#endif
