#include "targets/x86/CompileKernel.h"
#include "dialects/Dim/DimTypes.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/Parser/Parser.h"
#include "mlir/Pass/PassManager.h"
#include "targets/common/LinkObjects.h"
#include "targets/common/SimplifyPrograms.h"
#include "targets/x86/KernelFunction.h"
#include "targets/x86/LowerToLLVM.h"
#include "targets/x86/ObjectCode.h"
#include "llvm/Support/CrashRecoveryContext.h"
#include <mutex>

using namespace mlir;
using namespace hfc;
using namespace hfc::codegen;
using namespace hfc::x86;

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

  llvm::Expected<KernelCode> run() {
    context.loadAllAvailableDialects();
    OwningOpRef<ModuleOp> module =
        parseSourceString<ModuleOp>(source.text, &context);
    if (!module)
      return error();
    auto kernel = cast<func::FuncOp>(*module->getOps<func::FuncOp>().begin());
    simplifyPrograms(kernel, dim::getSymbolRanges(kernel));
    show("kernel", *module);

    KernelCode code;
    auto lowered = lowerKernel(kernel, options.optimization);
    if (failed(lowered) || !messages.empty())
      return error();
    code.grid = lowered->grid.str();
    code.strategy = lowered->strategy;
    code.scratch = lowered->scratch;
    show("loops", *module);

    PassManager passes(&context);
    passes.enableVerifier(false);
    buildLowerToLLVM(passes);
    if (failed(passes.run(*module)))
      return error();
    show("llvm", *module);

    ObjectOptions object;
    object.features = options.features;
    object.tune = options.tune;
    object.optimization = options.optimization;
    std::string llvmIR, assembly;
    if (sink) {
      object.llvmIR = &llvmIR;
      object.assembly = &assembly;
    }
    auto bytes = emitObject(*module, object);
    if (!bytes) {
      messages +=
          (messages.empty() ? "" : "; ") + llvm::toString(bytes.takeError());
      return error();
    }
    if (sink) {
      sink("llvmir", source.name, llvmIR);
      sink("asm", source.name, assembly);
    }
    if (auto error = checkImportsNothing(source.name, *bytes))
      return std::move(error);
    code.object = std::move(*bytes);
    return code;
  }

private:
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

  void show(StringRef stage, ModuleOp module) {
    if (!sink)
      return;
    std::string text;
    llvm::raw_string_ostream stream(text);
    module.print(stream);
    sink(stage, source.name, text);
  }

  llvm::Error error() {
    return llvm::createStringError(
        llvm::formatv("no code for kernel '{0}': {1}", source.name, messages));
  }

  const KernelSource &source;
  const CodeOptions &options;
  target::StageSink sink;
  MLIRContext context;
  std::string messages;
  ScopedDiagnosticHandler handler;
};

} // namespace

llvm::Expected<KernelCode> hfc::x86::compileKernel(const KernelSource &source,
                                                   const CodeOptions &options,
                                                   target::StageSink sink) {
  static std::once_flag enabled;
  std::call_once(enabled, llvm::CrashRecoveryContext::Enable);
  std::optional<llvm::Expected<KernelCode>> code;
  llvm::CrashRecoveryContext recovery;
  bool survived = recovery.RunSafely(
      [&] { code.emplace(Compilation(source, options, sink).run()); });
  if (!survived)
    return llvm::createStringError(llvm::formatv(
        "the code generator crashed on kernel '{0}'", source.name));
  return std::move(*code);
}
