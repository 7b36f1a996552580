#include "targets/amdgpu/CompileKernel.h"
#include "dialects/Dim/DimTypes.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/Parser/Parser.h"
#include "mlir/Pass/PassManager.h"
#include "targets/amdgpu/CodeObject.h"
#include "targets/amdgpu/KernelFunction.h"
#include "targets/amdgpu/LowerToLLVM.h"
#include "targets/amdgpu/MatrixShare.h"
#include "targets/amdgpu/ObjectCode.h"
#include "targets/common/LinkObjects.h"
#include "targets/common/SimplifyPrograms.h"
#include "llvm/Support/CrashRecoveryContext.h"
#include <mutex>

using namespace mlir;
using namespace hfc;
using namespace hfc::amdgpu;

namespace {

class Compilation {
public:
  Compilation(const KernelSource &source, const CodeOptions &options,
              target::StageSink sink)
      : source(source), options(options), sink(sink),
        context(registry(), MLIRContext::Threading::DISABLED),
        handler(&context, [this](Diagnostic &diagnostic) {
          if (diagnostic.getSeverity() == DiagnosticSeverity::Error)
            messages += (messages.empty() ? "" : "; ") + diagnostic.str();
          return success();
        }) {}

  llvm::Expected<KernelEntries> run() {
    context.loadAllAvailableDialects();
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
      OwningOpRef<ModuleOp> module =
          parseSourceString<ModuleOp>(source.text, &context);
      if (!module)
        return error();
      auto kernel = cast<func::FuncOp>(*module->getOps<func::FuncOp>().begin());
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
      if (failed(lowered) || !messages.empty())
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
      if (auto error = generate(*module, lowered->threads, keepLoops, arguments,
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
      if (!scratch)
        return std::move(code);
      if (!keepLoops) {
        spilled += llvm::formatv("; unrolled, it spills {0} registers",
                                 code.resources.spills);
        keepLoops = true;
        continue;
      }
      messages = llvm::formatv("its code needs {0} bytes of scratch a thread "
                               "({1} registers spilt), which no kernel may",
                               scratch, code.resources.spills);
      return error();
    }
  }

  // From loops to an object and what it takes.
  llvm::Error generate(ModuleOp module, int64_t threads, bool keepLoops,
                       unsigned arguments, KernelCode &code,
                       unsigned &scratch) {
    PassManager passes(&context);
    passes.enableVerifier(false);
    buildLowerToLLVM(passes);
    if (failed(passes.run(module)))
      return error();
    show("llvm", code.symbol, module);

    ObjectOptions object{*options.device, threads, options.optimization,
                         options.flushSubnormals, keepLoops};
    std::string llvmIR, assembly;
    if (sink) {
      object.llvmIR = &llvmIR;
      object.assembly = &assembly;
    }
    auto bytes = emitObject(module, object);
    if (!bytes) {
      messages = llvm::toString(bytes.takeError());
      return error();
    }
    if (sink) {
      sink("llvmir", code.symbol, llvmIR);
      sink("asm", code.symbol, assembly);
    }
    if (auto error = codegen::checkImportsNothing(source.name, *bytes))
      return error;
    code.object = std::move(*bytes);
    auto resources =
        readResources(code.object, *options.device, arguments, scratch);
    if (!resources) {
      messages = llvm::toString(resources.takeError());
      return error();
    }
    code.resources = std::move(*resources);
    code.resources.matrixPercent = matrixShare(code.object, *options.device);
    return llvm::Error::success();
  }

  static const DialectRegistry &registry() {
    static const DialectRegistry *all = [] {
      auto *registry = new DialectRegistry;
      registry
          ->insert<arith::ArithDialect, func::FuncDialect, LLVM::LLVMDialect,
                   math::MathDialect, scf::SCFDialect, vector::VectorDialect,
                   dim::DimDialect, kernel::KernelDialect>();
      return registry;
    }();
    return *all;
  }

  void show(StringRef stage, StringRef symbol, ModuleOp module) {
    if (!sink)
      return;
    std::string text;
    llvm::raw_string_ostream stream(text);
    module.print(stream);
    sink(stage, symbol, text);
  }

  llvm::Error error() {
    return llvm::createStringError(
        llvm::formatv("no {0} code for kernel '{1}': {2}", options.device->name,
                      source.name, messages));
  }

  const KernelSource &source;
  const CodeOptions &options;
  target::StageSink sink;
  MLIRContext context;
  std::string messages;
  ScopedDiagnosticHandler handler;
};

} // namespace

llvm::Expected<KernelEntries>
hfc::amdgpu::compileKernel(const KernelSource &source,
                           const CodeOptions &options, target::StageSink sink) {
  static std::once_flag enabled;
  std::call_once(enabled, llvm::CrashRecoveryContext::Enable);
  std::optional<llvm::Expected<KernelEntries>> code;
  llvm::CrashRecoveryContext recovery;
  bool survived = recovery.RunSafely(
      [&] { code.emplace(Compilation(source, options, sink).run()); });
  if (!survived)
    return llvm::createStringError(
        llvm::formatv("the code generator for {0} crashed on kernel '{1}'",
                      options.device->name, source.name));
  return std::move(*code);
}
