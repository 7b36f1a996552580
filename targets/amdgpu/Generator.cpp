#include "targets/amdgpu/Generator.h"
#include "llvm/Analysis/LoopInfo.h"
#include "llvm/IR/Constants.h"
#include "llvm/IR/Dominators.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/IntrinsicsAMDGPU.h"
#include "llvm/IR/Metadata.h"
#include "llvm/IR/Module.h"
#include "llvm/MC/TargetRegistry.h"
#include "llvm/Passes/PassBuilder.h"
#include "llvm/Support/TargetSelect.h"
#include "llvm/Target/TargetMachine.h"
#include <mutex>

using namespace hfc::amdgpu;

std::unique_ptr<llvm::TargetMachine> Generator::createMachine() const {
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
      triple, device->name, "", llvm::TargetOptions(), llvm::Reloc::PIC_,
      std::nullopt, levels[optimization]));
}

static void makeKernel(llvm::Function &function, const Generator &options) {
  function.setCallingConv(llvm::CallingConv::AMDGPU_KERNEL);
  function.setVisibility(llvm::GlobalValue::ProtectedVisibility);
  function.addFnAttr("target-cpu", options.device->name);
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

void Generator::prepare(llvm::Module &module) const {
  module.addModuleFlag(llvm::Module::Error, "amdhsa_code_object_version", 500);
  for (llvm::Function &function : module)
    if (!function.isDeclaration()) {
      makeKernel(function, *this);
      keepTileLoops(function, keepLoops);
    }
}

llvm::ModulePassManager
Generator::buildPasses(llvm::PassBuilder &builder) const {
  return builder.buildPerModuleDefaultPipeline(
      optimization < 2 ? llvm::OptimizationLevel::O1
                       : llvm::OptimizationLevel::O3);
}
