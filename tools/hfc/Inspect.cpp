// hfc inspect: what an artifact holds and where it came from.
#include "tools/hfc/Loaded.h"
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <unistd.h>

using namespace hfc;
using namespace hfc::tool;
using diag::Code;
using Json = nlohmann::ordered_json;

namespace {

struct InspectCommand : Command {
  std::string path, kernel;
  bool json = false, verify = false;

  explicit InspectCommand(CLI::App &app) {
    auto *sub = app.add_subcommand("inspect", "show what an artifact holds");
    sub->add_option("FILE", path, "the artifact")->required();
    sub->add_flag("--json", json, "for machines");
    sub->add_flag("--verify", verify, "hash code and constants again");
    sub->add_option("--disassemble", kernel, "the machine code of a kernel");
  }
  int run() override;
};

// Everything as JSON; the text is printed from it.
class Report {
public:
  explicit Report(hfc_artifact *artifact) : artifact(artifact) {}
  Json make();

private:
  std::string text(uint32_t function, hfc_expr expr) {
    char buffer[1024];
    hfc_expr_text(artifact, function, expr, buffer, sizeof buffer);
    return buffer;
  }
  Json tensor(uint32_t function, const hfc_tensor_info &info) {
    Json shape = Json::array();
    for (uint32_t i = 0; i < info.rank; ++i)
      shape.push_back(text(function, info.shape[i]));
    Json result = {{"name", info.name},
                   {"type", hfc_type_name(info.type)},
                   {"shape", shape},
                   {"optional", info.optional}};
    if (info.least != INT64_MIN || info.most != INT64_MAX) {
      result["least"] = info.least;
      result["most"] = info.most;
    }
    return result;
  }
  Json function(uint32_t index, const hfc_function_info &info);
  Json kernelOf(uint32_t index, const hfc_kernel_info &info);

  hfc_artifact *artifact;
};

} // namespace

Json Report::function(uint32_t index, const hfc_function_info &info) {
  Json dims = Json::array(), inputs = Json::array(), outputs = Json::array();
  for (uint32_t i = 0; i < info.dims; ++i) {
    hfc_dim_info dim = hfc_dim_info_init();
    hfc_artifact_dim(artifact, index, i, &dim);
    dims.push_back({{"name", dim.name},
                    {"min", dim.min},
                    {"max", dim.max},
                    {"divisor", dim.divisor}});
  }
  hfc_tensor_info one = hfc_tensor_info_init();
  for (uint32_t i = 0; hfc_artifact_input(artifact, index, i, &one); ++i)
    inputs.push_back(tensor(index, one));
  for (uint32_t i = 0; hfc_artifact_output(artifact, index, i, &one); ++i)
    outputs.push_back(tensor(index, one));
  Json arena = Json::array();
  hfc_expr bytes;
  for (uint32_t i = 0; hfc_artifact_segment(artifact, index, i, &bytes); ++i)
    arena.push_back(text(index, bytes));
  return {{"name", info.name},   {"family", info.family}, {"dims", dims},
          {"inputs", inputs},    {"outputs", outputs},    {"steps", info.steps},
          {"arena_bytes", arena}};
}

Json Report::kernelOf(uint32_t index, const hfc_kernel_info &info) {
  Json entries = Json::array();
  hfc_entry_info entry = hfc_entry_info_init();
  for (uint32_t i = 0; hfc_artifact_entry(artifact, index, i, &entry); ++i) {
    Json one = {{"strategy", entry.strategy},
                {"executable", entry.executable},
                {"grid", text(HFC_KERNEL_DIMS, entry.grid)},
                {"scratch_bytes", entry.scratch_bytes}};
    if (entry.workgroup) {
      one["workgroup"] = entry.workgroup;
      one["wave"] = entry.wave;
      one["kernarg_bytes"] = entry.kernarg_bytes;
      one["lds_bytes"] = entry.lds_bytes;
      one["vgprs"] = entry.vgprs;
      one["agprs"] = entry.agprs;
      one["sgprs"] = entry.sgprs;
      one["spills"] = entry.spills;
      one["occupancy"] = entry.occupancy;
      one["matrix_percent"] = entry.matrix_percent;
      one["reason"] = entry.reason;
    }
    if (entry.guard.size)
      one["guard"] = text(HFC_KERNEL_DIMS, entry.guard);
    entries.push_back(one);
  }
  return {{"name", info.name},
          {"operands", info.operands},
          {"results", info.results},
          {"sizes", info.sizes},
          {"entries", entries}};
}

Json Report::make() {
  hfc_artifact_info info = hfc_artifact_info_init();
  hfc_artifact_get_info(artifact, &info);
  std::string hash;
  for (int i = 0; info.model_sha256 && i < 32; ++i) {
    char byte[3];
    std::snprintf(byte, sizeof byte, "%02x", info.model_sha256[i]);
    hash += byte;
  }
  Json options = Json::object(), files = Json::object();
  const char *key, *value;
  for (uint32_t i = 0; hfc_artifact_option(artifact, i, &key, &value); ++i)
    options[key] = value;
  for (uint32_t i = 0; hfc_artifact_file(artifact, i, &key, &value); ++i)
    files[key] = value;
  Json report = {{"format_version", info.format_version},
                 {"compiler", info.compiler},
                 {"llvm", info.llvm},
                 {"model_format", info.model_format},
                 {"model_sha256", hash},
                 {"options", options},
                 {"files", files},
                 {"flush_subnormals", info.flush_subnormals},
                 {"bytes",
                  {{"file", info.file_bytes},
                   {"tables", info.tables_bytes},
                   {"code", info.code_bytes},
                   {"constants", info.constants_bytes}}}};
  Json &executables = report["executables"] = Json::array();
  hfc_executable_info executable = hfc_executable_info_init();
  for (uint32_t i = 0; hfc_artifact_executable(artifact, i, &executable); ++i)
    executables.push_back({{"family", executable.family},
                           {"chip", executable.chip},
                           {"features", executable.features},
                           {"bytes", executable.image_bytes}});
  Json &functions = report["functions"] = Json::array();
  hfc_function_info functionInfo = hfc_function_info_init();
  for (uint32_t i = 0; hfc_artifact_function(artifact, i, &functionInfo); ++i)
    functions.push_back(function(i, functionInfo));
  Json &states = report["states"] = Json::array();
  hfc_state_info state = hfc_state_info_init();
  for (uint32_t i = 0; hfc_artifact_state(artifact, i, &state); ++i) {
    Json shape = Json::array();
    for (uint32_t d = 0; d < state.rank; ++d)
      shape.push_back(text(HFC_STATE_DIMS, state.shape[d]));
    states.push_back({{"name", state.name},
                      {"type", hfc_type_name(state.type)},
                      {"shape", shape},
                      {"optional", false}});
  }
  Json &stateDims = report["state_dims"] = Json::array();
  hfc_state_dim_info dim = hfc_state_dim_info_init();
  for (uint32_t i = 0; hfc_artifact_state_dim(artifact, i, &dim); ++i)
    stateDims.push_back({{"name", dim.name},
                         {"kind", dim.kind == HFC_STATE_CAPACITY ? "capacity"
                                  : dim.kind == HFC_STATE_LENGTH ? "length"
                                                                 : "rows"},
                         {"max", dim.max}});
  Json &metadata = report["metadata"] = Json::object();
  for (uint32_t i = 0; hfc_artifact_metadata(artifact, i, &key, &value); ++i)
    metadata[key] = value;
  Json &kernels = report["kernels"] = Json::array();
  hfc_kernel_info kernelInfo = hfc_kernel_info_init();
  for (uint32_t i = 0; hfc_artifact_kernel(artifact, i, &kernelInfo); ++i)
    kernels.push_back(kernelOf(i, kernelInfo));
  return report;
}

static std::string signature(const Json &tensor) {
  std::string dims;
  for (const auto &dim : tensor["shape"])
    dims += (dims.empty() ? "" : ", ") + dim.get<std::string>();
  return tensor["type"].get<std::string>() + "[" + dims + "]" +
         (tensor["optional"].get<bool>() ? "  may be left out" : "");
}

static void printText(const std::string &path, const Json &report) {
  auto line = [](const char *key, const std::string &value) {
    std::printf("  %-12s %s\n", key, value.c_str());
  };
  std::printf("%s\n", path.c_str());
  line("compiler", report["compiler"].get<std::string>() + ", LLVM " +
                       report["llvm"].get<std::string>());
  line("model", report["model_format"]);
  for (const auto &[name, hash] : report["files"].items())
    line("  file", name + "  sha256 " + hash.get<std::string>());
  for (const auto &[key, value] : report["options"].items())
    line("  option", key + " " + value.get<std::string>());
  for (const auto &[key, value] : report["metadata"].items())
    line("  says", key + " " + value.get<std::string>());
  const Json &bytes = report["bytes"];
  line("bytes", bytes["file"].dump() + ": tables " + bytes["tables"].dump() +
                    ", code " + bytes["code"].dump() + ", constants " +
                    bytes["constants"].dump());
  for (const Json &executable : report["executables"])
    line("target", executable["chip"].get<std::string>() + "  " +
                       executable["bytes"].dump() + " bytes  " +
                       executable["features"].get<std::string>());
  for (const Json &function : report["functions"]) {
    std::printf("function %s\n", function["name"].get<std::string>().c_str());
    for (const Json &dim : function["dims"])
      line("dim", dim["name"].get<std::string>() + "  " + dim["min"].dump() +
                      ".." + dim["max"].dump());
    for (const Json &input : function["inputs"])
      line("input", input["name"].get<std::string>() + "  " + signature(input));
    for (const Json &output : function["outputs"])
      line("output",
           output["name"].get<std::string>() + "  " + signature(output));
    line("steps", function["steps"].dump());
    for (const Json &arena : function["arena_bytes"])
      line("arena", arena.get<std::string>() + " bytes");
  }
  if (!report["states"].empty())
    std::printf("state\n");
  for (const Json &dim : report["state_dims"])
    line(dim["kind"].get<std::string>().c_str(),
         dim["name"].get<std::string>() + "  up to " + dim["max"].dump());
  for (const Json &state : report["states"])
    line("", state["name"].get<std::string>() + "  " + signature(state));
  std::printf("kernels\n");
  for (const Json &kernel : report["kernels"]) {
    line("", kernel["name"]);
    for (const Json &entry : kernel["entries"]) {
      line("", "  " + entry["strategy"].get<std::string>() + "  grid " +
                   entry["grid"].get<std::string>() +
                   (entry.contains("guard")
                        ? "  where " + entry["guard"].get<std::string>()
                        : ""));
      if (!entry.contains("workgroup"))
        continue;
      auto number = [&](const char *key) { return entry[key].dump(); };
      line("", "    workgroup " + number("workgroup") + ", " + number("vgprs") +
                   " VGPRs, " + number("agprs") + " AGPRs, " + number("sgprs") +
                   " SGPRs, " + number("spills") + " spills, LDS " +
                   number("lds_bytes") + " bytes, " + number("occupancy") +
                   " waves a SIMD, matrix " + number("matrix_percent") + " %");
      if (entry["reason"] != "")
        line("", "    " + entry["reason"].get<std::string>());
    }
  }
}

// By objdump, which knows more than a runtime needs to.
static int disassemble(hfc_artifact *artifact, const std::string &name) {
  hfc_kernel_info kernel = hfc_kernel_info_init();
  hfc_entry_info entry = hfc_entry_info_init();
  for (uint32_t i = 0; hfc_artifact_kernel(artifact, i, &kernel); ++i) {
    if (name != kernel.name || !hfc_artifact_entry(artifact, i, 0, &entry))
      continue;
    hfc_executable_info executable = hfc_executable_info_init();
    hfc_artifact_executable(artifact, entry.executable, &executable);
    auto path = std::filesystem::temp_directory_path() /
                ("hfc-image-" + std::to_string(getpid()));
    std::ofstream(path, std::ios::binary)
        .write(static_cast<const char *>(executable.image),
               executable.image_bytes);
    bool gpu = !std::strcmp(executable.family, "amdgpu");
    std::string command = gpu ? "llvm-objdump-22 --disassemble-symbols='"
                              : "objdump --disassemble='";
    command +=
        std::string(entry.symbol) + "' -d --no-show-raw-insn " + path.string();
    int status = std::system(command.c_str());
    std::filesystem::remove(path);
    if (status)
      throw Refusal(Code::CannotReadFile,
                    gpu ? "llvm-objdump-22, which disassembles, failed\nhelp: "
                          "install llvm-22"
                        : "objdump, which disassembles, failed\nhelp: install "
                          "binutils");
    return done;
  }
  throw Refusal(Code::InputMismatch,
                "no kernel " + name + "\nhelp: `hfc inspect` lists them");
}

int InspectCommand::run() {
  Handle<hfc_artifact, hfc_artifact_release> artifact;
  check(hfc_artifact_open(path.c_str(), nullptr, &artifact.pointer));
  if (verify)
    check(hfc_artifact_verify_hashes(artifact));
  if (!kernel.empty())
    return disassemble(artifact, kernel);
  Json report = Report(artifact).make();
  if (json)
    std::printf("%s\n", report.dump(2).c_str());
  else
    printText(path, report);
  return done;
}

std::unique_ptr<Command> tool::declareInspect(CLI::App &app) {
  return std::make_unique<InspectCommand>(app);
}
