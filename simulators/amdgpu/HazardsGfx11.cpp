// Hazards of gfx11 in wave32; all else is interlocked by hardware. RDNA3 ISA,
// 7.9, and what LLVM 22 knows of gfx1100 to gfx1102: VALUTransUseHazard,
// VcmpxPermlaneHazard, MADIntraFwdBug.
#include "simulators/amdgpu/CodeObject.h"
#include "simulators/amdgpu/Hazards.h"
#include "simulators/amdgpu/Wave.h"
#include <algorithm>

using namespace hfc::sim;

static bool overlap(const Operand &a, const Operand &b) {
  return a.place == Place::Vector && b.place == Place::Vector &&
         a.index < b.index + b.words && b.index < a.index + a.words;
}

void Hazards::checkVectorGfx11(Wave &wave, const Instruction &in) {
  // Six vector instructions, or two of the slow ones, lie between.
  auto check = [&](const Operand &operand) {
    for (unsigned i = 0; operand.place == Place::Vector && i < operand.words;
         ++i) {
      const TransWrite &last = transWritten[operand.index + i];
      if (!last.vectors || last.drains != drains ||
          vectors - last.vectors > 5 || transcendentals - last.trans > 1 ||
          wave.stopped)
        continue;
      wave.fault(-1,
                 "reads v%u %llu vector instructions after one of v_exp's kind "
                 "wrote it, with no s_waitcnt_depctr va_vdst(0)",
                 operand.index + i,
                 (unsigned long long)(vectors - last.vectors));
    }
  };
  for (unsigned slot = 0; slot < in.sourceCount; ++slot)
    check(in.sources[slot]);
  if (in.operation->traits & ReadsResult)
    check(in.results[0]);

  // Where only the sum's low word is wanted, LLVM lets the addend's upper word,
  // which is undefined then, be the register of the sum's low one.
  if (in.hazards & IsWideMad && !wave.stopped)
    for (unsigned slot = 0; slot < in.sourceCount; ++slot)
      if (overlap(in.results[0], in.sources[slot]) &&
          !(in.sources[slot].words == 2 &&
            in.results[0].index == in.sources[slot].index + 1))
        wave.fault(-1, "overwrites v%u, which it reads",
                   in.sources[slot].index);
  if (in.hazards & PermutesLanes && afterCompare && !wave.stopped)
    wave.fault(-1, "comes after v_cmpx with no vector instruction between");
}

void Hazards::checkGfx11(Wave &wave, const Instruction &in) {
  Class kind = in.operation->kind;
  if (kind != Class::Valu && kind != Class::Trans && kind != Class::Matrix)
    return;
  checkVectorGfx11(wave, in);
  if (in.paired)
    checkVectorGfx11(wave, wave.kernel.seconds[in.second]);
  // A vector instruction, v_nop for instance, lies between a WMMA and one whose
  // A or B is its result.
  if (kind != Class::Matrix || !lastWaveMatrix)
    return;
  const Operand &d = lastWaveMatrix->results[0];
  for (const Operand *source : {&in.sources[0], &in.sources[1]})
    if (overlap(*source, d) && !wave.stopped)
      wave.fault(-1,
                 "reads v%u, the result of the WMMA before it, with no vector "
                 "instruction between",
                 std::max(source->index, d.index));
}

void Hazards::noteGfx11(Wave &wave, const Instruction &in) {
  Class kind = in.operation->kind;
  if (kind == Class::Vmem || kind == Class::Lds) { // issued behind their data
    drainVectors();
    return;
  }
  if (kind != Class::Valu && kind != Class::Trans && kind != Class::Matrix)
    return;
  lastWaveMatrix = kind == Class::Matrix ? &in : nullptr;
  afterCompare =
      in.hazards & WritesExec || (afterCompare && in.hazards & IsVectorNop);
  ++vectors;
  transcendentals += kind == Class::Trans;
  auto wrote = [&](const Operand &result) {
    for (unsigned i = 0; result.place == Place::Vector && i < result.words; ++i)
      transWritten[result.index + i] =
          kind == Class::Trans ? TransWrite{vectors, transcendentals, drains}
                               : TransWrite{};
  };
  wrote(in.results[0]);
  if (in.paired)
    wrote(wave.kernel.seconds[in.second].results[0]);
}
