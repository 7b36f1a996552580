// MessagePack, as far as the metadata note uses it: maps with text keys, lists,
// whole numbers, texts, truth values. LLVM's reader takes damaged bytes for
// impossible; this one refuses them.
#ifndef HFC_SIMULATORS_AMDGPU_MESSAGEPACK_H
#define HFC_SIMULATORS_AMDGPU_MESSAGEPACK_H

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace hfc::sim {

struct PackedValue {
  enum : uint8_t { Other, Number, Text, List, Map } kind = Other;
  uint64_t number = 0; // negative ones wrap
  std::string_view text;
  std::vector<PackedValue> list;
  std::vector<std::string_view> keys; // of a map, whose values are the list

  // Null: no map, or no such key.
  const PackedValue *find(std::string_view key) const;
};

// False: damaged. Texts point into `bytes`.
bool readMessagePack(std::span<const uint8_t> bytes, PackedValue &out);

} // namespace hfc::sim
#endif
