#include "targets/x86/CompileKernel.h"
#include "dialects/Dim/DimTypes.h"
#include "mlir/Pass/PassManager.h"
#include "targets/common/Compilation.h"
#include "targets/common/SimplifyPrograms.h"
#include "targets/x86/Chips.h"
#include "targets/x86/Generator.h"
#include "targets/x86/KernelFunction.h"
#include "targets/x86/LowerToLLVM.h"
#include "llvm/ADT/StringExtras.h"

using namespace mlir;
using namespace hfc;
using namespace hfc::x86;

namespace {

class Compilation : codegen::Compilation {
public:
  Compilation(const codegen::KernelSource &source, const target::Chip &chip,
              target::StageSink sink)
      : codegen::Compilation(source, chip.name, sink) {}

  llvm::Expected<KernelCode> run(const Generator &generator) {
    OwningOpRef<ModuleOp> module = parse();
    if (!module)
      return error();
    func::FuncOp kernel = kernelOf(*module);
    codegen::simplifyPrograms(kernel, dim::getSymbolRanges(kernel));
    show("kernel", source.name, *module);

    bool vnni =
        llvm::is_contained(llvm::split(generator.features, ' '), "avx512vnni");
    auto lowered = lowerKernel(kernel, generator.optimization, vnni);
    if (failed(lowered) || hasErrors())
      return error();
    show("loops", source.name, *module);
    auto object = generate(*module, source.name, buildLowerToLLVM, generator);
    if (!object)
      return object.takeError();
    return KernelCode{std::move(*object), lowered->grid.str(),
                      lowered->strategy, lowered->scratch};
  }
};

} // namespace

llvm::Expected<KernelCode>
hfc::x86::compileKernel(const codegen::KernelSource &source,
                        const target::Chip &chip, unsigned optimization,
                        target::StageSink sink) {
  Generator generator;
  generator.features = chip.features;
  generator.tune = getTuning(chip).str();
  generator.optimization = optimization;
  return Compilation(source, chip, sink).run(generator);
}
