#include "targets/common/MachineCode.h"
#include "mlir/Target/LLVMIR/Dialect/Builtin/BuiltinToLLVMIRTranslation.h"
#include "mlir/Target/LLVMIR/Dialect/LLVMIR/LLVMToLLVMIRTranslation.h"
#include "mlir/Target/LLVMIR/Export.h"
#include "llvm/IR/LegacyPassManager.h"
#include "llvm/IR/Module.h"
#include "llvm/Passes/PassBuilder.h"
#include "llvm/Target/TargetMachine.h"
#include "llvm/Transforms/Utils/Cloning.h"

using namespace mlir;
using namespace hfc::codegen;

static void optimize(llvm::Module &module, llvm::TargetMachine &machine,
                     const CodeGenerator &generator) {
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
  generator.buildPasses(builder).run(module, modules);
}

static llvm::SmallVector<char, 0> generate(llvm::Module &module,
                                           llvm::TargetMachine &machine,
                                           llvm::CodeGenFileType kind) {
  llvm::SmallVector<char, 0> bytes;
  llvm::raw_svector_ostream stream(bytes);
  llvm::legacy::PassManager passes;
  // False: our targets write both kinds of file.
  bool failed = machine.addPassesToEmitFile(passes, stream, nullptr, kind);
  assert(!failed && "targets write objects and assembly");
  (void)failed;
  passes.run(module);
  return bytes;
}

llvm::Expected<llvm::SmallVector<char, 0>>
hfc::codegen::emitObject(ModuleOp module, const CodeGenerator &generator,
                         CodeTexts *texts) {
  registerBuiltinDialectTranslation(*module.getContext());
  registerLLVMDialectTranslation(*module.getContext());
  llvm::LLVMContext context;
  std::unique_ptr<llvm::Module> code = translateModuleToLLVMIR(module, context);
  if (!code)
    return llvm::createStringError("module is not wholly in the llvm dialect");
  std::unique_ptr<llvm::TargetMachine> machine = generator.createMachine();
  code->setTargetTriple(machine->getTargetTriple());
  code->setDataLayout(machine->createDataLayout());
  generator.prepare(*code);
  optimize(*code, *machine, generator);
  if (texts) {
    llvm::raw_string_ostream stream(texts->llvmIR);
    code->print(stream, nullptr);
    // Code generation changes the module it is given.
    std::unique_ptr<llvm::Module> copy = llvm::CloneModule(*code);
    auto assembly =
        generate(*copy, *machine, llvm::CodeGenFileType::AssemblyFile);
    texts->assembly.assign(assembly.begin(), assembly.end());
  }
  return generate(*code, *machine, llvm::CodeGenFileType::ObjectFile);
}
