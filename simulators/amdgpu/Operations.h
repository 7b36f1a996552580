// All operations by name, in tables beside their semantics (ops/).
//
// Names are those of gfx9 without encoding suffix: v_add_co_ci_u32_e64 of gfx11
// is "v_addc_co_u32". A name that is in no table is not known, and executing it
// is an error.
#ifndef HFC_SIMULATORS_AMDGPU_OPERATIONS_H
#define HFC_SIMULATORS_AMDGPU_OPERATIONS_H

#include "simulators/amdgpu/Instruction.h"
#include <span>
#include <string_view>

namespace hfc::sim {

// Null: unknown.
const Operation *findOperation(std::string_view mnemonic);
// The name that tables use.
std::string canonicalName(std::string_view mnemonic);

using OperationTable = std::span<const Operation>;
OperationTable scalarOperations();
OperationTable scalarCompareOperations();
OperationTable programOperations();
OperationTable scalarMemoryOperations();
OperationTable vectorIntegerOperations();
OperationTable vectorInteger16Operations();
OperationTable vectorFloatOperations();
OperationTable divisionOperations();
OperationTable conversionOperations();
OperationTable smallFloatOperations();
OperationTable compareOperations();
OperationTable carryOperations();
OperationTable laneOperations();
OperationTable packedOperations();
OperationTable dotOperations();
OperationTable matrixOperations();
OperationTable waveMatrixOperations();
OperationTable ldsOperations();
OperationTable ldsAtomicOperations();
OperationTable globalOperations();
OperationTable atomicOperations();

// VOPD: X, then Y, which sees what X read.
void runPair(Wave &wave, const Instruction &x, const Instruction &y);

} // namespace hfc::sim
#endif
