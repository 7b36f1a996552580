// What instructions make of bits that nobody has written.
//
// A bit of a result is defined if it comes out the same whatever the undefined
// bits of the operands are. That is tried: the instruction runs several times
// with other fillings, and bits of the results that differ are undefined. So
// moves, shifts, masks, selections and multiplications by zero need no rules of
// their own, and no instruction that computes is an error: compilers compute
// with what nobody uses. An error is what leaves the registers or decides
// something: addresses, stores, branches, EXEC.
//
// The fillings find every dependence of the kinds that code has: all zeros and
// all ones (masks, carries, orders), the bits of another operand (equality),
// infinities, and random bits.
#ifndef HFC_SIMULATORS_AMDGPU_UNDEFINED_H
#define HFC_SIMULATORS_AMDGPU_UNDEFINED_H

#include "simulators/amdgpu/Wave.h"

namespace hfc::sim {

// One of the bits that the instruction may read is undefined.
bool readsUndefined(const Wave &wave, const Instruction &in);
// Runs the instruction, and finds what is undefined of its results.
void runUndefined(Wave &wave, const Instruction &in);

} // namespace hfc::sim
#endif
