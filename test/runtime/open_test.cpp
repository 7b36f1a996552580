// Opening: what an artifact tells, and every kind of damage to its bytes.
#include "runtime/include/hfc/runtime.h"
#include "test/runtime/TestArtifact.h"
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace hfc::test;

namespace {

hfc_status *openCopy(const void *data, size_t size, hfc_artifact **artifact) {
  hfc_open_options options = hfc_open_options_init();
  options.flags = HFC_OPEN_COPY;
  return hfc_artifact_open_memory(data, size, &options, artifact);
}

void expectFailure(hfc_status *status, hfc_code code, const char *part) {
  EXPECT_EQ(hfc_status_code(status), code) << hfc_status_message(status);
  EXPECT_NE(std::string(hfc_status_message(status)).find(part),
            std::string::npos)
      << hfc_status_message(status);
  hfc_status_free(status);
}

// Goes as far as bytes that nobody vouches for may go: all but running.
// True if everything was accepted.
bool openAndLoad(const std::vector<uint8_t> &bytes, hfc_device *device) {
  hfc_artifact *artifact = nullptr;
  hfc_program *program = nullptr;
  hfc_session *session = nullptr;
  hfc_status *status = openCopy(bytes.data(), bytes.size(), &artifact);
  if (!status) {
    char text[64];
    hfc_tensor_info info = hfc_tensor_info_init();
    for (uint32_t i = 0; hfc_artifact_output(artifact, 0, i, &info); ++i)
      for (uint32_t d = 0; d < info.rank; ++d)
        hfc_expr_text(artifact, 0, info.shape[d], text, sizeof text);
    status = hfc_program_create(artifact, device, nullptr, &program);
  }
  if (!status)
    status = hfc_session_create(program, nullptr, &session);
  bool good = !status;
  if (status) {
    EXPECT_NE(hfc_status_message(status)[0], 0);
  }
  hfc_status_free(status);
  hfc_session_destroy(session);
  hfc_program_release(program);
  hfc_artifact_release(artifact);
  return good;
}

// Steps of a schedule that nobody vouches for, on the device that runs none.
void openAndWalk(const std::vector<uint8_t> &bytes, hfc_device *null) {
  hfc_artifact *artifact = nullptr;
  hfc_program *program = nullptr;
  hfc_session *session = nullptr;
  hfc_status *status = openCopy(bytes.data(), bytes.size(), &artifact);
  if (!status)
    status = hfc_program_create(artifact, null, nullptr, &program);
  hfc_session_options options = hfc_session_options_init();
  options.max_bytes = 1 << 24;
  if (!status)
    status = hfc_session_create(program, &options, &session);
  if (!status) {
    alignas(8) static float x[64];
    hfc_tensor inputs[2] = {};
    for (hfc_tensor &input : inputs) {
      input.data = x;
      input.bytes = sizeof x;
      input.type = HFC_F32;
      input.rank = 2;
      input.dims[0] = 3;
      input.dims[1] = 4;
    }
    hfc_tensor output = {};
    status = hfc_session_run(session, inputs, 2, &output, 1);
  }
  hfc_status_free(status);
  hfc_session_destroy(session);
  hfc_program_release(program);
  hfc_artifact_release(artifact);
}

class Open : public testing::Test {
protected:
  void SetUp() override {
    bytes = TestArtifact().bytes();
    hfc_device_options options = hfc_device_options_init();
    options.threads = 1;
    hfc_status_free(hfc_device_open(&options, &device));
    options.kind = "null";
    hfc_status_free(hfc_device_open(&options, &null));
  }
  void TearDown() override {
    hfc_device_release(device);
    hfc_device_release(null);
  }
  std::vector<uint8_t> bytes;
  hfc_device *device = nullptr, *null = nullptr;
};

TEST_F(Open, GoodBytesLoad) { EXPECT_TRUE(openAndLoad(bytes, device)); }

TEST_F(Open, EveryTruncationIsRefused) {
  for (size_t size = 0; size < bytes.size(); size += size < 128 ? 1 : 64) {
    std::vector<uint8_t> cut(bytes.begin(), bytes.begin() + size);
    ASSERT_FALSE(openAndLoad(cut, device)) << size;
  }
  std::vector<uint8_t> longer = bytes;
  longer.push_back(0);
  ASSERT_FALSE(openAndLoad(longer, device));
}

// Each byte of header, tables and code takes hostile values in turn. Most are
// refused, some only change numbers; none crashes.
TEST_F(Open, NoMutationCrashes) {
  for (size_t at = 0; at < bytes.size(); ++at) {
    uint8_t before = bytes[at];
    for (int change : {1, 0x80, 0xff, -before}) {
      uint8_t mutated = uint8_t(before + change);
      if (mutated == before)
        continue;
      bytes[at] = mutated;
      openAndLoad(bytes, device);
      openAndWalk(bytes, null);
    }
    bytes[at] = before;
  }
}

TEST_F(Open, NoMutatedWordCrashes) {
  for (size_t at = 0; at + 4 <= bytes.size(); at += 4) {
    uint32_t before, mutated;
    std::memcpy(&before, &bytes[at], 4);
    for (uint32_t value : {0u, 1u, 0x7fffffffu, 0x80000000u, 0xffffffffu,
                           uint32_t(bytes.size())}) {
      mutated = value;
      std::memcpy(&bytes[at], &mutated, 4);
      openAndLoad(bytes, device);
      openAndWalk(bytes, null);
    }
    std::memcpy(&bytes[at], &before, 4);
  }
}

TEST_F(Open, SaysWhatIsWrongWithAHeader) {
  hfc_artifact *artifact = nullptr;
  auto refuse = [&](size_t at, std::vector<uint8_t> patch, hfc_code code,
                    const char *part) {
    std::vector<uint8_t> damaged = bytes;
    std::copy(patch.begin(), patch.end(), damaged.begin() + at);
    expectFailure(openCopy(damaged.data(), damaged.size(), &artifact), code,
                  part);
  };
  refuse(0, {'P', 'K'}, HFC_MALFORMED_ARTIFACT, "is no artifact");
  refuse(8, {2}, HFC_UNKNOWN_FORMAT, "format version 2, this runtime reads");
  refuse(12, {1}, HFC_MALFORMED_ARTIFACT, "header of 1 bytes");
  refuse(16, {0, 8}, HFC_UNKNOWN_FORMAT, "needs feature 11");
  refuse(24, {1}, HFC_MALFORMED_ARTIFACT, "tables section");
  refuse(47, {0xff}, HFC_MALFORMED_ARTIFACT, "code section");
  refuse(63, {0xff}, HFC_MALFORMED_ARTIFACT, "constants section");
  expectFailure(openCopy(bytes.data(), bytes.size() - 1, &artifact),
                HFC_MALFORMED_ARTIFACT, "is cut off");
}

TEST_F(Open, RefusesWhatIsNoFile) {
  hfc_artifact *artifact = nullptr;
  expectFailure(hfc_artifact_open("/nowhere/x.hfa", nullptr, &artifact),
                HFC_CANNOT_READ_FILE, "/nowhere/x.hfa: No such file");
  expectFailure(hfc_artifact_open("/tmp", nullptr, &artifact),
                HFC_CANNOT_READ_FILE, "is not a regular file");
  expectFailure(hfc_artifact_open("/dev/zero", nullptr, &artifact),
                HFC_CANNOT_READ_FILE, "is not a regular file");
  std::string pipe = temporaryPath("pipe");
  ASSERT_EQ(mkfifo(pipe.c_str(), 0600), 0);
  expectFailure(hfc_artifact_open(pipe.c_str(), nullptr, &artifact),
                HFC_CANNOT_READ_FILE, "is not a regular file");
  std::string empty = temporaryPath("empty.hfa");
  close(open(empty.c_str(), O_CREAT | O_WRONLY, 0600));
  expectFailure(hfc_artifact_open(empty.c_str(), nullptr, &artifact),
                HFC_MALFORMED_ARTIFACT, "is no artifact");
  expectFailure(hfc_artifact_open(nullptr, nullptr, &artifact),
                HFC_INVALID_CALL, "null");
  hfc_open_options options = {};
  expectFailure(hfc_artifact_open("x", &options, &artifact), HFC_INVALID_CALL,
                "not initialised");
}

TEST_F(Open, MemoryMayBeBorrowed) {
  auto *aligned =
      static_cast<uint8_t *>(aligned_alloc(64, (bytes.size() + 127) / 64 * 64));
  std::memcpy(aligned, bytes.data(), bytes.size());
  hfc_artifact *artifact = nullptr;
  hfc_status *status =
      hfc_artifact_open_memory(aligned, bytes.size(), nullptr, &artifact);
  EXPECT_EQ(status, nullptr) << hfc_status_message(status);
  hfc_artifact_release(artifact);
  std::memmove(aligned + 1, aligned, bytes.size());
  expectFailure(
      hfc_artifact_open_memory(aligned + 1, bytes.size(), nullptr, &artifact),
      HFC_INVALID_CALL, "not aligned to 64");
  free(aligned);
}

TEST_F(Open, VerifiesHashesOnDemand) {
  hfc_artifact *artifact = nullptr;
  hfc_status_free(openCopy(bytes.data(), bytes.size(), &artifact));
  hfc_status *status = hfc_artifact_verify_hashes(artifact);
  EXPECT_EQ(status, nullptr) << hfc_status_message(status);
  hfc_artifact_release(artifact);
  bytes.back() ^= 1; // of the last constant
  hfc_status_free(openCopy(bytes.data(), bytes.size(), &artifact));
  expectFailure(hfc_artifact_verify_hashes(artifact), HFC_MALFORMED_ARTIFACT,
                "constants section");
  hfc_artifact_release(artifact);
}

TEST_F(Open, TellsWhatItHolds) {
  hfc_artifact *artifact = nullptr;
  hfc_status_free(openCopy(bytes.data(), bytes.size(), &artifact));
  hfc_artifact_info info = hfc_artifact_info_init();
  hfc_artifact_get_info(artifact, &info);
  EXPECT_EQ(info.format_version, 1u);
  EXPECT_EQ(info.file_bytes, bytes.size());
  EXPECT_EQ(info.functions, 5u);
  EXPECT_EQ(info.kernels, 6u);
  EXPECT_EQ(info.constants, 3u);
  EXPECT_STREQ(info.compiler, "hfc test");
  EXPECT_NE(info.model_sha256, nullptr);
  EXPECT_TRUE(info.flush_subnormals);

  hfc_function_info function = hfc_function_info_init();
  ASSERT_TRUE(hfc_artifact_function(artifact, 1, &function));
  EXPECT_STREQ(function.name, "select");
  EXPECT_EQ(function.segments, 2u);
  EXPECT_FALSE(hfc_artifact_function(artifact, 5, &function));

  hfc_dim_info dim = hfc_dim_info_init();
  ASSERT_TRUE(hfc_artifact_dim(artifact, 1, 1, &dim));
  EXPECT_STREQ(dim.name, "k");
  EXPECT_EQ(dim.max, 5);
  EXPECT_TRUE(dim.bound);

  hfc_tensor_info tensor = hfc_tensor_info_init();
  ASSERT_TRUE(hfc_artifact_input(artifact, 0, 1, &tensor));
  EXPECT_STREQ(tensor.name, "bias");
  EXPECT_TRUE(tensor.optional);
  EXPECT_EQ(tensor.rank, 2u);
  EXPECT_FALSE(hfc_artifact_input(artifact, 0, 2, &tensor));
  EXPECT_FALSE(hfc_artifact_output(artifact, 9, 0, &tensor));

  char text[32];
  hfc_value_info value = hfc_value_info_init();
  ASSERT_TRUE(hfc_artifact_value(artifact, 0, 5, &value));
  EXPECT_EQ(value.place, HFC_PLACE_ARENA);
  size_t length = hfc_expr_text(artifact, 0, value.offset, text, sizeof text);
  EXPECT_STREQ(text, "(s*16 ceildiv 64)*64");
  EXPECT_EQ(length, std::strlen(text));
  EXPECT_EQ(hfc_expr_text(artifact, 0, value.offset, text, 5), length);
  EXPECT_STREQ(text, "(s*1");
  int64_t bytesAt3 = 0, three = 3;
  EXPECT_TRUE(hfc_expr_value(value.offset, &three, 1, &bytesAt3));
  EXPECT_EQ(bytesAt3, 64);
  EXPECT_FALSE(hfc_expr_value(value.offset, &three, 0, &bytesAt3));

  hfc_step_info step = hfc_step_info_init();
  ASSERT_TRUE(hfc_artifact_step(artifact, 0, 2, &step));
  EXPECT_EQ(step.kind, HFC_STEP_DISPATCH);
  EXPECT_EQ(step.arg_count, 3u);
  EXPECT_EQ(step.args[1], 1u);
  EXPECT_STREQ(step.source, "node2");
  ASSERT_TRUE(hfc_artifact_step(artifact, 0, 3, &step));
  EXPECT_EQ(step.kind, HFC_STEP_COPY);
  EXPECT_EQ(step.source_value, 4u);
  EXPECT_EQ(step.target, 5u);
  ASSERT_TRUE(hfc_artifact_step(artifact, 1, 1, &step));
  EXPECT_EQ(step.kind, HFC_STEP_BIND);
  EXPECT_EQ(step.element, 1u);
  hfc_expr size;
  ASSERT_TRUE(hfc_artifact_step_size(artifact, 0, 2, 0, &size));
  EXPECT_FALSE(hfc_artifact_step_size(artifact, 0, 3, 0, &size));
  ASSERT_TRUE(hfc_artifact_segment(artifact, 1, 1, &size));

  hfc_kernel_info kernel = hfc_kernel_info_init();
  ASSERT_TRUE(hfc_artifact_kernel(artifact, 0, &kernel));
  EXPECT_STREQ(kernel.name, "add_row");
  hfc_entry_info entry = hfc_entry_info_init();
  ASSERT_TRUE(hfc_artifact_entry(artifact, 0, 1, &entry));
  EXPECT_STREQ(entry.strategy, "plain");
  EXPECT_EQ(entry.guard.size, 0u);
  hfc_expr_text(artifact, HFC_KERNEL_DIMS, entry.grid, text, sizeof text);
  EXPECT_STREQ(text, "d1");
  hfc_executable_info executable = hfc_executable_info_init();
  ASSERT_TRUE(hfc_artifact_executable(artifact, 0, &executable));
  EXPECT_STREQ(executable.features, "sse3");
  EXPECT_EQ(std::memcmp(executable.image, "\177ELF", 4), 0);
  hfc_constant_info constant = hfc_constant_info_init();
  ASSERT_TRUE(hfc_artifact_constant(artifact, 0, &constant));
  EXPECT_EQ(static_cast<const float *>(constant.data)[3], -4);
  EXPECT_EQ(constant.dims[0], 4);
  const char *key, *option;
  ASSERT_TRUE(hfc_artifact_option(artifact, 0, &key, &option));
  EXPECT_STREQ(key, "precision");
  EXPECT_FALSE(hfc_artifact_file(artifact, 0, &key, &option));
  hfc_artifact_release(artifact);
}

// An older caller's struct is not written beyond its size.
TEST_F(Open, KeepsToTheCallersStructSize) {
  hfc_artifact *artifact = nullptr;
  hfc_status_free(openCopy(bytes.data(), bytes.size(), &artifact));
  hfc_artifact_info info;
  std::memset(&info, 0x55, sizeof info);
  info.struct_size = offsetof(hfc_artifact_info, required_features);
  hfc_artifact_get_info(artifact, &info);
  EXPECT_EQ(info.format_version, 1u);
  EXPECT_EQ(info.required_features, 0x5555555555555555u);
  hfc_artifact_release(artifact);
}

// The k-th allocation fails, k = 1, 2, … until all succeeds: each time an error
// and nothing left behind.
struct Counting {
  size_t failAt, count = 0, live = 0;
};

hfc_allocator countingAllocator(Counting &counting) {
  return {&counting,
          [](void *user, size_t bytes, size_t alignment) -> void * {
            Counting &counting = *static_cast<Counting *>(user);
            if (++counting.count == counting.failAt)
              return nullptr;
            void *memory;
            if (posix_memalign(&memory, std::max<size_t>(alignment, 8), bytes))
              return nullptr;
            counting.live += bytes;
            return memory;
          },
          [](void *user, void *memory, size_t bytes, size_t) {
            static_cast<Counting *>(user)->live -= bytes;
            free(memory);
          }};
}

hfc_status *runAll(const std::vector<uint8_t> &bytes, Counting &counting,
                   hfc_artifact *&artifact, hfc_device *&device,
                   hfc_program *&program, hfc_session *&session) {
  hfc_open_options openOptions = hfc_open_options_init();
  openOptions.flags = HFC_OPEN_COPY;
  openOptions.allocator = countingAllocator(counting);
  hfc_device_options deviceOptions = hfc_device_options_init();
  deviceOptions.threads = 2;
  deviceOptions.allocator = openOptions.allocator;
  hfc_program_options programOptions = hfc_program_options_init();
  programOptions.flags = HFC_PROGRAM_DEBUGGER;
  float x[12] = {};
  hfc_tensor input = {};
  input.data = x;
  input.bytes = sizeof x;
  input.type = HFC_F32;
  input.rank = 2;
  input.dims[0] = 3;
  input.dims[1] = 4;
  hfc_tensor output = {};
  hfc_status *status = hfc_artifact_open_memory(bytes.data(), bytes.size(),
                                                &openOptions, &artifact);
  if (!status)
    status = hfc_device_open(&deviceOptions, &device);
  if (!status)
    status = hfc_program_create(artifact, device, &programOptions, &program);
  if (!status)
    status = hfc_session_create(program, nullptr, &session);
  if (!status)
    status = hfc_session_run(session, &input, 1, &output, 1);
  return status;
}

TEST_F(Open, EveryFailedAllocationIsAnError) {
  bool done = false;
  for (size_t k = 1; !done; ++k) {
    ASSERT_LT(k, 1000u);
    Counting counting{k};
    hfc_artifact *artifact = nullptr;
    hfc_device *device = nullptr;
    hfc_program *program = nullptr;
    hfc_session *session = nullptr;
    hfc_status *status =
        runAll(bytes, counting, artifact, device, program, session);
    done = counting.count < k;
    // What the debugger is shown may be missing; all else is needed.
    if (status) {
      EXPECT_EQ(hfc_status_code(status), HFC_OUT_OF_MEMORY)
          << k << ": " << hfc_status_message(status);
    }
    if (done) {
      EXPECT_EQ(status, nullptr) << hfc_status_message(status);
    }
    hfc_status_free(status);
    hfc_session_destroy(session);
    hfc_program_release(program);
    hfc_device_release(device);
    hfc_artifact_release(artifact);
    EXPECT_EQ(counting.live, 0u) << k;
  }
}

} // namespace
