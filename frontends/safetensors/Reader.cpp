// See Reader.h.
#include "frontends/safetensors/Reader.h"
#include "artifact/CheckedSize.h"
#include "diagnostics/Error.h"
#include "diagnostics/Quote.h"
#include "frontends/files/Json.h"
#include "llvm/Support/Endian.h"

using namespace hfc::safetensors;
using hfc::artifact::CheckedSize;
using hfc::diag::Code;
using hfc::diag::quote;
using llvm::Error;
using llvm::Expected;
using llvm::StringRef;
namespace diag = hfc::diag;
namespace files = hfc::files;
namespace json = llvm::json;

static constexpr uint64_t maxHeader = 100'000'000; // MAX_HEADER_SIZE
static constexpr size_t maxRank = 32;

StringRef hfc::safetensors::getName(Dtype dtype) {
  switch (dtype) {
#define HFC_SAFETENSORS_DTYPE(NAME, BITS)                                      \
  case Dtype::NAME:                                                            \
    return #NAME;
    HFC_SAFETENSORS_DTYPES(HFC_SAFETENSORS_DTYPE)
#undef HFC_SAFETENSORS_DTYPE
  }
  llvm_unreachable("a dtype of the table");
}

unsigned hfc::safetensors::getBits(Dtype dtype) {
  switch (dtype) {
#define HFC_SAFETENSORS_DTYPE(NAME, BITS)                                      \
  case Dtype::NAME:                                                            \
    return BITS;
    HFC_SAFETENSORS_DTYPES(HFC_SAFETENSORS_DTYPE)
#undef HFC_SAFETENSORS_DTYPE
  }
  llvm_unreachable("a dtype of the table");
}

static std::optional<Dtype> parseDtype(StringRef name) {
#define HFC_SAFETENSORS_DTYPE(NAME, BITS)                                      \
  if (name == #NAME)                                                           \
    return Dtype::NAME;
  HFC_SAFETENSORS_DTYPES(HFC_SAFETENSORS_DTYPE)
#undef HFC_SAFETENSORS_DTYPE
  return std::nullopt;
}

namespace {
class HeaderReader {
public:
  explicit HeaderReader(const files::MappedFile &file) : file(file) {}
  Expected<Contents> read();

private:
  Error readMetadata(const json::Value &value, Contents &contents);
  Expected<Tensor> readTensor(StringRef name, const json::Value &value);
  Error readShape(const json::Value *value, Tensor &tensor);
  Error readSpan(const json::Value *value, Tensor &tensor);
  Error checkOrder(Contents &contents);

  template <typename... Args>
  Error fail(Code code, const char *format, Args &&...args) {
    return diag::error(code, "{0}: {1}", file.getName(),
                       llvm::formatv(format, args...).str());
  }
  template <typename... Args>
  Error fail(const Tensor &tensor, const char *format, Args &&...args) {
    return fail(Code::MalformedFile, "tensor {0}: {1}", quote(tensor.name),
                llvm::formatv(format, args...).str());
  }

  const files::MappedFile &file;
  uint64_t dataBegin = 0; // in the file
};
} // namespace

Expected<Contents> HeaderReader::read() {
  llvm::ArrayRef<uint8_t> bytes = file.getBytes();
  if (bytes.size() < 8)
    return fail(Code::MalformedFile,
                "{0} bytes hold no header length: no safetensors file",
                bytes.size());
  uint64_t headerSize = llvm::support::endian::read64le(bytes.data());
  if (headerSize > maxHeader)
    return fail(Code::LimitExceeded,
                "a header of {0} bytes, and at most {1} are read: truncated, "
                "or no safetensors file",
                headerSize, maxHeader);
  if (headerSize > bytes.size() - 8)
    return fail(Code::MalformedFile,
                "a header of {0} bytes, and only {1} follow: the file is "
                "truncated",
                headerSize, bytes.size() - 8);
  dataBegin = 8 + headerSize;
  StringRef text(reinterpret_cast<const char *>(bytes.data()) + 8, headerSize);
  if (!text.starts_with("{"))
    return fail(Code::MalformedFile, "byte 8: the header begins not with '{{'");

  files::JsonLimits limits;
  limits.bytes = maxHeader;
  limits.fractions = false;
  auto header = files::parseJson(text, file.getName(), /*offset=*/8, limits);
  if (!header)
    return header.takeError();
  Contents contents;
  for (const auto &[key, value] : *header->getAsObject()) {
    if (key == "__metadata__") {
      if (Error error = readMetadata(value, contents))
        return std::move(error);
      continue;
    }
    auto tensor = readTensor(key, value);
    if (!tensor)
      return tensor.takeError();
    contents.tensors.push_back(std::move(*tensor));
  }
  if (Error error = checkOrder(contents))
    return std::move(error);
  return contents;
}

Error HeaderReader::readMetadata(const json::Value &value, Contents &contents) {
  if (value.kind() == json::Value::Null)
    return Error::success();
  const json::Object *map = value.getAsObject();
  if (!map)
    return fail(Code::MalformedFile, "__metadata__ is no object");
  for (const auto &[key, entry] : *map) {
    std::optional<StringRef> text = entry.getAsString();
    if (!text)
      return fail(Code::MalformedFile, "__metadata__: {0} is no string",
                  quote(key.str()));
    contents.metadata.emplace_back(key.str(), text->str());
  }
  llvm::sort(contents.metadata);
  return Error::success();
}

Expected<Tensor> HeaderReader::readTensor(StringRef name,
                                          const json::Value &value) {
  Tensor tensor;
  tensor.name = name.str();
  const json::Object *entry = value.getAsObject();
  if (!entry)
    return fail(tensor, "is no object");
  std::optional<StringRef> dtype = entry->getString("dtype");
  if (!dtype)
    return fail(tensor, "has no dtype");
  std::optional<Dtype> known = parseDtype(*dtype);
  if (!known)
    return fail(tensor, "has the unknown dtype {0}", quote(*dtype));
  tensor.dtype = *known;
  if (Error error = readShape(entry->get("shape"), tensor))
    return std::move(error);
  if (Error error = readSpan(entry->get("data_offsets"), tensor))
    return std::move(error);
  return tensor;
}

Error HeaderReader::readShape(const json::Value *value, Tensor &tensor) {
  const json::Array *shape = value ? value->getAsArray() : nullptr;
  if (!shape)
    return fail(tensor, "has no shape");
  if (shape->size() > maxRank)
    return fail(Code::LimitExceeded, "tensor {0}: has more than {1} dims",
                quote(tensor.name), maxRank);
  for (const json::Value &dim : *shape) {
    std::optional<uint64_t> size = dim.getAsUINT64();
    if (!size)
      return fail(tensor, "has a dim that is no size");
    if (*size > INT32_MAX)
      return fail(Code::LimitExceeded, "tensor {0}: the dim {1} is over {2}",
                  quote(tensor.name), *size, INT32_MAX);
    tensor.shape.push_back(*size);
  }
  return Error::success();
}

Error HeaderReader::readSpan(const json::Value *value, Tensor &tensor) {
  const json::Array *offsets = value ? value->getAsArray() : nullptr;
  if (!offsets || offsets->size() != 2)
    return fail(tensor, "has no data_offsets");
  std::optional<uint64_t> begin = (*offsets)[0].getAsUINT64();
  std::optional<uint64_t> end = (*offsets)[1].getAsUINT64();
  uint64_t dataSize = file.getSize() - dataBegin;
  if (!begin || !end || *begin > *end || *end > dataSize)
    return fail(tensor,
                "its data_offsets are no span of the {0} bytes of data: "
                "truncated, or malformed",
                dataSize);
  CheckedSize bits(getBits(tensor.dtype));
  for (int64_t dim : tensor.shape)
    bits = bits * dim;
  uint64_t size = *end - *begin;
  if (bits.overflowed() || bits.get() % 8 || bits.get() / 8 != size)
    return fail(tensor, "has {0} bytes, and its shape asks for {1}", size,
                bits.overflowed() ? "more than 64 bits can count"
                                  : std::to_string((bits + 7).get() / 8));
  tensor.data = {&file, (CheckedSize(dataBegin) + *begin).get(), size};
  return Error::success();
}

// Every byte of data belongs to one tensor.
Error HeaderReader::checkOrder(Contents &contents) {
  // By name where offsets are equal (tensors without bytes): the header's own
  // order is lost in the parser's table.
  llvm::sort(contents.tensors, [](const Tensor &a, const Tensor &b) {
    return std::tie(a.data.offset, a.data.length, a.name) <
           std::tie(b.data.offset, b.data.length, b.name);
  });
  uint64_t next = dataBegin;
  for (const Tensor &tensor : contents.tensors) {
    if (tensor.data.offset != next)
      return fail(tensor,
                  "begins at byte {0} of the file, and the one before "
                  "it ends at {1}",
                  tensor.data.offset, next);
    next = (CheckedSize(next) + tensor.data.length).get();
  }
  if (next != file.getSize())
    return fail(Code::MalformedFile,
                "the tensors end at byte {0}, and the file at {1}", next,
                file.getSize());
  return Error::success();
}

Expected<Contents> hfc::safetensors::readFile(const files::MappedFile &file) {
  return HeaderReader(file).read();
}
