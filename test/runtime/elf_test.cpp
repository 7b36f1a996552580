// Images: a good one is mapped without a page that is both writable and
// executable; everything that needs a dynamic linker is refused by name.
#include "artifact/kernel_abi.h"
#include "runtime/devices/cpu/ElfImage.h"
#include "runtime/devices/cpu/Observers.h"
#include "test/runtime/TestArtifact.h"
#include <fstream>
#include <gtest/gtest.h>
#include <sys/resource.h>
#include <unistd.h>

using namespace hfc;
using namespace hfc::rt;
using namespace hfc::test;

namespace {

std::string loadError(const std::vector<uint8_t> &file) {
  Host host = Host::make({}, {});
  ElfImage image;
  hfc_status *status = image.load(host, file);
  std::string message = hfc_status_message(status);
  hfc_status_free(status);
  return message;
}

class Elf : public testing::Test {
protected:
  std::vector<uint8_t> file = readAll(HFC_TEST_KERNELS);

  Elf64_Ehdr &header() { return *reinterpret_cast<Elf64_Ehdr *>(file.data()); }
  Elf64_Phdr *program(uint32_t type) {
    auto *all = reinterpret_cast<Elf64_Phdr *>(file.data() + header().e_phoff);
    for (unsigned i = 0; i < header().e_phnum; ++i)
      if (all[i].p_type == type)
        return &all[i];
    return nullptr;
  }
  // The dynamic entry of that tag, or the first spare one behind the end.
  Elf64_Dyn &dynamic(int64_t tag) {
    auto *entry = reinterpret_cast<Elf64_Dyn *>(file.data() +
                                                program(PT_DYNAMIC)->p_offset);
    while (entry->d_tag != tag && entry->d_tag != DT_NULL)
      ++entry;
    return *entry;
  }
  // By address, which in this image lies in a segment.
  uint8_t *at(uint64_t address) {
    auto *all = reinterpret_cast<Elf64_Phdr *>(file.data() + header().e_phoff);
    for (unsigned i = 0; i < header().e_phnum; ++i)
      if (all[i].p_type == PT_LOAD && address >= all[i].p_vaddr &&
          address < all[i].p_vaddr + all[i].p_filesz)
        return file.data() + all[i].p_offset + (address - all[i].p_vaddr);
    return nullptr;
  }
  void expectRefused(const char *part) {
    std::string message = loadError(file);
    EXPECT_NE(message.find(part), std::string::npos) << message;
  }
};

TEST_F(Elf, CodeRunsAndCannotBeWritten) {
  Host host = Host::make({}, {});
  ElfImage image;
  ASSERT_EQ(image.load(host, file), nullptr);
  EXPECT_EQ(image.find("nothing"), nullptr);
  void *scale = image.find("scale");
  ASSERT_NE(scale, nullptr);
  float x[2] = {3, 4}, y[2] = {};
  void *buffers[] = {x, y};
  int64_t sizes[] = {1, 2};
  reinterpret_cast<hfc_cpu_kernel>(scale)(buffers, sizes, 0, 2, nullptr);
  EXPECT_EQ(y[1], 8);

  std::ifstream maps("/proc/self/maps");
  bool found = false;
  for (std::string line; std::getline(maps, line);) {
    EXPECT_EQ(line.find("rwx"), std::string::npos) << line;
    uint64_t begin = std::stoull(line, nullptr, 16);
    if (begin < uint64_t(scale) && line.find("r-xp") != std::string::npos &&
        line.find("memfd:hfc") != std::string::npos)
      found = true;
  }
  EXPECT_TRUE(found);
  int functions = 0;
  image.eachFunction([&](const uint8_t *address, uint64_t size, const char *) {
    EXPECT_GE(address, image.start());
    EXPECT_GT(size, 0u);
    ++functions;
  });
  EXPECT_EQ(functions, 6);
}

TEST_F(Elf, WrongKindsAreRefused) {
  EXPECT_NE(loadError({}).find("is cut off"), std::string::npos);
  header().e_type = ET_REL;
  expectRefused("no shared object");
  header().e_type = ET_DYN;
  header().e_machine = EM_AARCH64;
  expectRefused("no shared object for x86-64");
  header().e_machine = EM_X86_64;
  header().e_phnum = 0xffff;
  expectRefused("program headers");
  header().e_ident[0] = 'M';
  expectRefused("no 64-bit");
}

TEST_F(Elf, SegmentsMustFit) {
  Elf64_Phdr *load = program(PT_LOAD), before = *load;
  load->p_filesz = UINT64_MAX;
  expectRefused("segment");
  *load = before;
  load->p_vaddr = UINT64_MAX - 4096;
  expectRefused("segment");
  *load = before;
  load->p_memsz = 1 << 29;
  expectRefused("segment");
  *load = before;
  load->p_flags = PF_R | PF_W | PF_X;
  expectRefused("writable and executable");
  *load = before;
  program(PT_DYNAMIC)->p_type = PT_TLS;
  expectRefused("thread-local");
}

TEST_F(Elf, WhatNeedsALinkerIsRefused) {
  Elf64_Dyn &relocations = dynamic(DT_RELA);
  ASSERT_EQ(relocations.d_tag, DT_RELA);
  for (auto [tag, part] :
       {std::pair<int64_t, const char *>(DT_NEEDED, "imports a library"),
        {DT_INIT_ARRAY, "dynamic tag"},
        {DT_JMPREL, "dynamic tag"},
        {DT_TEXTREL, "dynamic tag"}}) {
    relocations.d_tag = tag;
    expectRefused(part);
  }
  relocations.d_tag = DT_RELA;
  auto *entry = reinterpret_cast<Elf64_Rela *>(at(relocations.d_un.d_ptr));
  Elf64_Rela before = *entry;
  entry->r_info = R_X86_64_64;
  expectRefused("not relative");
  *entry = before;
  entry->r_addend = -1;
  expectRefused("outside its data");
  *entry = before;
  entry->r_offset = UINT64_MAX - 3;
  expectRefused("outside its data");
  *entry = before;
  entry->r_offset = header().e_entry;
  for (unsigned i = 0; i < 64; ++i) {
    // Into code: find the executable segment by hand.
    auto *all = reinterpret_cast<Elf64_Phdr *>(file.data() + header().e_phoff);
    if (i < header().e_phnum && all[i].p_type == PT_LOAD &&
        (all[i].p_flags & PF_X))
      entry->r_offset = all[i].p_vaddr;
  }
  expectRefused("outside its data");
}

TEST_F(Elf, ImportsAreNamed) {
  auto *symbols =
      reinterpret_cast<Elf64_Sym *>(at(dynamic(DT_SYMTAB).d_un.d_ptr));
  symbols[1].st_shndx = SHN_UNDEF;
  const char *name =
      reinterpret_cast<char *>(at(dynamic(DT_STRTAB).d_un.d_ptr)) +
      symbols[1].st_name;
  expectRefused(("imports '" + std::string(name) + "'").c_str());
  symbols[1].st_name = 0x7fffffff;
  expectRefused("no name");
}

TEST_F(Elf, EitherHashTableWillDo) {
  for (int64_t tag : {DT_HASH, DT_GNU_HASH}) {
    std::vector<uint8_t> whole = file;
    if (dynamic(tag).d_tag == tag) {
      dynamic(tag).d_tag = DT_DEBUG;
      bool other = dynamic(DT_HASH).d_tag == DT_HASH ||
                   dynamic(DT_GNU_HASH).d_tag == DT_GNU_HASH;
      EXPECT_EQ(loadError(file).empty(), other);
    }
    file = whole;
  }
}

// Where a system gives no file in memory, pages are written before they are
// made executable, and that is remarked.
TEST_F(Elf, AnonymousMemoryIsTheFallback) {
  std::string remark;
  hfc_log log = {&remark, [](void *user, const char *message) {
                   *static_cast<std::string *>(user) = message;
                 }};
  Host host = Host::make({}, log);
  ElfImage image;
  rlimit before, none;
  getrlimit(RLIMIT_NOFILE, &before);
  none = {0, before.rlim_max};
  setrlimit(RLIMIT_NOFILE, &none);
  hfc_status *status = image.load(host, file);
  setrlimit(RLIMIT_NOFILE, &before);
  ASSERT_EQ(status, nullptr) << hfc_status_message(status);
  EXPECT_NE(remark.find("anonymous memory"), std::string::npos) << remark;
  void *relu = image.find("relu");
  float x = -3, y = 7;
  void *buffers[] = {&x, &y};
  reinterpret_cast<hfc_cpu_kernel>(relu)(buffers, nullptr, 0, 1, nullptr);
  EXPECT_EQ(y, 0);
  std::ifstream maps("/proc/self/maps");
  for (std::string line; std::getline(maps, line);)
    EXPECT_EQ(line.find("wx"), std::string::npos) << line;
}

TEST_F(Elf, NoTruncationCrashes) {
  for (size_t size = 0; size < file.size(); size += 16)
    loadError({file.begin(), file.begin() + size});
}

TEST_F(Elf, PerfFindsKernels) {
  Host host = Host::make({}, {});
  ElfImage image;
  ASSERT_EQ(image.load(host, file), nullptr);
  std::string path = "/tmp/perf-" + std::to_string(getpid()) + ".map";
  writePerfMap(host, image);
  std::vector<uint8_t> bytes = readAll(path);
  unlink(path.c_str());
  char line[64];
  snprintf(line, sizeof line, "%llx ",
           (unsigned long long)image.find("add_row"));
  std::string map(bytes.begin(), bytes.end());
  size_t at = map.find(line);
  ASSERT_NE(at, std::string::npos) << map;
  EXPECT_NE(map.find(" add_row\n", at), std::string::npos);
  EXPECT_EQ(std::count(map.begin(), map.end(), '\n'), 6);
}

// As gdb reads it.
struct List {
  uint32_t version, action;
  DebuggerCode *relevant, *first;
};
extern "C" List __jit_debug_descriptor;

TEST_F(Elf, TheDebuggerFindsKernels) {
  Host host = Host::make({}, {});
  ElfImage image, second;
  ASSERT_EQ(image.load(host, file), nullptr);
  ASSERT_EQ(second.load(host, file), nullptr);
  {
    DebuggerEntry entry, other;
    entry.add(host, image, file);
    other.add(host, second, file);
    const DebuggerCode *code = __jit_debug_descriptor.first->next;
    ASSERT_NE(code, nullptr);
    EXPECT_EQ(code->next, nullptr);
    EXPECT_EQ(code->size, file.size());
    // The table of symbols holds addresses of this process.
    file.assign(code->file, code->file + code->size);
    auto *sections =
        reinterpret_cast<Elf64_Shdr *>(file.data() + header().e_shoff);
    bool found = false;
    for (unsigned i = 0; i < header().e_shnum; ++i) {
      if (sections[i].sh_type != SHT_DYNSYM)
        continue;
      auto *symbols =
          reinterpret_cast<Elf64_Sym *>(file.data() + sections[i].sh_offset);
      for (size_t s = 0; s < sections[i].sh_size / sizeof(Elf64_Sym); ++s)
        found |= symbols[s].st_value == uint64_t(image.find("relu"));
    }
    EXPECT_TRUE(found);
  }
  EXPECT_EQ(__jit_debug_descriptor.first, nullptr);
}

} // namespace
