// Products of 8-bit integers, four to a lane of i32, added exactly (modulo
// 2^32): one vpdpbusd with AVX512-VNNI, else two vpmaddwd over the even and the
// odd bytes, which as i16 cannot overflow.
//
// vpdpbusd takes bytes without a sign times bytes with one. Where both factors
// are of one kind, A is stored with its uppermost bit flipped and read as the
// other kind, which is a + 128 or a - 128, and sums begin at what that is too
// much: the same sum over 128 or -128 in place of A, negated.
#ifndef HFC_TARGETS_X86_BYTEDOT_H
#define HFC_TARGETS_X86_BYTEDOT_H

#include "targets/x86/KernelContext.h"

namespace hfc::x86 {

// Bytes of a lane.
constexpr int64_t bytesOfDot = 4;

struct ByteDot {
  bool unsignedA = false, unsignedB = false;

  bool flipsA(const CodeBuilder &b) const {
    return b.vnni && unsignedA == unsignedB;
  }
  // A vector of i8 as it is stored for multiplyAdd.
  mlir::Value prepareA(CodeBuilder &b, mlir::Value bytes) const;
  // acc + the four products of each lane; all vectors of i32.
  mlir::Value multiplyAdd(CodeBuilder &b, mlir::Value vectorOfA,
                          mlir::Value vectorOfB, mlir::Value acc) const;
  // What stands in for A when the start of flipped sums is computed.
  mlir::Value flippedZeros(CodeBuilder &b, int64_t lanes) const;
};

} // namespace hfc::x86
#endif
