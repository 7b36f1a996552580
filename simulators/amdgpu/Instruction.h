// A decoded instruction: what to call, and its operands as the call wants them.
//
// Operands come from the text that LLVM's printer gives (AsmText.h): the text
// is the documented form of an instruction, while the order of MCInst operands
// is private to LLVM.
#ifndef HFC_SIMULATORS_AMDGPU_INSTRUCTION_H
#define HFC_SIMULATORS_AMDGPU_INSTRUCTION_H

#include <cstdint>
#include <string>

namespace hfc::sim {

struct Wave;
struct Instruction;
using Handler = void (*)(Wave &, const Instruction &);

// How an operation reads an operand: widths, and what an inline constant means.
enum class Kind : uint8_t {
  None,
  B32,
  F32,
  F16,
  B16,
  B64,
  I64,   // a literal is sign-extended
  F64,   // a literal is the upper half
  PkF16, // two halves in a register
  PkB16,
  PkF32, // two registers
  Mix,   // f32, or f16 where op_sel_hi says so
  Mask,  // a bit a lane
  Rows,  // as many registers as the text names
};

enum class Place : uint8_t { None, Vector, Scalar, Constant };

// SDWA's selection of a part of a register.
enum class Select : uint8_t { Byte0, Byte1, Byte2, Byte3, Word0, Word1, Dword };

struct Operand {
  Place place = Place::None;
  uint8_t words = 1;
  bool high = false; // the upper half of a 16-bit operand
  bool negate = false, absolute = false, signExtend = false;
  bool permuted = false; // goes through DPP
  uint32_t bits = ~0u;   // of a register, those that may matter
  Select select = Select::Dword;
  uint16_t index = 0; // register; accumulation registers follow the others
  uint64_t constant = 0;
  explicit operator bool() const { return place != Place::None; }
};

// Scalar registers by their encoding.
enum Scalar : uint16_t {
  flatScratch = 102, // gfx90a
  vcc = 106,
  ttmp = 108,
  m0 = 124,
  exec = 126,
  scalarCount = 128,
};

enum class Class : uint8_t {
  Salu,
  Smem,
  Branch,
  Wait,
  Valu,
  Trans, // exp, log, rcp …: a quarter of the rate
  Matrix,
  Lds,
  Vmem,
  Other,
};
constexpr unsigned classCount = 10;

// What an operation reads beside its operands.
enum Trait : uint8_t { ReadsResult = 1, ReadsOtherLanes = 2 };

// One row of an operation table (Operations.h).
struct Operation {
  const char *name; // of gfx9, without encoding suffix
  Handler run;
  Class kind = Class::Valu;
  uint8_t results = 1; // operands of the text that are written
  Kind result = Kind::None;
  Kind sources[4] = {};
  uint8_t traits = 0;
  Handler clamped = nullptr; // integer operations that saturate
  uint16_t extra = 0;        // for the handler
};

enum class Permute : uint8_t {
  None,
  Quad,
  RowShiftLeft,
  RowShiftRight,
  RowRotateRight,
  WaveShiftRight,
  WaveShiftLeft,
  WaveRotateLeft,
  WaveRotateRight,
  RowMirror,
  RowHalfMirror,
  RowBroadcast15,
  RowBroadcast31,
  RowNewBroadcast,
  RowShare,
  RowXmask,
  Dpp8,
};

struct Instruction {
  Handler run = nullptr;
  const Operation *operation = nullptr;
  Operand results[2], sources[5];
  uint8_t sourceCount = 0;
  // What was never written may go in, and its traces come out (Undefined.h).
  bool computes = false, readsOtherLanes = false;
  uint16_t hazards = 0; // Hazards.h
  // One bit an operand; bit 3 of opSel is the result.
  uint8_t opSel = 0, opSelHigh = 7, negateLow = 0, negateHigh = 0;
  bool clamp = false;
  int8_t scale = 0; // omod: result times 2^scale
  bool sdwa = false;
  Select resultSelect = Select::Dword;
  enum : uint8_t { Pad, Sext, Preserve } unused = Pad;
  Permute permute = Permute::None;
  uint32_t permuteArgument = 0;
  uint8_t rowMask = 15, bankMask = 15;
  bool boundControl = false, fetchInactive = false;

  int32_t offset = 0, offset1 = 0;
  bool offen = false, idxen = false, toLds = false, returns = false;
  uint32_t immediate = 0;        // of a branch, a nop, a wait …
  uint8_t matrix[3] = {0, 0, 0}; // cbsz, abid, blgp
  uint8_t waitVector = 63, waitScalar = 63, waitStore = 63; // s_waitcnt
  bool writesShort = false; // 16-bit results clear the other half
  bool xReadByY = false;    // VOPD: Y reads what X writes

  uint32_t offsetInKernel = 0, size = 0;
  int32_t next = -1, target = -1; // indices; -1: none there
  uint32_t second = 0;            // VOPD: index of Y in the list of pairs
  Handler paired = nullptr;       // VOPD: what X does
  std::string text;
  std::string unknownReason;
  uint8_t bytes[20] = {};
};

} // namespace hfc::sim
#endif
