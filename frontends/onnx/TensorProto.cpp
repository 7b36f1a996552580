// See TensorProto.h. Which field holds which type: comments of TensorProto in
// onnx-ml.proto (onnx 1.23).
#include "frontends/onnx/TensorProto.h"
#include "artifact/CheckedSize.h"
#include "diagnostics/Quote.h"
#include "frontends/onnx/Wire.h"
#include <algorithm>
#include <bit>
#include <charconv>
#include <new>
#include <protozero/pbf_writer.hpp>

static_assert(std::endian::native == std::endian::little,
              "raw data is little-endian");

using namespace hfc::onnx;
using hfc::artifact::CheckedSize;
using hfc::diag::Code;
using hfc::diag::quote;

namespace {

// Fields of TensorProto.
enum Field : unsigned {
  Dims = 1,
  DataType = 2,
  Segment = 3,
  FloatData = 4,
  Int32Data = 5,
  StringData = 6,
  Int64Data = 7,
  Name = 8,
  RawData = 9,
  DoubleData = 10,
  Uint64Data = 11,
  External = 13,
  DataLocation = 14
};

constexpr std::string_view getFieldName(unsigned field) {
  switch (field) {
  case FloatData:
    return "float_data";
  case Int32Data:
    return "int32_data";
  case StringData:
    return "string_data";
  case Int64Data:
    return "int64_data";
  case RawData:
    return "raw_data";
  case DoubleData:
    return "double_data";
  case Uint64Data:
    return "uint64_data";
  }
  return "";
}

// The typed field for values of a type.
Field getFieldOf(ElementType type) {
  switch (type) {
  case ElementType::FLOAT:
  case ElementType::COMPLEX64:
    return FloatData;
  case ElementType::DOUBLE:
  case ElementType::COMPLEX128:
    return DoubleData;
  case ElementType::INT64:
    return Int64Data;
  case ElementType::UINT32:
  case ElementType::UINT64:
    return Uint64Data;
  case ElementType::STRING:
    return StringData;
  default:
    return Int32Data;
  }
}

bool isComplex(ElementType type) {
  return type == ElementType::COMPLEX64 || type == ElementType::COMPLEX128;
}

// The largest dim of a tensor whose size nobody bounds.
constexpr int64_t maxDim = INT32_MAX;
constexpr size_t maxRank = 32;

// Counts elements. Zero dims do not excuse the others: strides multiply them.
void checkDims(const Wire &message, Tensor &tensor) {
  CheckedSize count(1);
  bool empty = false;
  for (int64_t dim : tensor.dims) {
    if (dim < 0)
      message.fail("the dim " + std::to_string(dim) + " is negative");
    if (dim > maxDim)
      throw ReadFailure{Code::LimitExceeded,
                        "the dim " + std::to_string(dim) + " is over " +
                            std::to_string(maxDim),
                        message.offset()};
    empty |= dim == 0;
    count = count * (dim ? dim : 1);
  }
  CheckedSize bits = count * std::max(getBits(tensor.type), 8u) + 7;
  if (!bits.fits(INT64_MAX))
    throw ReadFailure{Code::LimitExceeded,
                      "the number of elements does not fit 64 bits",
                      message.offset()};
  tensor.elementCount = empty ? 0 : count.get();
}

uint64_t readNumber(const Wire &message, std::string_view key,
                    std::string_view text) {
  uint64_t value = 0;
  auto [end, error] =
      std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size())
    message.fail("the " + std::string(key) + " of external data is " +
                 quote(text) + " and no number of bytes");
  return value;
}

void readExternal(Wire entry, ExternalData &data) {
  std::string_view key, value;
  while (entry.next()) {
    if (entry.tag() == 1)
      key = entry.getBytes();
    else if (entry.tag() == 2)
      value = entry.getBytes();
    else
      entry.skip();
  }
  if (key == "location")
    data.location = value;
  else if (key == "offset")
    data.offset = readNumber(entry, key, value);
  else if (key == "length")
    data.length = readNumber(entry, key, value);
  else if (key != "checksum" && key != "basepath")
    entry.fail("external data has the unknown key " + quote(key));
}

class TypedValues {
public:
  TypedValues(const Wire &message, Tensor &tensor, unsigned field)
      : message(message), tensor(tensor), field(field),
        bits(getBits(tensor.type)) {
    // Types below six bits are packed in the field as they are in raw data.
    wanted = bits && bits < 6
                 ? getByteSize(tensor)
                 : tensor.elementCount * (isComplex(tensor.type) ? 2 : 1);
  }

  void addInt(int64_t value) {
    count();
    unsigned width = bits < 6 ? 8 : bits;
    if (tensor.type == ElementType::BOOL && value != 0 && value != 1)
      message.fail("the BOOL " + std::to_string(value) + " is neither 0 nor 1");
    // Signed or bit-wise: both fit the width.
    if (width < 64 &&
        (value >= int64_t(1) << width || value < -(int64_t(1) << (width - 1))))
      message.fail("the value " + std::to_string(value) +
                   " does not fit the type " +
                   std::string(getName(tensor.type)));
    if (width == 6)
      return addSixBits(value & 0x3f);
    append(&value, width / 8);
  }
  template <typename T> void addReal(T value) {
    count();
    append(&value, sizeof(T));
  }
  void addString(std::string value) {
    count();
    tensor.strings.push_back(std::move(value));
  }
  void finish() const {
    if (seen != wanted)
      message.fail(std::string(getFieldName(field)) + " has " +
                   std::to_string(seen) + " values, and the dims ask for " +
                   std::to_string(wanted));
  }

private:
  // Before anything is stored, so that memory follows the file's own size.
  void count() {
    if (seen == wanted)
      message.fail(std::string(getFieldName(field)) +
                   " has more values than the " + std::to_string(wanted) +
                   " that the dims ask for");
    ++seen;
  }
  void append(const void *value, size_t size) {
    auto *bytes = static_cast<const uint8_t *>(value);
    tensor.decoded.insert(tensor.decoded.end(), bytes, bytes + size);
  }
  // An LSB-first stream of bits: four values in three bytes.
  void addSixBits(unsigned value) {
    unsigned used = (seen - 1) % 4 * 6 % 8;
    if (used == 0)
      tensor.decoded.push_back(0);
    tensor.decoded.back() |= value << used;
    if (used > 2)
      tensor.decoded.push_back(value >> (8 - used));
  }

  const Wire &message;
  Tensor &tensor;
  unsigned field;
  unsigned bits;
  uint64_t wanted;
  uint64_t seen = 0;
};

// `field` is the one that holds data.
void readTyped(Wire message, unsigned field, Tensor &tensor) {
  if (field != getFieldOf(tensor.type))
    message.fail("values of type " + std::string(getName(tensor.type)) +
                 " do not belong into " + std::string(getFieldName(field)));
  TypedValues values(message, tensor, field);
  while (message.next()) {
    if (message.tag() != field)
      message.skip();
    else if (field == FloatData)
      message.getReals<float>([&](float value) { values.addReal(value); });
    else if (field == DoubleData)
      message.getReals<double>([&](double value) { values.addReal(value); });
    else if (field == StringData)
      values.addString(message.getString());
    else
      message.getInts([&](int64_t value) { values.addInt(value); });
  }
  values.finish();
}

struct Contents {
  std::string_view raw;
  unsigned field = 0; // that holds data
  bool isExternal = false;
  ExternalData external;
};

// The first pass: all but the typed values, for their type may come last.
void readHeader(Wire message, Tensor &tensor, Contents &contents) {
  auto holdsData = [&](unsigned field) {
    if (contents.field && contents.field != field)
      message.fail("has data in " + std::string(getFieldName(contents.field)) +
                   " and in " + std::string(getFieldName(field)));
    contents.field = field;
  };
  while (message.next()) {
    switch (message.tag()) {
    case Dims:
      message.getInts([&](int64_t dim) {
        if (tensor.dims.size() == maxRank)
          throw ReadFailure{Code::LimitExceeded, "has more than 32 dims",
                            message.offset()};
        tensor.dims.push_back(dim);
      });
      break;
    case DataType: {
      int32_t type = message.getInt32();
      if (!isElementType(type))
        message.fail("there is no element type " + std::to_string(type));
      tensor.type = ElementType(type);
      break;
    }
    case Segment:
      message.fail("is stored in segments, which no tool writes");
    case Name:
      tensor.name = message.getBytes();
      break;
    case RawData:
      contents.raw = message.getBytes();
      if (!contents.raw.empty())
        holdsData(RawData);
      break;
    case FloatData:
    case Int32Data:
    case Int64Data:
    case DoubleData:
    case Uint64Data:
    case StringData: {
      unsigned field = message.tag();
      uint64_t before = message.offsetNow();
      message.skip();
      // A packed field without values takes one byte, its length.
      if (field == StringData || message.offsetNow() - before > 1 ||
          !message.isPacked())
        holdsData(field);
      break;
    }
    case External:
      readExternal(message.getMessage(), contents.external);
      break;
    case DataLocation:
      contents.isExternal = message.getInt32() == 1;
      break;
    default:
      message.skip();
    }
  }
}

void readData(const Wire &message, const Contents &contents, Tensor &tensor) {
  if (tensor.type == ElementType::UNDEFINED)
    message.fail("has no element type");
  checkDims(message, tensor);
  if (contents.isExternal) {
    if (contents.field)
      message.fail("has external data, and data in " +
                   std::string(getFieldName(contents.field)));
    if (tensor.type == ElementType::STRING)
      message.fail("is of type STRING, which cannot be external");
    if (contents.external.location.empty())
      message.fail("has external data without a location");
    tensor.external = contents.external;
    return;
  }
  if (tensor.elementCount == 0 || !contents.field) {
    if (contents.field || tensor.elementCount)
      message.fail(contents.field ? "has data, and a dim of 0" : "has no data");
    return;
  }
  if (contents.field != RawData)
    return readTyped(message, contents.field, tensor);
  if (tensor.type == ElementType::STRING)
    message.fail("values of type STRING do not belong into raw_data");
  if (contents.raw.size() != getByteSize(tensor))
    message.fail("raw_data has " + std::to_string(contents.raw.size()) +
                 " bytes, and the dims ask for " +
                 std::to_string(getByteSize(tensor)));
  tensor.view = {reinterpret_cast<const uint8_t *>(contents.raw.data()),
                 contents.raw.size()};
  tensor.fileOffset = message.offsetOf(contents.raw.data());
  if (std::string why = checkValues(tensor); !why.empty())
    message.fail(why);
}

} // namespace

uint64_t hfc::onnx::getByteSize(const Tensor &tensor) {
  return ((CheckedSize(tensor.elementCount) * getBits(tensor.type) + 7).get()) /
         8;
}

std::string hfc::onnx::checkValues(const Tensor &tensor) {
  if (tensor.type == ElementType::BOOL)
    for (uint8_t byte : tensor.getBytes())
      if (byte > 1)
        return "the BOOL " + std::to_string(byte) + " is neither 0 nor 1";
  return "";
}

Tensor hfc::onnx::decodeTensor(Wire message) {
  Tensor tensor;
  tensor.offset = message.offset();
  try {
    Contents contents;
    readHeader(message, tensor, contents);
    readData(message, contents, tensor);
  } catch (ReadFailure &failure) {
    failure.text = "tensor " + quote(tensor.name) + ": " + failure.text;
    throw;
  }
  return tensor;
}

std::string hfc::onnx::readTensor(std::span<const uint8_t> file,
                                  Tensor &tensor) {
  try {
    uint64_t count = 0;
    tensor = decodeTensor(Wire(file, count));
  } catch (const ReadFailure &failure) {
    return "byte " + std::to_string(failure.offset) + ": " + failure.text;
  } catch (const std::bad_alloc &) {
    return "not enough memory to decode it";
  }
  return tensor.external ? "its data is external, which only models have" : "";
}

std::string hfc::onnx::writeTensor(const Tensor &tensor) {
  std::string result;
  protozero::pbf_writer writer(result);
  writer.add_packed_int64(Dims, tensor.dims.begin(), tensor.dims.end());
  writer.add_int32(DataType, int32_t(tensor.type));
  for (const std::string &value : tensor.strings)
    writer.add_bytes(StringData, value);
  writer.add_string(Name, tensor.name);
  std::span<const uint8_t> bytes = tensor.getBytes();
  if (tensor.type != ElementType::STRING)
    writer.add_bytes(RawData, reinterpret_cast<const char *>(bytes.data()),
                     bytes.size());
  return result;
}
