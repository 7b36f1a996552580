#include "targets/amdgpu/CompileKernel.h"
#include "dialects/Dim/DimTypes.h"
#include "mlir/Pass/PassManager.h"
#include "targets/amdgpu/CodeObject.h"
#include "targets/amdgpu/Generator.h"
#include "targets/amdgpu/KernelFunction.h"
#include "targets/amdgpu/LowerToLLVM.h"
#include "targets/amdgpu/MatrixShare.h"
#include "targets/common/Compilation.h"
#include "targets/common/SimplifyPrograms.h"

using namespace mlir;
using namespace hfc;
using namespace hfc::amdgpu;

namespace {

class Compilation : codegen::Compilation {
public:
  Compilation(const codegen::KernelSource &source, const CodeOptions &options,
              target::StageSink sink)
      : codegen::Compilation(source, options.device->name, sink),
        options(options) {}

  llvm::Expected<KernelEntries> run() {
    KernelEntries entries;
    std::vector<RowRange> others;
    auto general = compile(RowRange::any, "", &others);
    if (!general)
      return general.takeError();
    entries.push_back(std::move(**general));
    if (options.optimization == 0)
      return entries;
    // From most rows to fewest; those are tried first.
    for (RowRange rows : {RowRange::many, RowRange::some, RowRange::few}) {
      if (!llvm::is_contained(others, rows))
        continue;
      auto code = compile(rows, entries.front().strategy, nullptr);
      if (!code)
        return code.takeError();
      if (*code)
        entries.insert(entries.begin(), std::move(**code));
    }
    return entries;
  }

private:
  using MaybeCode = std::optional<KernelCode>;

  static StringRef suffixOf(RowRange rows) {
    switch (rows) {
    case RowRange::few:
      return ".few";
    case RowRange::some:
      return ".some";
    case RowRange::many:
      return ".many";
    case RowRange::any:
      return "";
    }
    llvm_unreachable("all ranges are covered");
  }

  // Nothing where the strategy would be `known`. A tile that takes more
  // registers than there are is compiled again as a smaller one, and what is no
  // tile with its loops as they stand: unrolled, all loads of a sum are asked
  // for at once.
  llvm::Expected<MaybeCode> compile(RowRange rows, StringRef known,
                                    std::vector<RowRange> *others) {
    int64_t mostRegisters = INT64_MAX;
    bool keepLoops = false;
    std::string spilled;
    while (true) {
      OwningOpRef<ModuleOp> module = parse();
      if (!module)
        return error();
      func::FuncOp kernel = kernelOf(*module);
      KernelCode code;
      code.symbol = source.name + suffixOf(rows).str();
      kernel.setName(code.symbol);
      unsigned arguments = 8 * kernel.getNumResults();
      for (Type type : kernel.getArgumentTypes())
        arguments += isa<RankedTensorType>(type) ? 8 : 4;
      codegen::simplifyPrograms(kernel, dim::getSymbolRanges(kernel));
      if (rows == RowRange::any && spilled.empty())
        show("kernel", code.symbol, *module);

      auto lowered = lowerKernel(kernel, options, rows, mostRegisters);
      if (failed(lowered) || hasErrors())
        return error();
      if (others)
        *others = lowered->others;
      code.grid = lowered->grid.str();
      code.strategy = lowered->strategy;
      if (code.strategy == known)
        return std::nullopt;
      for (const auto &[lhs, rhs] : lowered->guard)
        code.guard.emplace_back(lhs.str(), rhs.str());
      show("loops", code.symbol, *module);

      unsigned scratch = 0;
      if (auto error = emit(*module, lowered->threads, keepLoops, arguments,
                            code, scratch))
        return std::move(error);
      code.resources.reason = lowered->reason + spilled;
      if (!scratch && !code.resources.spills)
        return std::move(code);
      if (lowered->registers) {
        spilled += llvm::formatv("; {0} spills {1} registers", code.strategy,
                                 code.resources.spills);
        mostRegisters = lowered->registers - 1;
        continue;
      }
      if (!keepLoops) {
        spilled += llvm::formatv("; unrolled, it spills {0} registers",
                                 code.resources.spills);
        keepLoops = true;
        continue;
      }
      if (!scratch)
        return std::move(code);
      return error(llvm::formatv("its code needs {0} bytes of scratch a thread "
                                 "({1} registers spilt), which no kernel may",
                                 scratch, code.resources.spills));
    }
  }

  // From loops to an object and what it takes.
  llvm::Error emit(ModuleOp module, int64_t threads, bool keepLoops,
                   unsigned arguments, KernelCode &code, unsigned &scratch) {
    Generator generator;
    generator.device = options.device;
    generator.threads = threads;
    generator.optimization = options.optimization;
    generator.flushSubnormals = options.flushSubnormals;
    generator.keepLoops = keepLoops;
    if (auto error = generate(module, code.symbol, buildLowerToLLVM, generator)
                         .moveInto(code.object))
      return error;
    auto resources =
        readResources(code.object, *options.device, arguments, scratch);
    if (!resources)
      return error(llvm::toString(resources.takeError()));
    code.resources = std::move(*resources);
    code.resources.matrixPercent = matrixShare(code.object, *options.device);
    return llvm::Error::success();
  }

  const CodeOptions &options;
};

} // namespace

llvm::Expected<KernelEntries>
hfc::amdgpu::compileKernel(const codegen::KernelSource &source,
                           const CodeOptions &options, target::StageSink sink) {
  return Compilation(source, options, sink).run();
}
