// The target family amdgpu: AMD's Instinct and Radeon GPUs.
#ifndef HFC_TARGETS_AMDGPU_AMDGPUTARGET_H
#define HFC_TARGETS_AMDGPU_AMDGPUTARGET_H

#include "targets/interface/Target.h"

namespace hfc::amdgpu {

class AmdgpuTarget : public target::Target {
public:
  llvm::StringRef getFamily() const override { return "amdgpu"; }
  llvm::ArrayRef<target::Chip> getChips() const override;
  llvm::ArrayRef<target::Stage> getStages() const override;
  llvm::ArrayRef<target::Precision> getPrecisions() const override;
  // All chips alike: the constants are the same.
  target::Bytes multipliesBytes() const override {
    return target::Bytes::withSign;
  }
  bool multipliesFloat8() const override { return true; }
  std::optional<target::Packing> pack(kernel::ContractOp op,
                                      mlir::TypedAttr constant,
                                      target::Precision) const override;
  llvm::Expected<target::Executable>
  compile(mlir::ModuleOp module, const target::Chip &chip,
          const target::Options &options,
          target::StageSink sink) const override;
};

const target::Target &getTarget();

} // namespace hfc::amdgpu
#endif
