// DS: atomic operations on LDS, with and without the old value.
#include "simulators/amdgpu/Operations.h"
#include "simulators/amdgpu/ops/Atomic.h"
#include "simulators/amdgpu/ops/Lds.h"
#include <cstring>

using namespace hfc::sim;

namespace {

template <typename T, T (*F)(T, T, T), bool Two, bool Returns>
void update(Wave &wave, const Instruction &in) {
  beginVector(wave, in);
  constexpr unsigned words = sizeof(T) / 4;
  Typed<uint32_t> addresses;
  if (!hasRows(wave, in.sources[0], 1) ||
      !hasRows(wave, in.sources[1], words) ||
      (Two && !hasRows(wave, in.sources[2], words)) ||
      (Returns && !hasRows(wave, in.results[0], words)))
    return;
  const uint32_t *row = readRow(wave, in.sources[0], addresses.lane);
  for (unsigned lane = 0; lane < maxLanes; ++lane)
    addresses.lane[lane] = row[lane] + uint32_t(in.offset);
  for (unsigned i = 0; i < words; ++i) {
    wave.useRow(in.sources[1].index + i, wave.mask);
    if constexpr (Two)
      wave.useRow(in.sources[2].index + i, wave.mask);
  }
  LdsOperation lds(wave, in, Lds::Access::Atomic);
  for (unsigned lane = 0; lane < wave.lanes && !wave.stopped; ++lane) {
    if (!(wave.mask >> lane & 1))
      continue;
    uint8_t *bytes = lds.at(lane, addresses.lane[lane], sizeof(T));
    if (!bytes)
      return;
    T old, second = 0, first = atomic::lane<T>(wave, in.sources[1].index, lane);
    if constexpr (Two)
      second = atomic::lane<T>(wave, in.sources[2].index, lane);
    std::memcpy(&old, bytes, sizeof old);
    T now = F(old, first, second);
    std::memcpy(bytes, &now, sizeof now);
    if constexpr (Returns)
      atomic::setLane<T>(wave, in.results[0].index, lane, old);
  }
  if constexpr (Returns)
    for (unsigned i = 0; i < words; ++i)
      wave.setDefined(in.results[0].index + i, wave.mask);
  lds.count(addresses.lane, sizeof(T));
  lds.issue(Returns ? in.results[0] : Operand(), words);
}

// gfx9 passes what is compared first, gfx11 what is stored.
template <typename T> T compareFirst(T old, T compare, T value) {
  return old == compare ? value : old;
}
template <typename T> T storeFirst(T old, T value, T compare) {
  return old == compare ? value : old;
}

template <typename T, T (*F)(T, T, T), bool Two = false>
constexpr Operation plain(const char *name) {
  return {name, update<T, F, Two, false>, Class::Lds, 0, Kind::Rows};
}
template <typename T, T (*F)(T, T, T), bool Two = false>
constexpr Operation returning(const char *name) {
  return {name, update<T, F, Two, true>, Class::Lds, 1, Kind::Rows};
}
#define EACH(name, type, T, ...)                                               \
  plain<T, __VA_ARGS__>("ds_" name "_" type),                                  \
      returning<T, __VA_ARGS__>("ds_" name "_rtn_" type)
#define INTEGER(name, letter, f)                                               \
  EACH(name, letter "32", uint32_t, atomic::f<uint32_t>),                      \
      EACH(name, letter "64", uint64_t, atomic::f<uint64_t>)

constexpr Operation table[] = {
    INTEGER("add", "u", add),
    INTEGER("sub", "u", subtract),
    INTEGER("rsub", "u", reverse),
    INTEGER("inc", "u", increment),
    INTEGER("dec", "u", decrement),
    INTEGER("min", "i", minSigned),
    INTEGER("max", "i", maxSigned),
    INTEGER("min", "u", minUnsigned),
    INTEGER("max", "u", maxUnsigned),
    INTEGER("and", "b", bitAnd),
    INTEGER("or", "b", bitOr),
    INTEGER("xor", "b", bitXor),
    EACH("mskor", "b32", uint32_t, atomic::maskedOr<uint32_t>, true),
    EACH("mskor", "b64", uint64_t, atomic::maskedOr<uint64_t>, true),
    returning<uint32_t, atomic::exchange<uint32_t>>("ds_wrxchg_rtn_b32"),
    returning<uint64_t, atomic::exchange<uint64_t>>("ds_wrxchg_rtn_b64"),
    EACH("cmpst", "b32", uint32_t, compareFirst<uint32_t>, true),
    EACH("cmpst", "b64", uint64_t, compareFirst<uint64_t>, true),
    EACH("cmpstore", "b32", uint32_t, storeFirst<uint32_t>, true),
    EACH("cmpstore", "b64", uint64_t, storeFirst<uint64_t>, true),
    EACH("add", "f32", uint32_t, atomic::addFloat),
    EACH("min", "f32", uint32_t, atomic::minFloat),
    EACH("max", "f32", uint32_t, atomic::maxFloat),
    EACH("add", "f64", uint64_t, atomic::addDouble),
    EACH("min", "f64", uint64_t, atomic::minDouble),
    EACH("max", "f64", uint64_t, atomic::maxDouble),
    EACH("pk_add", "f16", uint32_t, atomic::addHalves),
    EACH("pk_add", "bf16", uint32_t, atomic::addBrains),
};
} // namespace

OperationTable hfc::sim::ldsAtomicOperations() { return table; }
