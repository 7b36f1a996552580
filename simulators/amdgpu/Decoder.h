// From machine code to instructions, once a kernel: LLVM's disassembler finds
// the instruction and its text, and the text's operands are bound to the
// operation's handler.
#ifndef HFC_SIMULATORS_AMDGPU_DECODER_H
#define HFC_SIMULATORS_AMDGPU_DECODER_H

#include "simulators/amdgpu/CodeObject.h"

namespace hfc::sim {

// Fills the kernel's instructions, up to the end of its code.
void decode(Kernel &kernel);

// Binds one text; "" where that went well, else why not.
std::string bindText(const Kernel &kernel, std::string_view text,
                     Instruction &instruction);

} // namespace hfc::sim
#endif
