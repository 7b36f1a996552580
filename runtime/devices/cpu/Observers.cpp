#include "runtime/devices/cpu/Observers.h"
#include <cstdio>
#include <fcntl.h>
#include <pthread.h>
#include <unistd.h>

using namespace hfc;
using namespace hfc::rt;

void hfc::rt::writePerfMap(const Host &host, const ElfImage &image) {
  char path[40];
  snprintf(path, sizeof path, "/tmp/perf-%d.map", int(getpid()));
  int fd =
      open(path, O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (fd < 0)
    return host.remark("%s: cannot write the map for perf", path);
  image.eachFunction(
      [&](const uint8_t *address, uint64_t size, const char *name) {
        dprintf(fd, "%llx %llx %s\n",
                (unsigned long long)reinterpret_cast<uintptr_t>(address),
                (unsigned long long)size, name);
      });
  close(fd);
}

struct DebuggerList {
  uint32_t version;
  uint32_t action;
  DebuggerCode *relevant, *first;
};

extern "C" {
HFC_API
__attribute__((weak)) DebuggerList __jit_debug_descriptor = {1, 0, nullptr,
                                                             nullptr};
HFC_API __attribute__((weak, noinline)) void __jit_debug_register_code() {
  asm volatile("" ::: "memory");
}
}

static pthread_mutex_t listLock = PTHREAD_MUTEX_INITIALIZER;
enum Action { registerCode = 1, unregisterCode = 2 };

// Adds the load address to what a debugger looks at. Sections that do not fit
// the file are left as they are.
static void makeAbsolute(uint8_t *file, uint64_t size, uint64_t base) {
  Elf64_Ehdr header;
  std::memcpy(&header, file, sizeof header);
  if (header.e_shentsize != sizeof(Elf64_Shdr) || header.e_shoff > size ||
      header.e_shnum > (size - header.e_shoff) / sizeof(Elf64_Shdr))
    return;
  for (unsigned i = 0; i < header.e_shnum; ++i) {
    uint8_t *at = file + header.e_shoff + i * sizeof(Elf64_Shdr);
    Elf64_Shdr section;
    std::memcpy(&section, at, sizeof section);
    if (section.sh_flags & SHF_ALLOC) {
      section.sh_addr += base;
      std::memcpy(at, &section, sizeof section);
    }
    if ((section.sh_type != SHT_SYMTAB && section.sh_type != SHT_DYNSYM) ||
        section.sh_offset > size || section.sh_size > size - section.sh_offset)
      continue;
    for (uint64_t s = 0; s + sizeof(Elf64_Sym) <= section.sh_size;
         s += sizeof(Elf64_Sym)) {
      Elf64_Sym symbol;
      std::memcpy(&symbol, file + section.sh_offset + s, sizeof symbol);
      if (symbol.st_shndx == SHN_UNDEF || symbol.st_shndx >= SHN_LORESERVE)
        continue;
      symbol.st_value += base;
      std::memcpy(file + section.sh_offset + s, &symbol, sizeof symbol);
    }
  }
}

void DebuggerEntry::add(const Host &host, const ElfImage &image,
                        std::span<const uint8_t> file) {
  if (!copy.allocate(host, file.size()))
    return host.remark("no memory for what the debugger is shown");
  std::memcpy(copy.data(), file.data(), file.size());
  makeAbsolute(copy.data(), copy.size(),
               reinterpret_cast<uint64_t>(image.start()));
  code.file = reinterpret_cast<const char *>(copy.data());
  code.size = copy.size();
  pthread_mutex_lock(&listLock);
  DebuggerList &list = __jit_debug_descriptor;
  code.next = list.first;
  if (list.first)
    list.first->previous = &code;
  list.first = list.relevant = &code;
  list.action = registerCode;
  __jit_debug_register_code();
  pthread_mutex_unlock(&listLock);
}

DebuggerEntry::~DebuggerEntry() {
  if (!copy)
    return;
  pthread_mutex_lock(&listLock);
  DebuggerList &list = __jit_debug_descriptor;
  (code.previous ? code.previous->next : list.first) = code.next;
  if (code.next)
    code.next->previous = code.previous;
  list.relevant = &code;
  list.action = unregisterCode;
  __jit_debug_register_code();
  pthread_mutex_unlock(&listLock);
}
