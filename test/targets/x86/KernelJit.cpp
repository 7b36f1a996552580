#include "test/targets/x86/KernelJit.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/Pass/PassManager.h"
#include "targets/x86/Chips.h"
#include "targets/x86/LowerToLLVM.h"
#include "llvm/ExecutionEngine/Orc/LLJIT.h"
#include <cstdlib>

using namespace mlir;
using namespace hfc::x86::test;

struct Kernel::Impl {
  std::unique_ptr<llvm::orc::LLJIT> jit;
};

template <typename T> static T check(llvm::Expected<T> value) {
  return llvm::cantFail(std::move(value));
}

static OwningOpRef<ModuleOp> buildModule(MLIRContext &context, EmitKernel emit,
                                         bool vnni) {
  Location loc = UnknownLoc::get(&context);
  OwningOpRef<ModuleOp> module = ModuleOp::create(loc);
  hfc::codegen::CodeBuilder b(loc, &context);
  b.vnni = vnni;
  b.setInsertionPointToEnd(module->getBody());
  Type pointer = LLVM::LLVMPointerType::get(&context), i64 = b.getI64Type();
  auto function = func::FuncOp::create(
      b, "kernel",
      b.getFunctionType({pointer, pointer, i64, i64, pointer}, {}));
  b.setInsertionPointToStart(function.addEntryBlock());
  auto index = [&](unsigned i) -> Value {
    return arith::IndexCastOp::create(b, b.getIndexType(),
                                      function.getArgument(i));
  };
  emit(b, {function.getArgument(0), function.getArgument(1), index(2), index(3),
           function.getArgument(4)});
  func::ReturnOp::create(b);
  return module;
}

static std::unique_ptr<MLIRContext> createContext() {
  DialectRegistry registry;
  registry.insert<arith::ArithDialect, func::FuncDialect, LLVM::LLVMDialect,
                  math::MathDialect, scf::SCFDialect, vector::VectorDialect>();
  auto context =
      std::make_unique<MLIRContext>(registry, MLIRContext::Threading::DISABLED);
  context->loadAllAvailableDialects();
  return context;
}

Kernel::Kernel(EmitKernel emit) : Kernel(*createContext(), emit) {}

Kernel::Kernel(MLIRContext &context, EmitKernel emit, bool vnni)
    : impl(std::make_unique<Impl>()) {
  OwningOpRef<ModuleOp> module = buildModule(context, emit, vnni);
  PassManager passes(&context);
  hfc::x86::buildLowerToLLVM(passes);
  if (failed(passes.run(*module)))
    std::abort();
  Generator generator;
  generator.features = hfc::x86::getChips().front().features;
  if (vnni)
    generator.features += " avx512vnni";
  llvm::SmallVector<char, 0> object =
      check(emitObject(*module, generator, nullptr));
  impl->jit = check(llvm::orc::LLJITBuilder().create());
  llvm::cantFail(impl->jit->addObjectFile(llvm::MemoryBuffer::getMemBufferCopy(
      llvm::StringRef(object.data(), object.size()))));
  function = check(impl->jit->lookup("kernel")).toPtr<hfc_cpu_kernel>();
}

Kernel::~Kernel() = default;
