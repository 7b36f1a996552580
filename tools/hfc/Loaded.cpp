// See Loaded.h.
#include "tools/hfc/Loaded.h"
#include <chrono>
#include <cstring>

using namespace hfc;
using namespace hfc::tool;
using diag::Code;

void LoadOptions::declare(CLI::App &app) {
  app.add_option("FILE", artifact, "the artifact")->required();
  app.add_option("--function", function, "which function (default: the first)");
  app.add_option("--device", device,
                 "where to run: cpu, hip[:ORDINAL], sim[:CHIP], null (default: "
                 "cpu if the artifact has code for it, else hip)");
  app.add_option("--threads", threads, "threads (default: all cores)")
      ->check(CLI::Range(1, 1024));
  app.add_option("--dim", dims,
                 "a dim of random inputs, or of the session's state, NAME=N")
      ->allow_extra_args(false);
}

// The CPU if the artifact has code for it, or none at all; else hip. Where
// there is no GPU, an error says what the artifact holds.
static void openDefaultDevice(const LoadOptions &options,
                              const hfc_artifact *artifact,
                              hfc_device_options &device, hfc_device **opened) {
  std::string chips;
  bool forCpu = true;
  hfc_executable_info executable = hfc_executable_info_init();
  for (uint32_t i = 0; hfc_artifact_executable(artifact, i, &executable); ++i) {
    bool isGpu = !std::strcmp(executable.family, "amdgpu");
    forCpu = chips.empty() ? !isGpu : forCpu || !isGpu;
    chips += (chips.empty() ? "" : ", ") + std::string(executable.chip);
  }
  device.kind = forCpu ? "cpu" : "hip";
  hfc_status *status = hfc_device_open(&device, opened);
  if (!status || forCpu)
    return check(status);
  std::string why = hfc_status_message(status);
  hfc_status_free(status);
  throw Refusal(
      Code::NoCodeForMachine,
      options.artifact + " holds code for " + chips + " alone, and there is " +
          why.substr(0, why.find('\n')) +
          "\nhelp: compile with --target=host,..., or run its code in "
          "the simulator: --device=sim");
}

// With those dims of its state that are given.
void Loaded::openSession() {
  std::vector<hfc_dim_value> dims;
  hfc_state_dim_info dim = hfc_state_dim_info_init();
  for (uint32_t i = 0; hfc_artifact_state_dim(artifact(), i, &dim); ++i)
    if (auto given = fixed.find(dim.name);
        given != fixed.end() && dim.kind != HFC_STATE_LENGTH)
      dims.push_back({dim.name, given->second});
  hfc_session_options options = hfc_session_options_init();
  options.dims = dims.data();
  options.dim_count = uint32_t(dims.size());
  check(hfc_session_create(program, &options, &session.pointer));
}

Loaded::Loaded(const LoadOptions &options) {
  for (const std::string &dim : options.dims) {
    size_t equals = dim.rfind('=');
    char *end = nullptr;
    errno = 0;
    long long value = equals == std::string::npos
                          ? -1
                          : std::strtoll(dim.c_str() + equals + 1, &end, 10);
    if (equals == std::string::npos || *end ||
        end == dim.c_str() + equals + 1 || value < 0 || errno)
      throw CLI::ValidationError("--dim", dim + " is not NAME=N");
    fixed[dim.substr(0, equals)] = value;
  }
  auto start = std::chrono::steady_clock::now();
  Handle<hfc_artifact, hfc_artifact_release> opened;
  check(hfc_artifact_open(options.artifact.c_str(), nullptr, &opened.pointer));
  hfc_device_options deviceOptions = hfc_device_options_init();
  deviceOptions.kind = options.device.c_str();
  deviceOptions.threads = options.threads;
  if (options.device.empty())
    openDefaultDevice(options, opened, deviceOptions, &device.pointer);
  else
    check(hfc_device_open(&deviceOptions, &device.pointer));
  check(hfc_program_create(opened, device, nullptr, &program.pointer));
  openSession();
  openMs = std::chrono::duration<double, std::milli>(
               std::chrono::steady_clock::now() - start)
               .count();

  const char *name =
      options.function.empty() ? nullptr : options.function.c_str();
  if (!hfc_program_function(program, name, &function))
    throw Refusal(Code::InputMismatch,
                  options.artifact + " has no function " + options.function +
                      "\nhelp: `hfc inspect` lists its functions");
  info = hfc_function_info_init();
  hfc_artifact_function(artifact(), function, &info);
  for (uint32_t i = 0; i < info.inputs; ++i) {
    inputs.push_back(hfc_tensor_info_init());
    hfc_artifact_input(artifact(), function, i, &inputs.back());
  }
  for (uint32_t i = 0; i < info.outputs; ++i) {
    outputs.push_back(hfc_tensor_info_init());
    hfc_artifact_output(artifact(), function, i, &outputs.back());
  }
  for (uint32_t i = 0; i < info.dims; ++i) {
    hfc_dim_info dim = hfc_dim_info_init();
    hfc_artifact_dim(artifact(), function, i, &dim);
    dimNames.push_back(dim.name);
    auto given = fixed.find(dim.name);
    if (given != fixed.end() &&
        (given->second < dim.min || given->second > dim.max))
      throw Refusal(Code::DimOutOfRange,
                    std::string("--dim ") + dim.name + "=" +
                        std::to_string(given->second) + " is outside " +
                        std::to_string(dim.min) + ".." +
                        std::to_string(dim.max));
    // What the session remembers is 0 yet.
    if (int64_t value; dim.state_dim >= 0 && given == fixed.end() &&
                       hfc_session_state_dim(session, dim.name, &value))
      fixed[dim.name] = value;
  }
  for (const auto &[dim, value] : fixed)
    if (int64_t known;
        std::find(dimNames.begin(), dimNames.end(), dim) == dimNames.end() &&
        !hfc_session_state_dim(session, dim.c_str(), &known))
      throw Refusal(Code::DimOption,
                    "--dim " + dim + ": " + options.artifact +
                        " has no dim of that name\nhelp: `hfc inspect` lists "
                        "its dims");
}

std::optional<int64_t> Loaded::dim(const std::string &name) const {
  auto found = fixed.find(name);
  return found == fixed.end() ? std::nullopt : std::optional(found->second);
}

std::vector<int64_t> Loaded::dimsOf(const hfc_tensor_info &tensor) const {
  // Dims that were not given are a number no size has, so that their use shows.
  std::vector<int64_t> values;
  for (const std::string &name : dimNames)
    values.push_back(dim(name).value_or(-1));
  std::vector<int64_t> dims;
  for (uint32_t i = 0; i < tensor.rank; ++i) {
    int64_t value = 0;
    if (!hfc_expr_value(tensor.shape[i], values.data(), values.size(),
                        &value) ||
        value < 0)
      throw Refusal(Code::DimOption,
                    std::string("the size of input ") + tensor.name + " (" +
                        textOf(tensor) +
                        ") is not known\nhelp: give its dims: --dim NAME=N");
    dims.push_back(value);
  }
  return dims;
}

HostTensor Loaded::random(const hfc_tensor_info &tensor, uint64_t seed) const {
  // Indices are small, not negative, and of rows that are there.
  int64_t least = std::max<int64_t>(tensor.least, 0);
  int64_t most = std::max(std::min<int64_t>(tensor.most, 99), least);
  return randomTensor(tensor.type, dimsOf(tensor), seed, least, most);
}

std::map<std::string, HostTensor> Loaded::randomInputs() const {
  std::map<std::string, HostTensor> result;
  uint64_t seed = 0;
  for (const hfc_tensor_info &input : inputs)
    if (!input.optional)
      result[input.name] = random(input, ++seed);
  return result;
}

std::string Loaded::textOf(const hfc_tensor_info &tensor) const {
  std::string text = hfc_type_name(tensor.type);
  text += '[';
  for (uint32_t i = 0; i < tensor.rank; ++i) {
    char dim[256];
    hfc_expr_text(artifact(), function, tensor.shape[i], dim, sizeof dim);
    text += (i ? ", " : "") + std::string(dim);
  }
  return text + ']';
}

std::vector<hfc_tensor>
Loaded::arrange(std::map<std::string, HostTensor> &given) const {
  std::vector<hfc_tensor> result;
  for (const hfc_tensor_info &input : inputs) {
    auto found = given.find(input.name);
    result.push_back(found == given.end() ? hfc_tensor{}
                                          : found->second.view());
  }
  for (const auto &[name, tensor] : given)
    if (std::none_of(inputs.begin(), inputs.end(),
                     [&](const auto &input) { return name == input.name; }))
      throw Refusal(Code::InputMismatch,
                    "the model has no input " + name +
                        "\nhelp: `hfc inspect` prints the signature");
  return result;
}
