#include "targets/amdgpu/AmdgpuTarget.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "targets/amdgpu/Chips.h"
#include "targets/amdgpu/CodeObject.h"
#include "targets/amdgpu/CompileKernel.h"
#include "targets/amdgpu/PackContract.h"
#include "llvm/Support/ThreadPool.h"

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
  std::vector<KernelSource> sources;
  for (func::FuncOp function : module.getOps<func::FuncOp>()) {
    if (!function->hasAttr(kernel::entryAttr))
      continue;
    KernelSource source{function.getName().str(), {}};
    llvm::raw_string_ostream stream(source.text);
    function->print(stream, OpPrintingFlags().useLocalScope());
    sources.push_back(std::move(source));
  }
  CodeOptions code;
  code.device = &getDevice(chip.name);
  code.optimization = options.optimization;
  code.precision = options.precision;
  code.flushSubnormals = options.flushSubnormals;

  std::vector<std::optional<llvm::Expected<KernelEntries>>> compiled(
      sources.size());
  auto compileOne = [&](size_t i) {
    compiled[i].emplace(compileKernel(sources[i], code, sink));
  };
  if (options.jobs > 1) {
    llvm::DefaultThreadPool pool(llvm::hardware_concurrency(options.jobs));
    for (size_t i = 0; i < sources.size(); ++i)
      pool.async(compileOne, i);
    pool.wait();
  } else {
    for (size_t i = 0; i < sources.size(); ++i)
      compileOne(i);
  }

  llvm::Error errors = llvm::Error::success();
  for (auto &result : compiled)
    if (!*result)
      errors = llvm::joinErrors(std::move(errors), result->takeError());
  if (errors)
    return std::move(errors);

  target::Executable executable;
  executable.features = chip.features;
  std::vector<llvm::ArrayRef<char>> objects;
  auto parse = [&](const std::string &text) {
    return dim::DimExpr::parse(module.getContext(), text);
  };
  for (auto [source, result] : llvm::zip(sources, compiled))
    for (KernelCode &code : **result) {
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
