// A program: an artifact's code on a device. Immutable once made.
#ifndef HFC_RUNTIME_PROGRAM_H
#define HFC_RUNTIME_PROGRAM_H

#include "runtime/Artifact.h"
#include "runtime/devices/Device.h"

namespace hfc::rt {

// An entry of a kernel that this device can run.
struct LoadedEntry {
  const artifact::Entry *entry = nullptr;
  KernelHandle handle = nullptr;
};

struct LoadedKernel {
  uint32_t firstEntry = 0, entryCount = 0;
};

} // namespace hfc::rt

struct hfc_program {
  hfc::rt::Host host;
  hfc::rt::RefCount references;
  hfc_artifact *artifact = nullptr;
  hfc_device *device = nullptr;
  hfc::rt::Array<hfc::rt::Image *> images; // by executable; null: not loaded
  hfc::rt::Array<bool> used;
  hfc::rt::Array<hfc::rt::LoadedKernel> kernels;
  hfc::rt::Array<hfc::rt::LoadedEntry> entries;
  // Where kernels see each constant; null: no function of this device has it.
  hfc::rt::Array<const uint8_t *> constants;
  hfc::rt::Block constantBlock; // on a device with memory of its own

  ~hfc_program();
  hfc_status *load(uint32_t flags);
  bool runsHere(const hfc::artifact::Function &function) const;

private:
  hfc_status *choose();
  hfc_status *noCode();
  hfc_status *loadImages(uint32_t flags);
  hfc_status *findEntries();
  hfc_status *checkFunctions();
  hfc_status *placeConstants();
};

#endif
