// From untrusted bytes to tables that may be read without a further check:
// every index, offset, size and program in them is in range. Allocates nothing,
// throws nothing; the runtime and its fuzzer stand on it.
#ifndef HFC_ARTIFACT_READER_H
#define HFC_ARTIFACT_READER_H

#include "artifact/Format.h"
#include "artifact/artifact_generated.h"
#include "diagnostics/Codes.h"
#include <span>

namespace hfc::artifact {

struct ReadError {
  diag::Code code;
  char message[400];

  // Always false, so that a check can end in `return error.set(…)`.
  bool set(diag::Code code, const char *format, ...)
      __attribute__((format(printf, 3, 4)));
};

// `start` holds the first bytes of the file, at least sizeof(Header) where the
// file is that long.
bool readHeader(std::span<const uint8_t> start, uint64_t fileSize,
                Header &header, ReadError &error);

// Null, and an error, unless the tables are sound. `tables` is aligned to 64.
const Artifact *verifyTables(std::span<const uint8_t> tables,
                             const Header &header, ReadError &error);

// The part of verifyTables that knows what the tables mean.
bool verifyMeaning(const Artifact &artifact, const Header &header,
                   ReadError &error);

// Hashes a section again and compares it with the tree of its name.
bool verifyHashes(const Artifact &artifact, const char *section,
                  std::span<const uint8_t> bytes, ReadError &error);

// 0 for none and for numbers that are no type.
constexpr uint32_t bytesOf(ElementType type) {
  switch (type) {
  case ElementType::bool_:
  case ElementType::i8:
  case ElementType::u8:
    return 1;
  case ElementType::i16:
  case ElementType::u16:
  case ElementType::f16:
  case ElementType::bf16:
    return 2;
  case ElementType::i32:
  case ElementType::u32:
  case ElementType::f32:
    return 4;
  case ElementType::i64:
  case ElementType::u64:
  case ElementType::f64:
    return 8;
  case ElementType::none:
    break;
  default:
    return type <= ElementType::MAX ? 1 : 0;
  }
  return 0;
}

inline bool isInteger(ElementType type) {
  return type >= ElementType::i8 && type <= ElementType::u64;
}

// "" for a string that is not there.
inline const char *text(const flatbuffers::String *string) {
  return string ? string->c_str() : "";
}
template <typename T> uint32_t count(const flatbuffers::Vector<T> *vector) {
  return vector ? vector->size() : 0;
}
// The bytes of a program; empty where it is absent.
inline std::span<const uint8_t> codeOf(const DimProgram *program) {
  if (!program || !program->code())
    return {};
  return {program->code()->data(), program->code()->size()};
}

} // namespace hfc::artifact
#endif
