// A planned module and its executables, as an artifact.
#ifndef HFC_COMPILER_EMITARTIFACT_H
#define HFC_COMPILER_EMITARTIFACT_H

#include "compiler/Provenance.h"
#include "frontends/files/FileSet.h"
#include "targets/interface/Target.h"

namespace hfc {

struct CompiledTarget {
  const target::Target *target;
  const target::Chip *chip;
  target::Executable executable;
};

// The plan of a family and the code of its chips.
struct CompiledFamily {
  mlir::ModuleOp plan;
  std::vector<CompiledTarget> targets;
  // What the family adds to the file: constants that no family before it has.
  uint64_t constantBytes = 0;
};

// Plans share constants that are the same. Writes `path` whole or not at all.
llvm::Error emitArtifact(llvm::StringRef path,
                         std::vector<CompiledFamily> &families,
                         const files::FileSet &files,
                         const Provenance &provenance);

} // namespace hfc
#endif
