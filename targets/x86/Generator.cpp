#include "targets/x86/Generator.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/IR/Module.h"
#include "llvm/MC/TargetRegistry.h"
#include "llvm/Passes/PassBuilder.h"
#include "llvm/Support/TargetSelect.h"
#include "llvm/Target/TargetMachine.h"
#include <mutex>

using namespace hfc::x86;

// "+avx512f,+avx512bw"
static std::string featureFlags(llvm::StringRef features) {
  std::string flags;
  for (llvm::StringRef feature : llvm::split(features, ' '))
    if (!feature.empty())
      flags += (flags.empty() ? "+" : ",+") + feature.str();
  return flags;
}

std::unique_ptr<llvm::TargetMachine> Generator::createMachine() const {
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
      triple, "x86-64", featureFlags(features), llvm::TargetOptions(),
      llvm::Reloc::PIC_, std::nullopt, levels[optimization]));
}

// The generic chip prefers 256 bits and would split what the emitters wrote.
static void setAttributes(llvm::Function &function, const Generator &options) {
  function.addFnAttr("target-cpu", "x86-64");
  function.addFnAttr("tune-cpu", options.tune);
  function.addFnAttr("target-features", featureFlags(options.features));
  function.addFnAttr("prefer-vector-width", "512");
  function.addFnAttr("min-legal-vector-width", "512");
  function.addFnAttr("frame-pointer", "all");
  function.addFnAttr("no-builtins");
  function.setUWTableKind(llvm::UWTableKind::Default);
}

void Generator::prepare(llvm::Module &module) const {
  for (llvm::Function &function : module)
    if (!function.isDeclaration())
      setAttributes(function, *this);
}

// No vectoriser, no unrolling: the emitters did both.
llvm::ModulePassManager
Generator::buildPasses(llvm::PassBuilder &builder) const {
  llvm::ModulePassManager passes;
  if (optimization)
    llvm::cantFail(builder.parsePassPipeline(
        passes, "function(sroa,early-cse<memssa>,simplifycfg,instcombine<no-"
                "verify-fixpoint>,"
                "loop-mssa(loop-rotate,licm),gvn,instcombine<no-verify-"
                "fixpoint>,simplifycfg,adce)"));
  return passes;
}
