// State that a session keeps: function `keep` of TestArtifact.h.
#include "runtime/include/hfc/runtime.h"
#include "test/runtime/TestArtifact.h"
#include <cstdlib>
#include <gtest/gtest.h>

using namespace hfc::test;

namespace {

constexpr uint32_t keep = 3;
size_t allocations = 0;

void *countedAllocate(void *, size_t bytes, size_t alignment) {
  ++allocations;
  return std::aligned_alloc(alignment,
                            (bytes + alignment - 1) / alignment * alignment);
}
void countedFree(void *, void *memory, size_t, size_t) { std::free(memory); }

class StateTest : public testing::Test {
protected:
  void SetUp() override {
    std::string path = temporaryPath("state.hfa");
    ASSERT_FALSE(artifact.write(path));
    hfc_open_options options = hfc_open_options_init();
    options.allocator = {nullptr, countedAllocate, countedFree};
    hfc_artifact *opened = nullptr;
    ok(hfc_artifact_open(path.c_str(), &options, &opened));
    hfc_device *device = nullptr;
    ok(hfc_device_open(nullptr, &device));
    ok(hfc_program_create(opened, device, nullptr, &program));
    hfc_artifact_release(opened);
    hfc_device_release(device);
  }
  void TearDown() override {
    for (hfc_session *session : sessions)
      hfc_session_destroy(session);
    hfc_program_release(program);
  }

  static void ok(hfc_status *status) {
    EXPECT_EQ(status, nullptr) << hfc_status_message(status);
    hfc_status_free(status);
  }
  static void fails(hfc_status *status, hfc_code code, const char *part) {
    EXPECT_EQ(hfc_status_code(status), code);
    EXPECT_NE(std::string(hfc_status_message(status)).find(part),
              std::string::npos)
        << hfc_status_message(status);
    hfc_status_free(status);
  }

  hfc_session *open(std::vector<hfc_dim_value> dims = {}) {
    hfc_session_options options = hfc_session_options_init();
    options.dims = dims.data();
    options.dim_count = uint32_t(dims.size());
    hfc_session *session = nullptr;
    ok(hfc_session_create(program, &options, &session));
    sessions.push_back(session);
    return session;
  }

  // x has `rows` columns.
  hfc_status *run(hfc_session *session, std::vector<float> x, int64_t rows,
                  std::vector<float> &y) {
    hfc_tensor input = {}, output = {};
    input.data = x.data();
    input.bytes = x.size() * sizeof(float);
    input.type = HFC_F32;
    input.rank = 2;
    input.dims[0] = int64_t(x.size()) / rows;
    input.dims[1] = rows;
    hfc_run_options options = hfc_run_options_init();
    options.function = keep;
    hfc_status *status =
        hfc_session_run_with(session, &options, &input, 1, &output, 1);
    if (!status) {
      auto *data = static_cast<const float *>(output.data);
      y.assign(data, data + output.dims[0] * output.dims[1]);
    }
    return status;
  }
  std::vector<float> kept(hfc_session *session, std::vector<float> x,
                          int64_t rows) {
    std::vector<float> y;
    ok(run(session, x, rows, y));
    return y;
  }
  static int64_t value(hfc_session *session, const char *name) {
    int64_t value = -1;
    hfc_session_state_dim(session, name, &value);
    return value;
  }

  using Floats = std::vector<float>;
  TestArtifact artifact;
  hfc_program *program = nullptr;
  std::vector<hfc_session *> sessions;
};

TEST_F(StateTest, GrowsFromRunToRun) {
  hfc_session *session = open();
  EXPECT_EQ(value(session, "past"), 0);
  EXPECT_EQ(value(session, "room"), 4);
  EXPECT_EQ(value(session, "r"), -1);
  EXPECT_EQ(kept(session, {1, 2}, 2), (Floats{1, 2}));
  EXPECT_EQ(kept(session, {3, 4, 5, 6}, 2), (Floats{1, 2, 3, 4, 5, 6}));
  EXPECT_EQ(value(session, "past"), 3);
  EXPECT_EQ(value(session, "r"), 2);
}

TEST_F(StateTest, IsOfItsSession) {
  hfc_session *one = open(), *two = open();
  kept(one, {1}, 1);
  EXPECT_EQ(kept(two, {7, 8}, 2), (Floats{7, 8}));
  EXPECT_EQ(kept(one, {2}, 1), (Floats{1, 2}));
}

TEST_F(StateTest, HasRoomForItsCapacity) {
  hfc_session *session = open();
  kept(session, {1, 2, 3}, 1);
  Floats y;
  fails(run(session, {4, 5}, 1, y), HFC_DIM_OUT_OF_RANGE,
        "would make 'past' 5, and the session's 'room' is 4");
  // Nothing changed.
  EXPECT_EQ(kept(session, {6}, 1), (Floats{1, 2, 3, 6}));
  hfc_session *small = open({{"room", 2}});
  EXPECT_EQ(kept(small, {1, 2}, 1), (Floats{1, 2}));
  fails(run(small, {3}, 1, y), HFC_DIM_OUT_OF_RANGE, "'room' is 2");
}

TEST_F(StateTest, KeepsItsRows) {
  hfc_session *session = open();
  kept(session, {1, 2}, 2);
  Floats y;
  fails(run(session, {1}, 1, y), HFC_DIM_OUT_OF_RANGE,
        "dim 'r' is 1, but the session's state holds 2");
  hfc_session_reset(session);
  EXPECT_EQ(kept(session, {9, 8, 7}, 3), (Floats{9, 8, 7}));
}

TEST_F(StateTest, ChoosesDimsThatItHas) {
  hfc_session *session = nullptr;
  hfc_session_options options = hfc_session_options_init();
  options.dim_count = 1;
  auto create = [&](hfc_dim_value dim) {
    options.dims = &dim;
    return hfc_session_create(program, &options, &session);
  };
  fails(create({"rom", 2}), HFC_DIM_OUT_OF_RANGE,
        "no dim 'rom' to choose, it has: room, r");
  fails(create({"past", 2}), HFC_DIM_OUT_OF_RANGE, "no dim 'past'");
  fails(create({"room", 5}), HFC_DIM_OUT_OF_RANGE, "its range is 1 to 4");
  fails(create({"room", 0}), HFC_DIM_OUT_OF_RANGE, "its range is 1 to 4");
  options.dims = nullptr;
  fails(hfc_session_create(program, &options, &session), HFC_INVALID_CALL,
        "null argument");
}

TEST_F(StateTest, IsCut) {
  hfc_session *session = open();
  kept(session, {1, 2, 3}, 1);
  fails(hfc_session_truncate(session, nullptr, 4), HFC_DIM_OUT_OF_RANGE,
        "cannot be cut to 4");
  fails(hfc_session_truncate(session, "room", 1), HFC_INVALID_CALL,
        "no length 'room'");
  ok(hfc_session_truncate(session, "past", 1));
  EXPECT_EQ(kept(session, {9}, 1), (Floats{1, 9}));
}

TEST_F(StateTest, ReordersRows) {
  hfc_session *session = open({{"r", 3}});
  kept(session, {1, 2, 3, 4}, 2);
  uint32_t more[] = {1, 0, 1}, fewer[] = {2}, wrong[] = {3};
  ok(hfc_session_reorder(session, more, 3));
  EXPECT_EQ(kept(session, {5, 6, 7}, 3), (Floats{2, 1, 2, 4, 3, 4, 5, 6, 7}));
  fails(hfc_session_reorder(session, wrong, 1), HFC_INVALID_CALL, "row 3 of 3");
  fails(hfc_session_reorder(session, more, 0), HFC_DIM_OUT_OF_RANGE, "is 0");
  ok(hfc_session_reorder(session, fewer, 1));
  EXPECT_EQ(kept(session, {8}, 1), (Floats{2, 4, 7, 8}));
  uint32_t many[] = {0, 0, 0, 0};
  fails(hfc_session_reorder(session, many, 4), HFC_OUT_OF_MEMORY,
        "4 rows do not fit");
}

TEST_F(StateTest, IsSavedAndRestored) {
  hfc_session *session = open(), *other = open({{"room", 3}});
  kept(session, {1, 2, 3, 4}, 2);
  std::vector<uint8_t> saved(hfc_session_saved_bytes(session));
  ok(hfc_session_save(session, saved.data(), saved.size()));
  fails(hfc_session_save(session, saved.data(), saved.size() - 1),
        HFC_INVALID_CALL, "less memory");
  ok(hfc_session_restore(other, saved.data(), saved.size()));
  EXPECT_EQ(kept(other, {5, 6}, 2), (Floats{1, 2, 3, 4, 5, 6}));
  hfc_session *tiny = open({{"room", 1}});
  fails(hfc_session_restore(tiny, saved.data(), saved.size()),
        HFC_DIM_OUT_OF_RANGE, "'room' is 1");
  // Every cut is refused, and leaves an empty session.
  for (size_t bytes = 0; bytes < saved.size(); ++bytes)
    fails(hfc_session_restore(session, saved.data(), bytes), HFC_INPUT_MISMATCH,
          "no saved state");
  EXPECT_EQ(value(session, "past"), 0);
}

TEST_F(StateTest, AllocatesOnce) {
  hfc_session *session = open();
  kept(session, {1}, 1);
  size_t before = allocations;
  Floats y;
  ok(run(session, {2}, 1, y)); // its own output grows: the caller's does not
  float out[4];
  float x = 3;
  hfc_tensor input = {}, output = {};
  input.data = &x;
  input.bytes = sizeof x;
  input.type = HFC_F32;
  input.rank = 2;
  input.dims[0] = input.dims[1] = 1;
  output.data = out;
  output.bytes = sizeof out;
  hfc_run_options options = hfc_run_options_init();
  options.function = keep;
  ok(hfc_session_run_with(session, &options, &input, 1, &output, 1));
  EXPECT_LE(allocations, before + 1);
  hfc_session_reset(session);
  ok(hfc_session_run_with(session, &options, &input, 1, &output, 1));
  EXPECT_LE(allocations, before + 1);
}

TEST_F(StateTest, IsTold) {
  hfc_artifact *opened = hfc_program_artifact(program);
  hfc_state_info state = hfc_state_info_init();
  ASSERT_TRUE(hfc_artifact_state(opened, 0, &state));
  EXPECT_STREQ(state.name, "kept");
  EXPECT_EQ(state.length, 1);
  char text[20];
  hfc_expr_text(opened, HFC_STATE_DIMS, state.shape[0], text, sizeof text);
  EXPECT_STREQ(text, "room");
  hfc_state_dim_info dim = hfc_state_dim_info_init();
  ASSERT_TRUE(hfc_artifact_state_dim(opened, 1, &dim));
  EXPECT_EQ(dim.kind, HFC_STATE_LENGTH);
  EXPECT_EQ(dim.capacity, 0u);
  EXPECT_FALSE(hfc_artifact_state(opened, 1, &state));
  const char *key, *value;
  ASSERT_TRUE(hfc_artifact_metadata(opened, 0, &key, &value));
  EXPECT_EQ(std::string(key) + "=" + value, "eos_token_id=2 7");
  EXPECT_FALSE(hfc_artifact_metadata(opened, 1, &key, &value));
  EXPECT_FALSE(hfc_artifact_state_dim(opened, 3, &dim));
}

} // namespace
