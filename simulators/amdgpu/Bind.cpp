// From the text of an instruction to its operands and modifiers.
#include "simulators/amdgpu/Access.h"
#include "simulators/amdgpu/AsmText.h"
#include "simulators/amdgpu/Decoder.h"
#include "simulators/amdgpu/Hazards.h"
#include "simulators/amdgpu/Lanes.h"
#include "simulators/amdgpu/Operations.h"

using namespace hfc::sim;

namespace {

class Binder {
public:
  Binder(const Kernel &kernel, std::string_view text, Instruction &in)
      : kernel(kernel), text(splitText(text)), whole(text), in(in) {}
  std::string bind();

private:
  bool fail(std::string reason) {
    if (problem.empty())
      problem = std::move(reason);
    return false;
  }
  unsigned resultCount() const;
  bool bindModifier(std::string_view text);
  bool bindPermutation(std::string_view name, std::string_view text,
                       int64_t value);
  bool bindList(std::string_view name, std::string_view text);
  bool bindProgram();
  bool bindOperand(std::string_view text, Kind kind, bool isResult,
                   Operand &operand);
  bool bindConstant(const TextOperand &parsed, Kind kind, Operand &operand);
  bool bindSpecial(std::string_view name, Operand &operand);
  bool checkRegisters(const TextOperand &parsed, Kind kind, Operand &operand);
  bool applySelections();
  void findBits();
  unsigned wordsOf(Kind kind) const;
  bool named(std::string_view start) const {
    return std::string_view(in.operation->name).starts_with(start);
  }

  const Kernel &kernel;
  AsmText text;
  std::string_view whole;
  Instruction &in;
  std::string problem;
  std::vector<int64_t> opSel;
  int halves = 0; // operands written as v0.l or v0.h
};

Select selectOf(std::string_view text) {
  static constexpr std::string_view names[] = {
      "BYTE_0", "BYTE_1", "BYTE_2", "BYTE_3", "WORD_0", "WORD_1", "DWORD"};
  for (unsigned i = 0; i < std::size(names); ++i)
    if (text.ends_with(names[i]))
      return Select(i);
  return Select::Dword;
}

unsigned Binder::wordsOf(Kind kind) const {
  switch (kind) {
  case Kind::B64:
  case Kind::I64:
  case Kind::F64:
  case Kind::PkF32:
    return 2;
  case Kind::Mask:
    return kernel.waveSize / 32;
  case Kind::Rows:
  case Kind::None:
    return 0;
  default:
    return 1;
  }
}

bool Binder::bindConstant(const TextOperand &parsed, Kind kind,
                          Operand &operand) {
  operand.place = Place::Constant;
  bool isFloat = parsed.kind == TextOperand::Float;
  float single = float(parsed.number);
  uint64_t bits32 = isFloat ? std::bit_cast<uint32_t>(single)
                            : uint64_t(parsed.integer) & 0xffffffff;
  uint64_t bits16 = isFloat ? std::bit_cast<uint16_t>(_Float16(parsed.number))
                            : uint64_t(parsed.integer) & 0xffff;
  switch (kind) {
  case Kind::F16:
  case Kind::B16:
    operand.constant = bits16;
    break;
  case Kind::PkF16:
    operand.constant = isFloat ? bits16 : bits32;
    break;
  case Kind::F64:
  case Kind::B64:
  case Kind::I64:
  case Kind::Mask:
    if (isFloat)
      operand.constant = std::bit_cast<uint64_t>(parsed.number);
    else if (parsed.kind == TextOperand::Integer)
      operand.constant = uint64_t(parsed.integer);
    else if (kind == Kind::F64)
      operand.constant = uint64_t(parsed.integer) << 32;
    else if (kind == Kind::I64)
      operand.constant = uint64_t(int64_t(int32_t(parsed.integer)));
    else
      operand.constant = uint64_t(parsed.integer);
    break;
  default:
    operand.constant = bits32;
  }
  return true;
}

bool Binder::bindSpecial(std::string_view name, Operand &operand) {
  operand.place = Place::Constant;
  if (name == "src_shared_base")
    operand.constant = sharedAperture;
  else if (name == "src_private_base")
    operand.constant = privateAperture;
  else if (name == "src_shared_limit")
    operand.constant = sharedAperture | 0xffffffff;
  else if (name == "src_private_limit")
    operand.constant = privateAperture | 0xffffffff;
  else
    return fail("operand '" + std::string(name) + "' is not known");
  return true;
}

bool Binder::checkRegisters(const TextOperand &parsed, Kind kind,
                            Operand &operand) {
  unsigned expected = wordsOf(kind);
  operand.words = uint8_t(parsed.words);
  // A pair's name may stand for its first half: vcc of wave32 code.
  if (expected && parsed.words != expected)
    return fail("an operand of " + std::to_string(parsed.words) +
                " registers where " + std::to_string(expected) +
                " are expected");
  unsigned index = parsed.index;
  if (parsed.kind == TextOperand::Scalar) {
    operand.place = Place::Scalar;
    if (index + parsed.words > scalarCount)
      return fail("no such scalar register");
  } else {
    operand.place = Place::Vector;
    if (parsed.kind == TextOperand::Accumulator)
      index += kernel.firstAccumulator;
    else if (kernel.chip.gfx9() && index + parsed.words > 256)
      return fail("no such vector register");
    if (index + parsed.words > kernel.vectorRegisters)
      return fail("register " + std::to_string(index + parsed.words - 1) +
                  " of a kernel that has " +
                  std::to_string(kernel.vectorRegisters));
  }
  operand.index = uint16_t(index);
  return true;
}

bool Binder::bindOperand(std::string_view text, Kind kind, bool isResult,
                         Operand &operand) {
  TextOperand parsed = parseOperand(text, kernel.chip.gfx11);
  operand.negate = parsed.negate;
  operand.absolute = parsed.absolute;
  operand.signExtend = parsed.signExtend;
  if (parsed.half >= 0) {
    ++halves;
    operand.high = parsed.half;
  }
  switch (parsed.kind) {
  case TextOperand::Bad:
    return fail("operand '" + std::string(text) + "' is not known");
  case TextOperand::Null:
    if (!isResult && text == "null") {
      operand.place = Place::Constant;
      operand.constant = 0;
    }
    return true;
  case TextOperand::Special:
    return bindSpecial(parsed.name, operand);
  case TextOperand::Integer:
  case TextOperand::Literal:
  case TextOperand::Float:
    if (isResult)
      return fail("a constant as result");
    return bindConstant(parsed, kind, operand);
  default:
    return checkRegisters(parsed, kind, operand);
  }
}

bool Binder::bindPermutation(std::string_view name, std::string_view text,
                             int64_t value) {
  struct Named {
    std::string_view name;
    Permute permute;
  };
  static constexpr Named names[] = {
      {"row_shl", Permute::RowShiftLeft},
      {"row_shr", Permute::RowShiftRight},
      {"row_ror", Permute::RowRotateRight},
      {"wave_shl", Permute::WaveShiftLeft},
      {"wave_shr", Permute::WaveShiftRight},
      {"wave_rol", Permute::WaveRotateLeft},
      {"wave_ror", Permute::WaveRotateRight},
      {"row_mirror", Permute::RowMirror},
      {"row_half_mirror", Permute::RowHalfMirror},
      {"row_newbcast", Permute::RowNewBroadcast},
      {"row_share", Permute::RowShare},
      {"row_xmask", Permute::RowXmask},
  };
  for (const Named &named : names)
    if (named.name == name) {
      in.permute = named.permute;
      in.permuteArgument = uint32_t(value);
      return true;
    }
  if (name == "row_bcast") {
    in.permute =
        value == 15 ? Permute::RowBroadcast15 : Permute::RowBroadcast31;
    return true;
  }
  if (name == "quad_perm" || name == "dpp8") {
    std::vector<int64_t> list = parseList(text);
    unsigned bits = name == "dpp8" ? 3 : 2;
    in.permute = name == "dpp8" ? Permute::Dpp8 : Permute::Quad;
    // Lanes of dpp8 that are out read zero.
    in.boundControl |= name == "dpp8";
    for (unsigned i = 0; i < list.size() && i < 8; ++i)
      in.permuteArgument |= uint32_t(list[i]) << bits * i;
    return true;
  }
  return false;
}

bool Binder::bindList(std::string_view name, std::string_view text) {
  std::vector<int64_t> list = parseList(text);
  uint8_t bits = 0;
  for (unsigned i = 0; i < list.size() && i < 8; ++i)
    bits |= uint8_t((list[i] & 1) << i);
  if (name == "op_sel") {
    opSel = list;
    in.opSel = bits;
  } else if (name == "op_sel_hi") {
    in.opSelHigh = bits;
  } else if (name == "neg_lo" || name == "neg") {
    in.negateLow = bits;
  } else if (name == "neg_hi") {
    in.negateHigh = bits;
  } else {
    return false;
  }
  return true;
}

bool Binder::bindModifier(std::string_view word) {
  size_t colon = word.find(':');
  std::string_view name = word.substr(0, colon);
  if (word.find('[') != word.npos)
    return bindList(name, word) || bindPermutation(name, word, 0) ||
           fail("modifier '" + std::string(word) + "' is not known");
  if (name == "dst_sel")
    return in.resultSelect = selectOf(word), true;
  if (name == "src0_sel")
    return in.sources[0].select = selectOf(word), true;
  if (name == "src1_sel")
    return in.sources[1].select = selectOf(word), true;
  if (name == "dst_unused") {
    in.unused = word.ends_with("PRESERVE") ? Instruction::Preserve
                : word.ends_with("SEXT")   ? Instruction::Sext
                                           : Instruction::Pad;
    return true;
  }
  int64_t value;
  if (word.starts_with("offset:swizzle(")) { // as encoded, in the first bytes
    in.offset = in.bytes[0] | in.bytes[1] << 8;
    return true;
  }
  if (!parseModifier(word, name, value))
    return fail("modifier '" + std::string(word) + "' is not known");
  if (bindPermutation(name, word, value))
    return true;
  if (name == "offset" || name == "offset0")
    in.offset = int32_t(value);
  else if (name == "offset1")
    in.offset1 = int32_t(value);
  else if (name == "clamp")
    in.clamp = true;
  else if (name == "mul")
    in.scale = value == 2 ? 1 : 2;
  else if (name == "div")
    in.scale = -1;
  else if (name == "offen")
    in.offen = true;
  else if (name == "idxen")
    in.idxen = true;
  else if (name == "lds")
    in.toLds = true;
  else if (name == "glc" || name == "sc0")
    in.returns = true;
  else if (name == "row_mask")
    in.rowMask = uint8_t(value);
  else if (name == "bank_mask")
    in.bankMask = uint8_t(value);
  else if (name == "bound_ctrl")
    in.boundControl = true;
  else if (name == "fi")
    in.fetchInactive = value;
  else if (name == "bitop3")
    in.immediate = uint32_t(value);
  else if (name == "cbsz")
    in.matrix[0] = uint8_t(value);
  else if (name == "abid")
    in.matrix[1] = uint8_t(value);
  else if (name == "blgp")
    in.matrix[2] = uint8_t(value);
  else if (name != "slc" && name != "dlc" && name != "nt" && name != "sc1" &&
           name != "scc") // caches, which are not simulated
    return fail("modifier '" + std::string(word) + "' is not known");
  return true;
}

uint32_t hardwareRegister(std::string_view text) {
  struct Named {
    std::string_view name;
    uint32_t id;
  };
  static constexpr Named names[] = {
      {"HW_REG_MODE", 1},  {"HW_REG_STATUS", 2},  {"HW_REG_TRAPSTS", 3},
      {"HW_REG_HW_ID", 4}, {"HW_REG_XCC_ID", 20}, {"HW_REG_SHADER_CYCLES", 29}};
  std::vector<int64_t> list;
  uint32_t id = 0;
  for (const Named &named : names)
    if (size_t at = text.find(named.name); at != text.npos) {
      id = named.id;
      size_t after = text.find(',', at);
      if (after == text.npos)
        return id | 31 << 11;
      std::string rest =
          "[" +
          std::string(text.substr(after + 1, text.rfind(')') - after - 1)) +
          "]";
      list = parseList(rest);
    }
  if (list.size() != 2)
    return 0;
  return id | uint32_t(list[0]) << 6 | uint32_t(list[1] - 1) << 11;
}

// SOPP, SOPK and the like: numbers that are no operands.
bool Binder::bindProgram() {
  std::string_view name = in.operation->name;
  if (name == "s_waitcnt") {
    in.waitVector = uint8_t(parseCount(whole, "vmcnt", 255));
    in.waitScalar = uint8_t(parseCount(whole, "lgkmcnt", 255));
    if (whole.find("cnt(") == whole.npos)
      return fail("a wait written as a number");
    return true;
  }
  if (name == "s_waitcnt_depctr") { // written as fields, or as a number
    in.immediate = uint32_t(in.bytes[0] | in.bytes[1] << 8);
    return true;
  }
  for (std::string_view operand : text.operands)
    if (operand.starts_with("hwreg(")) {
      in.immediate = hardwareRegister(operand);
      if (!in.immediate)
        return fail("hardware register '" + std::string(operand) +
                    "' is not known");
    }
  return true;
}

unsigned Binder::resultCount() const {
  std::string_view name = in.operation->name;
  if (name.find("_atomic_") != name.npos)
    return in.returns;
  if (in.toLds)
    return 0;
  if (named("v_cmpx"))
    return unsigned(text.operands.size() > 2);
  return in.operation->results;
}

// op_sel and the halves of 16-bit operands.
bool Binder::applySelections() {
  bool packed = in.operation->sources[0] == Kind::PkF16 ||
                in.operation->sources[0] == Kind::PkB16 ||
                in.operation->sources[0] == Kind::PkF32 ||
                in.operation->sources[0] == Kind::Mix ||
                in.operation->kind == Class::Matrix;
  if (packed || halves || opSel.empty())
    return true;
  for (unsigned i = 0; i < in.sourceCount && i < opSel.size(); ++i)
    in.sources[i].high = opSel[i];
  if (opSel.size() > in.sourceCount)
    in.results[0].high = opSel[in.sourceCount];
  return true;
}

// The bits of operands that may matter, and whether the instruction computes.
void Binder::findBits() {
  const Operation &operation = *in.operation;
  for (unsigned slot = 0; slot < 4; ++slot) {
    Operand &operand = in.sources[slot];
    bool half = operation.sources[slot] == Kind::F16 ||
                operation.sources[slot] == Kind::B16;
    if (operand.select <= Select::Byte3)
      operand.bits = 0xffu << 8 * unsigned(operand.select);
    else if (operand.select != Select::Dword)
      operand.bits = operand.select == Select::Word1 ? 0xffff0000 : 0xffff;
    else if (half)
      operand.bits = operand.high ? 0xffff0000 : 0xffff;
  }
  Class kind = operation.kind;
  // What it does to the wave itself depends on defined bits alone.
  bool controls = named("s_setpc") || named("s_swappc") || named("s_setreg");
  in.computes = !controls && (kind == Class::Salu || kind == Class::Valu ||
                              kind == Class::Trans || kind == Class::Matrix);
  in.readsOtherLanes = operation.traits & ReadsOtherLanes ||
                       in.permute != Permute::None || kind == Class::Matrix;
}

std::string Binder::bind() {
  in.operation = findOperation(text.mnemonic);
  if (!in.operation)
    return "unknown instruction '" + std::string(text.mnemonic) + "'";
  const Operation &operation = *in.operation;
  in.sdwa = text.mnemonic.ends_with("_sdwa");
  if (operation.sources[0] == Kind::Mix)
    in.opSelHigh = 0;
  for (std::string_view word : text.modifiers)
    if (operation.kind != Class::Wait && operation.kind != Class::Other &&
        !bindModifier(word))
      return problem;
  bool listsNumbers = operation.kind == Class::Wait ||
                      operation.kind == Class::Branch ||
                      operation.kind == Class::Other;
  if (!bindProgram())
    return problem;
  unsigned results = resultCount();
  unsigned count = 0;
  for (std::string_view word : text.operands) {
    unsigned at = count++;
    if (word.starts_with("hwreg("))
      continue;
    if (at < results) {
      Kind kind = at ? Kind::Mask : operation.result;
      if (!bindOperand(word, kind, true, in.results[at]))
        return problem;
      continue;
    }
    if (listsNumbers) {
      TextOperand parsed = parseOperand(word, kernel.chip.gfx11);
      if (parsed.kind == TextOperand::Integer ||
          parsed.kind == TextOperand::Literal) {
        in.immediate = uint32_t(parsed.integer);
        continue;
      }
      if (operation.kind == Class::Wait || operation.kind == Class::Other)
        continue; // hints: s_delay_alu, sendmsg(…)
    }
    if (in.sourceCount >= std::size(in.sources))
      return "too many operands";
    unsigned slot = in.sourceCount++;
    Operand &operand = in.sources[slot];
    Kind kind = slot < 4 ? operation.sources[slot] : Kind::Rows;
    if (kind == Kind::None)
      kind = Kind::Rows;
    // v_fma_mix reads halves where op_sel_hi says so.
    if (kind == Kind::Mix && in.opSelHigh >> slot & 1)
      kind = Kind::F16;
    if (!bindOperand(word, kind, false, operand))
      return problem;
  }
  if (count < results)
    return "too few operands";
  for (unsigned slot = in.sourceCount; slot < 4; ++slot) {
    // v_dual_cndmask_b32 and v_div_fmas do not write out that they read vcc.
    if (operation.sources[slot] == Kind::Mask && slot == in.sourceCount) {
      in.sources[slot] = {Place::Scalar};
      in.sources[slot].index = vcc;
      in.sources[slot].words = uint8_t(kernel.waveSize / 32);
      ++in.sourceCount;
    } else if (operation.sources[slot] != Kind::None &&
               operation.sources[slot] != Kind::Rows) {
      return "too few operands";
    }
  }
  if (in.permute != Permute::None)
    in.sources[0].permuted = in.sources[0].place == Place::Vector;
  if (in.permute == Permute::RowNewBroadcast || in.permute == Permute::RowShare)
    in.permuteArgument &= 15;
  in.writesShort =
      kernel.chip.gfx9() && !operation.extra &&
      (operation.result == Kind::F16 || operation.result == Kind::B16);
  applySelections();
  findBits();
  in.hazards = hazardsOf(in);
  in.run = operation.run;
  bool floats =
      operation.result == Kind::F32 || operation.result == Kind::F16 ||
      operation.result == Kind::F64 || operation.result == Kind::PkF16 ||
      operation.result == Kind::PkF32 || operation.clamped ||
      operation.kind == Class::Matrix;
  if (in.clamp && operation.clamped)
    in.run = operation.clamped;
  else if (in.clamp && !floats)
    return "clamp of this operation is not known";
  return problem;
}
} // namespace

std::string hfc::sim::bindText(const Kernel &kernel, std::string_view text,
                               Instruction &instruction) {
  return Binder(kernel, text, instruction).bind();
}
