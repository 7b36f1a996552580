#include "simulators/amdgpu/Hazards.h"
#include "simulators/amdgpu/CodeObject.h"
#include "simulators/amdgpu/Matrix.h"
#include "simulators/amdgpu/Wave.h"
#include <algorithm>

using namespace hfc::sim;

// The largest distance that any rule asks for.
static constexpr unsigned longest = 20;

void Hazards::init(unsigned vectorRegisters) {
  written.assign(vectorRegisters, {});
  readAsC.assign(vectorRegisters, {});
  vectorWritten.assign(vectorRegisters, {});
  transWritten.assign(vectorRegisters, {});
}

uint16_t hfc::sim::hazardsOf(const Instruction &in) {
  std::string_view name = in.operation->name;
  uint16_t traits = 0;
  if (name == "s_nop")
    traits |= IsNop;
  if (name == "v_readlane_b32" || name == "v_writelane_b32")
    traits |= TakesLane;
  if (name == "v_readlane_b32" || name == "v_readfirstlane_b32")
    traits |= ReadsLane;
  if (name.starts_with("v_cmpx"))
    traits |= WritesExec;
  if (name.starts_with("v_dot"))
    traits |= IsDot;
  if (name.starts_with("v_div_fmas"))
    traits |= IsDivFmas;
  if (name.ends_with("_swap_b32") && name.starts_with("v_permlane"))
    traits |= SwapsLanes;
  else if (name.starts_with("v_permlane"))
    traits |= PermutesLanes;
  if (name.starts_with("v_mad_u64") || name.starts_with("v_mad_i64"))
    traits |= IsWideMad;
  if (name == "v_lshlrev_b64" || name == "v_lshrrev_b64" ||
      name == "v_ashrrev_i64")
    traits |= IsWideShift;
  if (name == "v_nop")
    traits |= IsVectorNop;
  if ((in.sdwa && in.resultSelect != Select::Dword) || in.results[0].high)
    traits |= ShiftsResult;
  return traits;
}

namespace {
enum class Use : uint8_t { SourceC, SourceAB, Vector, Memory, Write };

// Wait states that must lie between a matrix instruction that writes a register
// and its next use.
unsigned needed(const Chip &chip, const Instruction &matrix, Use use) {
  const MatrixShape &shape = *matrixShape(matrix);
  unsigned passes = matrixPasses(chip, matrix);
  if (shape.isDouble()) {
    bool small = shape.size == 4;
    unsigned late = chip.gfx950 ? 8 : 0;
    switch (use) {
    case Use::SourceC:
      return small ? 4 : 9 + late;
    case Use::SourceAB:
      return small ? 6 : 11 + late;
    case Use::Memory:
      return small ? 9 : 18;
    default:
      return small ? 6 : 11 + late;
    }
  }
  unsigned late = chip.gfx950 && shape.isDense() ? 1 : 0;
  if (chip.gfx90a)
    return use == Use::SourceC ? passes : passes + 3;
  if (use == Use::SourceC)
    return shape.isDense() ? passes + 1 + late : passes;
  return passes + (shape.isDense() ? 3 + late : 2);
}

template <typename F> void eachRow(const Operand &operand, F function) {
  if (operand.place == Place::Vector)
    for (unsigned i = 0; i < operand.words; ++i)
      function(operand.index + i);
}
} // namespace

void Hazards::checkMatrixOperands(Wave &wave, const Instruction &in) {
  bool memory =
      in.operation->kind == Class::Vmem || in.operation->kind == Class::Lds;
  bool matrix = in.operation->kind == Class::Matrix;
  auto check = [&](unsigned row, Use use, const char *verb) {
    const MatrixUse &last = written[row];
    if (!last.instruction || wave.stopped)
      return;
    // Summing on into the same registers is forwarded.
    if (use == Use::SourceC && matrix &&
        in.sources[2].index == last.instruction->results[0].index &&
        in.sources[2].words == last.instruction->results[0].words)
      return;
    unsigned want = needed(wave.chip, *last.instruction, use);
    uint64_t have = states - last.at - 1;
    if (have < want)
      wave.fault(-1,
                 "%s v%u %llu wait states after '%.60s' wrote it, %u are "
                 "needed",
                 verb, row, (unsigned long long)have,
                 last.instruction->text.c_str() + 1, want);
  };
  for (unsigned slot = 0; slot < in.sourceCount; ++slot) {
    Use use = memory   ? Use::Memory
              : matrix ? (slot == 2 ? Use::SourceC : Use::SourceAB)
                       : Use::Vector;
    eachRow(in.sources[slot], [&](unsigned row) { check(row, use, "reads"); });
  }
  if (matrix)
    return;
  eachRow(in.results[0], [&](unsigned row) {
    check(row, Use::Write, "writes");
    const MatrixUse &last = readAsC[row];
    if (!last.instruction || wave.stopped)
      return;
    unsigned want = matrixPasses(wave.chip, *last.instruction) - 1;
    uint64_t have = states - last.at - 1;
    if (have < want)
      wave.fault(-1,
                 "writes v%u %llu wait states after '%.60s' began to read it, "
                 "%u are needed",
                 row, (unsigned long long)have,
                 last.instruction->text.c_str() + 1, want);
  });
}

// A scalar that the vector unit wrote reaches other units late.
void Hazards::checkScalarOperands(Wave &wave, const Instruction &in) {
  auto check = [&](const Operand &operand, unsigned want, const char *what) {
    if (operand.place != Place::Scalar)
      return;
    for (unsigned i = 0; i < operand.words; ++i) {
      uint64_t have = states - scalarWritten[operand.index + i] - 1;
      if (have < want && !wave.stopped)
        wave.fault(-1,
                   "%s s%u %llu wait states after a vector instruction wrote "
                   "it, %u are needed",
                   what, operand.index + i, (unsigned long long)have, want);
    }
  };
  bool memory = in.operation->kind == Class::Vmem;
  if (memory)
    for (unsigned slot = 0; slot < in.sourceCount; ++slot)
      check(in.sources[slot], 5, "memory reads");
  else if (in.hazards & TakesLane)
    check(in.sources[1], 4, "takes a lane's number from");
  else if (in.hazards & IsDivFmas)
    check(in.sources[3], 4, "reads");
  if (!memory && in.operation->kind != Class::Lds && !wave.chip.gfx90a)
    for (unsigned slot = 0; slot < in.sourceCount; ++slot)
      check(in.sources[slot], 2, "reads");
  if (in.toLds && states - m0Written - 1 < 1 && !wave.stopped)
    wave.fault(-1, "reads M0 right after the scalar unit wrote it");
}

// Registers that the vector unit wrote, or that a store is still to read.
void Hazards::checkVectorOperands(Wave &wave, const Instruction &in) {
  bool matrix = in.operation->kind == Class::Matrix;
  bool newer = !wave.chip.gfx90a;
  auto check = [&](unsigned row, bool permuted) {
    const VectorWrite &last = vectorWritten[row];
    unsigned want = 0;
    if (permuted || in.hazards & SwapsLanes ||
        (matrix && !(last.traits & IsDot)))
      want = 2;
    else if (newer && (in.hazards & ReadsLane || last.traits & ShiftsResult ||
                       (last.trans && in.operation->kind != Class::Trans)))
      want = 1;
    uint64_t have = states - last.at - 1;
    if (have < want && !wave.stopped)
      wave.fault(-1,
                 "reads v%u %llu wait states after a vector instruction wrote "
                 "it, %u are needed",
                 row, (unsigned long long)have, want);
  };
  for (unsigned slot = 0; slot < in.sourceCount; ++slot)
    eachRow(in.sources[slot],
            [&](unsigned row) { check(row, in.sources[slot].permuted); });
  // LLVM 22, "hasShift64HighRegBug".
  const Operand &amount = in.sources[0];
  unsigned count = std::min<unsigned>(wave.kernel.firstAccumulator,
                                      wave.kernel.vectorRegisters);
  if (!newer && in.hazards & IsWideShift && amount.place == Place::Vector &&
      amount.index % 8 == 7 && amount.index + 1u == count && !wave.stopped)
    wave.fault(-1, "shifts by v%u, the last register of the kernel",
               amount.index);
  if (in.operation->traits & ReadsResult)
    eachRow(in.results[0], [&](unsigned row) { check(row, false); });

  bool permutes = in.permute != Permute::None;
  unsigned want = permutes ? 5
                  : matrix || (newer && in.hazards & (TakesLane | ReadsLane))
                      ? 4
                      : 0;
  uint64_t have = states - execWritten - 1;
  if (have < want && !wave.stopped)
    wave.fault(-1,
               "needs EXEC %llu wait states after a vector instruction wrote "
               "it, %u are needed",
               (unsigned long long)have, want);

  have = states - stored - 1;
  want = newer ? 2 : 1;
  if (have < want)
    eachRow(in.results[0], [&](unsigned row) {
      if (row - storedFirst < storedCount && !wave.stopped)
        wave.fault(-1,
                   "writes v%u %llu wait states after a store began to read "
                   "it, %u are needed",
                   row, (unsigned long long)have, want);
    });
}

void Hazards::check(Wave &wave, const Instruction &in) {
  if (wave.chip.gfx11)
    return checkGfx11(wave, in);
  switch (in.operation->kind) {
  case Class::Valu:
  case Class::Trans:
  case Class::Matrix:
  case Class::Lds:
  case Class::Vmem:
    break;
  default:
    return;
  }
  if (anyMatrix && states - lastMatrix <= longest)
    checkMatrixOperands(wave, in);
  checkScalarOperands(wave, in);
  if (in.operation->kind != Class::Vmem && in.operation->kind != Class::Lds)
    checkVectorOperands(wave, in);
}

void Hazards::noteVector(const Instruction &in) {
  bool trans = in.operation->kind == Class::Trans;
  eachRow(in.results[0], [&](unsigned row) {
    vectorWritten[row] = {states, trans, in.hazards};
    if (anyMatrix)
      written[row] = {};
  });
  for (const Operand &result : in.results)
    if (result.place == Place::Scalar)
      for (unsigned i = 0; i < result.words; ++i)
        scalarWritten[result.index + i] = states;
  if (in.hazards & WritesExec)
    execWritten = states;
}

// MUBUF with a register as its scalar offset reads in time.
void Hazards::noteStore(const Instruction &in) {
  if (in.results[0] || in.toLds)
    return;
  bool buffer = std::string_view(in.operation->name).starts_with("buffer");
  const Operand &data = in.sources[buffer ? 0 : 1];
  if (data.place != Place::Vector || data.words <= 2 ||
      (buffer && in.sources[3].place == Place::Scalar))
    return;
  stored = states;
  storedFirst = data.index;
  storedCount = data.words;
}

void Hazards::note(Wave &wave, const Instruction &in) {
  Class kind = in.operation->kind;
  if (wave.chip.gfx11)
    return noteGfx11(wave, in);
  if (kind == Class::Matrix && matrixShape(in)) {
    anyMatrix = true;
    lastMatrix = states;
    eachRow(in.results[0], [&](unsigned row) { written[row] = {states, &in}; });
    const MatrixShape &shape = *matrixShape(in);
    if (!shape.isDouble() && (wave.chip.gfx90a || shape.isDense()))
      eachRow(in.sources[2],
              [&](unsigned row) { readAsC[row] = {states, &in}; });
  } else if (kind == Class::Valu || kind == Class::Trans) {
    noteVector(in);
  } else if (kind == Class::Vmem) {
    noteStore(in);
  } else if (kind == Class::Salu && in.results[0].place == Place::Scalar &&
             in.results[0].index == m0) {
    m0Written = states;
  }
  states += in.hazards & IsNop ? in.immediate + 1 : 1;
}
