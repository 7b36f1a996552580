#include "runtime/devices/cpu/ElfImage.h"
#include "artifact/CheckedSize.h"
#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <unistd.h>

using namespace hfc;
using namespace hfc::rt;
using artifact::CheckedSize;
using artifact::pageSize;
using artifact::spanFits;

// What the dynamic section says that matters here. Offsets are into the image.
struct ElfImage::Dynamic {
  uint64_t symbols = 0, strings = 0, stringsSize = 0;
  uint64_t hash = 0, gnuHash = 0;
  uint64_t relocations = 0, relocationsSize = 0;
};

ElfImage::~ElfImage() {
  if (base)
    munmap(base, span);
}

hfc_status *ElfImage::refuse(const char *format, ...) {
  char reason[200];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(reason, sizeof reason, format, arguments);
  va_end(arguments);
  return failure(*host, Code::MalformedArtifact, "native code: %s", reason);
}

bool ElfImage::inside(uint64_t offset, uint64_t bytes) const {
  return spanFits(offset, bytes, span);
}

bool ElfImage::isCode(uint64_t offset) const {
  for (size_t i = 0; i < segmentCount; ++i)
    if (segments[i].executable && offset >= segments[i].start &&
        offset < segments[i].end)
      return true;
  return false;
}

bool ElfImage::isFunction(const Elf64_Sym &symbol) const {
  return ELF64_ST_TYPE(symbol.st_info) == STT_FUNC && isCode(symbol.st_value);
}

hfc_status *ElfImage::checkHeader(const Elf64_Ehdr &header) {
  static constexpr uint8_t ident[] = {0x7f,       'E',         'L',       'F',
                                      ELFCLASS64, ELFDATA2LSB, EV_CURRENT};
  if (std::memcmp(header.e_ident, ident, sizeof ident))
    return refuse("is no 64-bit little-endian ELF file");
  if (header.e_type != ET_DYN || header.e_machine != EM_X86_64)
    return refuse("is no shared object for x86-64");
  if (header.e_phentsize != sizeof(Elf64_Phdr) || !header.e_phnum ||
      header.e_phnum > 64)
    return refuse("%u program headers of %u bytes", header.e_phnum,
                  header.e_phentsize);
  return nullptr;
}

// Segments come in rising order on pages of their own, so that each can have
// its own rights.
hfc_status *ElfImage::readSegments(std::span<const uint8_t> file,
                                   const Elf64_Ehdr &header) {
  for (unsigned i = 0; i < header.e_phnum; ++i) {
    Elf64_Phdr program;
    CheckedSize at = CheckedSize(header.e_phoff) + i * sizeof program;
    if (!spanFits(at, sizeof program, file.size()))
      return refuse("program header %u lies outside the file", i);
    std::memcpy(&program, file.data() + at.get(), sizeof program);
    if (program.p_type == PT_TLS || program.p_type == PT_INTERP)
      return refuse("has thread-local storage or an interpreter");
    if (program.p_type == PT_DYNAMIC) {
      dynamicOffset = program.p_vaddr;
      dynamicSize = program.p_memsz;
    }
    if (program.p_type != PT_LOAD)
      continue;
    if ((program.p_flags & PF_W) && (program.p_flags & PF_X))
      return refuse("segment %u is writable and executable", i);
    CheckedSize end = CheckedSize(program.p_vaddr) + program.p_memsz;
    uint64_t start = program.p_vaddr & ~(pageSize - 1);
    if (!end.fits(artifact::maxCodeSize) ||
        !spanFits(program.p_offset, program.p_filesz, file.size()) ||
        program.p_filesz > program.p_memsz || start < span ||
        segmentCount == maxSegments)
      return refuse("segment %u has no valid place", i);
    span = end.alignedTo(pageSize).get();
    segments[segmentCount++] = {start, span, bool(program.p_flags & PF_X)};
  }
  // Code has no state, so it has no memory that is not in the file.
  if (!span || span / 4 > file.size() + segmentCount * pageSize)
    return refuse("segments of %llu bytes in a file of %zu",
                  (unsigned long long)span, file.size());
  return nullptr;
}

hfc_status *ElfImage::readDynamic(const uint8_t *memory, Dynamic &dynamic) {
  if (!dynamicSize || !inside(dynamicOffset, dynamicSize))
    return refuse("has no dynamic section");
  for (uint64_t at = 0; at + sizeof(Elf64_Dyn) <= dynamicSize;
       at += sizeof(Elf64_Dyn)) {
    Elf64_Dyn entry;
    std::memcpy(&entry, memory + dynamicOffset + at, sizeof entry);
    uint64_t value = entry.d_un.d_val;
    switch (entry.d_tag) {
    case DT_NULL:
      return nullptr;
    case DT_SYMTAB:
      dynamic.symbols = value;
      break;
    case DT_STRTAB:
      dynamic.strings = value;
      break;
    case DT_STRSZ:
      dynamic.stringsSize = value;
      break;
    case DT_HASH:
      dynamic.hash = value;
      break;
    case DT_GNU_HASH:
      dynamic.gnuHash = value;
      break;
    case DT_RELA:
      dynamic.relocations = value;
      break;
    case DT_RELASZ:
      dynamic.relocationsSize = value;
      break;
    case DT_SYMENT:
      if (value != sizeof(Elf64_Sym))
        return refuse("symbols of %llu bytes", (unsigned long long)value);
      break;
    case DT_RELAENT:
      if (value != sizeof(Elf64_Rela))
        return refuse("relocations of %llu bytes", (unsigned long long)value);
      break;
    case DT_NEEDED:
      return refuse("imports a library");
    // Neither changes what is loaded.
    case DT_SONAME:
    case DT_RELACOUNT:
    case DT_FLAGS_1:
    case DT_DEBUG:
      break;
    case DT_FLAGS:
      if (value & DF_TEXTREL)
        return refuse("relocates its code");
      break;
    default:
      // Constructors, imports, other kinds of relocation.
      return refuse("dynamic tag 0x%llx", (unsigned long long)entry.d_tag);
    }
  }
  return nullptr;
}

// From either hash table: the table of symbols does not know its own length.
bool ElfImage::countSymbols(const uint8_t *memory, const Dynamic &dynamic) {
  auto word = [&](uint64_t at, uint32_t &value) {
    if (!inside(at, 4))
      return false;
    std::memcpy(&value, memory + at, 4);
    return true;
  };
  if (dynamic.hash) // nbucket, nchain, …
    return word(dynamic.hash, symbolCount) &&
           word(dynamic.hash + 4, symbolCount);
  // nbuckets, first symbol, bloom words, shift; bloom, buckets, chains.
  uint64_t at = dynamic.gnuHash;
  uint32_t buckets, first, bloom, last = 0;
  if (!at || !inside(at, 16) || !word(at, buckets) || !word(at + 4, first) ||
      !word(at + 8, bloom))
    return false;
  uint64_t bucketsAt = at + 16 + uint64_t(bloom) * 8;
  if (!inside(bucketsAt, uint64_t(buckets) * 4))
    return false;
  for (uint32_t i = 0; i < buckets; ++i) {
    uint32_t symbol = 0;
    word(bucketsAt + i * 4, symbol);
    last = std::max(last, symbol);
  }
  symbolCount = first;
  if (last < first)
    return last == 0;
  // The chain of the last bucket ends with a set low bit.
  uint64_t chains = bucketsAt + uint64_t(buckets) * 4;
  for (uint32_t hash;; ++last) {
    if (!word(chains + uint64_t(last - first) * 4, hash))
      return false;
    if (hash & 1)
      break;
  }
  symbolCount = last + 1;
  return true;
}

hfc_status *ElfImage::readSymbols(const uint8_t *memory,
                                  const Dynamic &dynamic) {
  if (!countSymbols(memory, dynamic) ||
      !inside(dynamic.symbols, uint64_t(symbolCount) * sizeof(Elf64_Sym)) ||
      !dynamic.stringsSize || !inside(dynamic.strings, dynamic.stringsSize) ||
      memory[dynamic.strings + dynamic.stringsSize - 1])
    return refuse("has no sound table of symbols");
  uint64_t bytes = symbolCount * sizeof(Elf64_Sym);
  if (!symbolTable.allocate(*host, bytes) ||
      !stringTable.allocate(*host, dynamic.stringsSize))
    return outOfMemory(*host, bytes + dynamic.stringsSize, "symbols");
  std::memcpy(symbolTable.data(), memory + dynamic.symbols, bytes);
  std::memcpy(stringTable.data(), memory + dynamic.strings,
              dynamic.stringsSize);
  for (uint32_t i = 1; i < symbolCount; ++i) {
    if (symbol(i).st_name >= dynamic.stringsSize)
      return refuse("symbol %u has no name", i);
    if (symbol(i).st_shndx == SHN_UNDEF)
      return refuse("imports '%.80s'", name(i));
    uint8_t type = ELF64_ST_TYPE(symbol(i).st_info);
    if (type == STT_TLS || type == STT_GNU_IFUNC)
      return refuse("'%.80s' is thread-local or resolved at load", name(i));
  }
  return nullptr;
}

hfc_status *ElfImage::relocate(uint8_t *memory, const Dynamic &dynamic) {
  uint64_t count = dynamic.relocationsSize / sizeof(Elf64_Rela);
  if (dynamic.relocationsSize % sizeof(Elf64_Rela) ||
      !inside(dynamic.relocations, dynamic.relocationsSize))
    return refuse("relocations lie outside its segments");
  for (uint64_t i = 0; i < count; ++i) {
    Elf64_Rela entry;
    std::memcpy(&entry, memory + dynamic.relocations + i * sizeof entry,
                sizeof entry);
    if (ELF64_R_TYPE(entry.r_info) != R_X86_64_RELATIVE)
      return refuse("relocation %llu is not relative", (unsigned long long)i);
    if (!inside(entry.r_offset, 8) || uint64_t(entry.r_addend) >= span ||
        isCode(entry.r_offset) || isCode(entry.r_offset + 7))
      return refuse("relocation %llu lies outside its data",
                    (unsigned long long)i);
    uint64_t address =
        reinterpret_cast<uint64_t>(base) + uint64_t(entry.r_addend);
    std::memcpy(memory + entry.r_offset, &address, sizeof address);
  }
  return nullptr;
}

// Pages of a file in memory that nobody can write any more.
bool ElfImage::placeSealed(const uint8_t *memory) {
  constexpr unsigned executable = 0x10; // MFD_EXEC, since Linux 6.3
  unsigned flags = MFD_CLOEXEC | MFD_ALLOW_SEALING;
  int fd = memfd_create("hfc", flags | executable);
  if (fd < 0 && errno == EINVAL)
    fd = memfd_create("hfc", flags);
  if (fd < 0)
    return false;
  bool good = true;
  for (uint64_t at = 0; good && at < span;) {
    ssize_t written = pwrite(fd, memory + at, span - at, off_t(at));
    good = written > 0 || (written < 0 && errno == EINTR);
    at += written > 0 ? uint64_t(written) : 0;
  }
  good =
      good && !fcntl(fd, F_ADD_SEALS,
                     F_SEAL_WRITE | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL);
  for (size_t i = 0; good && i < segmentCount; ++i) {
    const Segment &segment = segments[i];
    int rights = PROT_READ | (segment.executable ? PROT_EXEC : 0);
    // Populated: a masked load whose lanes are all off never brings its page
    // in, and until something does, each one costs some 500 cycles (Zen 4).
    good = mmap(base + segment.start, segment.end - segment.start, rights,
                MAP_PRIVATE | MAP_FIXED | MAP_POPULATE, fd,
                off_t(segment.start)) != MAP_FAILED;
  }
  close(fd);
  return good;
}

bool ElfImage::placeAnonymous(const uint8_t *memory) {
  if (mmap(base, span, PROT_READ | PROT_WRITE,
           MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0) == MAP_FAILED)
    return false;
  std::memcpy(base, memory, span);
  if (mprotect(base, span, PROT_NONE))
    return false;
  for (size_t i = 0; i < segmentCount; ++i)
    if (mprotect(base + segments[i].start, segments[i].end - segments[i].start,
                 PROT_READ | (segments[i].executable ? PROT_EXEC : 0)))
      return false;
  return true;
}

hfc_status *ElfImage::place(const uint8_t *memory) {
  if (placeSealed(memory))
    return nullptr;
  host->remark("sealed memory cannot be executed here (%s): anonymous memory "
               "is used for native code",
               strerror(errno));
  if (placeAnonymous(memory))
    return nullptr;
  return failure(*host, Code::NoDevice,
                 "this system does not let memory be made executable: %s",
                 strerror(errno));
}

hfc_status *ElfImage::load(const Host &newHost, std::span<const uint8_t> file) {
  host = &newHost;
  Elf64_Ehdr header;
  if (file.size() < sizeof header)
    return refuse("is cut off");
  std::memcpy(&header, file.data(), sizeof header);
  if (hfc_status *status = checkHeader(header))
    return status;
  if (hfc_status *status = readSegments(file, header))
    return status;
  Block image;
  if (!image.allocate(newHost, span))
    return outOfMemory(newHost, span, "native code");
  std::memset(image.data(), 0, span);
  for (unsigned i = 0; i < header.e_phnum; ++i) {
    Elf64_Phdr program;
    std::memcpy(&program, file.data() + header.e_phoff + i * sizeof program,
                sizeof program);
    if (program.p_type == PT_LOAD && program.p_filesz)
      std::memcpy(image.data() + program.p_vaddr,
                  file.data() + program.p_offset, program.p_filesz);
  }
  Dynamic dynamic;
  if (hfc_status *status = readDynamic(image.data(), dynamic))
    return status;
  if (hfc_status *status = readSymbols(image.data(), dynamic))
    return status;
  void *reserved = mmap(nullptr, span, PROT_NONE,
                        MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
  if (reserved == MAP_FAILED)
    return outOfMemory(newHost, span, "native code");
  base = static_cast<uint8_t *>(reserved);
  if (hfc_status *status = relocate(image.data(), dynamic))
    return status;
  return place(image.data());
}

void *ElfImage::find(const char *wanted) const {
  for (uint32_t i = 1; i < symbolCount; ++i)
    if (isFunction(symbol(i)) && !std::strcmp(name(i), wanted))
      return base + symbol(i).st_value;
  return nullptr;
}
