#include "simulators/amdgpu/Decoder.h"
#include "simulators/amdgpu/Operations.h"
#include "simulators/amdgpu/Wave.h"
#include "llvm/ADT/ScopeExit.h"
#include "llvm/MC/MCAsmInfo.h"
#include "llvm/MC/MCContext.h"
#include "llvm/MC/MCDisassembler/MCDisassembler.h"
#include "llvm/MC/MCInst.h"
#include "llvm/MC/MCInstPrinter.h"
#include "llvm/MC/MCInstrInfo.h"
#include "llvm/MC/MCRegisterInfo.h"
#include "llvm/MC/MCSubtargetInfo.h"
#include "llvm/MC/MCTargetOptions.h"
#include "llvm/MC/TargetRegistry.h"
#include "llvm/Support/CrashRecoveryContext.h"
#include "llvm/Support/TargetSelect.h"
#include "llvm/Support/raw_ostream.h"
#include <mutex>

using namespace hfc::sim;
using namespace llvm;

namespace {

// LLVM's MC layer for one chip.
class Disassembler {
public:
  explicit Disassembler(const Kernel &kernel);
  // The size in bytes; 0: no instruction.
  uint64_t decode(ArrayRef<uint8_t> bytes, uint64_t address, std::string &text);

private:
  const Target *target = nullptr;
  Triple triple{"amdgcn-amd-amdhsa"};
  MCTargetOptions options;
  std::unique_ptr<MCRegisterInfo> registers;
  std::unique_ptr<MCAsmInfo> assembly;
  std::unique_ptr<MCSubtargetInfo> subtarget;
  std::unique_ptr<MCInstrInfo> instructions;
  std::unique_ptr<MCContext> context;
  std::unique_ptr<MCDisassembler> disassembler;
  std::unique_ptr<MCInstPrinter> printer;
};

Disassembler::Disassembler(const Kernel &kernel) {
  static std::once_flag once;
  std::call_once(once, [] {
    LLVMInitializeAMDGPUTargetInfo();
    LLVMInitializeAMDGPUTargetMC();
    LLVMInitializeAMDGPUDisassembler();
  });
  std::string error;
  target = TargetRegistry::lookupTarget(triple, error);
  registers.reset(target->createMCRegInfo(triple));
  assembly.reset(target->createMCAsmInfo(*registers, triple, options));
  std::string features =
      kernel.chip.gfx11
          ? (kernel.waveSize == 32 ? "+wavefrontsize32" : "+wavefrontsize64")
          : "";
  subtarget.reset(
      target->createMCSubtargetInfo(triple, kernel.chip.name, features));
  instructions.reset(target->createMCInstrInfo());
  context = std::make_unique<MCContext>(triple, assembly.get(), registers.get(),
                                        subtarget.get());
  disassembler.reset(target->createMCDisassembler(*subtarget, *context));
  printer.reset(
      target->createMCInstPrinter(triple, assembly->getAssemblerDialect(),
                                  *assembly, *instructions, *registers));
}

uint64_t Disassembler::decode(ArrayRef<uint8_t> bytes, uint64_t address,
                              std::string &text) {
  uint64_t size = 0;
  // The decoder of LLVM 22.1 itself crashes on a few encodings that no
  // assembler makes.
  CrashRecoveryContext recovery;
  bool ended = recovery.RunSafely([&] {
    MCInst instruction;
    raw_null_ostream comments;
    if (disassembler->getInstruction(instruction, size, bytes, address,
                                     comments) != MCDisassembler::Success) {
      size = 0;
      return;
    }
    text.clear();
    raw_string_ostream out(text);
    printer->printInst(&instruction, address, "", *subtarget, out);
  });
  return ended ? size : 0;
}

void unknown(Wave &wave, const hfc::sim::Instruction &in) {
  char bytes[3 * sizeof in.bytes + 1] = "";
  for (unsigned i = 0; i < in.size && i < sizeof in.bytes; ++i)
    snprintf(bytes + 3 * i, 4, " %02x", in.bytes[i]);
  wave.fault(-1, "%s, bytes%s", in.unknownReason.c_str(), bytes);
}

void pair(Wave &wave, const hfc::sim::Instruction &in) {
  runPair(wave, in, wave.kernel.seconds[in.second]);
}
} // namespace

static constexpr Operation unknownOperation = {"unknown", unknown,
                                               Class::Other};

static void makeUnknown(hfc::sim::Instruction &instruction,
                        std::string reason) {
  instruction.operation = &unknownOperation;
  instruction.run = unknown;
  instruction.unknownReason = std::move(reason);
}

static void bindWhole(Kernel &kernel, hfc::sim::Instruction &instruction) {
  std::string_view text = instruction.text;
  size_t split = text.find(" :: ");
  std::string problem = bindText(kernel, text.substr(0, split), instruction);
  if (problem.empty() && split != text.npos) {
    hfc::sim::Instruction y;
    y.text = text.substr(split + 4);
    y.offsetInKernel = instruction.offsetInKernel;
    problem = bindText(kernel, y.text, y);
    if (problem.empty()) {
      for (unsigned i = 0; i < y.sourceCount; ++i)
        instruction.xReadByY |=
            y.sources[i].place == Place::Vector &&
            y.sources[i].index == instruction.results[0].index;
      instruction.second = uint32_t(kernel.seconds.size());
      instruction.paired = instruction.run;
      instruction.run = pair;
      kernel.seconds.push_back(std::move(y));
    }
  }
  if (!problem.empty())
    makeUnknown(instruction, problem);
}

void hfc::sim::decode(Kernel &kernel) {
  // Signal handlers for the recovery belong to the process: one at a time.
  static std::mutex mutex;
  std::lock_guard lock(mutex);
  CrashRecoveryContext::Enable();
  llvm::scope_exit disable([] { CrashRecoveryContext::Disable(); });
  Disassembler disassembler(kernel);
  ArrayRef<uint8_t> code(kernel.code.data(), kernel.code.size());
  kernel.indexAt.assign(code.size() / 4 + 1, -1);
  // A kernel ends where nothing jumps further and control cannot fall through.
  uint64_t reach = 0;
  for (uint64_t at = 0; at + 4 <= code.size();) {
    hfc::sim::Instruction instruction;
    instruction.offsetInKernel = uint32_t(at);
    uint64_t size = disassembler.decode(code.slice(at), at, instruction.text);
    instruction.size = uint32_t(size ? size : 4);
    std::copy_n(code.data() + at,
                std::min<size_t>(instruction.size, sizeof instruction.bytes),
                instruction.bytes);
    if (!size)
      makeUnknown(instruction, "no instruction of this chip");
    else
      bindWhole(kernel, instruction);
    kernel.indexAt[at / 4] = int32_t(kernel.instructions.size());
    at += instruction.size;
    if (instruction.operation->kind == Class::Branch &&
        instruction.operation->extra) {
      int64_t to = int64_t(at) + 4 * int64_t(int16_t(instruction.immediate));
      reach = std::max<uint64_t>(reach, to > 0 ? uint64_t(to) : 0);
      instruction.target = int32_t(to / 4); // an index below
    }
    bool ends = std::string_view(instruction.operation->name) == "s_endpgm" ||
                std::string_view(instruction.operation->name) == "s_branch" ||
                std::string_view(instruction.operation->name) == "s_setpc_b64";
    kernel.instructions.push_back(std::move(instruction));
    if (ends && at > reach && at >= 256u * (kernel.preload != 0) + 4)
      break;
  }
  kernel.waited =
      std::make_unique<std::atomic<uint8_t>[]>(kernel.instructions.size());
  for (hfc::sim::Instruction &instruction : kernel.instructions) {
    uint64_t next = (instruction.offsetInKernel + instruction.size) / 4;
    instruction.next = next < kernel.indexAt.size() ? kernel.indexAt[next] : -1;
    int32_t target = instruction.target;
    instruction.target = target >= 0 && size_t(target) < kernel.indexAt.size()
                             ? kernel.indexAt[size_t(target)]
                             : -1;
  }
}
