// Dim programs: values, failures, and random bytes.
#include "artifact/DimProgram.h"
#include <gtest/gtest.h>
#include <optional>
#include <random>

using namespace hfc::artifact;

namespace {

std::optional<int64_t> run(const std::vector<uint8_t> &code,
                           std::vector<int64_t> dims = {}) {
  EXPECT_TRUE(verifyDimProgram(code, dims.size()));
  int64_t out;
  if (!evaluateDimProgram(code, dims, out))
    return std::nullopt;
  return out;
}

std::optional<int64_t> binary(DimOp op, int64_t a, int64_t b) {
  return run(DimAssembler().constant(a).constant(b).op(op).take());
}

TEST(DimProgram, Operations) {
  EXPECT_EQ(binary(DimOp::add, 3, -5), -2);
  EXPECT_EQ(binary(DimOp::sub, 3, 5), -2);
  EXPECT_EQ(binary(DimOp::mul, 3, -5), -15);
  EXPECT_EQ(binary(DimOp::floorDiv, -7, 2), -4);
  EXPECT_EQ(binary(DimOp::floorDiv, 7, 2), 3);
  EXPECT_EQ(binary(DimOp::ceilDiv, 7, 2), 4);
  EXPECT_EQ(binary(DimOp::ceilDiv, -7, 2), -3);
  EXPECT_EQ(binary(DimOp::ceilDiv, INT64_MAX, 1), INT64_MAX);
  EXPECT_EQ(binary(DimOp::mod, -7, 4), 1);
  EXPECT_EQ(binary(DimOp::mod, 7, 4), 3);
  EXPECT_EQ(binary(DimOp::min, -7, 4), -7);
  EXPECT_EQ(binary(DimOp::max, -7, 4), 4);
  EXPECT_EQ(binary(DimOp::equal, 4, 4), 1);
  EXPECT_EQ(binary(DimOp::less, 4, 4), 0);
  EXPECT_EQ(binary(DimOp::lessEqual, 4, 4), 1);
  EXPECT_EQ(binary(DimOp::logicalAnd, 2, 4), 1);
  EXPECT_EQ(binary(DimOp::logicalAnd, 2, 0), 0);
  EXPECT_EQ(binary(DimOp::logicalOr, 0, 4), 1);
  EXPECT_EQ(binary(DimOp::logicalOr, 0, 0), 0);
}

TEST(DimProgram, OverflowAndDivisionFail) {
  EXPECT_EQ(binary(DimOp::add, INT64_MAX, 1), std::nullopt);
  EXPECT_EQ(binary(DimOp::sub, INT64_MIN, 1), std::nullopt);
  EXPECT_EQ(binary(DimOp::mul, INT64_MIN, -1), std::nullopt);
  for (DimOp op : {DimOp::floorDiv, DimOp::ceilDiv, DimOp::mod}) {
    EXPECT_EQ(binary(op, 5, 0), std::nullopt);
    EXPECT_EQ(binary(op, INT64_MIN, -1), std::nullopt);
  }
}

TEST(DimProgram, ConstantsOfEverySize) {
  for (int64_t value : {int64_t(0), int64_t(-1), int64_t(63), int64_t(64),
                        int64_t(-65), INT64_MAX, INT64_MIN})
    EXPECT_EQ(run(DimAssembler().constant(value).take()), value);
}

TEST(DimProgram, Dims) {
  auto code = DimAssembler()
                  .dim(1)
                  .dim(0)
                  .constant(2)
                  .op(DimOp::mul)
                  .op(DimOp::sub)
                  .take();
  EXPECT_EQ(run(code, {3, 10}), 4);
  EXPECT_FALSE(verifyDimProgram(code, 1));
  EXPECT_EQ(bareDim(code), -1);
  EXPECT_EQ(bareDim(DimAssembler().dim(300).take()), 300);
  EXPECT_EQ(bareDim(DimAssembler().constant(3).take()), -1);
  EXPECT_EQ(bareDim({}), -1);
}

TEST(DimProgram, UnsoundCodeIsRefused) {
  auto refused = [](std::vector<uint8_t> code) {
    return !verifyDimProgram(code, 4);
  };
  EXPECT_TRUE(refused({}));
  EXPECT_TRUE(refused({0}));              // no constant
  EXPECT_TRUE(refused({0, 0x80}));        // cut varint
  EXPECT_TRUE(refused({2}));              // nothing to add
  EXPECT_TRUE(refused({1, 0, 2}));        // one operand
  EXPECT_TRUE(refused({1, 0, 1, 0}));     // two results
  EXPECT_TRUE(refused({1, 4}));           // unknown dim
  EXPECT_TRUE(refused({15}));             // unknown operation
  std::vector<uint8_t> tooLong(11, 0xff); // a varint past 64 bits
  tooLong[0] = 0;
  EXPECT_TRUE(refused(tooLong));
  std::vector<uint8_t> deep;
  for (size_t i = 0; i <= maxDimProgramDepth; ++i)
    deep.insert(deep.end(), {1, 0});
  deep.insert(deep.end(), maxDimProgramDepth, 2);
  EXPECT_TRUE(refused(deep));
  deep.erase(deep.begin(), deep.begin() + 2);
  deep.pop_back();
  EXPECT_FALSE(refused(deep));
}

// What the verifier accepts, the evaluator survives.
TEST(DimProgram, RandomBytes) {
  std::mt19937 random(1);
  std::vector<int64_t> dims = {0, 7, -3, INT64_MAX};
  int accepted = 0;
  for (int i = 0; i < 200000; ++i) {
    std::vector<uint8_t> code(1 + random() % 12);
    for (uint8_t &byte : code)
      byte = random() % 4 ? random() % dimOpCount : random();
    if (!verifyDimProgram(code, dims.size()))
      continue;
    ++accepted;
    int64_t out;
    (void)evaluateDimProgram(code, dims, out);
  }
  EXPECT_GT(accepted, 1000);
}

} // namespace
