// One protobuf message: protozero's reader, and what it leaves to its user: the
// wire type of every field, lengths and tags that do not fit 32 bits, nesting,
// how many there are, and where in the file a mistake stands. Plain C++20 with
// exceptions; only the readers' own .cpp files include it, and none lets one
// out.
//
// The bytes may be a file that another process is changing: every read is
// checked where it is made, none is trusted to say the same twice.
#ifndef HFC_FRONTENDS_ONNX_WIRE_H
#define HFC_FRONTENDS_ONNX_WIRE_H

#include "diagnostics/Codes.h"
#include <cstring>
#include <protozero/pbf_reader.hpp>
#include <span>
#include <string>
#include <string_view>

namespace hfc::onnx {

// What the readers throw: why, and at which byte.
struct ReadFailure {
  diag::Code code;
  std::string text;
  uint64_t offset;
};

class Wire {
public:
  // protobuf's own limit. A subgraph takes three levels.
  static constexpr unsigned maxDepth = 100;
  // Of messages and strings in all: each takes two bytes in the file and a
  // hundred in memory. Large models have some 100,000.
  static constexpr uint64_t maxCount = 10'000'000;

  // Counts into `count`, which outlives the message.
  Wire(std::span<const uint8_t> bytes, uint64_t &count)
      : Wire({reinterpret_cast<const char *>(bytes.data()), bytes.size()},
             reinterpret_cast<const char *>(bytes.data()), /*depth=*/1,
             &count) {}

  // Goes to the next field; false at the end of the message.
  bool next() {
    return checked([&] {
      field = offsetNow();
      if (!reader.data().empty() && peekVarint() > UINT32_MAX)
        fail("a field number of more than 32 bits");
      return reader.next();
    });
  }
  unsigned tag() const { return reader.tag(); }
  // Of a repeated field of numbers.
  bool isPacked() const {
    return is(protozero::pbf_wire_type::length_delimited);
  }
  void skip() {
    checked([&] {
      if (isPacked())
        checkLength();
      reader.skip();
    });
  }

  int64_t getInt() {
    want(protozero::pbf_wire_type::varint);
    return checked([&] { return reader.get_int64(); });
  }
  // An int32 or enum: a value outside is a mistake, not cut off.
  int32_t getInt32() {
    int64_t value = getInt();
    if (value != int32_t(value))
      fail("a value of more than 32 bits");
    return value;
  }
  float getFloat() {
    want(protozero::pbf_wire_type::fixed32);
    return checked([&] { return reader.get_float(); });
  }
  std::string_view getBytes() {
    want(protozero::pbf_wire_type::length_delimited);
    return checked([&] {
      checkLength();
      protozero::data_view view = reader.get_view();
      return std::string_view(view.data(), view.size());
    });
  }
  std::string getString() {
    countOne();
    return std::string(getBytes());
  }
  Wire getMessage() {
    countOne();
    std::string_view bytes = getBytes();
    if (depth == maxDepth)
      throw ReadFailure{diag::Code::LimitExceeded,
                        "messages are nested more than " +
                            std::to_string(maxDepth) + " levels deep",
                        field};
    return Wire({bytes.data(), bytes.size()}, begin, depth + 1, count);
  }

  // Each value of a repeated field, packed or not: `each(value)`.
  template <typename Each> void getInts(Each each) {
    if (!isPacked())
      return each(getInt());
    std::string_view bytes = getBytes();
    const char *at = bytes.data(), *end = at + bytes.size();
    while (at != end)
      each(
          checked([&] { return int64_t(protozero::decode_varint(&at, end)); }));
  }
  // T: float or double.
  template <typename T, typename Each> void getReals(Each each) {
    if (!isPacked()) {
      want(sizeof(T) == 4 ? protozero::pbf_wire_type::fixed32
                          : protozero::pbf_wire_type::fixed64);
      if constexpr (sizeof(T) == 4)
        return each(checked([&] { return reader.get_float(); }));
      else
        return each(checked([&] { return reader.get_double(); }));
    }
    std::string_view bytes = getBytes();
    if (bytes.size() % sizeof(T))
      fail("packed values end in the middle of one");
    for (size_t i = 0; i != bytes.size(); i += sizeof(T)) {
      T value;
      std::memcpy(&value, bytes.data() + i, sizeof(T));
      each(value);
    }
  }

  // Where the field that next() found begins.
  uint64_t offset() const { return field; }
  uint64_t offsetOf(const char *byte) const { return byte - begin; }
  uint64_t offsetNow() const { return offsetOf(reader.data().data()); }

  [[noreturn]] void fail(std::string text) const {
    throw ReadFailure{diag::Code::MalformedFile, std::move(text), field};
  }

private:
  Wire(protozero::data_view bytes, const char *begin, unsigned depth,
       uint64_t *count)
      : reader(bytes), begin(begin), depth(depth), count(count),
        field(bytes.data() - begin) {}

  void countOne() const {
    if (++*count > maxCount)
      throw ReadFailure{diag::Code::LimitExceeded,
                        "more than " + std::to_string(maxCount) +
                            " messages and strings",
                        field};
  }

  bool is(protozero::pbf_wire_type type) const {
    return reader.has_wire_type(type);
  }
  void want(protozero::pbf_wire_type type) const {
    if (!is(type))
      fail("field " + std::to_string(tag()) + " has wire type " +
           std::to_string(int(reader.wire_type())) + " instead of " +
           std::to_string(int(type)));
  }
  uint64_t peekVarint() const {
    protozero::data_view rest = reader.data();
    const char *at = rest.data();
    return protozero::decode_varint(&at, at + rest.size());
  }
  void checkLength() const {
    if (peekVarint() > INT32_MAX)
      fail("a length of more than 31 bits");
  }
  template <typename Read> auto checked(Read read) -> decltype(read()) {
    try {
      return read();
    } catch (const protozero::end_of_buffer_exception &) {
      fail("the message ends in the middle of a field");
    } catch (const protozero::exception &error) {
      fail(std::string("no protobuf message: ") + error.what());
    }
  }

  protozero::pbf_reader reader;
  const char *begin;
  unsigned depth;
  uint64_t *count;
  uint64_t field;
};

} // namespace hfc::onnx
#endif
