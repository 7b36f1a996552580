// Artifacts of every format version open, verify and compute what they did.
#include <algorithm>
#include <filesystem>
#include <gtest/gtest.h>
#include <hfc/runtime.h>
#include <vector>

namespace {

std::vector<std::string> goldenArtifacts() {
  std::vector<std::string> paths;
  for (auto &entry :
       std::filesystem::recursive_directory_iterator(HFC_GOLDEN_DIR))
    if (entry.path().extension() == ".hfa")
      paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());
  return paths;
}

class Golden : public testing::TestWithParam<std::string> {};
INSTANTIATE_TEST_SUITE_P(Versions, Golden,
                         testing::ValuesIn(goldenArtifacts()));

TEST_P(Golden, ComputesWhatItDid) {
  hfc_program *program = nullptr;
  hfc_session *session = nullptr;
  // main of test/runtime/TestArtifact.h: relu(2 * (x + w)).
  float x[] = {1, 1, 1, 1, -8, 8, -8, 8};
  hfc_tensor input = {}, output = {};
  input.data = x;
  input.bytes = sizeof x;
  input.type = HFC_F32;
  input.rank = 2;
  input.dims[0] = 2;
  input.dims[1] = 4;
  hfc_status *status = hfc_program_load(GetParam().c_str(), nullptr, &program);
  if (!status)
    status = hfc_artifact_verify_hashes(hfc_program_artifact(program));
  if (!status)
    status = hfc_session_create(program, nullptr, &session);
  if (!status)
    status = hfc_session_run(session, &input, 1, &output, 1);
  ASSERT_EQ(status, nullptr) << hfc_status_message(status);
  auto *y = static_cast<const float *>(output.data);
  EXPECT_EQ(std::vector<float>(y, y + 8),
            (std::vector<float>{4, 0, 8, 0, 0, 12, 0, 8}));
  hfc_session_destroy(session);
  hfc_program_release(program);
}

TEST(Goldens, AreThere) { EXPECT_FALSE(goldenArtifacts().empty()); }

} // namespace
