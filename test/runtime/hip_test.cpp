// The HIP device: what it refuses, and why. What it computes is tested with
// compiled models (test/simulators/models.py).
#include "runtime/include/hfc/runtime.h"
#include "test/runtime/TestArtifact.h"
#include <dlfcn.h>
#include <gtest/gtest.h>

using namespace hfc::test;

// AMD's library keeps what it made until the process ends.
extern "C" const char *__lsan_default_suppressions() {
  return "leak:libamdhip64\n";
}

namespace {

void expectFailure(hfc_status *status, hfc_code code, const char *part) {
  EXPECT_EQ(hfc_status_code(status), code) << hfc_status_message(status);
  EXPECT_NE(std::string(hfc_status_message(status)).find(part),
            std::string::npos)
      << hfc_status_message(status);
  hfc_status_free(status);
}

hfc_status *openDevice(const char *kind, hfc_device **device) {
  hfc_device_options options = hfc_device_options_init();
  options.kind = kind;
  return hfc_device_open(&options, device);
}

hfc_status *load(TestArtifact &artifact, const char *kind) {
  std::string path = temporaryPath("hip.hfa");
  EXPECT_FALSE(artifact.write(path));
  hfc_device *device = nullptr;
  hfc_status *status = openDevice(kind, &device);
  hfc_artifact *opened = nullptr;
  hfc_program *program = nullptr;
  if (!status)
    status = hfc_artifact_open(path.c_str(), nullptr, &opened);
  if (!status)
    status = hfc_program_create(opened, device, nullptr, &program);
  hfc_program_release(program);
  hfc_artifact_release(opened);
  hfc_device_release(device);
  return status;
}

void retarget(TestArtifact &artifact, const char *target) {
  for (auto &function : artifact.tables.functions)
    function->family = "amdgpu";
  for (auto &executable : artifact.tables.executables) {
    executable->family = "amdgpu";
    executable->chip = std::string(target).substr(0, 6);
    executable->features = target;
    executable->abi = 1;
  }
  for (auto &kernel : artifact.tables.kernels)
    for (auto &entry : kernel->entries) {
      entry->gpu = std::make_unique<hfc::artifact::GpuT>();
      entry->gpu->workgroup = 64;
      entry->gpu->wave = 64;
      entry->gpu->kernarg =
          8 * (kernel->operands + kernel->results) + 4 * kernel->sizes;
      entry->scratch = 0;
    }
}

TEST(Simulator, TellsItsChip) {
  for (const char *chip :
       {"gfx942", "gfx90a", "gfx950", "gfx1100", "gfx1102"}) {
    hfc_device *device = nullptr;
    hfc_status *status =
        openDevice((std::string("sim:") + chip).c_str(), &device);
    ASSERT_EQ(hfc_status_code(status), HFC_OK) << hfc_status_message(status);
    hfc_device_info info = hfc_device_info_init();
    hfc_device_get_info(device, &info);
    EXPECT_STREQ(info.kind, "sim");
    EXPECT_STREQ(info.family, "amdgpu");
    EXPECT_EQ(std::string(info.features).substr(0, strlen(chip)), chip);
    hfc_device_release(device);
  }
}

TEST(Simulator, RefusesAnUnknownChip) {
  hfc_device *device = nullptr;
  expectFailure(openDevice("sim:gfx94", &device), HFC_NO_DEVICE,
                "no chip 'gfx94'");
}

TEST(Simulator, RefusesCodeOfOtherFamiliesAndChips) {
  TestArtifact artifact;
  expectFailure(load(artifact, "sim"), HFC_NO_CODE_FOR_MACHINE,
                "--target=gfx942");
  retarget(artifact, "gfx90a");
  expectFailure(load(artifact, "sim"), HFC_NO_CODE_FOR_MACHINE,
                "is for gfx90a, not gfx942:sramecc+:xnack-");
  retarget(artifact, "gfx942:xnack+");
  expectFailure(load(artifact, "sim"), HFC_NO_CODE_FOR_MACHINE,
                "is for gfx942:xnack+");
}

TEST(Simulator, RefusesADamagedCodeObject) {
  TestArtifact artifact;
  for (const char *target : {"gfx942", "gfx942:sramecc+:xnack-"}) {
    retarget(artifact, target);
    expectFailure(load(artifact, "sim"), HFC_DEVICE_FAILED,
                  "not a code object for amdgcn-amd-amdhsa");
  }
}

// With Debian's libamdhip64-5 as without any: scripts/install-packages has it.
TEST(Hip, SaysThatThereIsNoGpu) {
  hfc_device *device = nullptr;
  hfc_status *status = openDevice("hip", &device);
  if (!status) {
    hfc_device_release(device);
    GTEST_SKIP() << "this machine has an AMD GPU";
  }
  expectFailure(status, HFC_NO_DEVICE, "no AMD GPU");
}
TEST(Hip, SaysSoThroughAmdsLibraryToo) {
  void *library = dlopen("libamdhip64.so.5", RTLD_NOW | RTLD_LOCAL);
  if (!library)
    GTEST_SKIP() << "libamdhip64-5 is not installed";
  hfc_device *device = nullptr;
  hfc_status *status = openDevice("hip", &device);
  if (status)
    EXPECT_EQ(std::string(hfc_status_message(status)).find("there is no lib"),
              std::string::npos);
  hfc_status_free(status);
  hfc_device_release(device);
}
} // namespace
