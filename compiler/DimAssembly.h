// Size expressions as the artifact's dim programs.
#ifndef HFC_COMPILER_DIMASSEMBLY_H
#define HFC_COMPILER_DIMASSEMBLY_H

#include "artifact/artifact_generated.h"
#include "dialects/Dim/DimExpr.h"
#include "llvm/ADT/StringMap.h"

namespace hfc {

// The number of a symbol among the dims that a program is over.
using DimNumbers = llvm::StringMap<uint32_t>;

// Every symbol has a number.
std::unique_ptr<artifact::DimProgramT> assemble(dim::DimExpr expr,
                                                const DimNumbers &numbers);
// The conjunction of lhs <= rhs; null for none.
std::unique_ptr<artifact::DimProgramT>
assembleGuard(llvm::ArrayRef<std::pair<dim::DimExpr, dim::DimExpr>> guard,
              const DimNumbers &numbers);

} // namespace hfc
#endif
