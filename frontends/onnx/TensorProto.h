// Tensors as ONNX stores them (TensorProto): decoding, and the writing of .pb
// files. Plain C++20: the `hfc` command reads and writes .pb with it.
#ifndef HFC_FRONTENDS_ONNX_TENSORPROTO_H
#define HFC_FRONTENDS_ONNX_TENSORPROTO_H

#include "frontends/onnx/Tensor.h"

namespace hfc::onnx {

class Wire;

// The whole of a .pb file; empty, or what is wrong with it ("byte 12: …"). The
// tensor's bytes may lie in `file`, which must outlive it.
std::string readTensor(std::span<const uint8_t> file, Tensor &tensor);

// The bytes of a .pb file: raw data, or string_data.
std::string writeTensor(const Tensor &tensor);

// Within the readers: throws ReadFailure. External data is only described.
Tensor decodeTensor(Wire message);
// How many bytes the tensor's type and dims take; the decoder has checked that
// this is a number.
uint64_t getByteSize(const Tensor &tensor);
// What a value may not be, whatever its type allows (a BOOL other than 0 and
// 1): why, or empty.
std::string checkValues(const Tensor &tensor);

} // namespace hfc::onnx
#endif
