// See Compare.h.
#include "test/conformance/Compare.h"
#include "artifact/NarrowValue.h"
#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>

using namespace hfc;

namespace {

template <typename T> T load(const uint8_t *data, size_t index) {
  T value;
  std::memcpy(&value, data + index * sizeof(T), sizeof(T));
  return value;
}

double asDouble(hfc_type type, const uint8_t *data, size_t index) {
  switch (type) {
  case HFC_F16:
    return static_cast<double>(load<_Float16>(data, index));
  case HFC_BF16:
    return std::bit_cast<float>(uint32_t(load<uint16_t>(data, index)) << 16);
  case HFC_F32:
    return load<float>(data, index);
  case HFC_F64:
    return load<double>(data, index);
  default:
    return artifact::narrowFloat(artifact::ElementType(type), data[index]);
  }
}

bool isFloat(hfc_type type) {
  return (type >= HFC_F16 && type <= HFC_F64) ||
         artifact::isNarrowFloat(artifact::ElementType(type));
}

std::string asText(hfc_type type, const uint8_t *data, size_t index) {
  if (isFloat(type)) {
    char text[32];
    std::snprintf(text, sizeof text, "%.9g", asDouble(type, data, index));
    return text;
  }
  switch (type) {
  case HFC_I8:
  case HFC_I4:
  case HFC_I2:
    return std::to_string(load<int8_t>(data, index));
  case HFC_I16:
    return std::to_string(load<int16_t>(data, index));
  case HFC_I32:
    return std::to_string(load<int32_t>(data, index));
  case HFC_I64:
    return std::to_string(load<int64_t>(data, index));
  case HFC_U16:
    return std::to_string(load<uint16_t>(data, index));
  case HFC_U32:
    return std::to_string(load<uint32_t>(data, index));
  case HFC_U64:
    return std::to_string(load<uint64_t>(data, index));
  default:
    return std::to_string(data[index]);
  }
}

// An infinite tolerance takes anything.
bool isClose(double got, double wanted, double relative, double absolute) {
  if (std::isinf(absolute))
    return true;
  if (std::isnan(wanted) || std::isinf(wanted))
    return std::isnan(wanted) ? std::isnan(got) : got == wanted;
  return std::abs(got - wanted) <= absolute + relative * std::abs(wanted);
}

} // namespace

std::string conformance::compare(hfc_type type, std::span<const uint8_t> got,
                                 std::span<const uint8_t> wanted,
                                 double relative, double absolute) {
  if (got.size() != wanted.size())
    return std::to_string(got.size()) + " bytes instead of " +
           std::to_string(wanted.size());
  // Two units in the last place, as ONNX's own runner allows.
  if (type == HFC_BF16)
    relative = std::max(relative, 0x1p-6);
  size_t width = hfc_type_bytes(type), count = got.size() / width;
  size_t differences = 0, first = 0;
  for (size_t i = 0; i < count; ++i) {
    bool same = isFloat(type) ? isClose(asDouble(type, got.data(), i),
                                        asDouble(type, wanted.data(), i),
                                        relative, absolute)
                              : !std::memcmp(got.data() + i * width,
                                             wanted.data() + i * width, width);
    if (!same && differences++ == 0)
      first = i;
  }
  if (!differences)
    return "";
  return std::to_string(differences) + " of " + std::to_string(count) +
         " differ; element " + std::to_string(first) + " is " +
         asText(type, got.data(), first) + " instead of " +
         asText(type, wanted.data(), first);
}
