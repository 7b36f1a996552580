// The machine's own operations, as calls of LLVM's intrinsics.
#ifndef HFC_TARGETS_AMDGPU_INTRINSICS_H
#define HFC_TARGETS_AMDGPU_INTRINSICS_H

#include "targets/common/CodeBuilder.h"

namespace hfc::amdgpu {

// `name` without "llvm.amdgcn."; overloads by result are spelt out.
mlir::Value callIntrinsic(codegen::CodeBuilder &b, llvm::StringRef name,
                          mlir::Type result, mlir::ValueRange operands);
mlir::Value constantI32(codegen::CodeBuilder &b, int64_t value);
mlir::Value indexOf(codegen::CodeBuilder &b, mlir::Value i32);
mlir::Value i32Of(codegen::CodeBuilder &b, mlir::Value index);

// 2^x of an f32 or a vector of them, to 1 ulp; results that are subnormal are
// 0.
mlir::Value exp2(codegen::CodeBuilder &b, mlir::Value x);

// The same value in all lanes, as a scalar register.
mlir::Value uniformIndex(codegen::CodeBuilder &b, mlir::Value index);
// The value of lane `lane` (an index, within the wave) for scalars of any type
// up to 64 bits.
mlir::Value permute(codegen::CodeBuilder &b, mlir::Value value,
                    mlir::Value lane);
// The same of one lane for all.
mlir::Value readLane(codegen::CodeBuilder &b, mlir::Value value,
                     mlir::Value lane);

// `count` lanes of a vector, from lane `from` on.
mlir::Value partOf(codegen::CodeBuilder &b, mlir::Value vector, int64_t from,
                   int64_t count);

// All threads of the workgroup wait for each other, and see what was written to
// LDS before.
void barrier(codegen::CodeBuilder &b);
// No instruction is moved across.
void scheduleBarrier(codegen::CodeBuilder &b);
// The same value, computed here: LLVM would move a matrix instruction into the
// branch that uses its result, where some lanes are off.
mlir::Value pinned(codegen::CodeBuilder &b, mlir::Value value);

} // namespace hfc::amdgpu
#endif
