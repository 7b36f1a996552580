#include "test/simulators/amdgpu/Machine.h"
#include "simulators/amdgpu/Decoder.h"
#include "llvm/BinaryFormat/ELF.h"
#include "llvm/MC/MCAsmInfo.h"
#include "llvm/MC/MCCodeEmitter.h"
#include "llvm/MC/MCContext.h"
#include "llvm/MC/MCInst.h"
#include "llvm/MC/MCInstrInfo.h"
#include "llvm/MC/MCParser/MCAsmParser.h"
#include "llvm/MC/MCParser/MCTargetAsmParser.h"
#include "llvm/MC/MCRegisterInfo.h"
#include "llvm/MC/MCSectionELF.h"
#include "llvm/MC/MCStreamer.h"
#include "llvm/MC/MCSubtargetInfo.h"
#include "llvm/MC/MCTargetOptions.h"
#include "llvm/MC/TargetRegistry.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/TargetSelect.h"
#include <stdexcept>

using namespace hfc::sim::test;
using namespace llvm;

namespace {
// Takes the code of each instruction as the parser finds it.
class Collector final : public MCStreamer {
public:
  Collector(MCContext &context, const MCCodeEmitter &emitter)
      : MCStreamer(context), emitter(emitter) {}
  void initSections(bool, const MCSubtargetInfo &) override {
    switchSection(getContext().getELFSection(
        ".text", ELF::SHT_PROGBITS, ELF::SHF_ALLOC | ELF::SHF_EXECINSTR));
  }
  bool emitSymbolAttribute(MCSymbol *, MCSymbolAttr) override { return true; }
  void emitCommonSymbol(MCSymbol *, uint64_t, Align) override {}
  void emitInstruction(const MCInst &instruction,
                       const MCSubtargetInfo &subtarget) override {
    SmallVector<char> bytes;
    SmallVector<MCFixup> fixups;
    emitter.encodeInstruction(instruction, bytes, fixups, subtarget);
    code.insert(code.end(), bytes.begin(), bytes.end());
  }
  std::vector<uint8_t> code;

private:
  const MCCodeEmitter &emitter;
};
} // namespace

std::vector<uint8_t> hfc::sim::test::assemble(const std::string &chip,
                                              const std::string &text) {
  LLVMInitializeAMDGPUTargetInfo();
  LLVMInitializeAMDGPUTargetMC();
  LLVMInitializeAMDGPUAsmParser();
  Triple triple("amdgcn-amd-amdhsa");
  std::string error;
  const Target *target = TargetRegistry::lookupTarget(triple, error);
  MCTargetOptions options;
  std::unique_ptr<MCRegisterInfo> registers(target->createMCRegInfo(triple));
  std::unique_ptr<MCAsmInfo> assembly(
      target->createMCAsmInfo(*registers, triple, options));
  std::unique_ptr<MCSubtargetInfo> subtarget(
      target->createMCSubtargetInfo(triple, chip, ""));
  std::unique_ptr<MCInstrInfo> instructions(target->createMCInstrInfo());
  SourceMgr sources;
  std::string messages;
  sources.setDiagHandler(
      [](const SMDiagnostic &problem, void *out) {
        *static_cast<std::string *>(out) += problem.getMessage().str() + ": " +
                                            problem.getLineContents().str() +
                                            "\n";
      },
      &messages);
  sources.AddNewSourceBuffer(MemoryBuffer::getMemBufferCopy(text), SMLoc());
  MCContext context(triple, assembly.get(), registers.get(), subtarget.get(),
                    &sources);
  std::unique_ptr<MCCodeEmitter> emitter(
      target->createMCCodeEmitter(*instructions, context));
  Collector collector(context, *emitter);
  std::unique_ptr<MCAsmParser> parser(
      createMCAsmParser(sources, context, collector, *assembly));
  std::unique_ptr<MCTargetAsmParser> targetParser(
      target->createMCAsmParser(*subtarget, *parser, *instructions, options));
  parser->setTargetParser(*targetParser);
  if (parser->Run(/*NoInitialTextSection=*/false) || !messages.empty())
    throw std::runtime_error(messages);
  return collector.code;
}

Machine::Machine(const std::string &chip, const std::string &text,
                 unsigned threads, unsigned ldsBytes)
    : kernel(*findChip(chip)), code(assemble(chip, text + "\ns_endpgm\n")) {
  kernel.name = "test";
  kernel.waveSize = kernel.chip.waveSize;
  kernel.vectorRegisters = kernel.chip.vectorRegisters;
  kernel.firstAccumulator = 256;
  kernel.rsrc1 = 15u << 16 | 1 << 21 | 1 << 23; // keeps subnormals; IEEE
  kernel.code = code;
  decode(kernel);
  dispatch.kernel = &kernel;
  dispatch.memory = &memory;
  dispatch.block[0] = threads ? threads : kernel.waveSize;
  dispatch.groupBytes = ldsBytes;
  group = std::make_unique<Workgroup>(dispatch, 0, &trace);
}

void Machine::setV(unsigned index, uint32_t value) {
  setV(index, [=](unsigned) { return value; });
}
void Machine::setV(unsigned index,
                   const std::function<uint32_t(unsigned)> &of) {
  for (auto &wave : group->waves) {
    for (unsigned lane = 0; lane < wave->lanes; ++lane)
      wave->v[index][lane] = of(lane);
    wave->defined[index] = wave->full;
  }
}
void Machine::setV64(unsigned index, uint64_t value) {
  setV(index, uint32_t(value));
  setV(index + 1, uint32_t(value >> 32));
}
void Machine::setS(unsigned index, uint32_t value) {
  for (auto &wave : group->waves) {
    wave->s[index] = value;
    wave->scalarUndefined[index] = 0;
  }
}
void Machine::setS64(unsigned index, uint64_t value) {
  setS(index, uint32_t(value));
  setS(index + 1, uint32_t(value >> 32));
}
void Machine::setExec(uint64_t mask) { setS64(exec, mask); }

std::set<std::string> &hfc::sim::test::operationsRun() {
  static std::set<std::string> names;
  return names;
}

std::string Machine::run() {
  for (const auto *list : {&kernel.instructions, &kernel.seconds})
    for (const hfc::sim::Instruction &in : *list)
      operationsRun().insert(in.operation->name);
  group->run();
  return group->problem;
}
