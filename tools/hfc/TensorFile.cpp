// See TensorFile.h. The .npy format: numpy/lib/format.py.
#include "tools/hfc/TensorFile.h"
#include "artifact/CheckedSize.h"
#include "artifact/NarrowValue.h"
#include "frontends/onnx/Packing.h"
#include "frontends/onnx/TensorProto.h"
#include "tools/hfc/Commands.h"
#include <bit>
#include <cmath>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <random>

using namespace hfc;
using namespace hfc::tool;
using diag::Code;

uint64_t HostTensor::count() const {
  uint64_t count = 1;
  for (int64_t dim : dims)
    count *= dim;
  return count;
}

hfc_tensor HostTensor::view() {
  hfc_tensor tensor{};
  // An empty vector may have no address, which would mean "left out".
  static uint8_t nothing;
  tensor.data = bytes.empty() ? &nothing : bytes.data();
  tensor.bytes = bytes.size();
  tensor.type = type;
  tensor.rank = dims.size();
  std::copy(dims.begin(), dims.end(), tensor.dims);
  return tensor;
}

static std::vector<uint8_t> readFile(const std::string &path) {
  if (std::filesystem::is_directory(path))
    throw Refusal(Code::CannotReadFile, path + " is a folder");
  std::ifstream file(path, std::ios::binary | std::ios::ate);
  std::streamoff size = file ? std::streamoff(file.tellg()) : -1;
  if (size < 0)
    throw Refusal(Code::CannotReadFile, path + ": " + std::strerror(errno));
  std::vector<uint8_t> bytes(size);
  file.seekg(0);
  file.read(reinterpret_cast<char *>(bytes.data()), size);
  if (!file)
    throw Refusal(Code::CannotReadFile, path + ": " + std::strerror(errno));
  return bytes;
}

// Bytes of a tensor of these dims; throws where they are no size.
static uint64_t checkedBytes(const std::string &path,
                             const std::vector<int64_t> &dims,
                             uint64_t element) {
  uint64_t total = element;
  for (int64_t dim : dims)
    if (dim < 0 || __builtin_mul_overflow(total, uint64_t(dim), &total))
      throw Refusal(Code::MalformedFile, path + ": its dims are no size");
  if (dims.size() > HFC_MAX_RANK)
    throw Refusal(Code::MalformedFile, path + ": it has more than 32 dims");
  return total;
}

//===-- .npy
//---------------------------------------------------------------===//

// numpy's letter and width of a type; '\0' where numpy lacks it.
static std::string descrOf(hfc_type type) {
  switch (type) {
  case HFC_BOOL:
    return "|b1";
  case HFC_I8:
    return "|i1";
  case HFC_U8:
    return "|u1";
  case HFC_I16:
    return "<i2";
  case HFC_U16:
    return "<u2";
  case HFC_I32:
    return "<i4";
  case HFC_U32:
    return "<u4";
  case HFC_I64:
    return "<i8";
  case HFC_U64:
    return "<u8";
  case HFC_F16:
    return "<f2";
  case HFC_F32:
    return "<f4";
  case HFC_F64:
    return "<f8";
  case HFC_BF16: // raw values
    return "<V2";
  case HFC_I4:
  case HFC_I2:
    return "|i1";
  case HFC_U4:
  case HFC_U2:
    return "|u1";
  default: // floats of a byte and less
    return "|V1";
  }
}

// Whether an array of this dtype may stand for the type: its own, or raw values
// where numpy has no such type.
static bool accepts(hfc_type type, const std::string &descr) {
  if (descr == descrOf(type))
    return true;
  if (type == HFC_BF16)
    return descr == "|V2" || descr == "<u2";
  if (type >= HFC_F8E4M3FN) // ml_dtypes saves all of them so, or as numpy's
    return descr == "|V1" || descr == "<V1" || descr == "|u1" ||
           (descr == "|i1" && type >= HFC_I4);
  return false;
}

// The text between the quotes or brackets behind a key of the header.
static std::string fieldOf(const std::string &header, const std::string &key,
                           char open, char close) {
  size_t at = header.find("'" + key + "'");
  size_t from =
      at == std::string::npos ? at : header.find(open, at + key.size() + 2);
  size_t to = from == std::string::npos ? from : header.find(close, from + 1);
  if (to == std::string::npos)
    return "?";
  return header.substr(from + 1, to - from - 1);
}

static HostTensor readNpy(const std::string &path,
                          const std::vector<uint8_t> &file, hfc_type type,
                          const std::string &input) {
  auto malformed = [&](const std::string &what) {
    return Refusal(Code::MalformedFile, path + ": " + what);
  };
  if (file.size() < 12 || std::memcmp(file.data(), "\x93NUMPY", 6) != 0)
    throw malformed("no .npy file: its first bytes are not \\x93NUMPY");
  unsigned version = file[6];
  if (version < 1 || version > 3)
    throw malformed("an unknown version of .npy");
  size_t start = version == 1 ? 10 : 12;
  uint64_t length = file[8] | file[9] << 8;
  if (version > 1)
    length |= uint64_t(file[10]) << 16 | uint64_t(file[11]) << 24;
  if (length > file.size() - start)
    throw malformed("its header is cut off");
  std::string header(file.begin() + start, file.begin() + start + length);
  std::string descr = fieldOf(header, "descr", '\'', '\'');
  if (!accepts(type, descr))
    throw Refusal(Code::InputMismatch,
                  "input " + input + ": " + path + " holds '" + descr +
                      "', and the model takes " + hfc_type_name(type) +
                      "\nhelp: save it as dtype '" + descrOf(type) + "'");
  size_t order = header.find("'fortran_order'");
  if (order == std::string::npos || header.compare(order + 15, 2, ": ") != 0)
    throw malformed("its header has no fortran_order");
  if (header.compare(order + 17, 5, "False") != 0)
    throw malformed("it is in Fortran order\nhelp: save "
                    "np.ascontiguousarray(x)");
  HostTensor tensor;
  tensor.type = type;
  std::string shape = fieldOf(header, "shape", '(', ')');
  for (const char *at = shape.c_str(); *at;) {
    if (*at == ',' || *at == ' ') {
      ++at;
      continue;
    }
    char *end;
    errno = 0;
    long long dim = std::strtoll(at, &end, 10);
    if (end == at || errno)
      throw malformed("its shape (" + shape + ") cannot be read");
    tensor.dims.push_back(dim);
    at = end;
  }
  uint64_t bytes = checkedBytes(path, tensor.dims, hfc_type_bytes(type));
  if (bytes != file.size() - start - length)
    throw malformed("it holds " + std::to_string(file.size() - start - length) +
                    " bytes of data where its shape takes " +
                    std::to_string(bytes));
  tensor.bytes.assign(file.begin() + start + length, file.end());
  if (type >= HFC_F8E4M3FN)
    for (uint8_t &byte : tensor.bytes)
      byte = artifact::canonicalByte(artifact::ElementType(type), byte);
  return tensor;
}

static void writeFile(const std::string &path, const std::string &head,
                      const std::vector<uint8_t> &bytes) {
  std::string part = path + ".part";
  std::ofstream file(part, std::ios::binary);
  file.write(head.data(), head.size());
  file.write(reinterpret_cast<const char *>(bytes.data()), bytes.size());
  file.close();
  if (file && std::rename(part.c_str(), path.c_str()) == 0)
    return;
  std::string why = std::strerror(errno);
  std::remove(part.c_str());
  throw Refusal(Code::CannotWriteFile, path + ": " + why);
}

void tool::writeNpy(const std::string &path, const HostTensor &tensor) {
  std::string shape;
  for (int64_t dim : tensor.dims)
    shape += std::to_string(dim) + ", ";
  if (tensor.dims.size() > 1)
    shape.resize(shape.size() - 2);
  else if (tensor.dims.size() == 1)
    shape.pop_back();
  std::string header = "{'descr': '" + descrOf(tensor.type) +
                       "', 'fortran_order': False, 'shape': (" + shape + "), }";
  // The data begins at a multiple of 64.
  header.append(63 - (10 + header.size()) % 64, ' ');
  header += '\n';
  std::string head = "\x93NUMPY";
  head += {1, 0, char(header.size() & 255), char(header.size() >> 8)};
  writeFile(path, head + header, tensor.bytes);
}

//===-- .pb
//----------------------------------------------------------------===//

static artifact::ElementType typeOf(hfc_type type) {
  return static_cast<artifact::ElementType>(type);
}

static HostTensor readPb(const std::string &path,
                         const std::vector<uint8_t> &file, hfc_type type,
                         const std::string &input) {
  onnx::Tensor tensor;
  std::string problem = onnx::readTensor(file, tensor);
  if (!problem.empty())
    throw Refusal(Code::MalformedFile, path + ": " + problem);
  if (onnx::toArtifactType(tensor.type) != typeOf(type))
    throw Refusal(Code::InputMismatch,
                  "input " + input + ": " + path + " holds " +
                      std::string(onnx::getName(tensor.type)) +
                      ", and the model takes " + hfc_type_name(type));
  HostTensor result;
  result.type = type;
  result.dims = tensor.dims;
  uint64_t bytes = checkedBytes(path, result.dims, hfc_type_bytes(type));
  auto data = tensor.getBytes();
  unsigned packed = onnx::getBits(tensor.type);
  if (data.size() != (packed < 8 ? (bytes * packed + 7) / 8 : bytes))
    throw Refusal(Code::MalformedFile,
                  path + ": its data is not as long as its dims say");
  if (packed < 8)
    result.bytes =
        onnx::unpack(data, packed, type == HFC_I4 || type == HFC_I2, bytes);
  else
    result.bytes.assign(data.begin(), data.end());
  return result;
}

void tool::writePb(const std::string &path, const HostTensor &tensor,
                   const std::string &name) {
  onnx::Tensor message;
  message.name = name;
  message.type = onnx::fromArtifactType(typeOf(tensor.type));
  message.dims = tensor.dims;
  message.elementCount = tensor.count();
  message.view = tensor.bytes;
  if (unsigned bits = onnx::getBits(message.type); bits < 8)
    message.decoded = onnx::pack(tensor.bytes, bits);
  writeFile(path, onnx::writeTensor(message), {});
}

HostTensor tool::readTensorFile(const std::string &path, hfc_type type,
                                const std::string &input) {
  std::string name = path.starts_with('@') ? path.substr(1) : path;
  auto file = readFile(name);
  return name.ends_with(".pb") ? readPb(name, file, type, input)
                               : readNpy(name, file, type, input);
}

//===-- random
//-------------------------------------------------------------===//

// Floats of magnitudes that a model may have, and any integer.
static uint8_t randomNarrow(artifact::ElementType type, std::mt19937_64 &bits) {
  while (true) {
    uint8_t code = artifact::canonicalByte(type, uint8_t(bits()));
    if (artifact::isNarrowInteger(type) ||
        std::abs(artifact::narrowFloat(type, code)) < 8)
      return code;
  }
}

HostTensor tool::randomTensor(hfc_type type, std::vector<int64_t> dims,
                              uint64_t seed, int64_t least, int64_t most) {
  HostTensor tensor;
  tensor.type = type;
  tensor.dims = std::move(dims);
  uint64_t size = hfc_type_bytes(type);
  tensor.bytes.resize(checkedBytes("random", tensor.dims, size));
  std::mt19937_64 bits(seed);
  auto uniform = [&] { return double(bits() >> 11) * 0x1p-53; };
  for (uint64_t at = 0; at < tensor.bytes.size(); at += size) {
    uint8_t *to = &tensor.bytes[at];
    if (type >= HFC_F8E4M3FN) {
      *to = randomNarrow(artifact::ElementType(type), bits);
      continue;
    }
    if (type >= HFC_F16) {
      // Box and Muller.
      double value = std::sqrt(-2 * std::log(1 - uniform())) *
                     std::cos(6.283185307179586 * uniform());
      if (type == HFC_F64) {
        std::memcpy(to, &value, 8);
        continue;
      }
      float single = float(value);
      uint32_t word = std::bit_cast<uint32_t>(single);
      if (type == HFC_BF16) {
        uint16_t half = word >> 16;
        std::memcpy(to, &half, 2);
      } else if (type == HFC_F16) {
        // Cut to 10 bits: values this near to 1 are normal in half precision.
        int exponent = int(word >> 23 & 255) - 112;
        uint16_t half = word >> 16 & 0x8000;
        if (exponent > 0)
          half |= uint16_t(exponent << 10 | (word >> 13 & 1023));
        std::memcpy(to, &half, 2);
      } else {
        std::memcpy(to, &single, 4);
      }
      continue;
    }
    int64_t value = type == HFC_BOOL
                        ? int64_t(bits() & 1)
                        : least + int64_t(bits() % uint64_t(most - least + 1));
    std::memcpy(to, &value, size);
  }
  return tensor;
}
