// safetensors: 8 bytes of header length, a JSON header, then the tensors' bytes
// without gaps. Checked as the format's own parser does (safetensors 0.8,
// tensor.rs: Metadata::validate); the bytes stay in the mapped file.
#ifndef HFC_FRONTENDS_SAFETENSORS_READER_H
#define HFC_FRONTENDS_SAFETENSORS_READER_H

#include "frontends/files/FileSet.h"
#include <vector>

namespace hfc::safetensors {

// HFC_SAFETENSORS_DTYPE(name, bits)
#define HFC_SAFETENSORS_DTYPES(HFC_SAFETENSORS_DTYPE)                          \
  HFC_SAFETENSORS_DTYPE(BOOL, 8)                                               \
  HFC_SAFETENSORS_DTYPE(F4, 4)                                                 \
  HFC_SAFETENSORS_DTYPE(F6_E2M3, 6)                                            \
  HFC_SAFETENSORS_DTYPE(F6_E3M2, 6)                                            \
  HFC_SAFETENSORS_DTYPE(U8, 8)                                                 \
  HFC_SAFETENSORS_DTYPE(I8, 8)                                                 \
  HFC_SAFETENSORS_DTYPE(F8_E5M2, 8)                                            \
  HFC_SAFETENSORS_DTYPE(F8_E4M3, 8)                                            \
  HFC_SAFETENSORS_DTYPE(F8_E5M2FNUZ, 8)                                        \
  HFC_SAFETENSORS_DTYPE(F8_E4M3FNUZ, 8)                                        \
  HFC_SAFETENSORS_DTYPE(F8_E8M0, 8)                                            \
  HFC_SAFETENSORS_DTYPE(I16, 16)                                               \
  HFC_SAFETENSORS_DTYPE(U16, 16)                                               \
  HFC_SAFETENSORS_DTYPE(F16, 16)                                               \
  HFC_SAFETENSORS_DTYPE(BF16, 16)                                              \
  HFC_SAFETENSORS_DTYPE(I32, 32)                                               \
  HFC_SAFETENSORS_DTYPE(U32, 32)                                               \
  HFC_SAFETENSORS_DTYPE(F32, 32)                                               \
  HFC_SAFETENSORS_DTYPE(C64, 64)                                               \
  HFC_SAFETENSORS_DTYPE(F64, 64)                                               \
  HFC_SAFETENSORS_DTYPE(I64, 64)                                               \
  HFC_SAFETENSORS_DTYPE(U64, 64)

enum class Dtype {
#define HFC_SAFETENSORS_DTYPE(NAME, BITS) NAME,
  HFC_SAFETENSORS_DTYPES(HFC_SAFETENSORS_DTYPE)
#undef HFC_SAFETENSORS_DTYPE
};

llvm::StringRef getName(Dtype dtype);
unsigned getBits(Dtype dtype);

struct Tensor {
  std::string name;
  Dtype dtype;
  std::vector<int64_t> shape;
  files::FileSpan data; // row-major, little-endian
};

struct Contents {
  std::vector<Tensor> tensors; // as they lie in the file
  std::vector<std::pair<std::string, std::string>> metadata;
};

llvm::Expected<Contents> readFile(const files::MappedFile &file);

} // namespace hfc::safetensors
#endif
