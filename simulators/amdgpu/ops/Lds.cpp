// DS: loads, stores, and exchanges through LDS hardware.
#include "simulators/amdgpu/ops/Lds.h"
#include "simulators/amdgpu/Operations.h"
#include <algorithm>
#include <cstring>

using namespace hfc::sim;

LdsOperation::LdsOperation(Wave &wave, const Instruction &, Lds::Access access)
    : wave(wave), access(access),
      record(wave.group.lds.record(wave.number, access)) {}

uint8_t *LdsOperation::at(unsigned lane, uint32_t address, unsigned size) {
  uint8_t *data = accessLds(wave, lane, address, size, access);
  if (data)
    wave.group.lds.append(address, size);
  return data;
}

// Reads of 16 bytes on gfx9 pair lanes 0 to 3 with 20 to 23, and so on (the
// documentation of Composable Kernel).
static unsigned laneOfTurn(const Chip &chip, bool pairs, unsigned turn) {
  static constexpr uint8_t order[32] = {
      0, 1, 2,  3,  20, 21, 22, 23, 4,  5,  6,  7,  16, 17, 18, 19,
      8, 9, 10, 11, 28, 29, 30, 31, 12, 13, 14, 15, 24, 25, 26, 27};
  if (!pairs || chip.gfx11)
    return turn;
  unsigned at = turn % 32, group = at / 8;
  if (chip.gfx950) // groups 0 and 3, 1 and 2 go together
    at = (group == 1 ? 3 : group == 3 ? 1 : group) * 8 + at % 8;
  return turn / 32 * 32 + order[at];
}

// A cycle serves 128 bytes: 32 lanes of 4 bytes, 16 of 8, 8 of 16. Lanes that
// want different dwords of a bank take turns. 64 banks look at twice as many
// lanes, in two cycles.
void LdsOperation::count(const uint32_t *addresses, unsigned bytes) {
  unsigned banks = wave.chip.ldsBanks, words = std::max(bytes / 4, 1u);
  unsigned together = std::max(banks / words, 1u), slow = banks / 32;
  for (unsigned first = 0; first < wave.lanes; first += together) {
    uint32_t seen[maxLanes * 4];
    unsigned count = 0, inBank[64] = {}, most = 0;
    for (unsigned turn = first; turn < first + together && turn < wave.lanes;
         ++turn) {
      unsigned lane = laneOfTurn(
          wave.chip, bytes == 16 && access == Lds::Access::Read, turn);
      if (!(wave.mask >> lane & 1))
        continue;
      for (unsigned i = 0; i < words; ++i) {
        uint32_t word = addresses[lane] / 4 + i;
        if (std::find(seen, seen + count, word) != seen + count)
          continue;
        seen[count++] = word;
        most = std::max(most, ++inBank[word % banks]);
      }
    }
    wave.counters.ldsCycles += most * slow;
    wave.counters.ldsConflictCycles += most ? (most - 1) * slow : 0;
  }
  uint64_t moved = bytes * uint64_t(__builtin_popcountll(wave.mask));
  if (access != Lds::Access::Write)
    wave.counters.ldsRead += moved;
  if (access != Lds::Access::Read)
    wave.counters.ldsWritten += moved;
}

void LdsOperation::issue(const Operand &result, unsigned words) {
  Outstanding operation;
  if (result) {
    operation.first = result.index;
    operation.count = uint16_t(words);
  }
  operation.ldsRecord = record;
  wave.waits.issue(wave, Waits::Lgkm, operation);
}

namespace {

const uint32_t *readAddresses(Wave &wave, const Instruction &in,
                              uint32_t *buffer) {
  const Operand &address = in.sources[0];
  if (!hasRows(wave, address, 1))
    return nullptr;
  const uint32_t *row = readRow(wave, address, buffer);
  for (unsigned lane = 0; lane < maxLanes; ++lane)
    buffer[lane] = row[lane];
  return buffer;
}

void load(Wave &wave, const Instruction &in) {
  beginVector(wave, in);
  Transfer transfer(in);
  const Operand &result = in.results[0];
  Typed<uint32_t> buffer;
  if (!hasRows(wave, result, transfer.words()) ||
      !readAddresses(wave, in, buffer.lane))
    return;
  for (uint32_t &address : buffer.lane)
    address += uint32_t(in.offset);
  LdsOperation lds(wave, in, Lds::Access::Read);
  for (unsigned lane = 0; lane < wave.lanes && !wave.stopped; ++lane)
    if (wave.mask >> lane & 1)
      if (uint8_t *data = lds.at(lane, buffer.lane[lane], transfer.bytes))
        loadLane(wave, transfer, result.index, lane, data);
  markLoaded(wave, transfer, result);
  lds.count(buffer.lane, transfer.bytes);
  lds.issue(result, transfer.words());
}

void store(Wave &wave, const Instruction &in) {
  beginVector(wave, in);
  Transfer transfer(in);
  const Operand &data = in.sources[1];
  Typed<uint32_t> buffer;
  if (!hasRows(wave, data, transfer.words()) ||
      !readAddresses(wave, in, buffer.lane))
    return;
  checkStored(wave, transfer, data);
  for (uint32_t &address : buffer.lane)
    address += uint32_t(in.offset);
  LdsOperation lds(wave, in, Lds::Access::Write);
  for (unsigned lane = 0; lane < wave.lanes && !wave.stopped; ++lane)
    if (wave.mask >> lane & 1)
      if (uint8_t *to = lds.at(lane, buffer.lane[lane], transfer.bytes))
        storeLane(wave, transfer, data.index, lane, to);
  lds.count(buffer.lane, transfer.bytes);
  lds.issue(Operand(), 0);
}

// Two places, their offsets in units of the element, or of 64 of them.
template <unsigned Bytes, unsigned Stride>
void loadTwo(Wave &wave, const Instruction &in) {
  beginVector(wave, in);
  constexpr unsigned words = Bytes / 4;
  const Operand &result = in.results[0];
  Typed<uint32_t> base, moved;
  if (!hasRows(wave, result, 2 * words) || !readAddresses(wave, in, base.lane))
    return;
  LdsOperation lds(wave, in, Lds::Access::Read);
  Row values[2 * words];
  for (unsigned part = 0; part < 2; ++part) {
    uint32_t skip = uint32_t(part ? in.offset1 : in.offset) * Bytes * Stride;
    for (unsigned lane = 0; lane < wave.lanes && !wave.stopped; ++lane) {
      moved.lane[lane] = base.lane[lane] + skip;
      if (wave.mask >> lane & 1)
        if (uint8_t *data = lds.at(lane, moved.lane[lane], Bytes))
          for (unsigned i = 0; i < words; ++i)
            std::memcpy(&values[part * words + i][lane], data + 4 * i, 4);
    }
    lds.count(moved.lane, Bytes);
  }
  for (unsigned i = 0; i < 2 * words; ++i) {
    for (unsigned lane = 0; lane < wave.lanes; ++lane)
      if (wave.mask >> lane & 1)
        wave.v[result.index + i][lane] = values[i][lane];
    wave.setDefined(result.index + i, wave.mask);
  }
  lds.issue(result, 2 * words);
}

template <unsigned Bytes, unsigned Stride>
void storeTwo(Wave &wave, const Instruction &in) {
  beginVector(wave, in);
  constexpr unsigned words = Bytes / 4;
  Typed<uint32_t> base, moved;
  if (!readAddresses(wave, in, base.lane))
    return;
  LdsOperation lds(wave, in, Lds::Access::Write);
  for (unsigned part = 0; part < 2; ++part) {
    const Operand &data = in.sources[1 + part];
    if (!hasRows(wave, data, words))
      return;
    for (unsigned i = 0; i < words; ++i)
      wave.useRow(data.index + i, wave.mask);
    uint32_t skip = uint32_t(part ? in.offset1 : in.offset) * Bytes * Stride;
    for (unsigned lane = 0; lane < wave.lanes && !wave.stopped; ++lane) {
      moved.lane[lane] = base.lane[lane] + skip;
      if (wave.mask >> lane & 1)
        if (uint8_t *to = lds.at(lane, moved.lane[lane], Bytes))
          for (unsigned i = 0; i < words; ++i)
            std::memcpy(to + 4 * i, &wave.v[data.index + i][lane], 4);
    }
    lds.count(moved.lane, Bytes);
  }
  lds.issue(Operand(), 0);
}

// -- Lanes exchange values, no memory is touched ------------------------------

void deliver(Wave &wave, const Instruction &in, const uint32_t *values,
             uint64_t written) {
  const Operand &result = in.results[0];
  for (unsigned lane = 0; lane < wave.lanes; ++lane)
    if (written >> lane & 1)
      wave.v[result.index][lane] = values[lane];
  wave.setDefined(result.index, written);
  Outstanding operation;
  operation.first = result.index;
  operation.count = 1;
  wave.waits.issue(wave, Waits::Lgkm, operation);
}

// From the lane that the address names; inactive ones give 0.
void fetch(Wave &wave, const Instruction &in) {
  beginVector(wave, in);
  Typed<uint32_t> buffer, values;
  if (!readAddresses(wave, in, buffer.lane) || !hasRows(wave, in.sources[1], 1))
    return;
  uint64_t used = 0;
  unsigned from[maxLanes] = {};
  for (unsigned lane = 0; lane < wave.lanes; ++lane) {
    from[lane] = (buffer.lane[lane] + uint32_t(in.offset)) / 4 % wave.lanes;
    if (wave.mask >> lane & wave.mask >> from[lane] & 1)
      used |= 1ull << from[lane];
  }
  const uint32_t *row = wave.useRow(in.sources[1].index, used);
  for (unsigned lane = 0; lane < wave.lanes; ++lane)
    values.lane[lane] = wave.mask >> from[lane] & 1 ? row[from[lane]] : 0;
  deliver(wave, in, values.lane, wave.mask);
}
// To the lane that the address names; lanes that get nothing have 0.
void send(Wave &wave, const Instruction &in) {
  beginVector(wave, in);
  Typed<uint32_t> buffer, values = {};
  if (!readAddresses(wave, in, buffer.lane) || !hasRows(wave, in.sources[1], 1))
    return;
  const uint32_t *row = wave.useRow(in.sources[1].index, wave.mask);
  for (unsigned lane = 0; lane < wave.lanes; ++lane)
    if (wave.mask >> lane & 1)
      values.lane[(buffer.lane[lane] + uint32_t(in.offset)) / 4 % wave.lanes] =
          row[lane];
  deliver(wave, in, values.lane, wave.mask);
}
// "DS_SWIZZLE_B32": within 4 lanes by quad, or within 32 by masks.
void swizzle(Wave &wave, const Instruction &in) {
  beginVector(wave, in);
  Typed<uint32_t> values;
  const Operand &source = in.sources[0];
  if (!hasRows(wave, source, 1))
    return;
  uint32_t control = uint32_t(in.offset);
  unsigned from[maxLanes] = {};
  uint64_t used = 0;
  for (unsigned lane = 0; lane < wave.lanes; ++lane) {
    if (control & 0x8000)
      from[lane] = (lane & ~3u) + (control >> 2 * (lane & 3) & 3);
    else
      from[lane] = (lane & ~31u) +
                   ((((lane & 31) & (control & 31)) | (control >> 5 & 31)) ^
                    (control >> 10 & 31));
    if (wave.mask >> lane & wave.mask >> from[lane] & 1)
      used |= 1ull << from[lane];
  }
  const uint32_t *row = wave.useRow(source.index, used);
  for (unsigned lane = 0; lane < wave.lanes; ++lane)
    values.lane[lane] = wave.mask >> from[lane] & 1 ? row[from[lane]] : 0;
  deliver(wave, in, values.lane, wave.mask);
}

constexpr Operation row(const char *name, Handler run, unsigned results,
                        uint16_t transfer) {
  return {name, run, Class::Lds, uint8_t(results), Kind::Rows,
          {},   0,   nullptr,    transfer};
}
constexpr Operation table[] = {
    row("ds_read_b32", load, 1, Transfer::pack(4)),
    row("ds_read_b64", load, 1, Transfer::pack(8)),
    row("ds_read_b96", load, 1, Transfer::pack(12)),
    row("ds_read_b128", load, 1, Transfer::pack(16)),
    row("ds_read_u8", load, 1, Transfer::pack(1)),
    row("ds_read_i8", load, 1, Transfer::pack(1, true)),
    row("ds_read_u16", load, 1, Transfer::pack(2)),
    row("ds_read_i16", load, 1, Transfer::pack(2, true)),
    row("ds_read_u8_d16", load, 1, Transfer::pack(1, false, true)),
    row("ds_read_u8_d16_hi", load, 1, Transfer::pack(1, false, true, true)),
    row("ds_read_i8_d16", load, 1, Transfer::pack(1, true, true)),
    row("ds_read_i8_d16_hi", load, 1, Transfer::pack(1, true, true, true)),
    row("ds_read_u16_d16", load, 1, Transfer::pack(2, false, true)),
    row("ds_read_u16_d16_hi", load, 1, Transfer::pack(2, false, true, true)),
    row("ds_write_b8", store, 0, Transfer::pack(1)),
    row("ds_write_b16", store, 0, Transfer::pack(2)),
    row("ds_write_b8_d16_hi", store, 0, Transfer::pack(1, false, true, true)),
    row("ds_write_b16_d16_hi", store, 0, Transfer::pack(2, false, true, true)),
    row("ds_write_b32", store, 0, Transfer::pack(4)),
    row("ds_write_b64", store, 0, Transfer::pack(8)),
    row("ds_write_b96", store, 0, Transfer::pack(12)),
    row("ds_write_b128", store, 0, Transfer::pack(16)),
    row("ds_read2_b32", loadTwo<4, 1>, 1, 0),
    row("ds_read2_b64", loadTwo<8, 1>, 1, 0),
    row("ds_read2st64_b32", loadTwo<4, 64>, 1, 0),
    row("ds_read2st64_b64", loadTwo<8, 64>, 1, 0),
    row("ds_write2_b32", storeTwo<4, 1>, 0, 0),
    row("ds_write2_b64", storeTwo<8, 1>, 0, 0),
    row("ds_write2st64_b32", storeTwo<4, 64>, 0, 0),
    row("ds_write2st64_b64", storeTwo<8, 64>, 0, 0),
    row("ds_bpermute_b32", fetch, 1, 0),
    row("ds_permute_b32", send, 1, 0),
    row("ds_swizzle_b32", swizzle, 1, 0),
};
} // namespace

OperationTable hfc::sim::ldsOperations() { return table; }
