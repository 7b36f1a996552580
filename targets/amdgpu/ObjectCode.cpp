// LLVM's whole pipeline runs, with the machine at hand: without it arguments
// are hidden and registers spill (the attributor is part of it).
#include "targets/amdgpu/ObjectCode.h"
#include "mlir/Target/LLVMIR/Dialect/Builtin/BuiltinToLLVMIRTranslation.h"
#include "mlir/Target/LLVMIR/Dialect/LLVMIR/LLVMToLLVMIRTranslation.h"
#include "mlir/Target/LLVMIR/Export.h"
#include "llvm/Analysis/LoopInfo.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/Dominators.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/IntrinsicsAMDGPU.h"
#include "llvm/IR/LegacyPassManager.h"
#include "llvm/IR/Metadata.h"
#include "llvm/IR/Module.h"
#include "llvm/MC/TargetRegistry.h"
#include "llvm/Passes/PassBuilder.h"
#include "llvm/Support/TargetSelect.h"
#include "llvm/Target/TargetMachine.h"
#include "llvm/Transforms/Utils/Cloning.h"
#include <mutex>

using namespace mlir;
using namespace hfc::amdgpu;

static std::unique_ptr<llvm::TargetMachine>
createMachine(const ObjectOptions &options) {
  static std::once_flag initialized;
  std::call_once(initialized, [] {
    LLVMInitializeAMDGPUTargetInfo();
    LLVMInitializeAMDGPUTarget();
    LLVMInitializeAMDGPUTargetMC();
    LLVMInitializeAMDGPUAsmPrinter();
  });
  llvm::Triple triple("amdgcn-amd-amdhsa");
  std::string error;
  const llvm::Target *target =
      llvm::TargetRegistry::lookupTarget(triple, error);
  static constexpr llvm::CodeGenOptLevel levels[] = {
      llvm::CodeGenOptLevel::Less, llvm::CodeGenOptLevel::Less,
      llvm::CodeGenOptLevel::Default, llvm::CodeGenOptLevel::Aggressive};
  return std::unique_ptr<llvm::TargetMachine>(target->createTargetMachine(
      triple, options.device.name, "", llvm::TargetOptions(), llvm::Reloc::PIC_,
      std::nullopt, levels[options.optimization]));
}

static void makeKernel(llvm::Function &function, const ObjectOptions &options) {
  function.setCallingConv(llvm::CallingConv::AMDGPU_KERNEL);
  function.setVisibility(llvm::GlobalValue::ProtectedVisibility);
  function.addFnAttr("target-cpu", options.device.name);
  function.addFnAttr("uniform-work-group-size", "true");
  std::string size = std::to_string(options.threads);
  function.addFnAttr("amdgpu-flat-work-group-size", size + "," + size);
  if (options.flushSubnormals)
    function.addFnAttr("denormal-fp-math-f32", "preserve-sign,preserve-sign");
  function.addFnAttr("no-builtins");
  llvm::LLVMContext &context = function.getContext();
  auto number = [&](int64_t value) -> llvm::Metadata * {
    return llvm::ConstantAsMetadata::get(
        llvm::ConstantInt::get(llvm::Type::getInt32Ty(context), value));
  };
  function.setMetadata("reqd_work_group_size",
                       llvm::MDNode::get(context, {number(options.threads),
                                                   number(1), number(1)}));
}

// The steps of a tile have the loads in flight that their registers allow: an
// unrolled loop would have more, and spill.
static void keepTileLoops(llvm::Function &function, bool all) {
  llvm::DominatorTree tree(function);
  llvm::LoopInfo loops(tree);
  for (llvm::Loop *loop : loops.getLoopsInPreorder()) {
    if (all)
      loop->setLoopAlreadyUnrolled();
    for (llvm::BasicBlock *block : loop->blocks())
      for (llvm::Instruction &instruction : *block)
        if (auto *call = llvm::dyn_cast<llvm::IntrinsicInst>(&instruction))
          if (call->getIntrinsicID() == llvm::Intrinsic::amdgcn_s_barrier ||
              call->getIntrinsicID() == llvm::Intrinsic::amdgcn_sched_barrier)
            loop->setLoopAlreadyUnrolled();
  }
}

static void optimize(llvm::Module &module, llvm::TargetMachine &machine,
                     unsigned level) {
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
  builder
      .buildPerModuleDefaultPipeline(level < 2 ? llvm::OptimizationLevel::O1
                                               : llvm::OptimizationLevel::O3)
      .run(module, modules);
}

static llvm::SmallVector<char, 0> generate(llvm::Module &module,
                                           llvm::TargetMachine &machine,
                                           llvm::CodeGenFileType kind) {
  llvm::SmallVector<char, 0> bytes;
  llvm::raw_svector_ostream stream(bytes);
  llvm::legacy::PassManager passes;
  // False: this target writes both kinds of file.
  bool failed = machine.addPassesToEmitFile(passes, stream, nullptr, kind);
  assert(!failed && "amdgpu writes objects and assembly");
  (void)failed;
  passes.run(module);
  return bytes;
}

llvm::Expected<llvm::SmallVector<char, 0>>
hfc::amdgpu::emitObject(ModuleOp module, const ObjectOptions &options) {
  registerBuiltinDialectTranslation(*module.getContext());
  registerLLVMDialectTranslation(*module.getContext());
  llvm::LLVMContext context;
  std::unique_ptr<llvm::Module> code = translateModuleToLLVMIR(module, context);
  if (!code)
    return llvm::createStringError("module is not wholly in the llvm dialect");
  std::unique_ptr<llvm::TargetMachine> machine = createMachine(options);
  code->setTargetTriple(machine->getTargetTriple());
  code->setDataLayout(machine->createDataLayout());
  code->addModuleFlag(llvm::Module::Error, "amdhsa_code_object_version", 500);
  for (llvm::Function &function : *code)
    if (!function.isDeclaration()) {
      makeKernel(function, options);
      keepTileLoops(function, options.keepLoops);
    }
  optimize(*code, *machine, options.optimization);
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
