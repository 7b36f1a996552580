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
#include "targets/amdgpu/ObjectCode.h"
#include "targets/x86/KernelFunction.h"
#include "targets/x86/LinkImage.h"
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
    bool anyRows = false;
    auto general = compile(/*fewRows=*/false, anyRows);
    if (!general)
      return general.takeError();
    KernelEntries entries;
    if (anyRows && options.optimization) {
      auto few = compile(/*fewRows=*/true, anyRows);
      if (!few)
        return few.takeError();
      entries.push_back(std::move(*few));
    }
    entries.push_back(std::move(*general));
    return entries;
  }

private:
  llvm::Expected<KernelCode> compile(bool fewRows, bool &anyRows) {
    OwningOpRef<ModuleOp> module =
        parseSourceString<ModuleOp>(source.text, &context);
    if (!module)
      return error();
    auto kernel = cast<func::FuncOp>(*module->getOps<func::FuncOp>().begin());
    KernelCode code;
    code.symbol = source.name + (fewRows ? ".few" : "");
    kernel.setName(code.symbol);
    unsigned arguments = 8 * kernel.getNumResults();
    for (Type type : kernel.getArgumentTypes())
      arguments += isa<RankedTensorType>(type) ? 8 : 4;
    x86::simplifyPrograms(kernel, dim::getSymbolRanges(kernel));
    if (!fewRows)
      show("kernel", code.symbol, *module);

    auto lowered = lowerKernel(kernel, options, fewRows);
    if (failed(lowered) || !messages.empty())
      return error();
    anyRows = lowered->anyRows;
    code.grid = lowered->grid.str();
    code.strategy = lowered->strategy;
    for (const auto &[lhs, rhs] : lowered->guard)
      code.guard.emplace_back(lhs.str(), rhs.str());
    show("loops", code.symbol, *module);

    PassManager passes(&context);
    passes.enableVerifier(false);
    buildLowerToLLVM(passes);
    if (failed(passes.run(*module)))
      return error();
    show("llvm", code.symbol, *module);

    ObjectOptions object{*options.device, options.optimization,
                         options.flushSubnormals};
    std::string llvmIR, assembly;
    if (sink) {
      object.llvmIR = &llvmIR;
      object.assembly = &assembly;
    }
    auto bytes = emitObject(*module, object);
    if (!bytes) {
      messages = llvm::toString(bytes.takeError());
      return error();
    }
    if (sink) {
      sink("llvmir", code.symbol, llvmIR);
      sink("asm", code.symbol, assembly);
    }
    if (auto error = x86::checkImportsNothing(source.name, *bytes))
      return std::move(error);
    code.object = std::move(*bytes);
    auto resources = readResources(code.object, *options.device, arguments);
    if (!resources) {
      messages = llvm::toString(resources.takeError());
      return error();
    }
    code.resources = std::move(*resources);
    code.resources.reason = lowered->reason;
    return code;
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
