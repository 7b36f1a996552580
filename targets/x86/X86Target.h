// The target family x86: processors with AVX-512.
#ifndef HFC_TARGETS_X86_X86TARGET_H
#define HFC_TARGETS_X86_X86TARGET_H

#include "targets/interface/Target.h"

namespace hfc::x86 {

class X86Target : public target::Target {
public:
  llvm::StringRef getFamily() const override { return "x86"; }
  llvm::ArrayRef<target::Chip> getChips() const override;
  llvm::ArrayRef<target::Stage> getStages() const override;
  llvm::ArrayRef<target::Precision> getPrecisions() const override;
  target::Bytes multipliesBytes() const override { return target::Bytes::all; }
  std::optional<target::Packing> pack(kernel::ContractOp op,
                                      mlir::TypedAttr constant,
                                      target::Precision) const override;
  llvm::Expected<target::Executable>
  compile(mlir::ModuleOp module, const target::Chip &chip,
          const target::Options &options,
          target::StageSink sink) const override;
};

const target::Target &getTarget();

} // namespace hfc::x86
#endif
