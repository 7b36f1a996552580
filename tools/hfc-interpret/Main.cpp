// hfc-interpret: runs the functions of a module of the hfc dialect and checks
// or prints their results. One file of test/values holds an operation's cases:
//   func.func @wraps(%x: tensor<2xi8> {check.value = dense<[127, 1]> : …})
//       -> (tensor<2xi8> {check.expect = dense<[-128, 2]> : …, check.ulps
//       = 2.0})
//   --on=interpreter    where to run: the oracle (default), or a target
#include "dialects/HFC/HFCDialect.h"
#include "interpreter/Interpreter.h"
#include "mlir/IR/MLIRContext.h"
#include "mlir/Parser/Parser.h"
#include "tools/hfc-interpret/Check.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/InitLLVM.h"

using namespace mlir;
using namespace hfc;

namespace {

using Results = llvm::Expected<std::vector<Tensor>>;

enum class Backend { Interpreter };

Results runOn(Backend backend, func::FuncOp function,
              std::vector<Tensor> arguments) {
  switch (backend) {
  case Backend::Interpreter:
    return interpret(function, std::move(arguments));
  }
  llvm_unreachable("one backend");
}

llvm::Expected<std::vector<Tensor>> argumentsOf(func::FuncOp function) {
  std::vector<Tensor> arguments;
  for (unsigned i = 0; i < function.getNumArguments(); ++i) {
    auto value = function.getArgAttrOfType<DenseElementsAttr>(i, "check.value");
    if (!value)
      return llvm::createStringError(
          llvm::formatv("argument {0} has no check.value", i).str());
    arguments.push_back(Tensor::of(value));
  }
  return arguments;
}

double numberOf(func::FuncOp function, unsigned result, StringRef name) {
  auto attr = function.getResultAttrOfType<FloatAttr>(result, name);
  return attr ? attr.getValueAsDouble() : 0;
}

// Empty, or what is wrong with a result.
std::string checkResult(func::FuncOp function, unsigned i, const Tensor &got) {
  auto expected =
      function.getResultAttrOfType<DenseElementsAttr>(i, "check.expect");
  if (!expected) {
    llvm::outs() << "@" << function.getName() << " result " << i << ": "
                 << got.toAttribute() << "\n";
    return "";
  }
  Tolerance tolerance{numberOf(function, i, "check.ulps"),
                      numberOf(function, i, "check.near")};
  std::string wrong = difference(got, Tensor::of(expected), tolerance);
  if (wrong.empty())
    return "";
  return llvm::formatv("result {0}: {1}", i, wrong);
}

bool passes(func::FuncOp function, Backend backend) {
  auto report = [&](const Twine &text) {
    llvm::errs() << "@" << function.getName() << ": " << text << "\n";
    return false;
  };
  llvm::Expected<std::vector<Tensor>> arguments = argumentsOf(function);
  if (!arguments)
    return report(llvm::toString(arguments.takeError()));
  Results results = runOn(backend, function, std::move(*arguments));
  if (!results)
    return report(llvm::toString(results.takeError()));
  bool good = true;
  for (auto [i, result] : llvm::enumerate(*results)) {
    std::string wrong = checkResult(function, i, result);
    if (!wrong.empty())
      good = report(wrong);
  }
  return good;
}

} // namespace

int main(int argc, char **argv) {
  llvm::InitLLVM init(argc, argv);
  llvm::cl::opt<std::string> file(llvm::cl::Positional, llvm::cl::Required,
                                  llvm::cl::desc("FILE.mlir"));
  llvm::cl::opt<Backend> on(
      "on", llvm::cl::desc("where to run"),
      llvm::cl::init(Backend::Interpreter),
      llvm::cl::values(
          clEnumValN(Backend::Interpreter, "interpreter", "the oracle")));
  llvm::cl::ParseCommandLineOptions(argc, argv);

  DialectRegistry registry;
  registry.insert<func::FuncDialect, hf::HFCDialect, dim::DimDialect>();
  MLIRContext context(registry);
  auto module = parseSourceFile<ModuleOp>(file, &context);
  if (!module)
    return 1;
  unsigned failed = 0, count = 0;
  for (auto function : module->getOps<func::FuncOp>()) {
    failed += !passes(function, on);
    ++count;
  }
  llvm::outs() << count - failed << " of " << count << " functions pass\n";
  return failed ? 1 : 0;
}
