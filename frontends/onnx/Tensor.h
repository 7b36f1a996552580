// A tensor of an ONNX file (TensorProto): initializer, attribute, or a .pb file
// of its own. Plain C++20, so that the `hfc` command reads .pb files without
// LLVM.
#ifndef HFC_FRONTENDS_ONNX_TENSOR_H
#define HFC_FRONTENDS_ONNX_TENSOR_H

#include "frontends/onnx/ElementType.h"
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace hfc::files {
class MappedFile;
}

namespace hfc::onnx {

// Where the data of a tensor lies outside of its message.
struct ExternalData {
  std::string location;
  uint64_t offset = 0;
  std::optional<uint64_t> length;
};

struct Tensor {
  std::string name;
  ElementType type = ElementType::UNDEFINED;
  std::vector<int64_t> dims; // at most 32, none negative
  uint64_t elementCount = 0; // their product
  uint64_t offset = 0;       // of the message in the file it was read from

  // STRING tensors: one string an element, and no bytes.
  std::vector<std::string> strings;
  // Set by the decoder, resolved by the reader of a model.
  std::optional<ExternalData> external;
  // Raw and external data stay where they are: `file` from `fileOffset` on.
  // Null when the data came in a typed field and was decoded.
  const files::MappedFile *file = nullptr;
  uint64_t fileOffset = 0;

  // Row-major, little-endian, no gaps; types under 8 bits are packed, first
  // element in the lowest bits.
  std::span<const uint8_t> getBytes() const {
    return decoded.empty() ? view : std::span<const uint8_t>(decoded);
  }

  std::span<const uint8_t> view;
  std::vector<uint8_t> decoded;
};

} // namespace hfc::onnx
#endif
