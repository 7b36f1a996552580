#include "simulators/amdgpu/Undefined.h"
#include "simulators/amdgpu/CodeObject.h"
#include <algorithm>
#include <cstring>

using namespace hfc::sim;

namespace {

bool isUndefined(const Wave &wave, const Operand &operand, uint64_t lanes) {
  for (unsigned i = 0; i < operand.words; ++i) {
    unsigned index = operand.index + i;
    if (operand.place == Place::Vector &&
        wave.undefinedLanes(index, lanes, operand.bits))
      return true;
    if (operand.place == Place::Scalar &&
        wave.scalarUndefined[index] & operand.bits)
      return true;
  }
  return false;
}

// The first operand with undefined bits; null: none, but SCC may be.
const Operand *undefinedOperand(const Wave &wave, const Instruction &in) {
  uint64_t lanes = in.readsOtherLanes ? wave.full : wave.execMask();
  for (unsigned slot = 0; slot < in.sourceCount; ++slot)
    if (isUndefined(wave, in.sources[slot], lanes))
      return &in.sources[slot];
  if (in.operation->traits & ReadsResult &&
      isUndefined(wave, in.results[0], lanes))
    return &in.results[0];
  return nullptr;
}

// VOPD's Y.
const Instruction *secondOf(const Wave &wave, const Instruction &in) {
  return in.paired ? &wave.kernel.seconds[in.second] : nullptr;
}

// The registers of an instruction before it, its results under the first
// filling, and what changed under others.
class Trial {
public:
  Trial(Wave &wave, const Instruction &in);
  void run();

private:
  enum Filling : uint8_t {
    AsTheyAre,
    Zeros,
    Ones,
    NextOperand,
    OperandAfter,
    Infinity,
    InfiniteHalves,
    NotANumber,
    Random, // and complements
    count = Random + 8,
  };
  struct Register {
    const Instruction *in;
    unsigned slot, word, index;
    alignas(64) Row before, undefined, filled, first, changed, written;
  };
  void gather(const Instruction &in);
  void add(const Instruction &in, const Operand &operand, unsigned slot);
  uint32_t fill(unsigned filling, const Instruction &in, unsigned slot,
                unsigned word, unsigned lane, unsigned index) const;
  void prepare(unsigned filling);
  void compare(unsigned filling);
  void settle();

  Wave &wave;
  const Instruction &in;
  std::vector<Register> rows;
  uint32_t before[scalarCount], undefined[scalarCount], filled[scalarCount];
  uint32_t first[scalarCount], changed[scalarCount] = {};
  uint32_t written[scalarCount] = {};
  bool sccBefore, sccUndefined, sccFirst = false, sccChanged = false;
  const Instruction *by = nullptr; // the first that made something of it
  Counters counters;
};

void Trial::add(const Instruction &of, const Operand &operand, unsigned slot) {
  if (operand.place != Place::Vector)
    return;
  for (unsigned i = 0; i < operand.words; ++i) {
    unsigned index = operand.index + i;
    if (std::any_of(rows.begin(), rows.end(),
                    [&](const Register &r) { return r.index == index; }))
      continue;
    Register &row = rows.emplace_back();
    row.in = &of;
    row.slot = slot;
    row.word = i;
    row.index = index;
    std::copy_n(wave.v[index], maxLanes, row.before);
    std::fill_n(row.changed, maxLanes, 0);
    std::fill_n(row.written, maxLanes, 0);
    for (unsigned lane = 0; lane < maxLanes; ++lane)
      row.undefined[lane] =
          wave.defined[index] >> lane & 1 ? 0 : wave.undefined[index][lane];
  }
}

void Trial::gather(const Instruction &of) {
  for (unsigned slot = 0; slot < of.sourceCount; ++slot)
    add(of, of.sources[slot], slot);
  for (const Operand &result : of.results)
    add(of, result, of.sourceCount);
}

Trial::Trial(Wave &wave, const Instruction &in) : wave(wave), in(in) {
  gather(in);
  if (const Instruction *second = secondOf(wave, in))
    gather(*second);
  std::copy_n(wave.s, +scalarCount, before);
  std::copy_n(wave.scalarUndefined, +scalarCount, undefined);
  sccBefore = wave.scc;
  sccUndefined = wave.sccUndefined;
  if (const Operand *source = undefinedOperand(wave, in))
    by = source->place == Place::Vector ? wave.origin[source->index]
                                        : wave.scalarOrigin[source->index];
  if (!by)
    by = &in;
}

uint32_t Trial::fill(unsigned filling, const Instruction &of, unsigned slot,
                     unsigned word, unsigned lane, unsigned index) const {
  switch (filling) {
  case Zeros:
    return 0;
  case Ones:
    return ~0u;
  case Infinity:
    return 0x7f800000;
  case InfiniteHalves:
    return 0x7c007c00;
  case NotANumber:
    return 0x7fc07e00;
  case NextOperand:
  case OperandAfter: {
    if (!of.sourceCount)
      return 0;
    const Operand &other =
        of.sources[(slot + filling - NextOperand + 1) % of.sourceCount];
    if (other.place == Place::Constant)
      return uint32_t(other.constant >> 32 * (word & 1));
    unsigned at = other.index + word % std::max<unsigned>(other.words, 1);
    if (other.place == Place::Scalar)
      return before[at];
    for (const Register &row : rows)
      if (row.index == at)
        return row.before[lane];
    return 0;
  }
  default: // the finish of MurmurHash3
    uint32_t hash = filling / 2 * 0x9e3779b9 + index * 0x85ebca6b + lane;
    hash = (hash ^ hash >> 16) * 0x85ebca6b;
    hash = (hash ^ hash >> 13) * 0xc2b2ae35;
    hash ^= hash >> 16;
    return filling % 2 ? ~hash : hash;
  }
}

void Trial::prepare(unsigned filling) {
  for (Register &row : rows) {
    uint32_t *to = row.filled;
    for (unsigned lane = 0; lane < maxLanes; ++lane) {
      uint32_t bits = row.undefined[lane];
      to[lane] = row.before[lane];
      if (bits && filling != AsTheyAre)
        to[lane] ^= (to[lane] ^ fill(filling, *row.in, row.slot, row.word, lane,
                                     row.index)) &
                    bits;
    }
    std::copy_n(to, maxLanes, wave.v[row.index]);
  }
  std::copy_n(before, +scalarCount, wave.s);
  for (unsigned i = 0; i < scalarCount && filling != AsTheyAre; ++i)
    if (undefined[i]) {
      unsigned slot = 0;
      while (slot < in.sourceCount && in.sources[slot].index != i)
        ++slot;
      wave.s[i] ^=
          (wave.s[i] ^ fill(filling, in, slot, 0, 0, unsigned(maxLanes + i))) &
          undefined[i];
    }
  std::copy_n(wave.s, +scalarCount, filled);
  wave.scc = sccUndefined ? filling & 1 : sccBefore;
}

void Trial::compare(unsigned filling) {
  if (filling == AsTheyAre) {
    for (Register &row : rows)
      std::copy_n(wave.v[row.index], maxLanes, row.first);
    std::copy_n(wave.s, +scalarCount, first);
    sccFirst = wave.scc;
    counters = wave.counters;
    return;
  }
  for (Register &row : rows)
    for (unsigned lane = 0; lane < maxLanes; ++lane) {
      row.changed[lane] |= wave.v[row.index][lane] ^ row.first[lane];
      row.written[lane] |= wave.v[row.index][lane] ^ row.filled[lane];
    }
  for (unsigned i = 0; i < scalarCount; ++i) {
    changed[i] |= wave.s[i] ^ first[i];
    written[i] |= wave.s[i] ^ filled[i];
  }
  sccChanged |= wave.scc != sccFirst;
}

void Trial::settle() {
  for (Register &row : rows) {
    std::copy_n(row.first, maxLanes, wave.v[row.index]);
    uint64_t defined = 0;
    uint32_t made = 0;
    for (unsigned lane = 0; lane < wave.lanes; ++lane) {
      defined |= uint64_t(!row.changed[lane]) << lane;
      made |= row.changed[lane] & row.written[lane];
      wave.undefined[row.index][lane] = row.changed[lane];
    }
    wave.defined[row.index] = defined;
    if (made)
      wave.origin[row.index] = by;
  }
  for (unsigned i = 0; i < scalarCount; ++i) {
    wave.s[i] = first[i];
    wave.scalarUndefined[i] = changed[i];
    if (changed[i] & written[i])
      wave.scalarOrigin[i] = by;
  }
  wave.scc = sccFirst;
  wave.sccUndefined = sccChanged;
  wave.counters = counters;
}

void Trial::run() {
  wave.trying = true;
  for (unsigned filling = 0; filling < count && !wave.stopped; ++filling) {
    prepare(filling);
    wave.current = &in;
    in.run(wave, in);
    compare(filling);
  }
  wave.trying = false;
  wave.current = &in;
  if (!wave.stopped)
    settle();
  if (wave.scalarUndefined[exec] | wave.scalarUndefined[exec + 1])
    wave.fault(-1, "EXEC depends on what was never written");
}
} // namespace

bool hfc::sim::readsUndefined(const Wave &wave, const Instruction &in) {
  if (in.operation->kind == Class::Salu && wave.sccUndefined)
    return true;
  if (undefinedOperand(wave, in))
    return true;
  const Instruction *second = secondOf(wave, in);
  return second && undefinedOperand(wave, *second);
}

void hfc::sim::runUndefined(Wave &wave, const Instruction &in) {
  Trial(wave, in).run();
}
