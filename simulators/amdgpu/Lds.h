// The memory of a workgroup, and for each of its bytes whether it was written
// and who touched it since the last barrier: two waves that touch a byte, one
// of them writing, with no barrier between, are a race. What is still under way
// when its wave reaches a barrier counts as after it.
#ifndef HFC_SIMULATORS_AMDGPU_LDS_H
#define HFC_SIMULATORS_AMDGPU_LDS_H

#include <cstdint>
#include <string>
#include <vector>

namespace hfc::sim {

class Lds {
public:
  void init(unsigned bytes);
  unsigned bytes() const { return unsigned(data.size()); }
  uint8_t *at(uint32_t address) { return data.data() + address; }

  enum class Access : uint8_t { Read, Write, Atomic };
  // "" where all is well, else what is wrong. Initialised is checked for reads.
  const char *touch(unsigned wave, uint32_t address, unsigned size,
                    Access access, unsigned &other);

  // Touches of one operation under way, to be repeated after a barrier.
  uint32_t record(unsigned wave, Access access);
  void append(uint32_t address, unsigned size);
  void finish(unsigned wave, uint32_t record);

  // All waves have come.
  void barrier();

private:
  struct Shadow {
    uint32_t writeEpoch = 0, readEpoch = 0;
    uint32_t readers = 0; // a bit a wave, in readEpoch
    uint8_t writer = 0;
    bool written = false, atomic = false;
  };
  struct Span {
    uint32_t address, size;
  };
  struct Record {
    unsigned wave = 0;
    Access access = Access::Read;
    bool open = false;
    std::vector<Span> spans;
  };
  void stamp(Shadow &byte, unsigned wave, Access access);

  std::vector<uint8_t> data;
  std::vector<Shadow> shadow;
  std::vector<Record> records;
  std::vector<uint32_t> freeRecords;
  uint32_t currentRecord = 0;
  uint32_t epoch = 1;
};

} // namespace hfc::sim
#endif
