// A planned module and its executables, as an artifact.
#ifndef HFC_COMPILER_EMITARTIFACT_H
#define HFC_COMPILER_EMITARTIFACT_H

#include "frontends/files/FileSet.h"
#include "targets/interface/Target.h"

namespace hfc {

struct CompiledTarget {
  const target::Target *target;
  const target::Chip *chip;
  target::Executable executable;
};

// Everything about the source that the artifact records.
struct Provenance {
  std::string modelFormat; // "onnx opset 17", "huggingface BertModel"
  std::vector<std::pair<std::string, std::string>> options;
  std::vector<std::string> files; // of the set, whose hashes are recorded
  bool flushSubnormals = true;
};

// All targets are of one family, whose plan the module is. Writes `path` whole
// or not at all.
llvm::Error emitArtifact(llvm::StringRef path, mlir::ModuleOp module,
                         llvm::ArrayRef<CompiledTarget> targets,
                         const files::FileSet &files,
                         const Provenance &provenance);

} // namespace hfc
#endif
