// The HIP device: what it refuses, and why. What it computes is tested with
// compiled models (test/simulators/models.py).
#include "runtime/devices/hip/HipApi.h"
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

// Code for gfx942, on the simulator.
class Gpu : public testing::Test {
protected:
  void SetUp() override {
    artifact.image = readAll(HFC_TEST_GPU_KERNELS);
    ASSERT_FALSE(artifact.image.empty());
    retarget(artifact, "gfx942");
  }
  void TearDown() override {
    hfc_session_destroy(session);
    hfc_program_release(program);
  }
  void open() {
    std::string path = temporaryPath("gpu.hfa");
    ASSERT_FALSE(artifact.write(path));
    hfc_device *device = nullptr;
    hfc_artifact *opened = nullptr;
    expectOk(openDevice("sim:gfx942", &device));
    expectOk(hfc_artifact_open(path.c_str(), nullptr, &opened));
    expectOk(hfc_program_create(opened, device, nullptr, &program));
    hfc_session_options options = hfc_session_options_init();
    expectOk(hfc_session_create(program, &options, &session));
    hfc_artifact_release(opened);
    hfc_device_release(device);
  }
  static void expectOk(hfc_status *status) {
    EXPECT_EQ(hfc_status_code(status), HFC_OK) << hfc_status_message(status);
    hfc_status_free(status);
  }
  static hfc_tensor tensorOf(void *data, uint64_t bytes, hfc_type type,
                             std::vector<int64_t> dims) {
    hfc_tensor tensor = {};
    tensor.data = data;
    tensor.bytes = bytes;
    tensor.type = type;
    tensor.rank = uint32_t(dims.size());
    std::copy(dims.begin(), dims.end(), tensor.dims);
    return tensor;
  }
  // main, whose result is relu(2 * (x + w)).
  void runMain(int64_t rows, float first) {
    std::vector<float> x(size_t(rows) * 4);
    for (size_t i = 0; i < x.size(); ++i)
      x[i] = first + float(i % 7);
    hfc_tensor input = tensorOf(x.data(), x.size() * 4, HFC_F32, {rows, 4});
    hfc_tensor output = {};
    expectOk(hfc_session_run(session, &input, 1, &output, 1));
    ASSERT_EQ(output.bytes, x.size() * 4);
    const float w[] = {1, -2, 3, -4};
    for (size_t i = 0; i < x.size(); ++i) {
      float sum = 2 * (x[i] + w[i % 4]);
      EXPECT_EQ(static_cast<const float *>(output.data)[i],
                sum > 0 ? sum : 0.0f)
          << rows << " rows, element " << i;
    }
  }

  TestArtifact artifact;
  hfc_program *program = nullptr;
  hfc_session *session = nullptr;
};

// The second run of the same sizes records a graph, further ones launch it; of
// other sizes it is none.
TEST_F(Gpu, RepeatsASchedule) {
  open();
  float first = -3;
  for (int64_t rows : {3, 3, 3, 3, 5, 3, 3, 3, 0, 0, 0, 300, 300, 300})
    runMain(rows, first += 0.5f);
  void *simulator = dlopen("libhfc-sim-amdgpu.so", RTLD_NOW | RTLD_NOLOAD);
  ASSERT_TRUE(simulator);
  auto *report = reinterpret_cast<size_t (*)(char *, size_t, int)>(
      dlsym(simulator, HFC_SIM_REPORT));
  std::string text(report(nullptr, 0, 1) + 1, ' ');
  report(text.data(), text.size(), 1);
  EXPECT_NE(text.find("\"graph_launches\":9"), text.npos) << text;
  dlclose(simulator);
}

TEST_F(Gpu, DecidesSizesFromWhatItComputed) {
  open();
  for (unsigned positive : {2u, 2u, 4u, 0u}) {
    float x[] = {-1, -1, -1, -1, -1};
    std::fill_n(x, positive, 1.0f);
    hfc_tensor input = tensorOf(x, sizeof x, HFC_F32, {5}), output = {};
    hfc_run_options options = hfc_run_options_init();
    options.function = 1; // select
    expectOk(hfc_session_run_with(session, &options, &input, 1, &output, 1));
    ASSERT_EQ(output.dims[0], positive);
    for (unsigned i = 0; i < positive; ++i)
      EXPECT_EQ(static_cast<const int64_t *>(output.data)[i], i);
  }
}

TEST_F(Gpu, SaysThatItsMemoryIsFull) {
  artifact.tables.functions[0]->dims[0]->max = int64_t(1) << 40;
  open();
  runMain(3, 1);
  // Refused before anything of it is read.
  float x[4] = {};
  int64_t rows = int64_t(1) << 33;
  hfc_tensor input = tensorOf(x, uint64_t(rows) * 16, HFC_F32, {rows, 4});
  hfc_tensor output = {};
  expectFailure(hfc_session_run(session, &input, 1, &output, 1),
                HFC_OUT_OF_MEMORY, "");
  runMain(3, 2);
}

// The artifact asks for what the kernel does not take: the device's reason.
TEST_F(Gpu, SaysWhyAKernelCannotBeLaunched) {
  for (auto &kernel : artifact.tables.kernels)
    for (auto &entry : kernel->entries)
      entry->gpu->workgroup = 512;
  open();
  float x[12] = {};
  hfc_tensor input = tensorOf(x, sizeof x, HFC_F32, {3, 4}), output = {};
  for (unsigned i = 0; i < 2; ++i)
    expectFailure(hfc_session_run(session, &input, 1, &output, 1),
                  HFC_DEVICE_FAILED,
                  "kernel 'add_row': the kernel was compiled for workgroups of "
                  "another size");
}

// Loaded and run, or refused: never read outside, never a crash.
TEST_F(Gpu, SurvivesDamagedCodeObjects) {
  std::vector<uint8_t> good = artifact.image;
  unsigned refused = 0;
  auto attempt = [&] {
    hfc_status *status = load(artifact, "sim:gfx942");
    if (status) {
      ++refused;
      EXPECT_TRUE(hfc_status_code(status) == HFC_DEVICE_FAILED ||
                  hfc_status_code(status) == HFC_MALFORMED_ARTIFACT)
          << hfc_status_message(status);
      EXPECT_NE(std::string(hfc_status_message(status)), "");
    }
    hfc_status_free(status);
  };
  for (size_t at = 0; at < good.size(); at += at < 64 ? 1 : 37) {
    artifact.image = good;
    artifact.image[at] ^= 0xff;
    attempt();
  }
  for (size_t bytes : {size_t(0), size_t(1), size_t(63), size_t(64),
                       good.size() / 2, good.size() - 1}) {
    artifact.image.assign(good.begin(), good.begin() + ptrdiff_t(bytes));
    attempt();
  }
  EXPECT_GE(refused, 30u);
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
