// Recipes over constants, as the artifact writer evaluates them.
#include "compiler/Weights.h"
#include "dialects/HFC/HFCDialect.h"
#include "frontends/files/MappedFile.h"
#include "mlir/AsmParser/AsmParser.h"
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

// In parts of a row and of a few: what the whole is.
class Parts : public testing::TestWithParam<const char *> {};

TEST_P(Parts, areTheWhole) {
  MLIRContext context;
  context.loadDialect<hf::HFCDialect>();
  std::vector<uint8_t> bytes(60 * sizeof(float));
  for (size_t i = 0; i < 60; ++i) {
    float value = 0.5f * static_cast<float>(i + 1);
    std::memcpy(&bytes[i * sizeof value], &value, sizeof value);
  }
  files::FileSet files;
  files.add(files::MappedFile::copyOf(bytes, "w"));
  auto recipe = cast<TypedAttr>(parseAttribute(GetParam(), &context));
  auto whole = evaluateConstant(recipe, files);
  ASSERT_TRUE(bool(whole));
  for (uint64_t most : {4, 100, 160}) {
    std::vector<uint8_t> joined;
    size_t count = 0;
    auto error = evaluateParts(
        recipe, files,
        [&](ArrayRef<uint8_t> part) {
          joined.insert(joined.end(), part.begin(), part.end());
          ++count;
          return llvm::Error::success();
        },
        most);
    EXPECT_FALSE(bool(error));
    EXPECT_EQ(llvm::ArrayRef(joined), whole->getBytes()) << most;
    if (most == 4)
      EXPECT_EQ(count, cast<ShapedType>(recipe.getType()).getDimSize(0));
  }
}

#define W(offset, shape)                                                       \
  "#hfc.weight<\"w\", " offset "> : tensor<" shape "xf32>"

INSTANTIATE_TEST_SUITE_P(
    Recipes, Parts,
    testing::Values(
        W("0", "6x10"),
        // Panels of weights that lie by rows of the input, and of the output.
        "#hfc.transposed<#hfc.reshaped<#hfc.padded<#hfc.reshaped<" W(
            "0", "6x10") "> : tensor<6x1x10xf32>> : tensor<6x1x12xf32>> : "
                         "tensor<6x3x4xf32>, [1, 0, 2]> : tensor<3x6x4xf32>",
        "#hfc.transposed<#hfc.reshaped<#hfc.padded<#hfc.reshaped<#hfc."
        "transposed<" W("0", "10x6") ", [1, 0]> : tensor<6x10xf32>> : "
                                     "tensor<6x1x10xf32>> : "
                                     "tensor<6x1x24xf32>> : tensor<6x6x4xf32>, "
                                     "[1, 0, 2]> : tensor<6x6x4xf32>",
        // Dims that become one.
        "#hfc.reshaped<" W("0", "6x2x5") "> : tensor<12x5xf32>",
        "#hfc.reshaped<" W("0", "12x5") "> : tensor<6x2x5x1xf32>",
        "#hfc.padded<" W("0", "6x10") "> : tensor<9x10xf32>",
        "#hfc.sliced<" W("0", "6x10") ", [2, 3]> : tensor<4x5xf32>",
        "#hfc.transposed<#hfc.concatenated<[" W("0", "4x6") ", " W(
            "96", "4x2") "], 1> : tensor<4x8xf32>, [1, 0]> : tensor<8x4xf32>",
        "#hfc.concatenated<[" W("0",
                                "4x6") ", " W("96",
                                              "2x6") "], 0> : tensor<6x6xf32>",
        "#hfc.scaled<" W("0", "5x2") ", " W("40", "5x1") "> : tensor<5x2xf32>",
        "#hfc.scaled<" W("0", "5x2") ", dense<[[2.0, 3.0]]> : "
                                     "tensor<1x2xf32>> : tensor<5x2xf32>",
        "#hfc.converted<" W("0", "6x10") "> : tensor<6x10xf16>"));

// One whose parts lie across rows of its base is made as a whole.
TEST(NoParts, oneIsMade) {
  MLIRContext context;
  context.loadDialect<hf::HFCDialect>();
  std::vector<uint8_t> bytes(60 * sizeof(float), 1);
  files::FileSet files;
  files.add(files::MappedFile::copyOf(bytes, "w"));
  auto recipe = cast<TypedAttr>(
      parseAttribute("#hfc.reshaped<#hfc.transposed<" W(
                         "0", "6x10") ", [1, 0]> : "
                                      "tensor<10x6xf32>> : tensor<4x15xf32>",
                     &context));
  size_t count = 0;
  auto error = evaluateParts(
      recipe, files,
      [&](ArrayRef<uint8_t> part) {
        EXPECT_EQ(part.size(), bytes.size());
        ++count;
        return llvm::Error::success();
      },
      4);
  EXPECT_FALSE(bool(error));
  EXPECT_EQ(count, 1u);
}

} // namespace
