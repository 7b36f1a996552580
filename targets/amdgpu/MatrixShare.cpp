// A branch backwards makes a loop of what it jumps over; one that holds no
// other is innermost. Branches are SOPP (CDNA3 ISA, "Program Control"): their
// low 16 bits count words from the next instruction on.
#include "targets/amdgpu/MatrixShare.h"
#include "llvm/MC/MCAsmInfo.h"
#include "llvm/MC/MCContext.h"
#include "llvm/MC/MCDisassembler/MCDisassembler.h"
#include "llvm/MC/MCInst.h"
#include "llvm/MC/MCInstrInfo.h"
#include "llvm/MC/MCRegisterInfo.h"
#include "llvm/MC/MCSubtargetInfo.h"
#include "llvm/MC/MCTargetOptions.h"
#include "llvm/MC/TargetRegistry.h"
#include "llvm/Object/ELF.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/TargetSelect.h"
#include "llvm/TargetParser/Triple.h"
#include <mutex>

using namespace hfc::amdgpu;
using llvm::StringRef;
using ELF = llvm::object::ELFFile<llvm::object::ELF64LE>;

namespace {
struct Loop {
  int64_t first, last; // of the instructions' addresses
};
struct Code {
  std::vector<int64_t> all, matrix; // addresses
  std::vector<Loop> loops;
};
} // namespace

static llvm::ArrayRef<uint8_t> textOf(llvm::ArrayRef<char> object) {
  auto ignore = [](llvm::Error error) {
    llvm::consumeError(std::move(error));
    return llvm::ArrayRef<uint8_t>();
  };
  auto file = ELF::create(StringRef(object.data(), object.size()));
  if (!file)
    return ignore(file.takeError());
  auto sections = file->sections();
  if (!sections)
    return ignore(sections.takeError());
  for (const auto &section : *sections) {
    auto name = file->getSectionName(section);
    if (!name)
      return ignore(name.takeError());
    if (*name != ".text")
      continue;
    auto bytes = file->getSectionContents(section);
    return bytes ? *bytes : ignore(bytes.takeError());
  }
  return {};
}

static Code decode(llvm::ArrayRef<uint8_t> text, const Device &device) {
  static std::once_flag initialized;
  std::call_once(initialized, [] {
    LLVMInitializeAMDGPUTargetInfo();
    LLVMInitializeAMDGPUTargetMC();
    LLVMInitializeAMDGPUDisassembler();
  });
  llvm::Triple triple("amdgcn-amd-amdhsa");
  std::string error;
  const llvm::Target *target =
      llvm::TargetRegistry::lookupTarget(triple, error);
  llvm::MCTargetOptions options;
  std::unique_ptr<llvm::MCRegisterInfo> registers(
      target->createMCRegInfo(triple));
  std::unique_ptr<llvm::MCAsmInfo> assembly(
      target->createMCAsmInfo(*registers, triple, options));
  std::unique_ptr<llvm::MCSubtargetInfo> subtarget(
      target->createMCSubtargetInfo(triple, device.name, ""));
  std::unique_ptr<llvm::MCInstrInfo> names(target->createMCInstrInfo());
  llvm::MCContext context(triple, assembly.get(), registers.get(),
                          subtarget.get());
  std::unique_ptr<llvm::MCDisassembler> disassembler(
      target->createMCDisassembler(*subtarget, context));
  Code code;
  uint64_t size = 0;
  for (uint64_t at = 0; at < text.size(); at += size) {
    llvm::MCInst instruction;
    if (disassembler->getInstruction(instruction, size, text.drop_front(at), at,
                                     llvm::nulls()) !=
            llvm::MCDisassembler::Success ||
        !size) {
      size = 4;
      continue;
    }
    auto address = static_cast<int64_t>(at);
    StringRef name = names->getName(instruction.getOpcode());
    code.all.push_back(address);
    if (name.starts_with("V_MFMA") || name.starts_with("V_WMMA"))
      code.matrix.push_back(address);
    if (name.starts_with("S_CBRANCH") || name.starts_with("S_BRANCH")) {
      uint32_t word = llvm::support::endian::read32le(&text[at]);
      int64_t to = address + 4 + 4 * static_cast<int16_t>(word & 0xffff);
      if (to <= address)
        code.loops.push_back({to, address});
    }
  }
  return code;
}

unsigned hfc::amdgpu::matrixShare(llvm::ArrayRef<char> object,
                                  const Device &device) {
  Code code = decode(textOf(object), device);
  // Of all the code, where no loop has any: its steps are written out.
  size_t most = 0, all = 1;
  for (const Loop &loop : code.loops) {
    auto isInside = [&](const Loop &other) {
      return other.first >= loop.first && other.last <= loop.last &&
             (other.first != loop.first || other.last != loop.last);
    };
    if (llvm::any_of(code.loops, isInside))
      continue;
    auto count = [&](const std::vector<int64_t> &addresses) {
      return static_cast<size_t>(llvm::upper_bound(addresses, loop.last) -
                                 llvm::lower_bound(addresses, loop.first));
    };
    if (count(code.matrix) > most) {
      most = count(code.matrix);
      all = count(code.all);
    }
  }
  if (!most && !code.all.empty())
    return 100 * code.matrix.size() / code.all.size();
  return 100 * most / all;
}
