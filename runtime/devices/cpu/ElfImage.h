// Native code of an artifact: an x86-64 ELF shared object that imports nothing
// and keeps no state. The bytes are hostile until checked; the pages that come
// out are never writable and executable, and never writable once they run.
// Format: System V ABI, x86-64 supplement; ELF 64.
#ifndef HFC_RUNTIME_DEVICES_CPU_ELFIMAGE_H
#define HFC_RUNTIME_DEVICES_CPU_ELFIMAGE_H

#include "runtime/Host.h"
#include <elf.h>

namespace hfc::rt {

class ElfImage {
public:
  ElfImage() = default;
  ElfImage(const ElfImage &) = delete;
  ~ElfImage();

  // Copies, relocates and maps. After a failure nothing is mapped.
  hfc_status *load(const Host &host, std::span<const uint8_t> file);
  // The address of a function; null: there is none of that name.
  void *find(const char *name) const;

  // Calls visit(address, size, name) for each function.
  template <typename Visit> void eachFunction(Visit visit) const {
    for (uint32_t i = 1; i < symbolCount; ++i) {
      if (isFunction(symbol(i)))
        visit(base + symbol(i).st_value, symbol(i).st_size, name(i));
    }
  }
  const uint8_t *start() const { return base; }

private:
  const Elf64_Sym &symbol(uint32_t i) const {
    return reinterpret_cast<const Elf64_Sym *>(symbolTable.data())[i];
  }
  const char *name(uint32_t i) const {
    return reinterpret_cast<const char *>(stringTable.data()) +
           symbol(i).st_name;
  }
  struct Segment {
    uint64_t start, end; // page-aligned
    bool executable;
  };
  struct Dynamic;

  hfc_status *checkHeader(const Elf64_Ehdr &header);
  hfc_status *readSegments(std::span<const uint8_t> file,
                           const Elf64_Ehdr &header);
  hfc_status *readDynamic(const uint8_t *memory, Dynamic &dynamic);
  hfc_status *readSymbols(const uint8_t *memory, const Dynamic &dynamic);
  bool countSymbols(const uint8_t *memory, const Dynamic &dynamic);
  hfc_status *relocate(uint8_t *memory, const Dynamic &dynamic);
  hfc_status *place(const uint8_t *memory);
  bool placeSealed(const uint8_t *memory);
  bool placeAnonymous(const uint8_t *memory);
  hfc_status *refuse(const char *format, ...)
      __attribute__((format(printf, 2, 3)));
  bool inside(uint64_t offset, uint64_t bytes) const;
  bool isFunction(const Elf64_Sym &symbol) const;
  bool isCode(uint64_t offset) const;

  static constexpr size_t maxSegments = 16;
  const Host *host = nullptr;
  Segment segments[maxSegments];
  size_t segmentCount = 0;
  uint64_t span = 0;
  uint64_t dynamicOffset = 0, dynamicSize = 0;
  uint8_t *base = nullptr;
  // Copies, which relocations cannot change.
  Block symbolTable, stringTable;
  uint32_t symbolCount = 0;
};

} // namespace hfc::rt
#endif
