// What a wave finds when it begins: "Initial Kernel Execution State" of LLVM's
// AMDGPU guide.
#include "simulators/amdgpu/Workgroup.h"
#include "simulators/amdgpu/CodeObject.h"
#include "simulators/amdgpu/Undefined.h"
#include "simulators/amdgpu/cycles/Timing.h"
#include <cstdio>
#include <cstring>

using namespace hfc::sim;

// Waves that spin on each other get their turn.
static constexpr unsigned stretch = 1 << 20;

Workgroup::Workgroup(const Dispatch &dispatch, uint64_t number,
                     GroupTrace *trace)
    : dispatch(dispatch), memory(*dispatch.memory), trace(trace) {
  const Kernel &kernel = *dispatch.kernel;
  id[0] = uint32_t(number % dispatch.grid[0]);
  id[1] = uint32_t(number / dispatch.grid[0] % dispatch.grid[1]);
  id[2] = uint32_t(number / dispatch.grid[0] / dispatch.grid[1]);
  lds.init(dispatch.groupBytes);
  uint32_t items = dispatch.block[0] * dispatch.block[1] * dispatch.block[2];
  for (unsigned i = 0; i * kernel.waveSize < items; ++i) {
    waves.push_back(std::make_unique<Wave>(kernel, *this, i));
    enter(*waves.back());
  }
  if (!trace)
    return;
  const Timing &timing = timingOf(kernel.chip);
  trace->l1.init(timing.l1Bytes / timing.lineBytes);
  trace->waves.resize(waves.size());
  for (auto &wave : waves)
    wave->trace = &trace->waves[wave->number];
}

void Workgroup::enter(Wave &wave) {
  const Kernel &kernel = *dispatch.kernel;
  unsigned next = 0;
  auto put = [&](uint32_t value) {
    if (next >= scalarCount)
      return;
    wave.s[next] = value;
    wave.scalarUndefined[next++] = 0;
  };
  auto put64 = [&](uint64_t value) {
    put(uint32_t(value));
    put(uint32_t(value >> 32));
  };
  // User registers, in the order of kernel_code_properties.
  uint16_t properties = kernel.properties;
  if (properties & 1) { // the private segment's buffer: swizzled by lane
    put64(0);
    put(0xffffffff);
    put(0x00ea4000 | 1u << 23);
  }
  if (properties & 2)
    put64(dispatch.packet);
  if (properties & 4)
    put64(0);
  if (properties & 8)
    put64(dispatch.kernarg);
  if (properties & 16)
    put64(0);
  if (properties & 32)
    put64(0);
  if (properties & 64)
    put(kernel.privateBytes);
  if (unsigned length = kernel.preload & 127) {
    unsigned offset = kernel.preload >> 7;
    for (unsigned i = 0; i < length && next < kernel.userScalars; ++i) {
      uint8_t *word = memory.resolve(dispatch.kernarg + 4 * (offset + i), 4);
      uint32_t value = 0;
      if (word)
        std::memcpy(&value, word, 4);
      put(value);
    }
    // The first 256 bytes load what hardware has loaded.
    if (kernel.indexAt.size() > 64 && kernel.indexAt[64] >= 0)
      wave.pc = kernel.indexAt[64];
  }
  next = std::max(next, kernel.userScalars);
  for (unsigned d = 0; d < 3; ++d)
    if (kernel.rsrc2 >> (7 + d) & 1)
      put(id[d]);
  if (kernel.rsrc2 >> 10 & 1)
    put(uint32_t(waves.size()));
  if (kernel.rsrc2 & 1 && kernel.chip.gfx90a)
    put(0); // the private segment's wave offset
  for (unsigned index : {flatScratch + 0u, flatScratch + 1u})
    if (!kernel.chip.gfx11)
      wave.scalarUndefined[index] = 0;

  uint32_t items = dispatch.block[0] * dispatch.block[1] * dispatch.block[2];
  uint64_t active = 0;
  for (unsigned lane = 0; lane < wave.lanes; ++lane) {
    uint32_t item = wave.number * wave.lanes + lane;
    if (item >= items)
      break;
    active |= 1ull << lane;
    uint32_t x = item % dispatch.block[0];
    uint32_t y = item / dispatch.block[0] % dispatch.block[1];
    uint32_t z = item / dispatch.block[0] / dispatch.block[1];
    wave.v[0][lane] = x | y << 10 | z << 20;
  }
  wave.defined[0] = active;
  wave.s[exec] = uint32_t(active);
  wave.s[exec + 1] = uint32_t(active >> 32);
  wave.scalarUndefined[exec] = wave.scalarUndefined[exec + 1] = 0;
  wave.setMode((kernel.rsrc1 >> 12 & 0xff) | (kernel.rsrc1 >> 21 & 1) << 8 |
               (kernel.rsrc1 >> 23 & 1) << 9 | (kernel.rsrc1 >> 26 & 1) << 23);
  wave.scratchBytes = kernel.privateBytes;
  wave.scratch.assign(kernel.privateBytes * wave.lanes, 0);
}

void Workgroup::report(const Wave &wave, int lane, const char *reason) {
  const Instruction *in = wave.current;
  char text[1024];
  char where[32] = "";
  if (lane >= 0)
    snprintf(where, sizeof where, ", lane %d", lane);
  snprintf(
      text, sizeof text,
      "kernel '%.200s', workgroup (%u, %u, %u), wave %u%s, pc 0x%x: %.200s: "
      "%s",
      wave.kernel.name.c_str(), id[0], id[1], id[2], wave.number, where,
      in ? in->offsetInKernel : 0,
      in ? in->text.c_str() + (in->text[0] == '\t') : "", reason);
  if (problem.empty())
    problem = text;
  for (char &c : problem)
    if (c == '\t')
      c = ' ';
}

bool Workgroup::passBarrier() {
  const Wave *waiting = nullptr, *gone = nullptr;
  for (auto &wave : waves) {
    if (wave->atBarrier)
      waiting = wave.get();
    if (wave->ended)
      gone = wave.get();
  }
  if (!waiting)
    return false;
  if (gone)
    report(*waiting, -1,
           ("wave " + std::to_string(gone->number) +
            " ended without coming to this barrier")
               .c_str());
  lds.barrier();
  for (auto &wave : waves)
    wave->atBarrier = false;
  return true;
}

bool Workgroup::run() {
  for (;;) {
    bool moved = false;
    for (auto &wave : waves) {
      if (wave->ended || wave->atBarrier)
        continue;
      moved = true;
      runWave(*wave);
      if (!problem.empty())
        return false;
    }
    if (moved)
      continue;
    if (!passBarrier())
      return true;
    if (!problem.empty())
      return false;
  }
}

void hfc::sim::runWave(Wave &wave) {
  const Kernel &kernel = wave.kernel;
  const Instruction *list = kernel.instructions.data();
  for (unsigned left = stretch; left; --left) {
    if (wave.pc < 0) {
      wave.fault(-1, "control leaves the kernel after this instruction");
      return;
    }
    const Instruction &in = list[wave.pc];
    wave.current = &in;
    wave.pc = in.next;
    wave.hazards.check(wave, in);
    if (in.computes && readsUndefined(wave, in))
      runUndefined(wave, in);
    else
      in.run(wave, in);
    wave.hazards.note(wave, in);
    if (wave.trace)
      wave.trace->note(wave, unsigned(&in - list));
    ++wave.counters.instructions[unsigned(in.operation->kind)];
    wave.counters.issueCycles += wave.chip.gfx11 ? 1 : 4;
    ++wave.time;
    if (wave.ended || wave.atBarrier || wave.stopped)
      return;
  }
}
