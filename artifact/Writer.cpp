#include "artifact/Writer.h"
#include "artifact/CheckedSize.h"
#include "artifact/Format.h"
#include "artifact/OutputFile.h"
#include "artifact/Sha256.h"
#include <cstring>
#include <map>
#include <thread>

using namespace hfc::artifact;
using hfc::diag::Code;

using MaybeFailure = std::optional<Failure>;

namespace {

constexpr size_t worthAThread = 1 << 20; // bytes to hash

// Chunk hashes of a section, gaps included, fed in the order of the file.
class SectionHash {
public:
  void update(const uint8_t *data, uint64_t size) {
    while (size) {
      uint64_t taken = std::min(size, hashChunk - filled);
      chunk.update(data, taken);
      data += taken;
      size -= taken;
      filled += taken;
      if (filled == hashChunk)
        finishChunk();
    }
  }
  void zeros(uint64_t size) {
    static constexpr uint8_t zero[4096] = {};
    for (; size; size -= std::min<uint64_t>(size, sizeof zero))
      update(zero, std::min<uint64_t>(size, sizeof zero));
  }
  void finishInto(HashTreeT &tree) {
    if (filled)
      finishChunk();
    Digest root = Sha256::of(leaves.data(), leaves.size());
    tree.root.assign(root.begin(), root.end());
    tree.leaves = leaves;
  }

private:
  void finishChunk() {
    Digest digest = chunk.finish();
    leaves.insert(leaves.end(), digest.begin(), digest.end());
    chunk = Sha256();
    filled = 0;
  }
  Sha256 chunk;
  uint64_t filled = 0;
  std::vector<uint8_t> leaves;
};

// Gives each constant its offset. A large one starts on a huge page; small ones
// that come later fill the gap before it.
class ConstantLayout {
public:
  uint64_t place(uint64_t size) {
    if (size >= largeConstant) {
      uint64_t start = (end + hugePageSize - 1) & ~(hugePageSize - 1);
      addGap(end, start);
      end = start + size;
      return start;
    }
    uint64_t room = (size + constantAlignment - 1) & ~(constantAlignment - 1);
    if (auto gap = gaps.lower_bound(room); room && gap != gaps.end()) {
      auto [bytes, start] = *gap;
      gaps.erase(gap);
      addGap(start + room, start + bytes);
      return start;
    }
    uint64_t start = (end + constantAlignment - 1) & ~(constantAlignment - 1);
    end = start + size;
    return start;
  }
  uint64_t size() const { return end; }

private:
  void addGap(uint64_t from, uint64_t to) {
    from = (from + constantAlignment - 1) & ~(constantAlignment - 1);
    if (from < to)
      gaps.emplace(to - from, from);
  }
  uint64_t end = 0;
  std::multimap<uint64_t, uint64_t> gaps; // by size: start
};

class ArtifactWriter {
public:
  ArtifactWriter(const std::string &path, ArtifactT &tables,
                 const Contents &contents)
      : path(path), tables(tables), contents(contents), file(path) {}

  MaybeFailure write();

private:
  MaybeFailure cannotWrite() {
    return Failure{Code::CannotWriteFile, file.error()};
  }
  MaybeFailure layOut();
  flatbuffers::FlatBufferBuilder build() {
    flatbuffers::FlatBufferBuilder builder(1 << 16);
    builder.Finish(Artifact::Pack(builder, &tables), ArtifactIdentifier());
    return builder;
  }
  // Moves to an offset of a section; the bytes passed over are zero.
  bool advance(const Section &section, uint64_t offset, SectionHash &hash) {
    hash.zeros(section.offset + offset - file.position());
    return file.skipTo(section.offset + offset);
  }
  MaybeFailure writeCode();
  MaybeFailure writeConstants();
  MaybeFailure writeConstant(size_t index, SectionHash &hash);

  const std::string &path;
  ArtifactT &tables;
  const Contents &contents;
  OutputFile file;
  Header header = {};
};

MaybeFailure ArtifactWriter::layOut() {
  CheckedSize code = 0;
  for (size_t i = 0; i < contents.images.size(); ++i) {
    code = code.alignedTo(pageSize);
    tables.executables[i]->offset = code.get();
    tables.executables[i]->size = contents.images[i].size();
    code = code + contents.images[i].size();
  }
  ConstantLayout constants;
  CheckedSize total = 0;
  for (size_t i = 0; i < contents.constants.size(); ++i) {
    uint64_t size = contents.constants[i].size;
    total = total + CheckedSize(size) + hugePageSize;
    if (!total.fits(INT64_MAX / 2))
      return Failure{Code::LimitExceeded, path + ": constants are too large"};
    tables.constants[i]->offset = constants.place(size);
    tables.constants[i]->size = size;
  }
  header.code.size = code.get();
  header.constants.size = constants.size();

  tables.hashes.clear();
  for (auto [name, size] : {std::pair("code", header.code.size),
                            std::pair("constants", header.constants.size)}) {
    auto tree = std::make_unique<HashTreeT>();
    tree->section = name;
    tree->root.resize(sizeof(Digest));
    tree->leaves.resize((size + hashChunk - 1) / hashChunk * sizeof(Digest));
    tables.hashes.push_back(std::move(tree));
  }
  // Hashes are filled in later and do not change the size.
  header.tables = {sizeof(Header), build().GetSize()};
  if (header.tables.size > maxTablesSize || header.code.size > maxCodeSize)
    return Failure{Code::LimitExceeded,
                   path + ": tables of " + std::to_string(header.tables.size) +
                       " bytes, code of " + std::to_string(header.code.size) +
                       " bytes: more than a loader takes"};
  auto align = [](uint64_t offset, uint64_t alignment) {
    return (offset + alignment - 1) & ~(alignment - 1);
  };
  header.code.offset =
      align(header.tables.offset + header.tables.size, pageSize);
  uint64_t codeEnd = header.code.offset + header.code.size;
  header.constants.offset =
      align(codeEnd, header.constants.size >= hugePageSize ? hugePageSize
                                                           : constantAlignment);
  header.fileSize = header.constants.offset + header.constants.size;
  return std::nullopt;
}

MaybeFailure ArtifactWriter::writeCode() {
  SectionHash hash;
  for (size_t i = 0; i < contents.images.size(); ++i) {
    std::span<const uint8_t> image = contents.images[i];
    if (!advance(header.code, tables.executables[i]->offset, hash) ||
        !file.append(image.data(), image.size()))
      return cannotWrite();
    hash.update(image.data(), image.size());
  }
  hash.finishInto(*tables.hashes[0]);
  return std::nullopt;
}

MaybeFailure ArtifactWriter::writeConstant(size_t index, SectionHash &hash) {
  const ConstantBytes &constant = contents.constants[index];
  uint64_t left = constant.size;
  bool written = true, tooLong = false;
  auto sink = [&](std::span<const uint8_t> bytes) {
    tooLong |= bytes.size() > left;
    if (tooLong)
      return false;
    left -= bytes.size();
    // Hashing takes as long as writing: both at once where it is worth a
    // thread.
    std::thread hashing;
    if (bytes.size() >= worthAThread)
      hashing = std::thread([&] { hash.update(bytes.data(), bytes.size()); });
    else
      hash.update(bytes.data(), bytes.size());
    written = file.append(bytes.data(), bytes.size());
    if (hashing.joinable())
      hashing.join();
    return written;
  };
  if (MaybeFailure failure = constant.write(sink))
    return failure;
  if (!written)
    return cannotWrite();
  if (left || tooLong)
    return Failure{Code::InternalError,
                   "constant '" + tables.constants[index]->name + "' gave " +
                       (tooLong ? "more" : "fewer") + " bytes than " +
                       std::to_string(constant.size)};
  return std::nullopt;
}

MaybeFailure ArtifactWriter::writeConstants() {
  std::multimap<uint64_t, size_t> inFileOrder;
  for (size_t i = 0; i < contents.constants.size(); ++i)
    if (contents.constants[i].size)
      inFileOrder.emplace(tables.constants[i]->offset, i);
  SectionHash hash;
  for (auto [offset, index] : inFileOrder) {
    if (!advance(header.constants, offset, hash))
      return cannotWrite();
    if (MaybeFailure failure = writeConstant(index, hash))
      return failure;
  }
  hash.finishInto(*tables.hashes[1]);
  return std::nullopt;
}

MaybeFailure ArtifactWriter::write() {
  if (contents.images.size() != tables.executables.size() ||
      contents.constants.size() != tables.constants.size())
    return Failure{Code::InternalError,
                   "one image an executable, one writer a constant"};
  if (MaybeFailure failure = layOut())
    return failure;
  if (!file.open() || !file.skipTo(header.code.offset))
    return cannotWrite();
  if (MaybeFailure failure = writeCode())
    return failure;
  if (!file.skipTo(header.constants.offset))
    return cannotWrite();
  if (MaybeFailure failure = writeConstants())
    return failure;

  flatbuffers::FlatBufferBuilder built = build();
  if (built.GetSize() != header.tables.size)
    return Failure{Code::InternalError, "tables changed size while written"};
  std::memcpy(header.magic, magic, sizeof magic);
  header.formatVersion = formatVersion;
  header.headerSize = sizeof header;
  if (!tables.states.empty())
    header.requiredFeatures |= uint64_t(Feature::state);
  if (!file.writeAt(0, &header, sizeof header) ||
      !file.writeAt(header.tables.offset, built.GetBufferPointer(),
                    built.GetSize()) ||
      !file.skipTo(header.fileSize) || !file.commit())
    return cannotWrite();
  return std::nullopt;
}
} // namespace

MaybeFailure hfc::artifact::writeArtifact(const std::string &path,
                                          ArtifactT &tables,
                                          const Contents &contents) {
  return ArtifactWriter(path, tables, contents).write();
}
