// hfc run: tensors from files or at random, through the model, into files or
// onto the screen.
#include "artifact/NarrowValue.h"
#include "tools/hfc/Loaded.h"
#include "tools/hfc/Simulator.h"
#include <bit>
#include <chrono>
#include <cstring>
#include <filesystem>

using namespace hfc;
using namespace hfc::tool;
using diag::Code;

namespace {

struct RunCommand : Command {
  LoadOptions load;
  std::vector<std::string> inputs;
  std::string outputDir, outputFormat = "npy";
  bool time = false, profile = false;

  explicit RunCommand(CLI::App &app) {
    auto *sub = app.add_subcommand("run", "run an artifact");
    load.declare(*sub);
    sub->add_option("--input", inputs,
                    "NAME=FILE (.npy or .pb), or NAME=random:SEED")
        ->allow_extra_args(false);
    sub->add_option("--output-dir", outputDir,
                    "write each output as NAME.npy there");
    sub->add_option("--output-format", outputFormat, "npy or pb")
        ->check(CLI::IsMember({"npy", "pb"}));
    sub->add_flag("--time", time, "print the time of load and run");
    sub->add_flag("--profile", profile,
                  "print what each kernel executed (--device=sim)");
  }
  int run() override;
};

} // namespace

static std::string fileNameOf(const char *name) {
  std::string text = name;
  for (char &c : text)
    if (!std::isalnum(static_cast<unsigned char>(c)) && !std::strchr("._-", c))
      c = '_';
  return text;
}

static std::string elementText(const HostTensor &tensor, uint64_t index) {
  uint64_t size = hfc_type_bytes(tensor.type);
  uint64_t raw = 0;
  std::memcpy(&raw, &tensor.bytes[index * size], size);
  char text[64];
  auto type = static_cast<artifact::ElementType>(tensor.type);
  if (artifact::isNarrowFloat(type)) {
    std::snprintf(text, sizeof text, "%.4g",
                  artifact::narrowFloat(type, uint8_t(raw)));
    return text;
  }
  switch (tensor.type) {
  case HFC_F32:
    std::snprintf(text, sizeof text, "%.7g",
                  double(std::bit_cast<float>(uint32_t(raw))));
    return text;
  case HFC_F64:
    std::snprintf(text, sizeof text, "%.15g", std::bit_cast<double>(raw));
    return text;
  case HFC_BF16:
    std::snprintf(text, sizeof text, "%.4g",
                  double(std::bit_cast<float>(uint32_t(raw) << 16)));
    return text;
  case HFC_F16: {
    _Float16 half = std::bit_cast<_Float16>(uint16_t(raw));
    std::snprintf(text, sizeof text, "%.5g", double(half));
    return text;
  }
  case HFC_BOOL:
    return raw ? "true" : "false";
  case HFC_U8:
  case HFC_U16:
  case HFC_U32:
  case HFC_U64:
    return std::to_string(raw);
  default: {
    unsigned shift = 64 - 8 * size;
    return std::to_string(int64_t(raw << shift) >> shift);
  }
  }
}

// Name, type, dims, and the first elements.
static void print(const char *name, const HostTensor &tensor) {
  std::printf("%s  %s[", name, hfc_type_name(tensor.type));
  for (size_t i = 0; i < tensor.dims.size(); ++i)
    std::printf("%s%lld", i ? ", " : "",
                static_cast<long long>(tensor.dims[i]));
  std::printf("]");
  uint64_t count = tensor.count(), shown = std::min<uint64_t>(count, 8);
  for (uint64_t i = 0; i < shown; ++i)
    std::printf(" %s", elementText(tensor, i).c_str());
  std::printf("%s\n", count > shown ? " …" : "");
}

static HostTensor hostCopy(const hfc_tensor &tensor) {
  HostTensor copy;
  copy.type = tensor.type;
  copy.dims.assign(tensor.dims, tensor.dims + tensor.rank);
  uint64_t bytes = copy.count() * hfc_type_bytes(tensor.type);
  const auto *data = static_cast<const uint8_t *>(tensor.data);
  copy.bytes.assign(data, data + bytes);
  return copy;
}

int RunCommand::run() {
  if (profile && !load.device.starts_with("sim"))
    throw CLI::ValidationError(
        "--profile", "counts what the simulator executes\nhelp: run with "
                     "--device=sim, or time kernels with hfc bench --kernels");
  Loaded loaded(load);
  Simulator simulator(loaded);
  if (profile)
    simulator.measure(HFC_SIM_ESTIMATE);
  std::map<std::string, HostTensor> given;
  for (const std::string &input : inputs) {
    // A name may hold '=': the file is behind the last one.
    size_t equals = input.rfind('=');
    if (equals == std::string::npos || equals == 0)
      throw CLI::ValidationError("--input", input + " is not NAME=FILE");
    std::string name = input.substr(0, equals), file = input.substr(equals + 1);
    auto signature =
        std::find_if(loaded.inputs.begin(), loaded.inputs.end(),
                     [&](const auto &tensor) { return name == tensor.name; });
    if (signature == loaded.inputs.end())
      throw Refusal(Code::InputMismatch,
                    "the model has no input " + name +
                        "\nhelp: `hfc inspect` prints the signature");
    if (given.count(name))
      throw Refusal(Code::InputMismatch, "input " + name + " is given twice");
    if (file.starts_with("random:")) {
      char *end = nullptr;
      uint64_t seed = std::strtoull(file.c_str() + 7, &end, 10);
      if (*end || file.size() == 7)
        throw CLI::ValidationError("--input", file + " is not random:SEED");
      given[name] = loaded.random(*signature, seed);
    } else {
      given[name] = readTensorFile(file, signature->type, name);
    }
  }
  std::vector<hfc_tensor> tensors = loaded.arrange(given);
  std::vector<hfc_tensor> results(loaded.outputs.size(), hfc_tensor{});
  hfc_run_options options = hfc_run_options_init();
  options.function = loaded.function;
  auto start = std::chrono::steady_clock::now();
  check(hfc_session_run_with(loaded.session, &options, tensors.data(),
                             tensors.size(), results.data(), results.size()));
  double ms = std::chrono::duration<double, std::milli>(
                  std::chrono::steady_clock::now() - start)
                  .count();

  if (!outputDir.empty()) {
    std::error_code error;
    std::filesystem::create_directories(outputDir, error);
    if (error)
      throw Refusal(Code::CannotWriteFile, outputDir + ": " + error.message());
  }
  for (size_t i = 0; i < results.size(); ++i) {
    HostTensor tensor = hostCopy(results[i]);
    const char *name = loaded.outputs[i].name;
    if (outputDir.empty()) {
      print(name, tensor);
      continue;
    }
    std::string path = outputDir + "/" + fileNameOf(name) + "." + outputFormat;
    if (outputFormat == "npy")
      writeNpy(path, tensor);
    else
      writePb(path, tensor, name);
  }
  if (profile)
    std::printf("%s", simulator.report(false).c_str());
  if (time)
    std::printf("load %.2f ms\nrun %.2f ms\n", loaded.openMs, ms);
  return done;
}

std::unique_ptr<Command> tool::declareRun(CLI::App &app) {
  return std::make_unique<RunCommand>(app);
}
