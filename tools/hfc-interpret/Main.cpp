// hfc-interpret: runs the functions of a module of the hfc dialect and checks
// or prints their results. One file of test/values holds an operation's cases:
//   func.func @wraps(%x: tensor<2xi8> {check.value = dense<[127, 1]> : …})
//       -> (tensor<2xi8> {check.expect = dense<[-128, 2]> : …, check.ulps
//       = 2.0})
//   --on=interpreter|CHIP    where to run: the oracle (default), or compiled
//   --only=NAME              one function
#include "dialects/HFC/HFCDialect.h"
#include "dialects/Kernel/KernelDialect.h"
#include "dialects/Plan/PlanDialect.h"
#include "interpreter/Interpreter.h"
#include "mlir/IR/MLIRContext.h"
#include "mlir/Parser/Parser.h"
#include "tools/hfc-interpret/Check.h"
#include "tools/hfc-interpret/RunOnTarget.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/InitLLVM.h"

using namespace mlir;
using namespace hfc;

namespace {

using Results = llvm::Expected<std::vector<Tensor>>;

Results runOn(StringRef where, func::FuncOp function,
              std::vector<Tensor> arguments) {
  if (where == "interpreter")
    return interpret(function, std::move(arguments));
  return runOnTarget(where, function, std::move(arguments));
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

bool passes(func::FuncOp function, StringRef where) {
  auto report = [&](const Twine &text) {
    llvm::errs() << "@" << function.getName() << ": " << text << "\n";
    return false;
  };
  llvm::Expected<std::vector<Tensor>> arguments = argumentsOf(function);
  if (!arguments)
    return report(llvm::toString(arguments.takeError()));
  Results results = runOn(where, function, std::move(*arguments));
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
  llvm::cl::opt<std::string> on("on",
                                llvm::cl::desc("interpreter, or a target"),
                                llvm::cl::init("interpreter"));
  llvm::cl::opt<std::string> only("only", llvm::cl::desc("one function"));
  llvm::cl::ParseCommandLineOptions(argc, argv);
  // Linking resets the options of the process.
  const std::string where = on, name = only;

  DialectRegistry registry;
  registry.insert<arith::ArithDialect, func::FuncDialect, math::MathDialect,
                  dim::DimDialect, hf::HFCDialect, kernel::KernelDialect,
                  plan::PlanDialect>();
  MLIRContext context(registry, MLIRContext::Threading::DISABLED);
  context.loadAllAvailableDialects();
  auto module = parseSourceFile<ModuleOp>(file, &context);
  if (!module)
    return 1;
  unsigned failed = 0, count = 0;
  for (auto function : module->getOps<func::FuncOp>()) {
    if (!name.empty() && function.getName() != name)
      continue;
    failed += !passes(function, where);
    ++count;
  }
  llvm::outs() << count - failed << " of " << count << " functions pass\n";
  return failed ? 1 : 0;
}
