// Every operation that compiled models use has a test in this program:
// operations.txt, which test/simulators/operations.py makes, names them.
#include "simulators/amdgpu/Operations.h"
#include "test/simulators/amdgpu/Machine.h"
#include <fstream>
#include <gtest/gtest.h>

using namespace hfc::sim::test;

namespace {
class Coverage : public testing::Environment {
  void TearDown() override {
    if (testing::UnitTest::GetInstance()->test_to_run_count() !=
        testing::UnitTest::GetInstance()->total_test_count())
      return; // some tests alone
    std::ifstream list(HFC_TEST_OPERATIONS);
    std::string name;
    unsigned count = 0;
    for (; std::getline(list, name); ++count)
      EXPECT_TRUE(operationsRun().count(name)) << name << " has no test";
    EXPECT_GT(count, 200u);
    for (hfc::sim::OperationTable table :
         {hfc::sim::matrixOperations(), hfc::sim::waveMatrixOperations(),
          hfc::sim::smallFloatOperations(), hfc::sim::dotOperations()})
      for (const hfc::sim::Operation &operation : table)
        EXPECT_TRUE(operationsRun().count(operation.name))
            << operation.name << " has no test";
  }
};
[[maybe_unused]] const auto *coverage =
    testing::AddGlobalTestEnvironment(new Coverage);
} // namespace
