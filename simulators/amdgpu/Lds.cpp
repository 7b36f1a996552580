#include "simulators/amdgpu/Lds.h"

using namespace hfc::sim;

void Lds::init(unsigned bytes) {
  data.assign(bytes, 0);
  shadow.assign(bytes, Shadow());
  records.assign(1, Record()); // 0 stands for none
  freeRecords.clear();
  epoch = 1;
}

void Lds::stamp(Shadow &byte, unsigned wave, Access access) {
  if (access == Access::Read) {
    if (byte.readEpoch != epoch)
      byte.readers = 0;
    byte.readEpoch = epoch;
    byte.readers |= 1u << wave;
    return;
  }
  byte.writeEpoch = epoch;
  byte.writer = uint8_t(wave);
  byte.written = true;
  byte.atomic = access == Access::Atomic;
}

const char *Lds::touch(unsigned wave, uint32_t address, unsigned size,
                       Access access, unsigned &other) {
  for (unsigned i = 0; i < size; ++i) {
    Shadow &byte = shadow[address + i];
    if (access != Access::Write && !byte.written)
      return "reads LDS that nobody has written";
    if (byte.writeEpoch == epoch && byte.writer != wave &&
        !(access == Access::Atomic && byte.atomic)) {
      other = byte.writer;
      return access == Access::Read
                 ? "reads LDS that another wave writes, with no barrier between"
                 : "writes LDS that another wave writes, with no barrier "
                   "between";
    }
    uint32_t others = byte.readers & ~(1u << wave);
    if (access != Access::Read && byte.readEpoch == epoch && others) {
      other = unsigned(__builtin_ctz(others));
      return "writes LDS that another wave reads, with no barrier between";
    }
    stamp(byte, wave, access);
  }
  return "";
}

uint32_t Lds::record(unsigned wave, Access access) {
  if (freeRecords.empty()) {
    freeRecords.push_back(uint32_t(records.size()));
    records.emplace_back();
  }
  currentRecord = freeRecords.back();
  freeRecords.pop_back();
  records[currentRecord].wave = wave;
  records[currentRecord].access = access;
  records[currentRecord].open = true;
  records[currentRecord].spans.clear();
  return currentRecord;
}

void Lds::append(uint32_t address, unsigned size) {
  records[currentRecord].spans.push_back({address, size});
}

void Lds::finish(unsigned, uint32_t record) {
  records[record].open = false;
  freeRecords.push_back(record);
}

void Lds::barrier() {
  ++epoch;
  for (const Record &record : records)
    if (record.open)
      for (Span span : record.spans)
        for (uint32_t i = 0; i < span.size; ++i)
          stamp(shadow[span.address + i], record.wave, record.access);
}
