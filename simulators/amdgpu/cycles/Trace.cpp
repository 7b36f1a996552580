#include "simulators/amdgpu/cycles/Trace.h"
#include "simulators/amdgpu/Wave.h"
#include <algorithm>

using namespace hfc::sim;

static constexpr size_t longest = 1 << 19;

bool LineCache::touch(uint64_t line) {
  auto found = places.find(line);
  if (found != places.end()) {
    order.splice(order.begin(), order, found->second);
    return true;
  }
  if (places.size() >= capacity) {
    places.erase(order.back());
    order.pop_back();
  }
  order.push_front(line);
  places[line] = order.begin();
  return false;
}

void WaveTrace::note(const Wave &wave, unsigned instruction) {
  const Counters &now = wave.counters;
  if (steps.size() >= longest) {
    whole = false;
    return;
  }
  steps.push_back({instruction, uint16_t(now.ldsCycles - ldsBefore),
                   uint16_t(l1), uint16_t(lines),
                   uint16_t(now.matrixCycles - matrixBefore)});
  ldsBefore = now.ldsCycles;
  matrixBefore = now.matrixCycles;
  l1 = lines = 0;
}

bool GroupTrace::whole() const {
  return std::all_of(waves.begin(), waves.end(),
                     [](const WaveTrace &wave) { return wave.whole; });
}
