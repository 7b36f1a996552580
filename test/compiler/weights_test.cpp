// Recipes over constants, as the artifact writer evaluates them.
#include "compiler/Weights.h"
#include "dialects/HFC/HFCDialect.h"
#include "frontends/files/MappedFile.h"
#include "gtest/gtest.h"

using namespace hfc;
using namespace mlir;

namespace {

class Converted : public testing::Test {
protected:
  Converted() { context.loadDialect<hf::HFCDialect>(); }

  // Elements `from`, converted, as the C++ type `To`.
  template <class To, class From>
  std::vector<To> convert(ArrayRef<From> from, Type element, Type target) {
    int64_t size = from.size();
    auto base =
        DenseElementsAttr::get(RankedTensorType::get(size, element), from);
    auto type = RankedTensorType::get(size, target);
    auto data = evaluateConstant(
        hf::ConvertedAttr::get(&context, cast<TypedAttr>(base), type), {});
    EXPECT_TRUE(bool(data));
    std::vector<To> result(size);
    EXPECT_EQ(data->getBytes().size(), size * sizeof(To));
    std::memcpy(result.data(), data->getBytes().data(), size * sizeof(To));
    return result;
  }

  MLIRContext context;
  Builder builder{&context};
};

TEST_F(Converted, integersKeepTheirValue) {
  EXPECT_EQ((convert<int32_t, int8_t>({-128, -1, 0, 127}, builder.getI8Type(),
                                      builder.getI32Type())),
            (std::vector<int32_t>{-128, -1, 0, 127}));
  EXPECT_EQ(
      (convert<int32_t, uint8_t>(
          {0, 127, 255}, IntegerType::get(&context, 8, IntegerType::Unsigned),
          builder.getI32Type())),
      (std::vector<int32_t>{0, 127, 255}));
  EXPECT_EQ((convert<float, int8_t>({-128, 127}, builder.getI8Type(),
                                    builder.getF32Type())),
            (std::vector<float>{-128, 127}));
}

TEST_F(Converted, floatsAreTruncatedAndSaturated) {
  EXPECT_EQ((convert<int8_t, float>({-1.5f, 1e9f, -1e9f, NAN},
                                    builder.getF32Type(), builder.getI8Type())),
            (std::vector<int8_t>{-1, 127, -128, 0}));
}

TEST_F(Converted, bytesAreRecentredAndSummed) {
  Type u8 = IntegerType::get(&context, 8, IntegerType::Unsigned);
  auto base = DenseElementsAttr::get(RankedTensorType::get({2, 3}, u8),
                                     ArrayRef<uint8_t>{0, 1, 128, 255, 127, 9});
  auto bytesOf = [&](TypedAttr recipe) {
    auto data = evaluateConstant(recipe, {});
    EXPECT_TRUE(bool(data));
    return std::vector<uint8_t>(data->getBytes().begin(),
                                data->getBytes().end());
  };
  auto recentred = hf::RecentredAttr::get(
      &context, cast<TypedAttr>(base),
      RankedTensorType::get({2, 3}, builder.getI8Type()));
  EXPECT_EQ(bytesOf(recentred),
            (std::vector<uint8_t>{128, 129, 0, 127, 255, 137}));
  auto sums = [&](TypedAttr of, ArrayRef<int64_t> shape) {
    auto bytes = bytesOf(hf::SummedAttr::get(
        &context, of, RankedTensorType::get(shape, builder.getI32Type())));
    std::vector<int32_t> result(bytes.size() / 4);
    std::memcpy(result.data(), bytes.data(), bytes.size());
    return result;
  };
  EXPECT_EQ(sums(cast<TypedAttr>(base), {2, 1}),
            (std::vector<int32_t>{129, 391}));
  EXPECT_EQ(sums(recentred, {1, 3}), (std::vector<int32_t>{-1, -128, -119}));
  EXPECT_EQ(sums(recentred, {1, 1}), (std::vector<int32_t>{-248}));
}

// More elements than are converted at a time.
TEST_F(Converted, partsFollowEachOther) {
  std::vector<int8_t> many((1 << 17) + 5);
  for (size_t i = 0; i < many.size(); ++i)
    many[i] = int8_t(i % 251);
  std::vector<int32_t> wide =
      convert<int32_t, int8_t>(many, builder.getI8Type(), builder.getI32Type());
  EXPECT_TRUE(std::equal(many.begin(), many.end(), wide.begin()));
}

} // namespace
