// Atomic operations on global memory: GLOBAL, FLAT, MUBUF. They are atomic
// between the threads of the host too.
#include "simulators/amdgpu/Operations.h"
#include "simulators/amdgpu/ops/Atomic.h"
#include "simulators/amdgpu/ops/Global.h"

using namespace hfc::sim;

namespace {

template <Family Fam, typename T, T (*F)(T, T, T), bool Compare>
void update(Wave &wave, const Instruction &in) {
  beginVector(wave, in);
  constexpr unsigned words = sizeof(T) / 4;
  unsigned slot = Fam == Family::Buffer ? 0 : 1;
  const Operand &data = in.sources[slot];
  Addresses addresses;
  if (!hasRows(wave, data, Compare ? 2 * words : words) ||
      (in.returns && !hasRows(wave, in.results[0], words)) ||
      !findAddresses(wave, in, Fam, int(slot), addresses))
    return;
  for (unsigned i = 0; i < data.words; ++i)
    wave.useRow(data.index + i, wave.mask);
  for (unsigned lane = 0; lane < wave.lanes && !wave.stopped; ++lane) {
    if (!(wave.mask >> lane & 1))
      continue;
    if (addresses.limit != ~0ull &&
        addresses.offset[lane] + sizeof(T) > addresses.limit)
      continue;
    uint8_t *bytes =
        accessGlobal(wave, lane, addresses.at[lane], sizeof(T), true);
    if (!bytes)
      return;
    if (addresses.at[lane] % sizeof(T))
      return wave.fault(int(lane), "an atomic at 0x%llx, which is not aligned",
                        (unsigned long long)addresses.at[lane]);
    T operand = atomic::lane<T>(wave, data.index, lane), expected = 0;
    if constexpr (Compare)
      expected = atomic::lane<T>(wave, data.index + words, lane);
    auto *value = reinterpret_cast<T *>(bytes);
    T old = __atomic_load_n(value, __ATOMIC_RELAXED);
    while (!__atomic_compare_exchange_n(value, &old, F(old, operand, expected),
                                        true, __ATOMIC_RELAXED,
                                        __ATOMIC_RELAXED)) {
    }
    if (in.returns)
      atomic::setLane<T>(wave, in.results[0].index, lane, old);
  }
  if (in.returns)
    for (unsigned i = 0; i < words; ++i)
      wave.setDefined(in.results[0].index + i, wave.mask);
  uint64_t bytes = sizeof(T) * unsigned(__builtin_popcountll(wave.mask));
  wave.counters.globalRead += bytes;
  wave.counters.globalWritten += bytes;
  traceMemory(wave, addresses, sizeof(T));
  issueMemory(wave, in, Fam, !in.returns, words);
}

template <Family Fam, typename T, T (*F)(T, T, T), bool Compare = false>
constexpr Operation row(const char *name) {
  return {name, update<Fam, T, F, Compare>, Class::Vmem, 1, Kind::Rows};
}
#define EACH(name, T, ...)                                                     \
  row<Family::Global, T, __VA_ARGS__>("global_atomic_" name),                  \
      row<Family::Flat, T, __VA_ARGS__>("flat_atomic_" name),                  \
      row<Family::Buffer, T, __VA_ARGS__>("buffer_atomic_" name)
#define BOTH(name, f)                                                          \
  EACH(name, uint32_t, atomic::f<uint32_t>),                                   \
      EACH(name "_x2", uint64_t, atomic::f<uint64_t>)

constexpr Operation table[] = {
    BOTH("swap", exchange),
    EACH("cmpswap", uint32_t, atomic::compareExchange<uint32_t>, true),
    EACH("cmpswap_x2", uint64_t, atomic::compareExchange<uint64_t>, true),
    BOTH("add", add),
    BOTH("sub", subtract),
    BOTH("smin", minSigned),
    BOTH("umin", minUnsigned),
    BOTH("smax", maxSigned),
    BOTH("umax", maxUnsigned),
    BOTH("and", bitAnd),
    BOTH("or", bitOr),
    BOTH("xor", bitXor),
    BOTH("inc", increment),
    BOTH("dec", decrement),
    EACH("add_f32", uint32_t, atomic::addFloat),
    EACH("min_f32", uint32_t, atomic::minFloat),
    EACH("max_f32", uint32_t, atomic::maxFloat),
    EACH("add_f64", uint64_t, atomic::addDouble),
    EACH("min_f64", uint64_t, atomic::minDouble),
    EACH("max_f64", uint64_t, atomic::maxDouble),
    EACH("pk_add_f16", uint32_t, atomic::addHalves),
    EACH("pk_add_bf16", uint32_t, atomic::addBrains),
};
} // namespace

OperationTable hfc::sim::atomicOperations() { return table; }
