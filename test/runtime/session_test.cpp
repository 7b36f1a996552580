// Schedules on devices: values, dims, memory, and what is refused.
#include "runtime/include/hfc/runtime.h"
#include "test/runtime/TestArtifact.h"
#include <cstdlib>
#include <gtest/gtest.h>
#include <xmmintrin.h>

using namespace hfc::test;

namespace {

void expectOk(hfc_status *status) {
  EXPECT_EQ(hfc_status_code(status), HFC_OK) << hfc_status_message(status);
  hfc_status_free(status);
}
// The code, and the message contains this.
void expectFailure(hfc_status *status, hfc_code code, const char *part) {
  EXPECT_EQ(hfc_status_code(status), code) << hfc_status_message(status);
  EXPECT_NE(std::string(hfc_status_message(status)).find(part),
            std::string::npos)
      << hfc_status_message(status);
  hfc_status_free(status);
}

hfc_tensor tensorOf(void *data, uint64_t bytes, hfc_type type,
                    std::vector<int64_t> dims) {
  hfc_tensor tensor = {};
  tensor.data = data;
  tensor.bytes = bytes;
  tensor.type = type;
  tensor.rank = uint32_t(dims.size());
  std::copy(dims.begin(), dims.end(), tensor.dims);
  return tensor;
}

class Session : public testing::TestWithParam<uint32_t> {
protected:
  void SetUp() override { open("cpu", GetParam()); }
  void TearDown() override { close(); }

  void open(const char *kind, uint32_t threads,
            hfc_session_options sessionOptions = hfc_session_options_init(),
            uint32_t flags = 0) {
    std::string path = temporaryPath("session.hfa");
    ASSERT_FALSE(artifact.write(path));
    hfc_open_options openOptions = hfc_open_options_init();
    openOptions.flags = flags;
    hfc_artifact *opened = nullptr;
    expectOk(hfc_artifact_open(path.c_str(), &openOptions, &opened));
    hfc_device_options options = hfc_device_options_init();
    options.kind = kind;
    options.threads = threads;
    hfc_device *device = nullptr;
    expectOk(hfc_device_open(&options, &device));
    expectOk(hfc_program_create(opened, device, nullptr, &program));
    expectOk(hfc_session_create(program, &sessionOptions, &session));
    hfc_artifact_release(opened);
    hfc_device_release(device);
  }
  void close() {
    hfc_session_destroy(session);
    hfc_program_release(program);
    session = nullptr;
    program = nullptr;
  }

  hfc_status *runFunction(uint32_t function, std::vector<hfc_tensor> inputs,
                          hfc_tensor &output) {
    hfc_run_options options = hfc_run_options_init();
    options.function = function;
    return hfc_session_run_with(session, &options, inputs.data(), inputs.size(),
                                &output, 1);
  }

  // What main computes.
  static std::vector<float> expected(const std::vector<float> &x,
                                     const std::vector<float> &bias) {
    const float w[] = {1, -2, 3, -4};
    std::vector<float> y(x.size());
    for (size_t i = 0; i < x.size(); ++i)
      y[i] =
          std::max(2 * (x[i] + w[i % 4]) + (bias.empty() ? 0 : bias[i]), 0.0f);
    return y;
  }

  void checkMain(int64_t s, bool withBias, bool ownMemory) {
    std::vector<float> x(s * 4), bias(withBias ? s * 4 : 0), y(s * 4, -1);
    for (size_t i = 0; i < x.size(); ++i)
      x[i] = float(i % 13) - 6;
    for (size_t i = 0; i < bias.size(); ++i)
      bias[i] = float(i % 7) - 3;
    std::vector<hfc_tensor> inputs = {
        tensorOf(x.data(), x.size() * 4, HFC_F32, {s, 4})};
    if (withBias)
      inputs.push_back(tensorOf(bias.data(), bias.size() * 4, HFC_F32, {s, 4}));
    hfc_tensor output = {};
    if (!ownMemory)
      output = tensorOf(y.data(), y.size() * 4, HFC_NONE, {});
    expectOk(runFunction(0, inputs, output));
    ASSERT_EQ(output.type, HFC_F32);
    ASSERT_EQ(output.rank, 2u);
    EXPECT_EQ(output.dims[0], s);
    EXPECT_EQ(output.dims[1], 4);
    EXPECT_EQ(output.bytes, y.size() * 4);
    if (!ownMemory && s) {
      EXPECT_EQ(output.data, y.data());
    }
    auto *result = static_cast<const float *>(output.data);
    EXPECT_EQ(std::vector<float>(result, result + y.size()), expected(x, bias));
  }

  TestArtifact artifact;
  hfc_program *program = nullptr;
  hfc_session *session = nullptr;
};
INSTANTIATE_TEST_SUITE_P(Threads, Session, testing::Values(1, 2, 5));

TEST_P(Session, ComputesInCallerMemoryAndItsOwn) {
  for (int64_t s : {1, 3, 3, 100, 7, 1000, 1})
    for (bool own : {false, true})
      checkMain(s, true, own);
}

// The same struct again, for larger and smaller shapes.
TEST_P(Session, TakesOutputsAsTheLastRunLeftThem) {
  std::vector<float> x(400, 5);
  hfc_tensor output = {};
  for (int64_t s : {2, 100, 3}) {
    expectOk(runFunction(0, {tensorOf(x.data(), x.size() * 4, HFC_F32, {s, 4})},
                         output));
    EXPECT_EQ(output.dims[0], s);
    EXPECT_EQ(static_cast<const float *>(output.data)[s * 4 - 1], 2);
  }
}

TEST_P(Session, FillsAnInputThatWasLeftOut) {
  checkMain(5, false, true);
  checkMain(5, true, true);
  checkMain(5, false, true);
  checkMain(9, false, false);
}

TEST_P(Session, TakesDimsOfZero) { checkMain(0, true, true); }

TEST_P(Session, ReadsFromMemoryWhenOpenedAsCopy) {
  close();
  open("cpu", GetParam(), hfc_session_options_init(), HFC_OPEN_COPY);
  checkMain(3, true, true);
}

TEST_P(Session, BindsADimWhileRunning) {
  for (std::vector<float> x :
       {std::vector<float>{1, -1, 2}, {1, 1, 1, 1}, {1, 2, 1, -2}, {}, {-1}}) {
    int64_t positive = std::count_if(x.begin(), x.end(),
                                     [](float value) { return value > 0; });
    hfc_tensor output = {};
    expectOk(runFunction(
        1, {tensorOf(x.data(), x.size() * 4, HFC_F32, {int64_t(x.size())})},
        output));
    ASSERT_EQ(output.dims[0], positive);
    for (int64_t i = 0; i < positive; ++i)
      EXPECT_EQ(static_cast<const int64_t *>(output.data)[i], i);
    // Another function of the session moves the arena in between.
    checkMain(20 * positive, true, true);
  }
}

TEST_P(Session, BranchesAndLoops) {
  std::vector<float> x = {1, 2, 3};
  for (int64_t times : {3, 0, 40, 1, 40})
    for (uint8_t more : {1, 0}) {
      hfc_tensor outputs[2] = {};
      hfc_tensor inputs[] = {tensorOf(&more, 1, HFC_BOOL, {}),
                             tensorOf(&times, 8, HFC_I64, {}),
                             tensorOf(x.data(), 12, HFC_F32, {3})};
      hfc_run_options options = hfc_run_options_init();
      options.function = 4;
      expectOk(hfc_session_run_with(session, &options, inputs, 3, outputs, 2));
      ASSERT_EQ(outputs[0].dims[0], times);
      for (int64_t i = 0; i < 3 * times; ++i)
        EXPECT_EQ(static_cast<const float *>(outputs[0].data)[i], x[i % 3]);
      ASSERT_EQ(outputs[1].dims[0], more ? 3 : 6);
      for (int64_t i = 0; i < outputs[1].dims[0]; ++i)
        EXPECT_EQ(static_cast<const int64_t *>(outputs[1].data)[i], i);
    }
  int64_t times = 101;
  uint8_t more = 1;
  hfc_tensor output = {};
  expectFailure(runFunction(4,
                            {tensorOf(&more, 1, HFC_BOOL, {}),
                             tensorOf(&times, 8, HFC_I64, {}),
                             tensorOf(x.data(), 12, HFC_F32, {3})},
                            output),
                HFC_DIM_OUT_OF_RANGE, "dim 't' is 101, its range is 0 to 100");
}

TEST(Check, SaysWhatIsNotEqual) {
  TestArtifact artifact;
  // i is compared with k.
  artifact.tables.functions[4]->steps[10]->action.AsCheck()->rhs->code = {1, 3};
  std::string path = temporaryPath("check.hfa");
  ASSERT_FALSE(artifact.write(path));
  hfc_program *program = nullptr;
  expectOk(hfc_program_load(path.c_str(), nullptr, &program));
  hfc_session *session = nullptr;
  expectOk(hfc_session_create(program, nullptr, &session));
  float x[3] = {};
  for (int64_t times : {3, 4}) {
    uint8_t more = 1;
    hfc_tensor outputs[2] = {};
    hfc_tensor inputs[] = {tensorOf(&more, 1, HFC_BOOL, {}),
                           tensorOf(&times, 8, HFC_I64, {}),
                           tensorOf(x, 12, HFC_F32, {3})};
    hfc_run_options options = hfc_run_options_init();
    options.function = 4;
    hfc_status *status =
        hfc_session_run_with(session, &options, inputs, 3, outputs, 2);
    if (times == 3)
      expectOk(status);
    else
      expectFailure(status, HFC_DIM_OUT_OF_RANGE,
                    "'repeat' needs i and k to be equal, but they are 4 and 3");
  }
  hfc_session_destroy(session);
  hfc_program_release(program);
}

TEST_P(Session, RefusesABoundDimOutOfRange) {
  std::vector<float> x(6, 1);
  hfc_tensor output = {};
  expectFailure(runFunction(1, {tensorOf(x.data(), 24, HFC_F32, {6})}, output),
                HFC_DIM_OUT_OF_RANGE, "dim 'k' is 6, its range is 0 to 5");
  int64_t small[1];
  output = tensorOf(small, sizeof small, HFC_NONE, {});
  expectFailure(runFunction(1, {tensorOf(x.data(), 16, HFC_F32, {4})}, output),
                HFC_INPUT_MISMATCH, "output 'y' takes 32 bytes, 8 were given");
  output = {};
  expectOk(runFunction(1, {tensorOf(x.data(), 16, HFC_F32, {4})}, output));
  EXPECT_EQ(output.dims[0], 4);
}

TEST_P(Session, RunsUnderOneModeAndRestoresTheCallers) {
  unsigned before = _mm_getcsr();
  _mm_setcsr(0x1f80 | 0x2000); // round down
  std::vector<uint32_t> t(50000);
  hfc_tensor output = {};
  hfc_status *status = runFunction(
      2, {tensorOf(t.data(), t.size() * 4, HFC_U32, {int64_t(t.size())})},
      output);
  unsigned after = _mm_getcsr();
  _mm_setcsr(before);
  expectOk(status);
  EXPECT_EQ(after, 0x1f80u | 0x2000u);
  for (size_t i = 0; i < t.size(); ++i)
    ASSERT_EQ(static_cast<const uint32_t *>(output.data)[i], 0x9fc0u);
}

TEST_P(Session, RefusesWrongInputs) {
  float x[64] = {};
  hfc_tensor output = {};
  auto refuse = [&](std::vector<hfc_tensor> inputs, hfc_code code,
                    const char *part) {
    expectFailure(runFunction(0, inputs, output), code, part);
  };
  hfc_tensor good = tensorOf(x, 64, HFC_F32, {4, 4});
  refuse({}, HFC_INPUT_MISMATCH, "input 'x' is missing");
  refuse({hfc_tensor{}}, HFC_INPUT_MISMATCH, "input 'x' is missing");
  refuse({good, good, good}, HFC_INPUT_MISMATCH, "3 inputs");
  refuse({tensorOf(x, 64, HFC_F64, {4, 4})}, HFC_INPUT_MISMATCH,
         "input 'x' is f32, not f64");
  refuse({tensorOf(x, 64, hfc_type(99), {4, 4})}, HFC_INPUT_MISMATCH,
         "not of no type");
  refuse({tensorOf(x, 64, HFC_F32, {4})}, HFC_INPUT_MISMATCH, "rank 2, not 1");
  refuse({tensorOf(x, 64, HFC_F32, {4, 5})}, HFC_INPUT_MISMATCH,
         "has 4 as dim 1, not 5");
  refuse({tensorOf(x, 63, HFC_F32, {4, 4})}, HFC_INPUT_MISMATCH,
         "more than the 63 bytes");
  refuse({tensorOf(nullptr, 64, HFC_F32, {4, 4})}, HFC_INPUT_MISMATCH,
         "no data");
  refuse({tensorOf(x, 64, HFC_F32, {-1, 4})}, HFC_INPUT_MISMATCH, "-1");
  refuse({tensorOf((char *)x + 1, 64, HFC_F32, {4, 4})}, HFC_INPUT_MISMATCH,
         "not aligned");
  refuse({tensorOf(x, 64, HFC_F32, {1001, 4})}, HFC_DIM_OUT_OF_RANGE,
         "dim 's' is 1001, its range is 0 to 1000");
  refuse({good, tensorOf(x, 64, HFC_F32, {3, 4})}, HFC_DIM_OUT_OF_RANGE,
         "dim 0 of input 'bias' is 3, but 's' is 4");
  refuse({tensorOf(x, 64, HFC_F32, {INT64_MAX, INT64_MAX})},
         HFC_DIM_OUT_OF_RANGE, "dim 's'");
  output = tensorOf(x, 63, HFC_NONE, {});
  refuse({good}, HFC_INPUT_MISMATCH, "output 'y' takes 64 bytes, 63");
  output = tensorOf(x + 8, 64, HFC_NONE, {});
  refuse({good}, HFC_INPUT_MISMATCH, "output 'y' overlaps");
  // And is still usable.
  checkMain(4, true, false);
}

TEST_P(Session, RefusesWrongCalls) {
  expectFailure(hfc_session_run(nullptr, nullptr, 0, nullptr, 0),
                HFC_INVALID_CALL, "hfc_session_run");
  expectFailure(hfc_session_run(session, nullptr, 1, nullptr, 0),
                HFC_INVALID_CALL, "null");
  hfc_tensor outputs[2] = {};
  expectFailure(hfc_session_run(session, nullptr, 0, outputs, 2),
                HFC_INPUT_MISMATCH, "2 outputs");
  hfc_run_options options = {};
  expectFailure(hfc_session_run_with(session, &options, nullptr, 0, nullptr, 0),
                HFC_INVALID_CALL, "not initialised");
  struct {
    hfc_run_options known;
    uint64_t unknown;
  } newer = {hfc_run_options_init(), 1};
  newer.known.struct_size = sizeof newer;
  expectFailure(
      hfc_session_run_with(session, &newer.known, nullptr, 0, nullptr, 0),
      HFC_INVALID_CALL, "not initialised");
  options = hfc_run_options_init();
  options.function = 5;
  expectFailure(hfc_session_run_with(session, &options, nullptr, 0, nullptr, 0),
                HFC_INVALID_CALL, "function 5");
  hfc_session_destroy(nullptr);
  hfc_program_release(nullptr);
  hfc_status_free(nullptr);
}

TEST_P(Session, KeepsToItsMaximumOfBytes) {
  close();
  hfc_session_options options = hfc_session_options_init();
  options.max_bytes = 1 << 20;
  open("cpu", GetParam(), options);
  checkMain(10, true, true);
  EXPECT_GT(hfc_session_bytes(session), 0u);
  EXPECT_LE(hfc_session_bytes(session), options.max_bytes);
  close();
  options.max_bytes = 70000 * GetParam();
  open("cpu", GetParam(), options);
  std::vector<float> x(4000);
  hfc_tensor output = {};
  expectFailure(
      runFunction(0, {tensorOf(x.data(), 16000, HFC_F32, {1000, 4})}, output),
      HFC_OUT_OF_MEMORY, "max_bytes leaves");
  checkMain(1, true, true);
}

TEST_P(Session, ReportsEveryStep) {
  std::vector<hfc_profile_record> records;
  hfc_run_options options = hfc_run_options_init();
  options.profile = [](void *user, const hfc_profile_record *record) {
    static_cast<std::vector<hfc_profile_record> *>(user)->push_back(*record);
  };
  options.profile_user = &records;
  float x[12] = {};
  hfc_tensor input = tensorOf(x, 48, HFC_F32, {3, 4}), output = {};
  expectOk(hfc_session_run_with(session, &options, &input, 1, &output, 1));
  ASSERT_EQ(records.size(), 5u);
  EXPECT_STREQ(records[0].kernel, "add_row");
  EXPECT_STREQ(records[0].strategy, "plain");
  EXPECT_STREQ(records[0].source, "node0");
  EXPECT_EQ(records[0].grid, 3);
  EXPECT_EQ(records[0].flops, 3);
  EXPECT_EQ(records[0].bytes, 48u + 16 + 48);
  EXPECT_EQ(records[3].kind, HFC_STEP_COPY);
  EXPECT_EQ(records[3].bytes, 96u);
  EXPECT_EQ(records[4].step, 4u);
  for (size_t i = 1; i < records.size(); ++i)
    EXPECT_GE(records[i].start_ns,
              records[i - 1].start_ns + records[i - 1].duration_ns);
}

TEST_P(Session, SharesAProgramAmongThreads) {
  std::vector<pthread_t> threads(4);
  struct Task {
    hfc_program *program;
    int failures;
  };
  std::vector<Task> tasks(threads.size(), {program, 0});
  for (size_t i = 0; i < threads.size(); ++i)
    pthread_create(
        &threads[i], nullptr,
        [](void *argument) -> void * {
          Task &task = *static_cast<Task *>(argument);
          hfc_session *session = nullptr;
          hfc_status_free(hfc_session_create(task.program, nullptr, &session));
          std::vector<float> x(400);
          for (size_t i = 0; i < x.size(); ++i)
            x[i] = float(i);
          for (int run = 0; run < 200; ++run) {
            hfc_tensor input = tensorOf(x.data(), 1600, HFC_F32, {100, 4});
            hfc_tensor output = {};
            hfc_status *status =
                hfc_session_run(session, &input, 1, &output, 1);
            auto *y = static_cast<const float *>(output.data);
            task.failures +=
                status || std::vector<float>(y, y + 400) != expected(x, {});
            hfc_status_free(status);
          }
          hfc_session_destroy(session);
          return nullptr;
        },
        &tasks[i]);
  for (size_t i = 0; i < threads.size(); ++i) {
    pthread_join(threads[i], nullptr);
    EXPECT_EQ(tasks[i].failures, 0);
  }
}

TEST_P(Session, KeepsItsProgramAlive) {
  hfc_program_release(program);
  program = nullptr;
  checkMain(3, true, true);
}

TEST_P(Session, NullDevicePreparesAndRunsNothing) {
  close();
  open("null", 1);
  float x[12] = {};
  hfc_tensor output = {};
  expectOk(runFunction(0, {tensorOf(x, 48, HFC_F32, {3, 4})}, output));
  EXPECT_EQ(output.dims[0], 3);
}

TEST_P(Session, NamesFunctionsAndDevices) {
  uint32_t index = 99;
  EXPECT_TRUE(hfc_program_function(program, nullptr, &index));
  EXPECT_EQ(index, 0u);
  EXPECT_TRUE(hfc_program_function(program, "select", &index));
  EXPECT_EQ(index, 1u);
  EXPECT_FALSE(hfc_program_function(program, "nothing", &index));
  EXPECT_TRUE(hfc_program_uses_executable(program, 0));
  EXPECT_FALSE(hfc_program_uses_executable(program, 1));
  hfc_device_info info = hfc_device_info_init();
  hfc_device_get_info(hfc_program_device(program), &info);
  EXPECT_STREQ(info.kind, "cpu");
  EXPECT_STREQ(info.family, "x86");
  EXPECT_EQ(info.threads, GetParam());
  EXPECT_STREQ(hfc_device_kind(0), "cpu");
  EXPECT_STREQ(hfc_device_kind(3), "sim");
  EXPECT_EQ(hfc_device_kind(4), nullptr);
}

TEST(Device, UnknownKindIsRefused) {
  hfc_device_options options = hfc_device_options_init();
  options.kind = "abacus";
  hfc_device *device = nullptr;
  expectFailure(hfc_device_open(&options, &device), HFC_NO_DEVICE, "abacus");
  options.kind = nullptr;
  options.threads = 1000000;
  expectFailure(hfc_device_open(&options, &device), HFC_INVALID_CALL,
                "1000000 threads");
}

// Executables are taken from the last on; what a machine lacks is named.
TEST(Program, ChoosesTheLastExecutableThatRunsHere) {
  TestArtifact artifact;
  auto add = [&](const char *chip, const char *features, uint32_t abi) {
    auto executable = std::make_unique<hfc::artifact::ExecutableT>();
    executable->family = "x86";
    executable->chip = chip;
    executable->features = features;
    executable->abi = abi;
    artifact.tables.executables.push_back(std::move(executable));
  };
  add("future", "sse3 avx9000", 1);
  add("strange", "", 7);
  std::string path = temporaryPath("choose.hfa");
  ASSERT_FALSE(artifact.write(path));
  hfc_program *program = nullptr;
  expectOk(hfc_program_load(path.c_str(), nullptr, &program));
  EXPECT_TRUE(hfc_program_uses_executable(program, 0));
  EXPECT_FALSE(hfc_program_uses_executable(program, 1));
  hfc_program_release(program);

  artifact.tables.executables[0]->features = "avx9000 sse3";
  ASSERT_FALSE(artifact.write(path));
  expectFailure(hfc_program_load(path.c_str(), nullptr, &program),
                HFC_NO_CODE_FOR_MACHINE,
                "x86-64 (needs avx9000), future (needs avx9000), strange "
                "(needs kernel ABI 7, this is 1)");
  artifact.tables.executables[0]->features = "";
  artifact.tables.executables[0]->family = "other";
  ASSERT_FALSE(artifact.write(path));
  expectFailure(hfc_program_load(path.c_str(), nullptr, &program),
                HFC_NO_CODE_FOR_MACHINE, "another family");
}

TEST(Program, RefusesAKernelThatTheImageLacks) {
  TestArtifact artifact;
  artifact.tables.kernels[1]->entries[1]->symbol = "nothing";
  std::string path = temporaryPath("lacks.hfa");
  ASSERT_FALSE(artifact.write(path));
  hfc_program *program = nullptr;
  expectFailure(hfc_program_load(path.c_str(), nullptr, &program),
                HFC_MALFORMED_ARTIFACT, "no function 'nothing'");
}

} // namespace
