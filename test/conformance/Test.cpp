// See Test.h: reading the index, and running a compiled test.
#include "test/conformance/Test.h"
#include "frontends/onnx/Packing.h"
#include "frontends/onnx/TensorProto.h"
#include "test/conformance/Compare.h"
#include "test/conformance/Compile.h"
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <sstream>

using namespace hfc;
using namespace hfc::conformance;

std::vector<Test> conformance::readIndex(const std::string &folder) {
  std::ifstream file(folder + "/index.txt");
  if (!file) {
    std::cerr << "error: no index.txt in " << folder << "\n"
              << "help: test/conformance/onnx/generate.py writes it\n";
    exit(2);
  }
  std::vector<Test> tests;
  for (std::string line; std::getline(file, line);) {
    std::istringstream words(line);
    Test test;
    std::string path, relative, absolute;
    words >> path >> relative >> absolute >> test.scope;
    test.folder = folder + "/" + path;
    test.suite = path.substr(0, path.find('/'));
    test.name = path.substr(path.find('/') + 1);
    test.relative = std::strtod(relative.c_str(), nullptr); // may be inf
    test.absolute = std::strtod(absolute.c_str(), nullptr);
    if (test.scope == "-")
      test.scope = "";
    for (std::string name; words >> name;)
      test.operators.push_back(name);
    tests.push_back(std::move(test));
  }
  return tests;
}

// Out of scope is out of scope in one mode.
bool Test::runsIn(const Mode &mode) const {
  return scope.empty() ? std::filesystem::exists(getModel(mode))
                       : mode.level == 0;
}

namespace {

// A .pb file; the tensor may lie in its bytes.
struct TensorFile {
  std::vector<uint8_t> bytes;
  std::vector<uint8_t> data; // aligned as the runtime wants it
  hfc_tensor tensor = {};
};

// input_0.pb, input_1.pb …
std::string readTensors(const Test &test, const char *kind,
                        std::vector<TensorFile> &tensors) {
  for (unsigned number = 0;; ++number) {
    std::string path =
        test.folder + "/" + kind + "_" + std::to_string(number) + ".pb";
    if (!std::filesystem::exists(path))
      return "";
    std::ifstream stream(path, std::ios::binary);
    TensorFile &file = tensors.emplace_back();
    file.bytes.assign(std::istreambuf_iterator<char>(stream), {});
    onnx::Tensor tensor;
    if (std::string problem = onnx::readTensor(file.bytes, tensor);
        !problem.empty())
      return path + ": " + problem;
    auto view = tensor.getBytes();
    file.tensor.type = static_cast<hfc_type>(onnx::toArtifactType(tensor.type));
    if (unsigned bits = onnx::getBits(tensor.type); bits < 8)
      file.data = onnx::unpack(
          view, bits, file.tensor.type == HFC_I4 || file.tensor.type == HFC_I2,
          tensor.elementCount);
    else
      file.data.assign(view.begin(), view.end());
    file.tensor.data = file.data.data();
    file.tensor.bytes = file.data.size();
    file.tensor.rank = tensor.dims.size();
    std::copy(tensor.dims.begin(), tensor.dims.end(), file.tensor.dims);
  }
}

// The first line of a status, which it frees; empty for success.
std::string take(hfc_status *status) {
  std::string message = hfc_status_message(status);
  hfc_status_free(status);
  return message.substr(0, message.find('\n'));
}

// Outputs are in the session's memory.
std::string run(const std::string &artifact,
                const std::vector<TensorFile> &inputs,
                std::vector<hfc_tensor> &outputs,
                std::unique_ptr<hfc_session, void (*)(hfc_session *)> &held) {
  hfc_device_options options = hfc_device_options_init();
  options.threads = 2;
  hfc_device *device = nullptr;
  hfc_program *program = nullptr;
  hfc_session *session = nullptr;
  std::string problem = take(hfc_device_open(&options, &device));
  if (problem.empty())
    problem = take(hfc_program_load(artifact.c_str(), device, &program));
  hfc_device_release(device);
  if (problem.empty())
    problem = take(hfc_session_create(program, nullptr, &session));
  hfc_program_release(program);
  if (!problem.empty())
    return problem;
  held.reset(session);
  std::vector<hfc_tensor> arguments;
  for (const TensorFile &input : inputs)
    arguments.push_back(input.tensor);
  return take(hfc_session_run(session, arguments.data(), arguments.size(),
                              outputs.data(), outputs.size()));
}

std::string describeShape(const hfc_tensor &tensor) {
  std::string text = hfc_type_name(tensor.type) ?: "?";
  for (uint32_t i = 0; i < tensor.rank; ++i)
    text += (i ? "x" : "[") + std::to_string(tensor.dims[i]);
  return text + (tensor.rank ? "]" : "[]");
}

} // namespace

static std::string checkRefusal(const Test &test, const std::string &artifact) {
  std::string problem = compileModel(test.folder + "/model.onnx", 0, artifact);
  if (problem.empty())
    return "is out of scope (" + test.scope + ") and compiles";
  return problem.find("[HFC01") == std::string::npos ? problem : "";
}

std::string conformance::runTest(const Test &test, const Mode &mode) {
  std::string artifact = test.folder + "/" + mode.name + ".hfa";
  if (!test.scope.empty())
    return checkRefusal(test, artifact);
  std::vector<TensorFile> inputs, expected;
  for (auto [kind, tensors] :
       {std::pair{"input", &inputs}, {"output", &expected}})
    if (std::string problem = readTensors(test, kind, *tensors);
        !problem.empty())
      return problem;
  if (std::string problem =
          compileModel(test.getModel(mode), mode.level, artifact);
      !problem.empty())
    return problem;

  std::vector<hfc_tensor> outputs(expected.size());
  std::unique_ptr<hfc_session, void (*)(hfc_session *)> held(
      nullptr, hfc_session_destroy);
  if (std::string problem = run(artifact, inputs, outputs, held);
      !problem.empty())
    return problem;
  for (size_t i = 0; i < outputs.size(); ++i) {
    const hfc_tensor &wanted = expected[i].tensor, &got = outputs[i];
    std::string name = "output " + std::to_string(i);
    if (describeShape(got) != describeShape(wanted))
      return name + " is " + describeShape(got) + " instead of " +
             describeShape(wanted);
    if (std::string problem =
            compare(wanted.type,
                    {static_cast<const uint8_t *>(got.data), size_t(got.bytes)},
                    expected[i].data, test.relative, test.absolute);
        !problem.empty())
      return name + ": " + problem;
  }
  return "";
}
