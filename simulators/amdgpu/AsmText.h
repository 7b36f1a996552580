// Takes apart the text of an instruction as LLVM prints it:
//
//   v_fma_f32 v0, -|v1|, s2, 0.5 clamp mul:2
//   buffer_load_dwordx4 v[0:3], v4, s[0:3], 0 offen offset:16
#ifndef HFC_SIMULATORS_AMDGPU_ASMTEXT_H
#define HFC_SIMULATORS_AMDGPU_ASMTEXT_H

#include "simulators/amdgpu/Instruction.h"
#include <string_view>
#include <vector>

namespace hfc::sim {

struct AsmText {
  std::string_view mnemonic;
  std::vector<std::string_view> operands;  // between commas
  std::vector<std::string_view> modifiers; // words after the last operand
};
AsmText splitText(std::string_view text);

// A register or constant, with its marks.
struct TextOperand {
  enum : uint8_t {
    Bad,
    Vector,
    Accumulator,
    Scalar,
    Integer, // decimal: an inline constant
    Literal, // hexadecimal
    Float,
    Null,    // "null", "off": reads 0, writes nothing
    Special, // src_… and the like: `name` says which
  } kind = Bad;
  unsigned index = 0, words = 1;
  int64_t integer = 0;
  double number = 0;
  bool negate = false, absolute = false, signExtend = false;
  int half = -1; // 0 "v1.l", 1 "v1.h"
  std::string_view name;
};
TextOperand parseOperand(std::string_view text, bool gfx11);

// "offset:16" → "offset" and 16; "glc" → "glc" and 1; false where the rest is
// no number.
bool parseModifier(std::string_view text, std::string_view &name,
                   int64_t &value);
// "op_sel:[0,1,0]", "quad_perm:[1,0,3,2]".
std::vector<int64_t> parseList(std::string_view text);
// What vmcnt(3) of `text` holds; `fallback` where it is not named.
unsigned parseCount(std::string_view text, std::string_view name,
                    unsigned fallback);

} // namespace hfc::sim
#endif
