#include "targets/x86/ObjectCode.h"
#include "mlir/Target/LLVMIR/Dialect/Builtin/BuiltinToLLVMIRTranslation.h"
#include "mlir/Target/LLVMIR/Dialect/LLVMIR/LLVMToLLVMIRTranslation.h"
#include "mlir/Target/LLVMIR/Export.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/IR/LegacyPassManager.h"
#include "llvm/IR/Module.h"
#include "llvm/MC/TargetRegistry.h"
#include "llvm/Passes/PassBuilder.h"
#include "llvm/Support/TargetSelect.h"
#include "llvm/Target/TargetMachine.h"
#include "llvm/Transforms/Utils/Cloning.h"
#include <mutex>

using namespace mlir;
using namespace hfc::x86;

// "+avx512f,+avx512bw"
static std::string featureFlags(StringRef features) {
  std::string flags;
  for (StringRef feature : llvm::split(features, ' '))
    if (!feature.empty())
      flags += (flags.empty() ? "+" : ",+") + feature.str();
  return flags;
}

static std::unique_ptr<llvm::TargetMachine>
createMachine(const ObjectOptions &options) {
  static std::once_flag initialized;
  std::call_once(initialized, [] {
    LLVMInitializeX86TargetInfo();
    LLVMInitializeX86Target();
    LLVMInitializeX86TargetMC();
    LLVMInitializeX86AsmPrinter();
  });
  llvm::Triple triple("x86_64-unknown-linux-gnu");
  std::string error;
  const llvm::Target *target =
      llvm::TargetRegistry::lookupTarget(triple, error);
  static constexpr llvm::CodeGenOptLevel levels[] = {
      llvm::CodeGenOptLevel::None, llvm::CodeGenOptLevel::Less,
      llvm::CodeGenOptLevel::Default, llvm::CodeGenOptLevel::Aggressive};
  return std::unique_ptr<llvm::TargetMachine>(target->createTargetMachine(
      triple, "x86-64", featureFlags(options.features), llvm::TargetOptions(),
      llvm::Reloc::PIC_, std::nullopt, levels[options.optimization]));
}

// The generic chip prefers 256 bits and would split what the emitters wrote.
static void setAttributes(llvm::Function &function,
                          const ObjectOptions &options) {
  function.addFnAttr("target-cpu", "x86-64");
  function.addFnAttr("tune-cpu", options.tune);
  function.addFnAttr("target-features", featureFlags(options.features));
  function.addFnAttr("prefer-vector-width", "512");
  function.addFnAttr("min-legal-vector-width", "512");
  function.addFnAttr("frame-pointer", "all");
  function.addFnAttr("no-builtins");
  function.setUWTableKind(llvm::UWTableKind::Default);
}

// No vectoriser, no unrolling: the emitters did both.
static void optimize(llvm::Module &module, llvm::TargetMachine &machine) {
  llvm::LoopAnalysisManager loops;
  llvm::FunctionAnalysisManager functions;
  llvm::CGSCCAnalysisManager graphs;
  llvm::ModuleAnalysisManager modules;
  llvm::PassBuilder builder(&machine);
  builder.registerModuleAnalyses(modules);
  builder.registerCGSCCAnalyses(graphs);
  builder.registerFunctionAnalyses(functions);
  builder.registerLoopAnalyses(loops);
  builder.crossRegisterProxies(loops, functions, graphs, modules);
  llvm::ModulePassManager passes;
  llvm::cantFail(builder.parsePassPipeline(
      passes, "function(sroa,early-cse<memssa>,simplifycfg,instcombine<no-"
              "verify-fixpoint>,"
              "loop-mssa(loop-rotate,licm),gvn,instcombine<no-verify-fixpoint>,"
              "simplifycfg,adce)"));
  passes.run(module, modules);
}

static llvm::SmallVector<char, 0> generate(llvm::Module &module,
                                           llvm::TargetMachine &machine,
                                           llvm::CodeGenFileType kind) {
  llvm::SmallVector<char, 0> bytes;
  llvm::raw_svector_ostream stream(bytes);
  llvm::legacy::PassManager passes;
  // False: this target writes both kinds of file.
  bool failed = machine.addPassesToEmitFile(passes, stream, nullptr, kind);
  assert(!failed && "x86 writes objects and assembly");
  (void)failed;
  passes.run(module);
  return bytes;
}

llvm::Expected<llvm::SmallVector<char, 0>>
hfc::x86::emitObject(ModuleOp module, const ObjectOptions &options) {
  registerBuiltinDialectTranslation(*module.getContext());
  registerLLVMDialectTranslation(*module.getContext());
  llvm::LLVMContext context;
  std::unique_ptr<llvm::Module> code = translateModuleToLLVMIR(module, context);
  if (!code)
    return llvm::createStringError("module is not wholly in the llvm dialect");
  std::unique_ptr<llvm::TargetMachine> machine = createMachine(options);
  code->setTargetTriple(machine->getTargetTriple());
  code->setDataLayout(machine->createDataLayout());
  for (llvm::Function &function : *code)
    if (!function.isDeclaration())
      setAttributes(function, options);
  if (options.optimization)
    optimize(*code, *machine);
  if (options.llvmIR) {
    llvm::raw_string_ostream stream(*options.llvmIR);
    code->print(stream, nullptr);
  }
  if (options.assembly) {
    // Code generation changes the module it is given.
    std::unique_ptr<llvm::Module> copy = llvm::CloneModule(*code);
    auto text = generate(*copy, *machine, llvm::CodeGenFileType::AssemblyFile);
    options.assembly->assign(text.begin(), text.end());
  }
  return generate(*code, *machine, llvm::CodeGenFileType::ObjectFile);
}
