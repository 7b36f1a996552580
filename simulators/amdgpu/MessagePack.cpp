// Format: github.com/msgpack/msgpack, spec.md.
#include "simulators/amdgpu/MessagePack.h"

using namespace hfc::sim;

namespace {

constexpr unsigned maxDepth = 16;

class Reader {
public:
  explicit Reader(std::span<const uint8_t> bytes) : bytes(bytes) {}
  bool read(PackedValue &out, unsigned depth);

private:
  bool number(unsigned size, uint64_t &out) {
    if (size > bytes.size())
      return false;
    out = 0;
    for (unsigned i = 0; i < size; ++i)
      out = out << 8 | bytes[i];
    bytes = bytes.subspan(size);
    return true;
  }
  bool take(uint64_t size, std::string_view &out) {
    if (size > bytes.size())
      return false;
    out = {reinterpret_cast<const char *>(bytes.data()), size_t(size)};
    bytes = bytes.subspan(size_t(size));
    return true;
  }
  bool readList(uint64_t count, PackedValue &out, unsigned depth);
  bool readMap(uint64_t count, PackedValue &out, unsigned depth);
  bool readText(uint64_t size, PackedValue &out) {
    out.kind = PackedValue::Text;
    return take(size, out.text);
  }
  std::span<const uint8_t> bytes;
};

bool Reader::readList(uint64_t count, PackedValue &out, unsigned depth) {
  out.kind = PackedValue::List;
  if (count > bytes.size()) // each takes a byte
    return false;
  for (uint64_t i = 0; i < count; ++i)
    if (!read(out.list.emplace_back(), depth + 1))
      return false;
  return true;
}

bool Reader::readMap(uint64_t count, PackedValue &out, unsigned depth) {
  out.kind = PackedValue::Map;
  if (count > bytes.size())
    return false;
  for (uint64_t i = 0; i < count; ++i) {
    PackedValue key;
    if (!read(key, depth + 1) || key.kind != PackedValue::Text)
      return false;
    out.keys.push_back(key.text);
    if (!read(out.list.emplace_back(), depth + 1))
      return false;
  }
  return true;
}

bool Reader::read(PackedValue &out, unsigned depth) {
  uint64_t first, size;
  if (depth > maxDepth || !number(1, first))
    return false;
  auto asNumber = [&](uint64_t value) {
    out.kind = PackedValue::Number;
    out.number = value;
    return true;
  };
  if (first < 0x80)
    return asNumber(first);
  if (first >= 0xe0)
    return asNumber(uint64_t(int64_t(int8_t(first))));
  if (first < 0x90)
    return readMap(first & 15, out, depth);
  if (first < 0xa0)
    return readList(first & 15, out, depth);
  if (first < 0xc0)
    return readText(first & 31, out);
  switch (first) {
  case 0xc0: // nil, false, true
  case 0xc2:
  case 0xc3:
    return true;
  case 0xcc: // unsigned of 1, 2, 4, 8 bytes
  case 0xcd:
  case 0xce:
  case 0xcf:
    return number(1u << (first - 0xcc), size) && asNumber(size);
  case 0xd0: // signed
  case 0xd1:
  case 0xd2:
  case 0xd3: {
    unsigned bytesOf = 1u << (first - 0xd0), unused = 64 - 8 * bytesOf;
    return number(bytesOf, size) &&
           asNumber(uint64_t(int64_t(size << unused) >> unused));
  }
  case 0xd9: // texts by the size of their length
  case 0xda:
  case 0xdb:
    return number(1u << (first - 0xd9), size) && readText(size, out);
  case 0xdc:
  case 0xdd:
    return number(first == 0xdc ? 2 : 4, size) && readList(size, out, depth);
  case 0xde:
  case 0xdf:
    return number(first == 0xde ? 2 : 4, size) && readMap(size, out, depth);
  default: // floats, binaries and extensions: nothing in this note
    return false;
  }
}
} // namespace

const PackedValue *PackedValue::find(std::string_view key) const {
  for (size_t i = 0; i < keys.size(); ++i)
    if (keys[i] == key)
      return &list[i];
  return nullptr;
}

bool hfc::sim::readMessagePack(std::span<const uint8_t> bytes,
                               PackedValue &out) {
  return Reader(bytes).read(out, 0);
}
