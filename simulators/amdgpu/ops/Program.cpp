// SOPP: branches, waits, barriers, and hints that change nothing here.
#include "simulators/amdgpu/CodeObject.h"
#include "simulators/amdgpu/Operations.h"
#include "simulators/amdgpu/Wave.h"

using namespace hfc::sim;

namespace {
template <auto Taken> void branch(Wave &wave, const Instruction &in) {
  if (Taken(wave))
    wave.pc = in.target;
}
uint64_t vccOf(Wave &wave) {
  Operand operand{Place::Scalar};
  operand.index = vcc;
  return wave.readMask(operand);
}
bool sccOf(Wave &wave) {
  if (wave.sccUndefined)
    wave.fault(-1, "branches on what was never written");
  return wave.scc;
}
template <auto Taken> constexpr Operation jump(const char *name) {
  return {name, branch<Taken>, Class::Branch, 0, Kind::None, {}, 0, nullptr, 1};
}

void nothing(Wave &, const Instruction &) {}
constexpr Operation hint(const char *name) {
  return {name, nothing, Class::Other, 0};
}

void end(Wave &wave, const Instruction &) { wave.ended = true; }
void trap(Wave &wave, const Instruction &) { wave.fault(-1, "a trap"); }

// Four bits of MODE each.
void roundMode(Wave &wave, const Instruction &in) {
  wave.setMode((wave.mode() & ~0xfu) | (in.immediate & 0xf));
}
void subnormalMode(Wave &wave, const Instruction &in) {
  wave.setMode((wave.mode() & ~0xf0u) | (in.immediate & 0xf) << 4);
}

void barrier(Wave &wave, const Instruction &) { wave.atBarrier = true; }

void note(const Wave &wave, const Instruction &in, bool found) {
  size_t index = size_t(&in - wave.kernel.instructions.data());
  std::atomic<uint8_t> &seen = wave.kernel.waited[index];
  uint8_t bit = found ? 2 : 1;
  if (!(seen.load(std::memory_order_relaxed) & bit))
    seen.fetch_or(bit, std::memory_order_relaxed);
}
void wait(Wave &wave, const Instruction &in) {
  bool vector = wave.waits.wait(wave, Waits::Vmem, in.waitVector);
  bool scalar = wave.waits.wait(wave, Waits::Lgkm, in.waitScalar);
  note(wave, in, vector || scalar);
}
void waitStores(Wave &wave, const Instruction &in) {
  note(wave, in, wave.waits.wait(wave, Waits::Store, in.immediate));
}

// Of the counters of s_waitcnt_depctr, va_vdst alone is of use here.
void waitInternal(Wave &wave, const Instruction &in) {
  if (!(in.immediate >> 12 & 15))
    wave.hazards.drainVectors();
}

constexpr Operation table[] = {
    jump<[](Wave &) { return true; }>("s_branch"),
    jump<[](Wave &w) { return !sccOf(w); }>("s_cbranch_scc0"),
    jump<[](Wave &w) { return sccOf(w); }>("s_cbranch_scc1"),
    jump<[](Wave &w) { return !vccOf(w); }>("s_cbranch_vccz"),
    jump<[](Wave &w) { return vccOf(w) != 0; }>("s_cbranch_vccnz"),
    jump<[](Wave &w) { return !w.execMask(); }>("s_cbranch_execz"),
    jump<[](Wave &w) { return w.execMask() != 0; }>("s_cbranch_execnz"),
    {"s_endpgm", end, Class::Other, 0},
    {"s_trap", trap, Class::Other, 0},
    {"s_barrier", barrier, Class::Wait, 0},
    {"s_waitcnt", wait, Class::Wait, 0},
    {"s_waitcnt_vscnt", waitStores, Class::Wait, 0},
    {"s_waitcnt_depctr", waitInternal, Class::Wait, 0},
    {"s_round_mode", roundMode, Class::Other, 0},
    {"s_denorm_mode", subnormalMode, Class::Other, 0},
    hint("s_nop"),
    hint("s_delay_alu"),
    hint("s_clause"),
    hint("s_sleep"),
    hint("s_setprio"),
    hint("s_inst_prefetch"),
    hint("s_set_inst_prefetch_distance"),
    hint("s_wakeup"),
    hint("s_sendmsg"),
    hint("s_sethalt"),
    hint("s_icache_inv"),
    hint("s_dcache_inv"),
    hint("s_dcache_wb"),
    hint("s_ttracedata"),
    hint("buffer_wbl2"),
    hint("buffer_inv"),
    hint("buffer_invl2"),
    hint("buffer_wbinvl1"),
    hint("buffer_wbinvl1_vol"),
    hint("buffer_gl0_inv"),
    hint("buffer_gl1_inv"),
};
} // namespace

OperationTable hfc::sim::programOperations() { return table; }
