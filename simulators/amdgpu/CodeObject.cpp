#include "simulators/amdgpu/CodeObject.h"
#include "simulators/amdgpu/MessagePack.h"
#include "llvm/BinaryFormat/ELF.h"
#include "llvm/Object/ELF.h"
#include <algorithm>
#include <cstring>

using namespace hfc::sim;
using namespace llvm;
using File = object::ELFFile<object::ELF64LE>;

// Large enough for any code; a damaged header must not reserve the machine.
static constexpr uint64_t maxImage = 1ull << 30;

namespace {

class Loader {
public:
  Loader(std::span<const uint8_t> bytes, const Chip &chip, std::string &error)
      : bytes(bytes), chip(chip), error(error) {}

  // Each returns false and sets the error.
  bool open();
  bool makeImage(std::vector<uint8_t> &image);
  bool readMetadata(std::vector<std::unique_ptr<Kernel>> &kernels);
  bool readDescriptors(std::vector<std::unique_ptr<Kernel>> &kernels,
                       std::span<const uint8_t> image);

private:
  bool fail(const Twine &reason) {
    error = reason.str();
    return false;
  }
  bool fail(Error problem) { return fail(toString(std::move(problem))); }
  bool readNote(std::span<const uint8_t> description,
                std::vector<std::unique_ptr<Kernel>> &kernels);
  bool readKernel(const PackedValue &map, Kernel &kernel);
  bool checkChip();
  bool readDescriptor(Kernel &kernel, uint64_t address,
                      std::span<const uint8_t> image);

  std::span<const uint8_t> bytes;
  const Chip &chip;
  std::string &error;
  std::unique_ptr<File> file;
  std::string symbolOf(const Kernel &kernel) { return kernel.name + ".kd"; }
};

uint32_t read32(std::span<const uint8_t> from, uint64_t at) {
  uint32_t value;
  std::memcpy(&value, from.data() + at, sizeof value);
  return value;
}

bool Loader::open() {
  StringRef data(reinterpret_cast<const char *>(bytes.data()), bytes.size());
  Expected<File> made = File::create(data);
  if (!made)
    return fail(made.takeError());
  file = std::make_unique<File>(*made);
  const auto &header = file->getHeader();
  if (!header.checkMagic() || header.getFileClass() != ELF::ELFCLASS64 ||
      header.getDataEncoding() != ELF::ELFDATA2LSB)
    return fail("not a 64-bit little-endian ELF file");
  if (header.e_machine != ELF::EM_AMDGPU || header.e_type != ELF::ET_DYN ||
      header.e_ident[ELF::EI_OSABI] != ELF::ELFOSABI_AMDGPU_HSA)
    return fail("not a code object for amdgcn-amd-amdhsa");
  return checkChip();
}

bool Loader::checkChip() {
  static constexpr std::pair<unsigned, const char *> machines[] = {
      {ELF::EF_AMDGPU_MACH_AMDGCN_GFX90A, "gfx90a"},
      {ELF::EF_AMDGPU_MACH_AMDGCN_GFX942, "gfx942"},
      {ELF::EF_AMDGPU_MACH_AMDGCN_GFX950, "gfx950"},
      {ELF::EF_AMDGPU_MACH_AMDGCN_GFX1100, "gfx1100"},
      {ELF::EF_AMDGPU_MACH_AMDGCN_GFX1101, "gfx1101"},
      {ELF::EF_AMDGPU_MACH_AMDGCN_GFX1102, "gfx1102"}};
  unsigned flags = file->getHeader().e_flags;
  const char *name = "another chip";
  for (auto [machine, known] : machines)
    if ((flags & ELF::EF_AMDGPU_MACH) == machine)
      name = known;
  if (StringRef(name) != chip.name)
    return fail("code for " + Twine(name) + ", the device is " + chip.name);
  // Features of the target id: unset and "any" fit every setting.
  auto clashes = [&](unsigned mask, unsigned on, unsigned off, StringRef plus) {
    unsigned wanted = flags & mask;
    bool has = StringRef(chip.archName).contains(plus);
    return (wanted == on && !has) || (wanted == off && has);
  };
  if (clashes(ELF::EF_AMDGPU_FEATURE_XNACK_V4,
              ELF::EF_AMDGPU_FEATURE_XNACK_ON_V4,
              ELF::EF_AMDGPU_FEATURE_XNACK_OFF_V4, "xnack+") ||
      clashes(ELF::EF_AMDGPU_FEATURE_SRAMECC_V4,
              ELF::EF_AMDGPU_FEATURE_SRAMECC_ON_V4,
              ELF::EF_AMDGPU_FEATURE_SRAMECC_OFF_V4, "sramecc+"))
    return fail("xnack or sramecc of the code is not that of " +
                Twine(chip.archName));
  return true;
}

bool Loader::makeImage(std::vector<uint8_t> &image) {
  auto headers = file->program_headers();
  if (!headers)
    return fail(headers.takeError());
  uint64_t end = 0;
  for (const auto &segment : *headers)
    if (segment.p_type == ELF::PT_LOAD) {
      if (segment.p_vaddr > maxImage || segment.p_memsz > maxImage ||
          segment.p_filesz > segment.p_memsz ||
          segment.p_offset > bytes.size() ||
          segment.p_filesz > bytes.size() - segment.p_offset)
        return fail("a segment lies outside the file");
      end = std::max<uint64_t>(end, segment.p_vaddr + segment.p_memsz);
    }
  image.assign(end, 0);
  for (const auto &segment : *headers)
    if (segment.p_type == ELF::PT_LOAD)
      std::copy_n(bytes.data() + segment.p_offset, segment.p_filesz,
                  image.begin() + ptrdiff_t(segment.p_vaddr));
  return true;
}

bool Loader::readMetadata(std::vector<std::unique_ptr<Kernel>> &kernels) {
  auto sections = file->sections();
  if (!sections)
    return fail(sections.takeError());
  for (const auto &section : *sections) {
    if (section.sh_type != ELF::SHT_NOTE)
      continue;
    Error problem = Error::success();
    for (auto note : file->notes(section, problem)) {
      if (note.getName() != "AMDGPU" ||
          note.getType() != ELF::NT_AMDGPU_METADATA)
        continue;
      ArrayRef<uint8_t> description = note.getDesc(section.sh_addralign);
      if (!readNote({description.data(), description.size()}, kernels)) {
        consumeError(std::move(problem));
        return false;
      }
    }
    if (problem)
      return fail(std::move(problem));
  }
  return !kernels.empty() || fail("no kernels in the metadata note");
}

bool Loader::readNote(std::span<const uint8_t> description,
                      std::vector<std::unique_ptr<Kernel>> &kernels) {
  PackedValue root;
  if (!readMessagePack(description, root) || root.kind != PackedValue::Map)
    return fail("the metadata note is no MessagePack map");
  const PackedValue *list = root.find("amdhsa.kernels");
  if (!list || list->kind != PackedValue::List)
    return fail("the metadata note has no amdhsa.kernels");
  for (const PackedValue &node : list->list) {
    auto kernel = std::make_unique<Kernel>(chip);
    if (!readKernel(node, *kernel))
      return false;
    kernels.push_back(std::move(kernel));
  }
  return true;
}

// A number that is none is out of every range.
static uint64_t numberIn(const PackedValue &map, std::string_view key,
                         uint64_t fallback) {
  const PackedValue *found = map.find(key);
  if (!found)
    return fallback;
  return found->kind == PackedValue::Number ? found->number : ~0ull;
}
static std::string textIn(const PackedValue &map, std::string_view key) {
  const PackedValue *found = map.find(key);
  return found ? std::string(found->text) : "";
}

bool Loader::readKernel(const PackedValue &map, Kernel &kernel) {
  std::string symbol = textIn(map, ".symbol");
  if (!StringRef(symbol).ends_with(".kd"))
    return fail("metadata: a kernel has no .symbol");
  kernel.name = symbol.substr(0, symbol.size() - 3);
  uint64_t maxThreads = numberIn(map, ".max_flat_workgroup_size", 1024);
  uint64_t waveSize = numberIn(map, ".wavefront_size", chip.waveSize);
  if (!maxThreads || maxThreads > 1024 || (waveSize != 64 && waveSize != 32) ||
      (waveSize == 32 && !chip.gfx11))
    return fail("metadata of '" + Twine(kernel.name) +
                "': workgroup or wave size out of range");
  kernel.maxThreads = uint32_t(maxThreads);
  kernel.waveSize = unsigned(waveSize);
  const PackedValue *required = map.find(".reqd_workgroup_size");
  if (required && required->list.size() == 3)
    for (unsigned i = 0; i < 3; ++i)
      if (required->list[i].number <= 1024)
        kernel.required[i] = uint32_t(required->list[i].number);
  const PackedValue *arguments = map.find(".args");
  if (!arguments)
    return true;
  for (const PackedValue &argument : arguments->list) {
    uint64_t offset = numberIn(argument, ".offset", ~0ull);
    uint64_t size = numberIn(argument, ".size", ~0ull);
    if (offset > 65536 || size > 65536)
      return fail("metadata of '" + Twine(kernel.name) +
                  "': an argument lies out of range");
    kernel.arguments.push_back(
        {uint32_t(offset), uint32_t(size), textIn(argument, ".value_kind")});
  }
  return true;
}

bool Loader::readDescriptors(std::vector<std::unique_ptr<Kernel>> &kernels,
                             std::span<const uint8_t> image) {
  auto sections = file->sections();
  if (!sections)
    return fail(sections.takeError());
  for (auto &kernel : kernels) {
    bool found = false;
    for (const auto &section : *sections) {
      if (section.sh_type != ELF::SHT_DYNSYM &&
          section.sh_type != ELF::SHT_SYMTAB)
        continue;
      auto strings = file->getStringTableForSymtab(section);
      if (!strings)
        return fail(strings.takeError());
      auto symbols = file->symbols(&section);
      if (!symbols)
        return fail(symbols.takeError());
      for (const auto &symbol : *symbols) {
        auto name = symbol.getName(*strings);
        if (!name)
          return fail(name.takeError());
        if (!found && *name == symbolOf(*kernel)) {
          found = true;
          if (!readDescriptor(*kernel, symbol.st_value, image))
            return false;
        }
      }
    }
    if (!found)
      return fail("kernel '" + Twine(kernel->name) + "' has no descriptor");
  }
  return true;
}

// The table "Kernel Descriptor" of the guide.
bool Loader::readDescriptor(Kernel &kernel, uint64_t address,
                            std::span<const uint8_t> image) {
  auto bad = [&](const Twine &what) {
    return fail("kernel '" + Twine(kernel.name) + "': " + what);
  };
  if (address % 64 || address > image.size() || image.size() - address < 64)
    return bad("its descriptor lies outside the image");
  std::span<const uint8_t> d = image.subspan(address, 64);
  kernel.groupBytes = read32(d, 0);
  kernel.privateBytes = read32(d, 4);
  kernel.kernargBytes = read32(d, 8);
  uint64_t entry = uint64_t(read32(d, 20)) << 32 | read32(d, 16);
  kernel.rsrc3 = read32(d, 44);
  kernel.rsrc1 = read32(d, 48);
  kernel.rsrc2 = read32(d, 52);
  kernel.properties = uint16_t(read32(d, 56));
  kernel.preload = uint16_t(read32(d, 56) >> 16);
  entry += address;
  if (entry % 4 || entry >= image.size())
    return bad("its code lies outside the image");
  kernel.codeOffset = entry;
  kernel.code = image.subspan(entry);
  if (kernel.groupBytes > chip.ldsBytes)
    return bad(Twine(kernel.groupBytes) + " bytes of LDS, the device has " +
               Twine(chip.ldsBytes));
  if (kernel.privateBytes > 1 << 20 || kernel.kernargBytes > 65536)
    return bad("private memory or arguments out of range");
  for (const KernelArgument &argument : kernel.arguments)
    if (argument.offset + argument.size > kernel.kernargBytes)
      return bad("an argument lies outside the " + Twine(kernel.kernargBytes) +
                 " bytes of its arguments");
  unsigned granules = (kernel.rsrc1 & 63) + 1;
  bool wave32 = kernel.properties >> 10 & 1;
  if (wave32 != (kernel.waveSize == 32))
    return bad("metadata and descriptor differ in the wave size");
  // Granules of 8; rdna allocates 8 in wave32 and 4 in wave64.
  kernel.vectorRegisters = granules * (chip.gfx11 && !wave32 ? 4 : 8);
  kernel.vectorRegisters =
      std::min(kernel.vectorRegisters, chip.vectorRegisters);
  kernel.firstAccumulator =
      chip.gfx11 ? chip.vectorRegisters : ((kernel.rsrc3 & 63) + 1) * 4;
  kernel.userScalars = kernel.rsrc2 >> 1 & 31;
  return true;
}
} // namespace

std::vector<uint32_t> Kernel::idleWaits() const {
  std::vector<uint32_t> result;
  for (size_t i = 0; waited && i < instructions.size(); ++i)
    if (waited[i] == 1)
      result.push_back(instructions[i].offsetInKernel);
  return result;
}

std::unique_ptr<CodeObject> CodeObject::load(std::span<const uint8_t> file,
                                             const Chip &chip, Memory &memory,
                                             std::string &error) {
  Loader loader(file, chip, error);
  std::unique_ptr<CodeObject> object(new CodeObject(memory));
  std::vector<uint8_t> image;
  if (!loader.open() || !loader.makeImage(image) ||
      !loader.readMetadata(object->kernels))
    return nullptr;
  object->address = memory.allocate(image.size(), /*readOnly=*/true);
  if (!object->address) {
    error = "no memory for the image";
    return nullptr;
  }
  uint8_t *data = memory.resolve(object->address, image.size());
  if (data)
    std::copy(image.begin(), image.end(), data);
  if (!loader.readDescriptors(object->kernels, {data, data ? image.size() : 0}))
    return nullptr;
  for (auto &kernel : object->kernels)
    kernel->codeAddress = object->address + kernel->codeOffset;
  return object;
}

CodeObject::~CodeObject() {
  if (address)
    memory.release(address);
}

Kernel *CodeObject::find(const char *name) {
  for (auto &kernel : kernels)
    if (kernel->name == name)
      return kernel.get();
  return nullptr;
}
