// hfc-compile: the child process of `hfc compile`, `check`, `targets` and
// `operators`, where LLVM lives. Takes the same words.
#include "compiler/Compile.h"
#include "compiler/Pipeline.h"
#include "compiler/Targets.h"
#include "diagnostics/Error.h"
#include "frontends/onnx/Operators.h"
#include "tools/CommandLine.h"
#include "tools/hfc-compile/CheckReport.h"
#include "llvm/ADT/StringExtras.h"
#include <CLI/CLI.hpp>
#include <thread>

using namespace hfc;

namespace {

enum ExitCode {
  done = 0,
  refused = 1,
  wrongCommandLine = 2,
  internalFailure = 3
};

// NAME=4 or NAME=1..512
DimBound parseDim(const std::string &text) {
  DimBound dim;
  size_t equals = text.rfind('=');
  if (equals == std::string::npos || equals == 0)
    throw CLI::ValidationError("--dim", text + " is not NAME=4 or NAME=1..512");
  dim.name = text.substr(0, equals);
  llvm::StringRef range = llvm::StringRef(text).substr(equals + 1);
  auto [low, high] = range.split("..");
  if (!range.contains(".."))
    high = low;
  if (low.getAsInteger(10, dim.min) || high.getAsInteger(10, dim.max) ||
      dim.min < 0 || dim.min > dim.max)
    throw CLI::ValidationError("--dim", text + " is not NAME=4 or NAME=1..512");
  return dim;
}

// What the exit status says, by the code of the error.
int report(llvm::Error error) {
  if (!error)
    return done;
  int status = refused;
  llvm::handleAllErrors(
      std::move(error),
      [&](const diag::DiagnosticError &refusal) {
        llvm::errs() << "error: " << refusal.message() << '\n';
        if (refusal.getCode() == diag::Code::CommandLine)
          status = wrongCommandLine;
        else if (refusal.getCode() == diag::Code::InternalError)
          status = internalFailure;
      },
      [&](const llvm::ErrorInfoBase &other) {
        llvm::errs() << "error: " << other.message() << '\n';
      });
  return status;
}

void printTargets() {
  for (const target::Target *target : getTargets()) {
    llvm::outs() << target->getFamily() << '\n';
    for (const target::Chip &chip : target->getChips()) {
      llvm::outs() << "  " << chip.name << "  " << chip.description << '\n';
      if (!chip.aliases.empty())
        llvm::outs() << "    also      " << llvm::join(chip.aliases, " ")
                     << '\n';
      llvm::outs() << "    features  " << chip.features << '\n';
    }
    llvm::outs() << "  stages\n";
    for (const Phase &phase : getPhases())
      llvm::outs() << "    " << phase.name << "  " << phase.description << '\n';
    for (const target::Stage &stage : target->getStages())
      llvm::outs() << "    " << stage.name << "  " << stage.description << '\n';
    llvm::outs() << "  precisions ";
    for (target::Precision precision : target->getPrecisions())
      llvm::outs() << ' ' << getName(precision);
    llvm::outs() << '\n';
  }
}

// The row in force at the newest opset stands for its operator.
void printOperators() {
  llvm::outs() << "ONNX, opsets up to " << onnx::newestOpset << '\n';
  std::string last;
  for (const onnx::Operator &row : onnx::OperatorTable().list()) {
    std::string name(row.domain);
    name += (name.empty() ? "" : "::") + std::string(row.name);
    if (name != last)
      llvm::outs() << "  " << llvm::left_justify(name, 28) << "from opset "
                   << row.since << '\n';
    last = name;
  }
  for (const onnx::RefusedOperator &row : onnx::getRefusedOperators())
    llvm::outs() << "  " << llvm::left_justify(llvm::StringRef(row.name), 28)
                 << "not imported: " << row.reason << '\n';
}

// What compile and check have in common, so that they cannot disagree: the
// model, the targets, the sizes asked for.
struct ModelCommand {
  CompileOptions options;
  std::vector<std::string> dims;

  void declare(CLI::App &app) {
    app.add_option("MODEL", options.model,
                   "an ONNX file or a Hugging Face folder")
        ->required();
    app.add_option("--target", options.targets,
                   "chips or products, see `hfc targets`")
        ->delimiter(',')
        ->allow_extra_args(false)
        ->required();
    app.add_option("--dim", dims, "fix (NAME=4) or bound (NAME=1..512) a dim")
        ->allow_extra_args(false);
    app.add_flag("--stateful", options.stateful,
                 "an ONNX decoder's past and present become the session's "
                 "state; --dim context=1..N bounds it");
    app.add_flag("--follow-links", options.followLinks,
                 "open what links in the model's folder lead to; without, only "
                 "the hub cache's own");
    app.add_option("--outputs", options.outputs,
                   "values of an ONNX model to compute instead of its outputs")
        ->delimiter(',')
        ->allow_extra_args(false);
  }

  void readDims() {
    for (const std::string &dim : dims)
      options.dims.push_back(parseDim(dim));
  }
};

// hfc check: the phases of a compile up to the plan, for each target.
struct CheckCommand : ModelCommand {
  bool json = false;

  void declare(CLI::App &app) {
    ModelCommand::declare(app);
    app.add_flag("--json", json, "print what was found for programs");
  }

  llvm::Error check(const std::string &target) {
    CompileOptions one = options;
    one.targets = {target};
    return hfc::check(one, llvm::errs());
  }

  // All targets are checked; the worst status is the command's.
  int run() {
    readDims();
    int status = done;
    llvm::json::Array reports;
    for (const std::string &target : options.targets) {
      llvm::Error error = check(target);
      if (json) {
        status = std::max<int>(status, error ? refused : done);
        reports.push_back(reportOf(target, std::move(error)));
      } else if (error) {
        status = std::max(status, report(std::move(error)));
      } else {
        llvm::outs() << options.model << ": every node compiles for " << target
                     << '\n';
      }
    }
    if (json)
      llvm::outs() << llvm::formatv(
          "{0:2}\n", llvm::json::Value(llvm::json::Object{
                         {"model", llvm::json::fixUTF8(options.model)},
                         {"targets", std::move(reports)}}));
    return status;
  }
};

// Scales of 8-bit numbers come from data (decision 0029).
static std::string refuseBytes(std::string &precision) {
  for (llvm::StringRef name : {"fp8", "int8"})
    if (precision == name)
      return precision + " is what a quantised model holds; its contractions "
                         "are computed so without asking";
  return "";
}

// hfc compile
struct CompileCommand : ModelCommand {
  std::string subnormals = "flush";

  void declare(CLI::App &app) {
    ModelCommand::declare(app);
    app.add_option("-o,--output", options.output,
                   "the artifact (default: the model's name with .hfa)");
    using target::Precision;
    static const std::map<std::string, Precision> precisions = {
        {"f32", Precision::f32},
        {"f16", Precision::f16},
        {"bf16", Precision::bf16}};
    app.add_option("--precision", options.precision,
                   "in what contractions multiply: f32, f16 or bf16")
        ->transform(CLI::CheckedTransformer(precisions))
        ->transform(CLI::Validator(refuseBytes, ""));
    app.add_option("--subnormals", subnormals, "flush (default) or keep")
        ->check(CLI::IsMember({"flush", "keep"}));
    app.add_option("--emit", options.emit,
                   "print a stage's text instead of writing the artifact");
    app.add_option("--remarks", options.remarks,
                   "say what was fused (passed), or was not and why (missed)")
        ->check(CLI::IsMember({"passed", "missed"}));
    app.add_option("--dump", options.dump, "write every stage into a folder");
    options.jobs = std::max(1u, std::thread::hardware_concurrency());
    app.add_option("--jobs", options.jobs, "threads (default: all cores)")
        ->check(CLI::Range(1, 1024));
    app.add_option("-O", options.optimization, "0 to 3 (default 3)")
        ->check(CLI::Range(0, 3));
  }

  llvm::Error run() {
    readDims();
    options.flushSubnormals = subnormals == "flush";
    if (options.output.empty()) {
      llvm::StringRef name = llvm::StringRef(options.model).rtrim('/');
      name = name.substr(name.rfind('/') + 1);
      name.consume_back(".onnx");
      options.output = (name + ".hfa").str();
    }
    return compile(options, llvm::outs(), llvm::errs());
  }
};

} // namespace

int main(int argc, char **argv) {
  CLI::App app("the compiler of hfc", "hfc");
  app.require_subcommand(1);
  app.failure_message(tool::usageMessage);
  CompileCommand command;
  CLI::App *compileApp =
      app.add_subcommand("compile", "compile a model into an artifact");
  command.declare(*compileApp);
  CheckCommand checkCommand;
  CLI::App *checkApp =
      app.add_subcommand("check", "list every node that would not compile");
  checkCommand.declare(*checkApp);
  CLI::App *operatorsApp = app.add_subcommand(
      "operators", "list the operators of ONNX that compile");
  CLI::App *targetsApp =
      app.add_subcommand("targets", "list chips, their features and stages");
  try {
    app.parse(argc, argv);
    if (*targetsApp) {
      printTargets();
      return done;
    }
    if (*operatorsApp) {
      printOperators();
      return done;
    }
    return *checkApp ? checkCommand.run() : report(command.run());
  } catch (const CLI::ParseError &error) {
    int status = app.exit(error);
    return status ? wrongCommandLine : done;
  }
}
