// GLOBAL, FLAT, SCRATCH and MUBUF: loads and stores.
#include "simulators/amdgpu/ops/Global.h"
#include "simulators/amdgpu/Lanes.h"
#include "simulators/amdgpu/Operations.h"
#include "simulators/amdgpu/cycles/Timing.h"
#include <algorithm>
#include <cstring>

using namespace hfc::sim;

static bool fail(Wave &wave, const char *what) {
  wave.fault(-1, "%s", what);
  return false;
}

// 64-bit addresses in registers, or 32-bit ones added to a scalar.
static bool globalAddresses(Wave &wave, const Instruction &in, Family family,
                            const Operand &address, const Operand &base,
                            Addresses &out) {
  if (family == Family::Scratch) {
    uint64_t start = base ? wave.readScalar(base) : 0;
    Typed<uint32_t> buffer;
    const uint32_t *row = nullptr;
    if (address) {
      if (!hasRows(wave, address, 1))
        return false;
      row = readRow(wave, address, buffer.lane);
    }
    out.isPrivate = true;
    for (unsigned lane = 0; lane < wave.lanes; ++lane)
      out.at[lane] =
          start + (row ? row[lane] : 0) + uint64_t(int64_t(in.offset));
    return true;
  }
  if (address.place != Place::Vector)
    return fail(wave, "no address");
  if (base) {
    uint64_t start = wave.readScalar64(base) + uint64_t(int64_t(in.offset));
    Typed<uint32_t> buffer;
    const uint32_t *row = readRow(wave, address, buffer.lane);
    for (unsigned lane = 0; lane < wave.lanes; ++lane)
      out.at[lane] = start + row[lane];
    return true;
  }
  if (!hasRows(wave, address, 2))
    return false;
  readWide(wave, address, out.at);
  for (unsigned lane = 0; lane < wave.lanes; ++lane)
    out.at[lane] += uint64_t(int64_t(in.offset));
  return true;
}

// CDNA3 ISA, "Memory Buffer Addressing": raw buffers, and those with a stride.
static bool bufferAddresses(Wave &wave, const Instruction &in,
                            const Operand &address, const Operand &resource,
                            const Operand &scalarOffset, Addresses &out) {
  if (resource.place != Place::Scalar || resource.words != 4)
    return fail(wave, "no buffer descriptor");
  uint32_t word[4];
  for (unsigned i = 0; i < 4; ++i)
    word[i] = wave.readScalar(resource, i);
  uint64_t base = word[0] | uint64_t(word[1] & 0xffff) << 32;
  uint32_t stride = word[1] >> 16 & 0x3fff;
  uint64_t start = wave.readScalar(scalarOffset);
  Typed<uint32_t> indexBuffer, offsetBuffer;
  const uint32_t *index = nullptr, *offset = nullptr;
  if (unsigned needed = unsigned(in.offen) + in.idxen) {
    if (!hasRows(wave, address, needed))
      return false;
    if (in.idxen)
      index = readRow(wave, address, indexBuffer.lane, 0);
    if (in.offen)
      offset = readRow(wave, address, offsetBuffer.lane, in.idxen);
  }
  // The private segment's descriptor, made by the loader, swizzles by lane:
  // the stack pointer in the scalar offset counts for the whole wave.
  out.isPrivate = !wave.chip.gfx11 && word[3] >> 23 & 1;
  if (out.isPrivate) {
    for (unsigned lane = 0; lane < wave.lanes; ++lane)
      out.at[lane] = start / wave.lanes + (offset ? offset[lane] : 0) +
                     uint32_t(in.offset);
    return true;
  }
  if (word[1] >> 31)
    return fail(wave, "a swizzled buffer");
  out.limit = word[2];
  bool structured = stride && in.idxen;
  for (unsigned lane = 0; lane < wave.lanes; ++lane) {
    uint64_t inside =
        (offset ? offset[lane] : 0) + uint64_t(uint32_t(in.offset));
    uint64_t row = index ? index[lane] : 0;
    out.at[lane] = base + start + inside + row * stride;
    // With a stride, the number of records counts rows.
    out.offset[lane] = structured ? (row < word[2] ? 0 : ~0ull >> 8) : inside;
  }
  if (structured)
    out.limit = 1 << 16;
  return true;
}

bool hfc::sim::findAddresses(Wave &wave, const Instruction &in, Family family,
                             int data, Addresses &out) {
  if (family != Family::Buffer) {
    unsigned base = data < 0 ? 1 : 2;
    return globalAddresses(wave, in, family, in.sources[0], in.sources[base],
                           out);
  }
  unsigned first = data < 0 ? 0 : 1;
  return bufferAddresses(wave, in, in.sources[first], in.sources[first + 1],
                         in.sources[first + 2], out);
}

void hfc::sim::issueMemory(Wave &wave, const Instruction &in, Family family,
                           bool store, unsigned words) {
  Outstanding operation;
  if (!store && in.results[0]) {
    operation.first = in.results[0].index;
    operation.count = uint16_t(words);
  }
  Waits::Counter counter =
      store && wave.chip.gfx11 ? Waits::Store : Waits::Vmem;
  wave.waits.issue(wave, counter, operation);
  if (family == Family::Flat)
    wave.waits.issue(wave, Waits::Lgkm, operation);
}

// L1 moves 64 bytes a cycle, of one such stretch of memory at a time.
void hfc::sim::traceMemory(Wave &wave, const Addresses &addresses,
                           unsigned bytes) {
  if (!wave.trace || addresses.isPrivate)
    return;
  const Timing &timing = timingOf(wave.chip);
  uint64_t stretches[2 * maxLanes];
  unsigned count = 0, active = 0;
  for (unsigned lane = 0; lane < wave.lanes; ++lane) {
    if (!(wave.mask >> lane & 1) ||
        (addresses.limit != ~0ull && addresses.offset[lane] >= addresses.limit))
      continue;
    ++active;
    for (unsigned end : {0u, bytes - 1}) {
      uint64_t stretch = (addresses.at[lane] + end) / timing.l1Rate;
      if (std::find(stretches, stretches + count, stretch) == stretches + count)
        stretches[count++] = stretch;
    }
  }
  wave.trace->l1 += std::max(count, active * bytes / timing.l1Rate);
  unsigned perLine = timing.lineBytes / timing.l1Rate;
  for (unsigned i = 0; i < count; ++i)
    wave.trace->lines += !wave.group.trace->l1.touch(stretches[i] / perLine);
}

namespace {

uint8_t *place(Wave &wave, unsigned lane, const Addresses &addresses,
               unsigned skip, unsigned size, bool write) {
  uint64_t address = addresses.at[lane] + skip;
  return addresses.isPrivate ? accessScratch(wave, lane, address, size)
                             : accessGlobal(wave, lane, address, size, write);
}

// Dwords beyond a buffer's end are left out one by one.
bool inside(const Addresses &addresses, unsigned lane, unsigned skip,
            unsigned size) {
  return addresses.limit == ~0ull ||
         addresses.offset[lane] + skip + size <= addresses.limit;
}

template <Family F> void load(Wave &wave, const Instruction &in) {
  beginVector(wave, in);
  Transfer transfer(in);
  const Operand &result = in.results[0];
  Addresses addresses;
  if (!hasRows(wave, result, transfer.words()) ||
      !findAddresses(wave, in, F, -1, addresses))
    return;
  for (unsigned lane = 0; lane < wave.lanes && !wave.stopped; ++lane) {
    if (!(wave.mask >> lane & 1))
      continue;
    uint8_t zero[16] = {};
    if (inside(addresses, lane, 0, transfer.bytes)) {
      if (uint8_t *data =
              place(wave, lane, addresses, 0, transfer.bytes, false))
        loadLane(wave, transfer, result.index, lane, data);
      continue;
    }
    for (unsigned at = 0; at + 4 <= transfer.bytes; at += 4)
      if (inside(addresses, lane, at, 4))
        if (uint8_t *data = place(wave, lane, addresses, at, 4, false))
          std::memcpy(zero + at, data, 4);
    loadLane(wave, transfer, result.index, lane, zero);
  }
  markLoaded(wave, transfer, result);
  wave.counters.globalRead +=
      transfer.bytes * unsigned(__builtin_popcountll(wave.mask));
  traceMemory(wave, addresses, transfer.bytes);
  issueMemory(wave, in, F, false, transfer.words());
}

template <Family F> void store(Wave &wave, const Instruction &in) {
  beginVector(wave, in);
  Transfer transfer(in);
  const Operand &data = in.sources[F == Family::Buffer ? 0 : 1];
  Addresses addresses;
  if (!hasRows(wave, data, transfer.words()) ||
      !findAddresses(wave, in, F, F == Family::Buffer ? 0 : 1, addresses))
    return;
  checkStored(wave, transfer, data);
  for (unsigned lane = 0; lane < wave.lanes && !wave.stopped; ++lane) {
    if (!(wave.mask >> lane & 1))
      continue;
    if (inside(addresses, lane, 0, transfer.bytes)) {
      if (uint8_t *to = place(wave, lane, addresses, 0, transfer.bytes, true))
        storeLane(wave, transfer, data.index, lane, to);
      continue;
    }
    for (unsigned at = 0; at + 4 <= transfer.bytes; at += 4)
      if (inside(addresses, lane, at, 4))
        if (uint8_t *to = place(wave, lane, addresses, at, 4, true))
          std::memcpy(to, &wave.v[data.index + at / 4][lane], 4);
  }
  wave.counters.globalWritten +=
      transfer.bytes * unsigned(__builtin_popcountll(wave.mask));
  traceMemory(wave, addresses, transfer.bytes);
  issueMemory(wave, in, F, true, 0);
}

// Straight into LDS, a lane beside the other, at M0. Waits count it as a load.
template <Family F> void loadToLds(Wave &wave, const Instruction &in) {
  beginVector(wave, in);
  Transfer transfer(in);
  Addresses addresses;
  if (!findAddresses(wave, in, F, -1, addresses))
    return;
  Operand base{Place::Scalar};
  base.index = m0;
  uint32_t target = wave.readScalar(base) + uint32_t(in.offset);
  unsigned stride = transfer.bytes < 4 ? 4 : transfer.bytes;
  Outstanding operation;
  operation.ldsRecord = wave.group.lds.record(wave.number, Lds::Access::Write);
  for (unsigned lane = 0; lane < wave.lanes && !wave.stopped; ++lane) {
    if (!(wave.mask >> lane & 1))
      continue;
    uint8_t bytes[16] = {};
    if (inside(addresses, lane, 0, transfer.bytes))
      if (uint8_t *data =
              place(wave, lane, addresses, 0, transfer.bytes, false))
        std::memcpy(bytes, data, transfer.bytes);
    uint32_t at = target + lane * stride;
    if (uint8_t *to = accessLds(wave, lane, at, stride, Lds::Access::Write)) {
      std::memcpy(to, bytes, stride);
      wave.group.lds.append(at, stride);
    }
  }
  wave.counters.globalRead +=
      transfer.bytes * unsigned(__builtin_popcountll(wave.mask));
  traceMemory(wave, addresses, transfer.bytes);
  wave.waits.issue(wave, Waits::Vmem, operation);
}
template <Family F> void loadOrToLds(Wave &wave, const Instruction &in) {
  if (in.toLds)
    loadToLds<F>(wave, in);
  else
    load<F>(wave, in);
}

constexpr Operation row(const char *name, Handler run, unsigned results,
                        uint16_t transfer) {
  return {name, run, Class::Vmem, uint8_t(results), Kind::Rows,
          {},   0,   nullptr,     transfer};
}
#define LOAD(name, ...)                                                        \
  row("global_load_" name, load<Family::Global>, 1,                            \
      Transfer::pack(__VA_ARGS__)),                                            \
      row("flat_load_" name, load<Family::Flat>, 1,                            \
          Transfer::pack(__VA_ARGS__)),                                        \
      row("scratch_load_" name, load<Family::Scratch>, 1,                      \
          Transfer::pack(__VA_ARGS__)),                                        \
      row("buffer_load_" name, loadOrToLds<Family::Buffer>, 1,                 \
          Transfer::pack(__VA_ARGS__))
#define STORE(name, ...)                                                       \
  row("global_store_" name, store<Family::Global>, 0,                          \
      Transfer::pack(__VA_ARGS__)),                                            \
      row("flat_store_" name, store<Family::Flat>, 0,                          \
          Transfer::pack(__VA_ARGS__)),                                        \
      row("scratch_store_" name, store<Family::Scratch>, 0,                    \
          Transfer::pack(__VA_ARGS__)),                                        \
      row("buffer_store_" name, store<Family::Buffer>, 0,                      \
          Transfer::pack(__VA_ARGS__))

constexpr Operation table[] = {
    LOAD("ubyte", 1),
    LOAD("sbyte", 1, true),
    LOAD("ushort", 2),
    LOAD("sshort", 2, true),
    LOAD("dword", 4),
    LOAD("dwordx2", 8),
    LOAD("dwordx3", 12),
    LOAD("dwordx4", 16),
    LOAD("ubyte_d16", 1, false, true),
    LOAD("ubyte_d16_hi", 1, false, true, true),
    LOAD("sbyte_d16", 1, true, true),
    LOAD("sbyte_d16_hi", 1, true, true, true),
    LOAD("short_d16", 2, false, true),
    LOAD("short_d16_hi", 2, false, true, true),
    STORE("byte", 1),
    STORE("byte_d16_hi", 1, false, true, true),
    STORE("short", 2),
    STORE("short_d16_hi", 2, false, true, true),
    STORE("dword", 4),
    STORE("dwordx2", 8),
    STORE("dwordx3", 12),
    STORE("dwordx4", 16),
    row("global_load_lds_ubyte", loadToLds<Family::Global>, 0,
        Transfer::pack(1)),
    row("global_load_lds_ushort", loadToLds<Family::Global>, 0,
        Transfer::pack(2)),
    row("global_load_lds_dword", loadToLds<Family::Global>, 0,
        Transfer::pack(4)),
    row("global_load_lds_dwordx3", loadToLds<Family::Global>, 0,
        Transfer::pack(12)),
    row("global_load_lds_dwordx4", loadToLds<Family::Global>, 0,
        Transfer::pack(16)),
};
} // namespace

OperationTable hfc::sim::globalOperations() { return table; }
