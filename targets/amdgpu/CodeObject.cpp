#include "targets/amdgpu/CodeObject.h"
#include "targets/common/LinkObjects.h"
#include "llvm/BinaryFormat/ELF.h"
#include "llvm/BinaryFormat/MsgPackDocument.h"
#include "llvm/Object/ELF.h"
#include "llvm/Support/MathExtras.h"

using namespace hfc;
using namespace hfc::amdgpu;
using llvm::StringRef;
using llvm::msgpack::DocNode;
using llvm::msgpack::Document;
using ELF = llvm::object::ELFFile<llvm::object::ELF64LE>;

namespace {
// The section of notes, and the texts of those that hold metadata.
struct Notes {
  uint64_t sectionHeader = 0; // offset in the file
  std::vector<StringRef> metadata;
};
} // namespace

static llvm::Expected<Notes> findNotes(StringRef bytes) {
  auto file = ELF::create(bytes);
  if (!file)
    return file.takeError();
  auto sections = file->sections();
  if (!sections)
    return sections.takeError();
  Notes found;
  for (const auto &section : *sections) {
    if (section.sh_type != llvm::ELF::SHT_NOTE)
      continue;
    found.sectionHeader =
        reinterpret_cast<const char *>(&section) - bytes.data();
    llvm::Error error = llvm::Error::success();
    for (const auto &note : file->notes(section, error))
      if (note.getName() == "AMDGPU" &&
          note.getType() == llvm::ELF::NT_AMDGPU_METADATA)
        found.metadata.push_back(note.getDescAsStringRef(section.sh_addralign));
    if (error)
      return std::move(error);
  }
  if (found.metadata.empty())
    return llvm::createStringError("an object without metadata");
  return found;
}

llvm::Expected<target::GpuResources>
hfc::amdgpu::readResources(llvm::ArrayRef<char> object, const Device &device,
                           unsigned kernargBytes, unsigned &scratch) {
  auto notes = findNotes(StringRef(object.data(), object.size()));
  if (!notes)
    return notes.takeError();
  Document document;
  if (!document.readFromBlob(notes->metadata.front(), /*Multi=*/false))
    return llvm::createStringError("metadata that cannot be read");
  DocNode &kernels = document.getRoot().getMap()["amdhsa.kernels"];
  if (!kernels.isArray() || kernels.getArray().size() != 1)
    return llvm::createStringError("metadata of more or less than one kernel");
  llvm::msgpack::MapDocNode &kernel = kernels.getArray()[0].getMap();
  auto number = [&](StringRef key) -> unsigned {
    DocNode &node = kernel[key];
    return node.getKind() == llvm::msgpack::Type::UInt  ? node.getUInt()
           : node.getKind() == llvm::msgpack::Type::Int ? node.getInt()
                                                        : 0;
  };
  target::GpuResources resources;
  resources.workgroup = number(".max_flat_workgroup_size");
  resources.wave = number(".wavefront_size");
  resources.kernargBytes = number(".kernarg_segment_size");
  resources.ldsBytes = number(".group_segment_fixed_size");
  resources.agprs = number(".agpr_count");
  unsigned registers = number(".vgpr_count"); // of both kinds
  resources.vgprs = registers - std::min(registers, resources.agprs);
  resources.sgprs = number(".sgpr_count");
  resources.spills = number(".vgpr_spill_count") + number(".sgpr_spill_count");
  resources.occupancy =
      device.occupancy(registers, resources.ldsBytes, resources.workgroup);
  scratch = number(".private_segment_fixed_size");
  if (resources.kernargBytes != kernargBytes)
    return llvm::createStringError(
        llvm::formatv("its code takes {0} bytes of arguments, not {1}",
                      resources.kernargBytes, kernargBytes));
  return resources;
}

static void append(std::string &text, uint32_t word) {
  for (unsigned i = 0; i < 4; ++i)
    text.push_back(static_cast<char>(word >> (8 * i)));
}

// One note whose kernels are those of all.
static llvm::Expected<std::string> mergedNote(llvm::ArrayRef<StringRef> all) {
  Document document;
  // Kernels are appended; all else is the same in each.
  auto merge = [](DocNode *known, DocNode, DocNode key) -> int {
    bool kernels = known->isArray() && key.isString() &&
                   key.getString() == "amdhsa.kernels";
    return kernels ? static_cast<int>(known->getArray().size()) : 0;
  };
  for (StringRef text : all)
    if (!document.readFromBlob(text, /*Multi=*/false, merge))
      return llvm::createStringError("metadata that cannot be read");
  std::string blob;
  document.writeToBlob(blob);
  std::string note;
  append(note, sizeof "AMDGPU");
  append(note, blob.size());
  append(note, llvm::ELF::NT_AMDGPU_METADATA);
  note.append("AMDGPU\0\0", 8);
  note += blob;
  note.resize(llvm::alignTo(note.size(), 4));
  return note;
}

llvm::Expected<std::vector<char>>
hfc::amdgpu::linkCodeObject(llvm::ArrayRef<llvm::ArrayRef<char>> objects) {
  auto image = codegen::linkObjects(
      objects, {"-shared", "--no-undefined", "--build-id=none"});
  if (!image)
    return image.takeError();
  auto notes = findNotes(StringRef(image->data(), image->size()));
  if (!notes)
    return notes.takeError();
  auto note = mergedNote(notes->metadata);
  if (!note)
    return note.takeError();
  // In the place of the notes, whose sum is longer.
  using Section = llvm::object::ELF64LE::Shdr;
  using Segment = llvm::object::ELF64LE::Phdr;
  using Header = llvm::object::ELF64LE::Ehdr;
  auto &section =
      *reinterpret_cast<Section *>(image->data() + notes->sectionHeader);
  assert(note->size() <= section.sh_size && "one note is shorter than many");
  llvm::copy(*note, image->begin() + section.sh_offset);
  std::fill(image->begin() + section.sh_offset + note->size(),
            image->begin() + section.sh_offset + section.sh_size, 0);
  section.sh_size = note->size();
  auto &header = *reinterpret_cast<Header *>(image->data());
  auto *segments = reinterpret_cast<Segment *>(image->data() + header.e_phoff);
  for (Segment &segment :
       llvm::MutableArrayRef<Segment>(segments, header.e_phnum))
    if (segment.p_type == llvm::ELF::PT_NOTE) {
      segment.p_filesz = note->size();
      segment.p_memsz = note->size();
    }
  return std::move(*image);
}
