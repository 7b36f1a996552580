// See Compile.h.
#include "compiler/Compile.h"
#include "compiler/EmitArtifact.h"
#include "compiler/Import.h"
#include "compiler/Pipeline.h"
#include "compiler/Remarks.h"
#include "compiler/Targets.h"
#include "diagnostics/Error.h"
#include "dialects/HFC/HFCDialect.h"
#include "dialects/Plan/PlanDialect.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <future>
#include <mutex>

using namespace hfc;
using namespace mlir;

namespace {

// Where texts of stages go: the one that --emit names, and all into --dump.
class StageTexts {
public:
  StageTexts(const CompileOptions &options, raw_ostream &out)
      : options(options), out(out) {}

  bool wants(StringRef stage) const {
    return options.emit == stage || !options.dump.empty();
  }
  void take(StringRef stage, StringRef kernel, StringRef text) {
    std::lock_guard lock(mutex);
    if (options.emit == stage)
      out << text;
    if (options.dump.empty())
      return;
    unsigned number = numbers.try_emplace(stage, numbers.size()).first->second;
    std::string name = llvm::formatv("{0:d2}-{1}", number, stage);
    if (!kernel.empty())
      name += "-" + kernel.str();
    SmallString<128> path(options.dump);
    llvm::sys::path::append(path, name + ".txt");
    std::error_code error;
    llvm::raw_fd_ostream file(path, error);
    if (!error)
      file << text;
  }

private:
  const CompileOptions &options;
  raw_ostream &out;
  std::mutex mutex;
  llvm::StringMap<unsigned> numbers;
};

// A new file for the state before a failure of hfc itself; it holds no weights.
struct Reproducer : ReproducerStream {
  explicit Reproducer(StringRef phase) {
    SmallString<128> path;
    int descriptor = -1;
    if (!llvm::sys::fs::createTemporaryFile("hfc-crash-" + phase, "mlir",
                                            descriptor, path)) {
      file = std::make_unique<llvm::raw_fd_ostream>(descriptor, true);
      name = path.str();
    }
  }
  StringRef description() override { return name; }
  raw_ostream &os() override { return file ? *file : llvm::nulls(); }

  std::string name = "(no temporary file can be made)";
  std::unique_ptr<llvm::raw_fd_ostream> file;
};

// Collects what MLIR reports while passes run.
class Diagnostics {
public:
  explicit Diagnostics(MLIRContext &context)
      : handler(&context, [this](Diagnostic &diagnostic) {
          if (diagnostic.getSeverity() == DiagnosticSeverity::Error)
            llvm::raw_string_ostream(text) << diagnostic << '\n';
          return success();
        }) {}
  llvm::Error takeError(StringRef phase, StringRef reproducer) {
    return diag::error(diag::Code::InternalError,
                       "phase {0} failed\n{1}help: `hfc-opt --run-reproducer "
                       "{2}` replays it",
                       phase, text, reproducer);
  }

private:
  std::string text;
  ScopedDiagnosticHandler handler;
};

} // namespace

static target::Options targetOptionsOf(const CompileOptions &options) {
  target::Options result;
  result.optimization = options.optimization;
  result.precision = options.precision;
  result.flushSubnormals = options.flushSubnormals;
  result.jobs = options.jobs;
  return result;
}

// True where its text is all that was asked for.
static llvm::Expected<bool> runPhase(const Phase &phase, ModuleOp module,
                                     const target::Target &target,
                                     const CompileOptions &options,
                                     StageTexts &texts) {
  Diagnostics diagnostics(*module.getContext());
  PassManager pm(module.getContext());
  phase.build(pm, target, targetOptionsOf(options));
  std::string reproducer;
  pm.enableCrashReproducerGeneration([&](std::string &) {
    auto stream = std::make_unique<Reproducer>(phase.name);
    reproducer = stream->name;
    return stream;
  });
  if (failed(pm.run(module)))
    return diagnostics.takeError(phase.name, reproducer);
  if (texts.wants(phase.name)) {
    std::string text;
    llvm::raw_string_ostream(text) << module;
    texts.take(phase.name, "", text);
  }
  return options.emit == phase.name;
}

// A target refused a plan that the compiler made: the plan is kept.
static llvm::Error codeGenerationFailed(ModuleOp module, llvm::Error error) {
  Reproducer plan("codegen");
  plan.os() << module;
  return diag::error(diag::Code::InternalError,
                     "{0}\nhelp: the plan that it was given: {1}",
                     llvm::toString(std::move(error)), plan.name);
}

static llvm::Expected<CompiledTarget> compileFor(const TargetChip &chip,
                                                 ModuleOp plan,
                                                 const CompileOptions &options,
                                                 StageTexts &texts) {
  target::Options targetOptions = targetOptionsOf(options);
  auto sink = [&](StringRef stage, StringRef kernel, StringRef text) {
    texts.take(stage, kernel, text);
  };
  bool wanted =
      !options.dump.empty() || (!options.emit.empty() && options.emit != "hfa");
  auto executable =
      chip.target->compile(plan, *chip.chip, targetOptions,
                           wanted ? target::StageSink(sink) : nullptr);
  if (!executable)
    return codeGenerationFailed(plan, executable.takeError());
  return CompiledTarget{chip.target, chip.chip, std::move(*executable)};
}

static bool knowsStage(const target::Target &target, StringRef name) {
  return llvm::any_of(getPhases(),
                      [&](const Phase &phase) { return phase.name == name; }) ||
         llvm::any_of(target.getStages(), [&](const target::Stage &stage) {
           return stage.name == name;
         });
}

static llvm::Error checkOptions(const CompileOptions &options,
                                ArrayRef<TargetChip> chips) {
  for (const TargetChip &chip : chips)
    if (!llvm::is_contained(chip.target->getPrecisions(), options.precision))
      return diag::error(diag::Code::CommandLine,
                         "{0} does not compute in {1}\nhelp: `hfc targets` "
                         "lists the precisions of a target",
                         chip.chip->name, getName(options.precision));
  if (options.emit.empty() || options.emit == "hfa")
    return llvm::Error::success();
  if (chips.size() != 1)
    return diag::error(diag::Code::CommandLine, "--emit takes one target");
  if (!knowsStage(*chips[0].target, options.emit))
    return diag::error(
        diag::Code::CommandLine,
        "no stage '{0}'\nhelp: `hfc targets` lists the stages of a target",
        options.emit);
  return llvm::Error::success();
}

// An artifact must not take the place of the model it is made from.
static llvm::Error checkOutput(const CompileOptions &options,
                               const ImportedModel &model) {
  SmallVector<std::string> inputs{options.model};
  StringRef folder = llvm::sys::fs::is_directory(options.model)
                         ? StringRef(options.model)
                         : llvm::sys::path::parent_path(options.model);
  for (const std::string &name : model.files) {
    SmallString<128> path(folder);
    llvm::sys::path::append(path, name);
    inputs.push_back(path.str().str());
  }
  for (const std::string &input : inputs)
    if (llvm::sys::fs::equivalent(input, options.output))
      return diag::error(diag::Code::CannotWriteFile,
                         "{0} is a file of the model\nhelp: name another "
                         "output: -o FILE.hfa",
                         options.output);
  return llvm::Error::success();
}

llvm::Error hfc::compile(const CompileOptions &options, raw_ostream &out,
                         raw_ostream &log) {
  SmallVector<TargetChip> chips;
  for (const std::string &name : options.targets) {
    auto chip = findTarget(name);
    if (!chip)
      return chip.takeError();
    bool isNew = llvm::none_of(chips, [&](const TargetChip &known) {
      return known.chip == chip->chip;
    });
    if (isNew)
      chips.push_back(*chip);
  }
  if (auto error = checkOptions(options, chips))
    return error;
  if (!options.dump.empty()) {
    auto error = llvm::sys::fs::create_directories(options.dump);
    if (!error && !llvm::sys::fs::is_directory(options.dump))
      error = std::make_error_code(std::errc::not_a_directory);
    if (error)
      return diag::error(diag::Code::CannotWriteFile, "{0}: {1}", options.dump,
                         error.message());
  }

  DialectRegistry registry;
  registry.insert<arith::ArithDialect, func::FuncDialect, math::MathDialect,
                  dim::DimDialect, hf::HFCDialect, kernel::KernelDialect,
                  plan::PlanDialect>();
  MLIRContext context(registry, MLIRContext::Threading::DISABLED);
  context.loadAllAvailableDialects();

  if (!options.remarks.empty())
    printRemarks(context, options.remarks, log);
  files::FileSet files(options.followLinks ? files::Links::Followed
                                           : files::Links::Refused);
  auto model = [&] {
    ScopedDiagnosticHandler handler(&context, [&](Diagnostic &diagnostic) {
      if (diagnostic.getSeverity() == DiagnosticSeverity::Warning)
        log << "warning: " << diagnostic << '\n';
      return success();
    });
    return import(context, options, files);
  }();
  if (!model)
    return model.takeError();
  if (auto error = checkOutput(options, *model))
    return error;
  bool writes = options.emit.empty() || options.emit == "hfa";
  // While the compiler works in one thread.
  std::future<Provenance::Pairs> hashes;
  if (writes)
    hashes = std::async(options.jobs == 1 ? std::launch::deferred
                                          : std::launch::async,
                        hashFiles, std::cref(files), model->files);
  StageTexts texts(options, out);
  // The last phase makes a plan for a family, those before it serve all.
  ArrayRef<Phase> phases = getPhases();
  for (const Phase &phase : phases.drop_back()) {
    auto done =
        runPhase(phase, *model->module, *chips[0].target, options, texts);
    if (!done)
      return done.takeError();
    if (*done)
      return llvm::Error::success();
  }
  std::vector<CompiledFamily> families;
  SmallVector<OwningOpRef<ModuleOp>> plans;
  for (const TargetChip &chip : chips) {
    bool isNew = llvm::none_of(families, [&](const CompiledFamily &family) {
      return family.targets.front().target == chip.target;
    });
    if (!isNew)
      continue;
    plans.emplace_back(model->module->clone());
    auto done =
        runPhase(phases.back(), *plans.back(), *chip.target, options, texts);
    if (!done)
      return done.takeError();
    if (*done)
      return llvm::Error::success();
    families.push_back({*plans.back(), {}, 0});
    for (const TargetChip &other : chips) {
      if (other.target != chip.target)
        continue;
      auto compiled = compileFor(other, *plans.back(), options, texts);
      if (!compiled)
        return compiled.takeError();
      families.back().targets.push_back(std::move(*compiled));
    }
  }
  if (!writes)
    return llvm::Error::success();

  Provenance provenance;
  provenance.modelFormat = model->format;
  provenance.files = hashes.get();
  provenance.flushSubnormals = options.flushSubnormals;
  provenance.options = {
      {"optimization", "O" + std::to_string(options.optimization)},
      {"precision", getName(options.precision).str()},
      {"subnormals", options.flushSubnormals ? "flush" : "keep"}};
  if (options.stateful)
    provenance.options.push_back({"stateful", "yes"});
  for (const DimBound &dim : options.dims)
    provenance.options.push_back(
        {"dim " + dim.name, llvm::formatv("{0}..{1}", dim.min, dim.max).str()});
  if (auto error = emitArtifact(options.output, families, files, provenance))
    return error;
  uint64_t bytes = 0;
  llvm::sys::fs::file_size(options.output, bytes);
  log << options.output << ": " << bytes << " bytes, of them";
  // Constants that no family before it has.
  for (const CompiledFamily &family : families) {
    for (const CompiledTarget &one : family.targets)
      log << ' ' << one.executable.image.size() << " code for "
          << one.chip->name;
    log << " and " << family.constantBytes
        << (&family == &families.front() ? " constants" : " constants more");
  }
  log << '\n';
  return llvm::Error::success();
}

llvm::Error hfc::check(const CompileOptions &options, raw_ostream &log) {
  CompileOptions planned = options;
  planned.emit = getPhases().back().name.str();
  return compile(planned, llvm::nulls(), log);
}
