#include "targets/amdgpu/AmdgpuTarget.h"
#include "targets/amdgpu/Chips.h"
#include "targets/amdgpu/CodeObject.h"
#include "targets/amdgpu/CompileKernel.h"
#include "targets/amdgpu/PackContract.h"

using namespace mlir;
using namespace hfc;
using namespace hfc::amdgpu;

llvm::ArrayRef<target::Chip> AmdgpuTarget::getChips() const {
  return amdgpu::getChips();
}

llvm::ArrayRef<target::Stage> AmdgpuTarget::getStages() const {
  static constexpr target::Stage stages[] = {
      {"kernel", "scalar programs over indices"},
      {"loops", "a thread's loops and vectors: arith, scf, vector"},
      {"llvm", "the llvm dialect"},
      {"llvmir", "LLVM IR, optimised"},
      {"asm", "assembly"},
  };
  return stages;
}

llvm::ArrayRef<target::Precision> AmdgpuTarget::getPrecisions() const {
  using target::Precision;
  static constexpr Precision precisions[] = {Precision::f32, Precision::f16,
                                             Precision::bf16};
  return precisions;
}

std::optional<target::Packing>
AmdgpuTarget::pack(kernel::ContractOp op, TypedAttr constant,
                   target::Precision precision) const {
  return packContract(op, constant, precision);
}

llvm::Expected<target::Executable>
AmdgpuTarget::compile(ModuleOp module, const target::Chip &chip,
                      const target::Options &options,
                      target::StageSink sink) const {
  auto sources = codegen::printKernels(module);
  CodeOptions code;
  code.device = &getDevice(chip.name);
  code.optimization = options.optimization;
  code.precision = options.precision;
  code.flushSubnormals = options.flushSubnormals;

  std::vector<KernelEntries> kernels(sources.size());
  auto compileOne = [&](size_t i) {
    return compileKernel(sources[i], code, sink).moveInto(kernels[i]);
  };
  if (auto error =
          codegen::compileKernels(sources, chip.name, options.jobs, compileOne))
    return std::move(error);

  target::Executable executable;
  executable.features = chip.features;
  std::vector<llvm::ArrayRef<char>> objects;
  auto parse = [&](const std::string &text) {
    return dim::DimExpr::parse(module.getContext(), text);
  };
  for (auto [source, entries] : llvm::zip(sources, kernels))
    for (KernelCode &code : entries) {
      objects.push_back(code.object);
      target::Entry entry;
      entry.kernel = source.name;
      entry.symbol = code.symbol;
      entry.strategy = code.strategy;
      entry.grid = parse(code.grid);
      for (const auto &[lhs, rhs] : code.guard)
        entry.guard.emplace_back(parse(lhs), parse(rhs));
      entry.gpu = code.resources;
      executable.entries.push_back(std::move(entry));
    }
  if (objects.empty())
    return executable;
  auto image = linkCodeObject(objects);
  if (!image)
    return image.takeError();
  executable.image = std::move(*image);
  return executable;
}

const target::Target &hfc::amdgpu::getTarget() {
  static const AmdgpuTarget target;
  return target;
}
