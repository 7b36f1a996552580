// Tensors in files: .npy (numpy's format 1 to 3) and .pb (ONNX TensorProto).
#ifndef HFC_TOOLS_HFC_TENSORFILE_H
#define HFC_TOOLS_HFC_TENSORFILE_H

#include "hfc/runtime.h"
#include <string>
#include <vector>

namespace hfc::tool {

struct HostTensor {
  hfc_type type = HFC_NONE;
  std::vector<int64_t> dims;
  std::vector<uint8_t> bytes;

  uint64_t count() const;
  hfc_tensor view();
};

// Reads a tensor whose type must be `type`: raw values of its width are taken
// for types that numpy lacks. Throws Refusal; `input` is the name for messages.
HostTensor readTensorFile(const std::string &path, hfc_type type,
                          const std::string &input);
void writeNpy(const std::string &path, const HostTensor &tensor);
void writePb(const std::string &path, const HostTensor &tensor,
             const std::string &name);
// Standard normal floats, integers between two, coin flips: the same for one
// seed.
HostTensor randomTensor(hfc_type type, std::vector<int64_t> dims, uint64_t seed,
                        int64_t least, int64_t most);

} // namespace hfc::tool
#endif
