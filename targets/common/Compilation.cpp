#include "targets/common/Compilation.h"
#include "dialects/Dim/DimTypes.h"
#include "dialects/Kernel/KernelDialect.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/Parser/Parser.h"
#include "mlir/Pass/PassManager.h"
#include "targets/common/LinkObjects.h"

using namespace mlir;
using namespace hfc;
using namespace hfc::codegen;

static const DialectRegistry &getRegistry() {
  static const DialectRegistry *all = [] {
    auto *registry = new DialectRegistry;
    registry->insert<arith::ArithDialect, func::FuncDialect, LLVM::LLVMDialect,
                     math::MathDialect, scf::SCFDialect, vector::VectorDialect,
                     dim::DimDialect, kernel::KernelDialect>();
    return registry;
  }();
  return *all;
}

Compilation::Compilation(const KernelSource &source, StringRef chip,
                         target::StageSink sink)
    : source(source), sink(sink), chip(chip),
      context(getRegistry(), MLIRContext::Threading::DISABLED),
      handler(&context, [this](Diagnostic &diagnostic) {
        if (diagnostic.getSeverity() == DiagnosticSeverity::Error)
          messages += (messages.empty() ? "" : "; ") + diagnostic.str();
        return success();
      }) {
  context.loadAllAvailableDialects();
}

OwningOpRef<ModuleOp> Compilation::parse() {
  return parseSourceString<ModuleOp>(source.text, &context);
}

func::FuncOp Compilation::kernelOf(ModuleOp module) {
  return *module.getOps<func::FuncOp>().begin();
}

void Compilation::show(StringRef stage, StringRef symbol, ModuleOp module) {
  if (!sink)
    return;
  std::string text;
  llvm::raw_string_ostream stream(text);
  module.print(stream);
  sink(stage, symbol, text);
}

llvm::Expected<llvm::SmallVector<char, 0>>
Compilation::generate(ModuleOp module, StringRef symbol,
                      llvm::function_ref<void(OpPassManager &)> lowering,
                      const CodeGenerator &generator) {
  PassManager passes(&context);
  passes.enableVerifier(false);
  lowering(passes);
  if (failed(passes.run(module)))
    return error();
  show("llvm", symbol, module);

  CodeTexts texts;
  auto object = emitObject(module, generator, sink ? &texts : nullptr);
  if (!object)
    return error(llvm::toString(object.takeError()));
  if (sink) {
    sink("llvmir", symbol, texts.llvmIR);
    sink("asm", symbol, texts.assembly);
  }
  if (auto error = checkImportsNothing(source.name, *object))
    return std::move(error);
  return std::move(*object);
}

llvm::Error Compilation::error() {
  return llvm::createStringError(llvm::formatv(
      "no {0} code for kernel '{1}': {2}", chip, source.name, messages));
}

llvm::Error Compilation::error(const Twine &more) {
  messages += (messages.empty() ? "" : "; ") + more.str();
  return error();
}
