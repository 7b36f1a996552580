// kernel.contract onto the contraction emitter: which index of the operation
// is a row, a column, a batch or a step of the sum, read off the maps.
#ifndef HFC_TARGETS_X86_CONTRACTLOWERING_H
#define HFC_TARGETS_X86_CONTRACTLOWERING_H

#include "dialects/Kernel/KernelDialect.h"
#include "targets/interface/Target.h"
#include "targets/x86/KernelContext.h"

namespace hfc::x86 {

// Whether lowerContract takes the operation; the rest is for the general
// emitter of maps and reductions.
bool canLowerContract(kernel::ContractOp op);

// Writes the operation's part of a kernel: workgroups [begin, end) of it, into
// the buffer `result`.
LoweredOp lowerContract(CodeBuilder &b, kernel::ContractOp op,
                        mlir::Value result, const KernelContext &context);

// How to store the constant right operand: in panels. Nothing where the
// operation is not for the contraction emitter.
std::optional<target::Packing> packContract(kernel::ContractOp op,
                                            mlir::TypedAttr constant);

} // namespace hfc::x86
#endif
