// Element types of ONNX (TensorProto.DataType, onnx-ml.proto of onnx 1.23).
// Plain C++20.
#ifndef HFC_FRONTENDS_ONNX_ELEMENTTYPE_H
#define HFC_FRONTENDS_ONNX_ELEMENTTYPE_H

#include <cstdint>
#include <string_view>

namespace hfc::onnx {

// HFC_ONNX_ELEMENT(name, value, bits of one element in raw data; 0: no raw
// data)
#define HFC_ONNX_ELEMENTS(HFC_ONNX_ELEMENT)                                    \
  HFC_ONNX_ELEMENT(FLOAT, 1, 32)                                               \
  HFC_ONNX_ELEMENT(UINT8, 2, 8)                                                \
  HFC_ONNX_ELEMENT(INT8, 3, 8)                                                 \
  HFC_ONNX_ELEMENT(UINT16, 4, 16)                                              \
  HFC_ONNX_ELEMENT(INT16, 5, 16)                                               \
  HFC_ONNX_ELEMENT(INT32, 6, 32)                                               \
  HFC_ONNX_ELEMENT(INT64, 7, 64)                                               \
  HFC_ONNX_ELEMENT(STRING, 8, 0)                                               \
  HFC_ONNX_ELEMENT(BOOL, 9, 8)                                                 \
  HFC_ONNX_ELEMENT(FLOAT16, 10, 16)                                            \
  HFC_ONNX_ELEMENT(DOUBLE, 11, 64)                                             \
  HFC_ONNX_ELEMENT(UINT32, 12, 32)                                             \
  HFC_ONNX_ELEMENT(UINT64, 13, 64)                                             \
  HFC_ONNX_ELEMENT(COMPLEX64, 14, 64)                                          \
  HFC_ONNX_ELEMENT(COMPLEX128, 15, 128)                                        \
  HFC_ONNX_ELEMENT(BFLOAT16, 16, 16)                                           \
  HFC_ONNX_ELEMENT(FLOAT8E4M3FN, 17, 8)                                        \
  HFC_ONNX_ELEMENT(FLOAT8E4M3FNUZ, 18, 8)                                      \
  HFC_ONNX_ELEMENT(FLOAT8E5M2, 19, 8)                                          \
  HFC_ONNX_ELEMENT(FLOAT8E5M2FNUZ, 20, 8)                                      \
  HFC_ONNX_ELEMENT(UINT4, 21, 4)                                               \
  HFC_ONNX_ELEMENT(INT4, 22, 4)                                                \
  HFC_ONNX_ELEMENT(FLOAT4E2M1, 23, 4)                                          \
  HFC_ONNX_ELEMENT(FLOAT8E8M0, 24, 8)                                          \
  HFC_ONNX_ELEMENT(UINT2, 25, 2)                                               \
  HFC_ONNX_ELEMENT(INT2, 26, 2)                                                \
  HFC_ONNX_ELEMENT(FLOAT6E2M3, 27, 6)                                          \
  HFC_ONNX_ELEMENT(FLOAT6E3M2, 28, 6)

enum class ElementType : int32_t {
  UNDEFINED = 0,
#define HFC_ONNX_ELEMENT(NAME, VALUE, BITS) NAME = VALUE,
  HFC_ONNX_ELEMENTS(HFC_ONNX_ELEMENT)
#undef HFC_ONNX_ELEMENT
};

// False for a number that no element type has (UNDEFINED included).
constexpr bool isElementType(int64_t value) {
  return value >= 1 && value <= 28;
}

constexpr unsigned getBits(ElementType type) {
  switch (type) {
#define HFC_ONNX_ELEMENT(NAME, VALUE, BITS)                                    \
  case ElementType::NAME:                                                      \
    return BITS;
    HFC_ONNX_ELEMENTS(HFC_ONNX_ELEMENT)
#undef HFC_ONNX_ELEMENT
  case ElementType::UNDEFINED:
    break;
  }
  return 0;
}

constexpr std::string_view getName(ElementType type) {
  switch (type) {
#define HFC_ONNX_ELEMENT(NAME, VALUE, BITS)                                    \
  case ElementType::NAME:                                                      \
    return #NAME;
    HFC_ONNX_ELEMENTS(HFC_ONNX_ELEMENT)
#undef HFC_ONNX_ELEMENT
  case ElementType::UNDEFINED:
    break;
  }
  return "UNDEFINED";
}

} // namespace hfc::onnx
#endif
