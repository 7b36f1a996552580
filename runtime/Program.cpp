#include "runtime/Program.h"
#include <cstdio>

using namespace hfc;
using namespace hfc::rt;
using artifact::count;
using artifact::Executable;
using artifact::Function;
using artifact::Kernel;
using artifact::text;

hfc_program::~hfc_program() {
  for (Image *image : images)
    device->unload(image);
  constantBlock.reset(); // while its device is there
  hfc_device_release(device);
  hfc_artifact_release(artifact);
}

bool hfc_program::runsHere(const Function &function) const {
  return !std::strcmp(text(function.family()), device->family());
}

hfc_status *hfc_program::noCode() {
  char list[600] = "";
  size_t length = 0;
  for (uint32_t i = 0; i < count(artifact->root->executables()); ++i) {
    const Executable *executable = artifact->root->executables()->Get(i);
    Reason reason = {"is for another family"};
    if (!std::strcmp(text(executable->family()), device->family()))
      device->supports(*executable, reason);
    int added = snprintf(list + length, sizeof list - length, "%s%.40s (%s)",
                         i ? ", " : "", text(executable->chip()), reason.text);
    length += size_t(added);
    if (length >= sizeof list)
      break;
  }
  // Of a GPU, the chip that its features begin with.
  const char *target = device->sharesMemory() ? "host" : device->features();
  length = std::strcspn(target, ":");
  return failure(host, Code::NoCodeForMachine,
                 "no code for this machine, the artifact holds: %s\nhelp: "
                 "compile with --target=%.*s",
                 *list ? list : "none", int(length), target);
}

// The last executable that this device can run, and all others of its chip.
hfc_status *hfc_program::choose() {
  uint32_t executableCount = count(artifact->root->executables());
  if (!used.make(host, executableCount) || !images.make(host, executableCount))
    return outOfMemory(host, executableCount, "a program");
  const Executable *chosen = nullptr;
  Reason reason;
  for (uint32_t i = executableCount; i--;) {
    const Executable *executable = artifact->root->executables()->Get(i);
    if (std::strcmp(text(executable->family()), device->family()) ||
        !device->supports(*executable, reason))
      continue;
    if (!chosen)
      chosen = executable;
    used[i] = !std::strcmp(text(executable->chip()), text(chosen->chip()));
  }
  return chosen ? nullptr : noCode();
}

hfc_status *hfc_program::loadImages(uint32_t flags) {
  for (uint32_t i = 0; i < used.size(); ++i) {
    if (!used[i])
      continue;
    const Executable *executable = artifact->root->executables()->Get(i);
    if (hfc_status *status = device->load(
            {artifact->code.data() + executable->offset(), executable->size()},
            flags, &images[i]))
      return status;
  }
  return nullptr;
}

hfc_status *hfc_program::findEntries() {
  uint32_t kernelCount = count(artifact->root->kernels()), entryCount = 0;
  for (uint32_t i = 0; i < kernelCount; ++i)
    entryCount += count(artifact->root->kernels()->Get(i)->entries());
  if (!kernels.make(host, kernelCount) || !entries.make(host, entryCount))
    return outOfMemory(host, entryCount * sizeof(LoadedEntry), "a program");
  uint32_t next = 0;
  for (uint32_t i = 0; i < kernelCount; ++i) {
    const Kernel *kernel = artifact->root->kernels()->Get(i);
    kernels[i].firstEntry = next;
    for (uint32_t e = 0; e < count(kernel->entries()); ++e) {
      const artifact::Entry *entry = kernel->entries()->Get(e);
      if (!used[entry->executable()])
        continue;
      KernelHandle handle =
          device->find(images[entry->executable()], text(entry->symbol()));
      if (!handle)
        return failure(host, Code::MalformedArtifact,
                       "executable %u has no function '%.80s'",
                       entry->executable(), text(entry->symbol()));
      entries[next++] = {entry, handle};
    }
    kernels[i].entryCount = next - kernels[i].firstEntry;
  }
  return nullptr;
}

// Some function can run, and whatever can has all its kernels.
hfc_status *hfc_program::checkFunctions() {
  bool any = false;
  for (uint32_t f = 0; f < artifact->root->functions()->size(); ++f) {
    const Function *function = artifact->function(f);
    if (!runsHere(*function))
      continue;
    any = true;
    for (uint32_t s = 0; s < count(function->steps()); ++s) {
      const artifact::Dispatch *dispatch =
          function->steps()->Get(s)->action_as_Dispatch();
      if (dispatch && !kernels[dispatch->kernel()].entryCount)
        return failure(
            host, Code::MalformedArtifact,
            "kernel '%.80s' has no entry for this machine",
            text(artifact->root->kernels()->Get(dispatch->kernel())->name()));
    }
  }
  return any ? nullptr : noCode();
}

hfc_status *hfc_program::load(uint32_t flags) {
  if (hfc_status *status = choose())
    return status;
  if (hfc_status *status = loadImages(flags))
    return status;
  if (hfc_status *status = findEntries())
    return status;
  if (hfc_status *status = checkFunctions())
    return status;
  return placeConstants();
}

// In the file's mapping, or in a block of the device with all that functions of
// this device name.
hfc_status *hfc_program::placeConstants() {
  constexpr uint64_t alignment = 256;
  uint32_t constantCount = count(artifact->root->constants());
  if (!constants.make(host, constantCount))
    return outOfMemory(host, constantCount * sizeof(void *), "constants");
  const auto *tables = artifact->root->constants();
  if (device->sharesMemory()) {
    for (uint32_t i = 0; i < constantCount; ++i)
      constants[i] = artifact->constants + tables->Get(i)->offset();
    return nullptr;
  }
  Array<uint64_t> offsets;
  if (!offsets.make(host, constantCount))
    return outOfMemory(host, constantCount * sizeof(uint64_t), "constants");
  for (uint64_t &offset : offsets)
    offset = UINT64_MAX;
  uint64_t bytes = 0;
  for (uint32_t f = 0; f < artifact->root->functions()->size(); ++f) {
    const Function *function = artifact->function(f);
    for (uint32_t v = 0; runsHere(*function) && v < count(function->values());
         ++v) {
      const artifact::Value *value = function->values()->Get(v);
      if (value->place() != artifact::Place::constant ||
          offsets[value->index()] != UINT64_MAX)
        continue;
      offsets[value->index()] = bytes;
      bytes += (tables->Get(value->index())->size() + alignment - 1) /
               alignment * alignment;
    }
  }
  if (!constantBlock.allocate(device->memory(), bytes))
    return outOfMemory(host, bytes, "constants on the device");
  for (uint32_t i = 0; i < constantCount; ++i) {
    if (offsets[i] == UINT64_MAX)
      continue;
    constants[i] = constantBlock.data() + offsets[i];
    if (hfc_status *status =
            device->move(constantBlock.data() + offsets[i],
                         artifact->constants + tables->Get(i)->offset(),
                         tables->Get(i)->size()))
      return status;
  }
  return nullptr;
}

hfc_status *hfc_program_create(hfc_artifact *artifact, hfc_device *device,
                               const hfc_program_options *given,
                               hfc_program **out) {
  hfc_program_options options;
  if (!artifact || !device || !out || !readOptions(given, options))
    return invalidCall("hfc_program_create: a null argument, or options that "
                       "were not initialised");
  hfc_program *program = create<hfc_program>(artifact->host);
  if (!program)
    return outOfMemory(artifact->host, sizeof(hfc_program), "a program");
  artifact->references.retain();
  device->references.retain();
  program->artifact = artifact;
  program->device = device;
  if (hfc_status *status = program->load(options.flags)) {
    hfc_program_release(program);
    return status;
  }
  *out = program;
  return nullptr;
}

hfc_status *hfc_program_load(const char *path, hfc_device *device,
                             hfc_program **out) {
  hfc_artifact *artifact = nullptr;
  hfc_device *opened = nullptr;
  hfc_status *status = hfc_artifact_open(path, nullptr, &artifact);
  if (!status && !device) {
    status = hfc_device_open(nullptr, &opened);
    device = opened;
  }
  if (!status)
    status = hfc_program_create(artifact, device, nullptr, out);
  hfc_artifact_release(artifact);
  hfc_device_release(opened);
  return status;
}

void hfc_program_release(hfc_program *program) {
  if (program && program->references.release())
    destroy(program);
}

hfc_artifact *hfc_program_artifact(const hfc_program *program) {
  return program->artifact;
}

hfc_device *hfc_program_device(const hfc_program *program) {
  return program->device;
}

bool hfc_program_function(const hfc_program *program, const char *name,
                          uint32_t *out) {
  for (uint32_t i = 0; i < program->artifact->root->functions()->size(); ++i) {
    const Function *function = program->artifact->function(i);
    if (program->runsHere(*function) &&
        (!name || !std::strcmp(text(function->name()), name))) {
      *out = i;
      return true;
    }
  }
  return false;
}

bool hfc_program_uses_executable(const hfc_program *program,
                                 uint32_t executable) {
  return executable < program->used.size() && program->used[executable];
}
