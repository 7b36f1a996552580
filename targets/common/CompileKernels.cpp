#include "targets/common/CompileKernels.h"
#include "dialects/Kernel/KernelDialect.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "llvm/Support/CrashRecoveryContext.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/ThreadPool.h"
#include <mutex>

using namespace mlir;
using namespace hfc;
using namespace hfc::codegen;

std::vector<KernelSource> hfc::codegen::printKernels(ModuleOp module) {
  std::vector<KernelSource> sources;
  for (func::FuncOp function : module.getOps<func::FuncOp>()) {
    if (!function->hasAttr(kernel::entryAttr))
      continue;
    KernelSource source{function.getName().str(), {}};
    llvm::raw_string_ostream stream(source.text);
    function->print(stream, OpPrintingFlags().useLocalScope());
    sources.push_back(std::move(source));
  }
  return sources;
}

llvm::Error hfc::codegen::compileKernels(
    llvm::ArrayRef<KernelSource> sources, llvm::StringRef chip, unsigned jobs,
    llvm::function_ref<llvm::Error(size_t i)> compileOne) {
  static std::once_flag enabled;
  std::call_once(enabled, llvm::CrashRecoveryContext::Enable);
  std::vector<std::optional<llvm::Error>> errors(sources.size());
  auto compileSafely = [&](size_t i) {
    llvm::CrashRecoveryContext recovery;
    if (!recovery.RunSafely([&] { errors[i].emplace(compileOne(i)); }))
      errors[i].emplace(llvm::createStringError(
          llvm::formatv("the code generator for {0} crashed on kernel '{1}'",
                        chip, sources[i].name)));
  };
  if (jobs > 1) {
    llvm::DefaultThreadPool pool(llvm::hardware_concurrency(jobs));
    for (size_t i = 0; i < sources.size(); ++i)
      pool.async(compileSafely, i);
    pool.wait();
  } else {
    for (size_t i = 0; i < sources.size(); ++i)
      compileSafely(i);
  }
  llvm::Error all = llvm::Error::success();
  for (std::optional<llvm::Error> &error : errors)
    all = llvm::joinErrors(std::move(all), std::move(*error));
  return all;
}
