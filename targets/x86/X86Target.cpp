#include "targets/x86/X86Target.h"
#include "targets/common/LinkObjects.h"
#include "targets/x86/Chips.h"
#include "targets/x86/CompileKernel.h"
#include "targets/x86/ContractLowering.h"

using namespace mlir;
using namespace hfc;
using namespace hfc::codegen;
using namespace hfc::x86;

llvm::ArrayRef<target::Chip> X86Target::getChips() const {
  return x86::getChips();
}

llvm::ArrayRef<target::Stage> X86Target::getStages() const {
  static constexpr target::Stage stages[] = {
      {"kernel", "scalar programs over indices"},
      {"loops", "loops and vectors: arith, scf, vector"},
      {"llvm", "the llvm dialect"},
      {"llvmir", "LLVM IR, optimised"},
      {"asm", "assembly"},
  };
  return stages;
}

llvm::ArrayRef<target::Precision> X86Target::getPrecisions() const {
  static constexpr target::Precision precisions[] = {target::Precision::f32};
  return precisions;
}

std::optional<target::Packing> X86Target::pack(kernel::ContractOp op,
                                               TypedAttr constant,
                                               target::Precision) const {
  return packContract(op, constant);
}

// One ELF image: position-independent, with relative relocations alone,
// importing nothing (artifact/kernel_abi.h).
static llvm::Expected<std::vector<char>>
linkImage(llvm::ArrayRef<llvm::ArrayRef<char>> objects) {
  return codegen::linkObjects(
      objects, {"-shared", "-Bsymbolic", "--no-undefined", "--build-id=none",
                "--eh-frame-hdr", "--hash-style=gnu", "-z", "noexecstack", "-z",
                "separate-loadable-segments", "-z", "max-page-size=4096", "-z",
                "norelro"});
}

llvm::Expected<target::Executable>
X86Target::compile(ModuleOp module, const target::Chip &chip,
                   const target::Options &options,
                   target::StageSink sink) const {
  auto sources = codegen::printKernels(module);
  std::vector<KernelCode> kernels(sources.size());
  auto compileOne = [&](size_t i) {
    return compileKernel(sources[i], chip, options.optimization, sink)
        .moveInto(kernels[i]);
  };
  if (auto error =
          codegen::compileKernels(sources, chip.name, options.jobs, compileOne))
    return std::move(error);

  target::Executable executable;
  executable.features = chip.features;
  std::vector<llvm::ArrayRef<char>> objects;
  for (auto [source, kernel] : llvm::zip(sources, kernels)) {
    objects.push_back(kernel.object);
    target::Entry entry;
    entry.kernel = entry.symbol = source.name;
    entry.strategy = kernel.strategy;
    entry.grid = dim::DimExpr::parse(module.getContext(), kernel.grid);
    entry.scratch = kernel.scratch;
    executable.entries.push_back(std::move(entry));
  }
  if (objects.empty())
    return executable;
  auto image = linkImage(objects);
  if (!image)
    return image.takeError();
  executable.image = std::move(*image);
  return executable;
}

const target::Target &hfc::x86::getTarget() {
  static const X86Target target;
  return target;
}
