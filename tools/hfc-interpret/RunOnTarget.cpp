#include "tools/hfc-interpret/RunOnTarget.h"
#include "compiler/ElementTypes.h"
#include "compiler/EmitArtifact.h"
#include "compiler/Pipeline.h"
#include "compiler/Targets.h"
#include "dialects/Dim/DimTypes.h"
#include "hfc/runtime.h"
#include "mlir/IR/Diagnostics.h"
#include "mlir/Pass/PassManager.h"
#include "llvm/ADT/ScopeExit.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/Support/FileSystem.h"

using namespace mlir;
using namespace hfc;

// The runtime's types have the artifact's numbers.
static hfc_type typeOf(Type element) {
  return static_cast<hfc_type>(elementTypeOf(element));
}

// Every symbol of an argument may be any size.
static void declareSymbols(func::FuncOp function) {
  Builder b(function.getContext());
  llvm::SetVector<StringRef> names;
  for (Type type : function.getArgumentTypes())
    for (dim::DimExpr size : dim::getDims(cast<RankedTensorType>(type)))
      names.insert_range(size.getSymbols());
  SmallVector<Attribute> symbols;
  for (StringRef name : names)
    symbols.push_back(dim::SymbolAttr::get(
        b.getContext(), b.getStringAttr(name), 0, INT32_MAX, 1));
  function->setAttr("dim.symbols", b.getArrayAttr(symbols));
}

// A module with nothing but this function.
static OwningOpRef<ModuleOp> alone(func::FuncOp function) {
  OwningOpRef<ModuleOp> module = ModuleOp::create(function.getLoc());
  auto copy = cast<func::FuncOp>(function->clone());
  declareSymbols(copy);
  module->push_back(copy);
  return module;
}

static llvm::Error compileTo(StringRef path, ModuleOp module, StringRef name) {
  llvm::Expected<TargetChip> chip = findTarget(name);
  if (!chip)
    return chip.takeError();
  std::string messages;
  ScopedDiagnosticHandler handler(
      module.getContext(), [&](Diagnostic &diagnostic) {
        llvm::raw_string_ostream(messages) << diagnostic << "; ";
        return success();
      });
  for (const Phase &phase : getPhases()) {
    PassManager passes(module.getContext());
    phase.build(passes, *chip->target, target::Options());
    if (failed(passes.run(module)))
      return llvm::createStringError("phase " + phase.name.str() + ": " +
                                     messages);
  }
  target::Options options;
  options.flushSubnormals = false;
  auto executable =
      chip->target->compile(module, *chip->chip, options, nullptr);
  if (!executable)
    return executable.takeError();
  files::FileSet files;
  Provenance provenance;
  provenance.flushSubnormals = false;
  std::vector<CompiledFamily> families(1);
  families[0].plan = module;
  families[0].targets.push_back(
      {chip->target, chip->chip, std::move(*executable)});
  return emitArtifact(path, families, files, provenance);
}

static llvm::Error toError(hfc_status *status) {
  if (!status)
    return llvm::Error::success();
  std::string message = hfc_status_message(status);
  hfc_status_free(status);
  return llvm::createStringError(message);
}

static llvm::Expected<std::vector<Tensor>> run(const std::string &path,
                                               func::FuncOp function,
                                               std::vector<Tensor> &arguments) {
  hfc_program *program = nullptr;
  hfc_session *session = nullptr;
  llvm::scope_exit release([&] {
    hfc_session_destroy(session);
    hfc_program_release(program);
  });
  if (llvm::Error error =
          toError(hfc_program_load(path.c_str(), nullptr, &program)))
    return error;
  if (llvm::Error error =
          toError(hfc_session_create(program, nullptr, &session)))
    return error;

  std::vector<hfc_tensor> inputs;
  for (Tensor &argument : arguments) {
    hfc_tensor &input = inputs.emplace_back();
    input = {};
    // A tensor without elements has data all the same.
    static uint64_t nothing;
    input.data = argument.getSize()
                     ? static_cast<void *>(argument.getBytes().data())
                     : &nothing;
    input.bytes = argument.getBytes().size();
    input.type = typeOf(argument.getElement());
    input.rank = argument.getRank();
    llvm::copy(argument.getDims(), input.dims);
  }
  std::vector<hfc_tensor> outputs(function.getNumResults());
  if (llvm::Error error =
          toError(hfc_session_run(session, inputs.data(), inputs.size(),
                                  outputs.data(), outputs.size())))
    return error;

  std::vector<Tensor> results;
  for (auto [output, type] :
       llvm::zip_equal(outputs, function.getResultTypes())) {
    Tensor &result = results.emplace_back(getElementTypeOrSelf(type),
                                          ArrayRef(output.dims, output.rank));
    if (result.getSize())
      llvm::copy(ArrayRef(static_cast<const char *>(output.data),
                          result.getBytes().size()),
                 result.getBytes().begin());
  }
  return results;
}

llvm::Expected<std::vector<Tensor>>
hfc::runOnTarget(StringRef chip, func::FuncOp function,
                 std::vector<Tensor> arguments) {
  SmallString<128> path;
  if (std::error_code error =
          llvm::sys::fs::createTemporaryFile("hfc-interpret", "hfa", path))
    return llvm::createStringError(error, "no temporary file");
  llvm::scope_exit remove([&] { llvm::sys::fs::remove(path); });
  if (llvm::Error error = compileTo(path, *alone(function), chip))
    return error;
  return run(path.str().str(), function, arguments);
}
