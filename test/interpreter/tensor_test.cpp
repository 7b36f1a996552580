// f16 and bf16 elements are read and rounded as APFloat does.
#include "interpreter/Tensor.h"
#include "mlir/IR/MLIRContext.h"
#include <bit>
#include <cmath>
#include <gtest/gtest.h>

using namespace mlir;
using namespace hfc;
using llvm::APFloat;

namespace {

class Elements : public ::testing::TestWithParam<bool> {
protected:
  MLIRContext context;
  FloatType type = GetParam() ? FloatType(Float16Type::get(&context))
                              : FloatType(BFloat16Type::get(&context));
  Tensor tensor{type, {1}};

  double asAPFloat(uint16_t bits) {
    APFloat value(type.getFloatSemantics(), APInt(16, bits));
    bool losesInfo;
    value.convert(APFloat::IEEEdouble(), APFloat::rmNearestTiesToEven,
                  &losesInfo);
    return value.convertToDouble();
  }
  void expectRounded(double x) {
    APFloat expected(x);
    bool losesInfo;
    expected.convert(type.getFloatSemantics(), APFloat::rmNearestTiesToEven,
                     &losesInfo);
    tensor.set(0, x);
    uint16_t bits;
    std::memcpy(&bits, tensor.getBytes().data(), sizeof bits);
    ASSERT_EQ(bits, expected.bitcastToAPInt().getZExtValue()) << x;
  }
};

TEST_P(Elements, AreReadAndRoundedAsAPFloatDoes) {
  for (uint32_t bits = 0; bits < 0x10000; ++bits) {
    tensor.setBits(0, APInt(16, bits));
    double x = asAPFloat(bits), next = asAPFloat(bits + 1);
    if (std::isnan(x)) {
      ASSERT_TRUE(std::isnan(tensor.get<double>(0))) << bits;
      expectRounded(x);
      continue;
    }
    ASSERT_EQ(std::bit_cast<uint64_t>(tensor.get<double>(0)),
              std::bit_cast<uint64_t>(x))
        << bits;
    expectRounded(x);
    if (!std::isfinite(x) || std::isnan(next))
      continue;
    // Half of the way to the next one, and a little to its sides.
    double middle =
        std::isfinite(next) ? x / 2 + next / 2 : x * (1 + std::exp2(-12));
    expectRounded(middle);
    expectRounded(std::nextafter(middle, 0));
    expectRounded(std::nextafter(middle, 2 * middle));
  }
  for (double x : {0x1p-1074, -0x1p-1022, 0x1p-26, 0x1p-25, 0x1.8p-25, 0x1p-134,
                   0x1.8p-134, 65519.99, 65520.0, 0x1p128, 0x1.ff7p127,
                   0x1.ff8p127, 1e300, -1e300})
    expectRounded(x);
}

INSTANTIATE_TEST_SUITE_P(Types, Elements, ::testing::Bool());

} // namespace
