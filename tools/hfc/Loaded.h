// An artifact ready to run from the command line: device, program, session, and
// one function's signature.
#ifndef HFC_TOOLS_HFC_LOADED_H
#define HFC_TOOLS_HFC_LOADED_H

#include "tools/hfc/Commands.h"
#include "tools/hfc/TensorFile.h"
#include <map>
#include <optional>

namespace hfc::tool {

// A handle of the runtime, released at the end.
template <typename T, void release(T *)> struct Handle {
  T *pointer = nullptr;
  Handle() = default;
  Handle(const Handle &) = delete;
  ~Handle() { release(pointer); }
  operator T *() const { return pointer; }
};

struct LoadOptions {
  std::string artifact, function, device; // no device: see Loaded.cpp
  unsigned threads = 0;
  std::vector<std::string> dims; // NAME=N

  void declare(CLI::App &app);
};

class Loaded {
public:
  explicit Loaded(const LoadOptions &options);

  hfc_artifact *artifact() const { return hfc_program_artifact(program); }

  Handle<hfc_device, hfc_device_release> device;
  Handle<hfc_program, hfc_program_release> program;
  Handle<hfc_session, hfc_session_destroy> session;
  uint32_t function = 0;
  hfc_function_info info;
  std::vector<hfc_tensor_info> inputs, outputs;
  std::vector<std::string> dimNames;
  double openMs = 0;

  std::optional<int64_t> dim(const std::string &name) const;
  void setDim(const std::string &name, int64_t value) { fixed[name] = value; }
  // The dims of an input, from --dim; throws where one is missing.
  std::vector<int64_t> dimsOf(const hfc_tensor_info &tensor) const;
  // Random values of the signature's types.
  HostTensor random(const hfc_tensor_info &tensor, uint64_t seed) const;
  // Of every input that cannot be left out, by name.
  std::map<std::string, HostTensor> randomInputs() const;
  std::string textOf(const hfc_tensor_info &tensor) const; // "f32[b, 384]"
  // The inputs in order, those not given left out.
  std::vector<hfc_tensor>
  arrange(std::map<std::string, HostTensor> &given) const;

private:
  void openSession();

  std::map<std::string, int64_t> fixed;
};

} // namespace hfc::tool
#endif
