// kernel.contract through its lowering against its definition.
#include "dialects/Dim/DimTypes.h"
#include "dialects/HFC/HFCDialect.h"
#include "targets/x86/Chips.h"
#include "targets/x86/ContractLowering.h"
#include "test/targets/x86/LoweringHarness.h"
#include <gtest/gtest.h>

using namespace mlir;
using namespace hfc::codegen;
using namespace hfc::x86;
using namespace hfc::x86::test;

namespace {

// Calls f with all places of a box, last index fastest.
void forEach(ArrayRef<int64_t> box,
             llvm::function_ref<void(ArrayRef<int64_t>)> f) {
  llvm::SmallVector<int64_t> at(box.size(), 0);
  int64_t count = 1;
  for (int64_t size : box)
    count *= size;
  for (int64_t flat = 0; flat < count; ++flat) {
    int64_t rest = flat;
    for (size_t i = box.size(); i-- > 0; rest /= box[i])
      at[i] = rest % box[i];
    f(at);
  }
}

class Contraction {
public:
  Contraction(StringRef arguments, StringRef result, StringRef body,
              bool vnni = false)
      : text(arguments, result, body),
        op(text.find<hfc::kernel::ContractOp>()) {
    EXPECT_TRUE(canLowerContract(op));
    text.compile(
        [&](CodeBuilder &b, Value result, const KernelContext &around) {
          return lowerContract(b, op, result, around);
        },
        vnni);
  }

  void check(ArrayRef<int64_t> sizes = {}, int64_t parts = 2) {
    text.run(sizes, parts);
    auto shape = text.shapeOf(op.getResult().getType());
    llvm::SmallVector<int64_t> box;
    for (hfc::dim::DimExpr size : hfc::dim::getDims(op.getReduce()))
      box.push_back(text.evaluate(size));
    forEach(shape, [&](ArrayRef<int64_t> at) {
      double sum = 0;
      forEach(box, [&](ArrayRef<int64_t> step) {
        llvm::SmallVector<int64_t> indices(at);
        indices.append(step.begin(), step.end());
        auto factor = [&](Value tensor, AffineMap map, bool isUnsigned) {
          double value = text.operand(tensor, map.compose(indices));
          return isUnsigned && value < 0 ? value + 256 : value;
        };
        sum += factor(op.getLhs(), op.getLhsMap(), op.getUnsignedLhs()) *
               factor(op.getRhs(), op.getRhsMap(), op.getUnsignedRhs());
      });
      double expected = text.program(op.getEpilogue().front(), at, sum);
      ASSERT_NEAR(text.result(at), expected, 1e-4)
          << text.getLowered().strategy;
    });
  }

  KernelText text;
  hfc::kernel::ContractOp op;
};

TEST(ContractLowering, PackedWithBiasAndResidual) {
  Contraction contraction(
      "%a: tensor<2x?x40xf32, #dim.shape<2, d0, 40>>, %b: tensor<2x40x48xf32>, "
      "%bias: tensor<60xf32>, %r: tensor<2x?x60xf32, #dim.shape<2, d0, 60>>, "
      "%d0: index {dim.symbol = \"d0\"}",
      "tensor<2x?x60xf32, #dim.shape<2, d0, 60>>", R"(
    %y = kernel.contract %a, %b maps [(g, m, n, k) -> (g, m, k)],
        [(g, m, n, k) -> (n floordiv 48, k, n mod 48)] reduce <40> (%g, %m, %n, %sum: f32) {
      %c = kernel.load %bias[%n] : tensor<60xf32>
      %v = arith.addf %sum, %c : f32
      %e = kernel.load %r[%g, %m, %n] : tensor<2x?x60xf32, #dim.shape<2, d0, 60>>
      %w = arith.addf %v, %e : f32
      kernel.yield %w : f32
    } : tensor<2x?x40xf32, #dim.shape<2, d0, 40>>, tensor<2x40x48xf32> to tensor<2x?x60xf32, #dim.shape<2, d0, 60>>)");
  EXPECT_EQ(contraction.text.getLowered().strategy, "contract 8x48 packed");
  for (int64_t rows : {0, 1, 3, 8, 70})
    contraction.check({rows});
}

std::string contract(StringRef lhsMap, StringRef rhsMap, StringRef reduce,
                     StringRef indices, StringRef attributes, StringRef types,
                     StringRef sum = "f32") {
  return llvm::formatv("%y = kernel.contract %a, %b maps [{0}], [{1}] reduce "
                       "<{2}> ({3}, %sum: {4}) {{ kernel.yield %sum : {4} } "
                       "{5} : {6}",
                       lhsMap, rhsMap, reduce, indices, sum, attributes, types)
      .str();
}

TEST(ContractLowering, OnePackedPanel) {
  Contraction contraction(
      "%a: tensor<11x9xf32>, %b: tensor<1x9x64xf32>", "tensor<11x64xf32>",
      contract("(m, n, k) -> (m, k)",
               "(m, n, k) -> (n floordiv 64, k, n mod 64)", "9", "%m, %n", "",
               "tensor<11x9xf32>, tensor<1x9x64xf32> to tensor<11x64xf32>"));
  contraction.check();
}

TEST(ContractLowering, BatchesThatTheRightOperandShares) {
  // Heads 2 i and 2 i + 1 use the same right operand.
  Contraction contraction(
      "%a: tensor<4x5x9xf32>, %b: tensor<2x9x20xf32>", "tensor<4x5x20xf32>",
      contract("(h, m, n, k) -> (h, m, k)",
               "(h, m, n, k) -> (h floordiv 2, k, n)", "9", "%h, %m, %n", "",
               "tensor<4x5x9xf32>, tensor<2x9x20xf32> to tensor<4x5x20xf32>"));
  contraction.check();
}

TEST(ContractLowering, TransposedOperands) {
  for (auto [lhs, lhsType] :
       {std::pair("(m, n, k) -> (m, k)", "tensor<11x9xf32>"),
        {"(m, n, k) -> (k, m)", "tensor<9x11xf32>"}})
    for (auto [rhs, rhsType] :
         {std::pair("(m, n, k) -> (k, n)", "tensor<9x20xf32>"),
          {"(m, n, k) -> (n, k)", "tensor<20x9xf32>"}}) {
      Contraction contraction(
          llvm::formatv("%a: {0}, %b: {1}", lhsType, rhsType).str(),
          "tensor<11x20xf32>",
          contract(
              lhs, rhs, "9", "%m, %n", "",
              llvm::formatv("{0}, {1} to tensor<11x20xf32>", lhsType, rhsType)
                  .str()));
      contraction.check();
    }
}

TEST(ContractLowering, ColumnsOfTheLeftOperand) {
  Contraction contraction(
      "%a: tensor<9x20xf32>, %b: tensor<11x9xf32>", "tensor<11x20xf32>",
      contract("(m, n, k) -> (k, n)", "(m, n, k) -> (m, k)", "9", "%m, %n", "",
               "tensor<9x20xf32>, tensor<11x9xf32> to tensor<11x20xf32>"));
  contraction.check();
}

TEST(ContractLowering, RowsThatAreNotEvenlySpaced) {
  // The result has the two indices of the rows in the other order.
  Contraction contraction(
      "%a: tensor<?x3x9xf32, #dim.shape<d0, 3, 9>>, %b: tensor<9x20xf32>, "
      "%d0: index {dim.symbol = \"d0\"}",
      "tensor<3x?x20xf32, #dim.shape<3, d0, 20>>",
      contract("(i, j, n, k) -> (j, i, k)", "(i, j, n, k) -> (k, n)", "9",
               "%i, %j, %n", "",
               "tensor<?x3x9xf32, #dim.shape<d0, 3, 9>>, tensor<9x20xf32> to "
               "tensor<3x?x20xf32, #dim.shape<3, d0, 20>>"));
  for (int64_t size : {1, 7})
    contraction.check({size});
}

std::string convolution(int64_t channels, int64_t filters, int64_t stride,
                        int64_t dilation, int64_t padding, bool dynamic,
                        std::string &arguments, std::string &result) {
  std::string in =
      dynamic
          ? llvm::formatv("tensor<2x?x9x{0}xf32, #dim.shape<2, d0, 9, {0}>>",
                          channels)
                .str()
          : llvm::formatv("tensor<2x7x9x{0}xf32>", channels).str();
  int64_t width = (9 + 2 * padding - 2 * dilation - 1) / stride + 1;
  int64_t height = (7 + 2 * padding - 2 * dilation - 1) / stride + 1;
  result = llvm::formatv("tensor<2x{0}x{1}x{2}xf32>", height, width, filters);
  std::string filter =
      llvm::formatv("tensor<{0}x3x3x{1}xf32>", filters, channels);
  arguments = llvm::formatv("%a: {0}, %b: {1}", in, filter);
  if (dynamic)
    arguments += ", %d0: index {dim.symbol = \"d0\"}";
  return contract(
      llvm::formatv("(n, y, x, f, i, j, c) -> (n, y * {0} + i * {1} - {2}, "
                    "x * {0} + j * {1} - {2}, c)",
                    stride, dilation, padding)
          .str(),
      "(n, y, x, f, i, j, c) -> (f, i, j, c)",
      llvm::formatv("3, 3, {0}", channels).str(), "%n, %y, %x, %f",
      padding ? "{padded}" : "",
      llvm::formatv("{0}, {1} to {2}", in, filter, result).str());
}

TEST(ContractLowering, Convolutions) {
  for (int64_t channels : {1, 3, 20})
    for (auto [stride, dilation, padding] :
         {std::tuple(1, 1, 1), {2, 1, 1}, {1, 2, 2}, {1, 1, 0}}) {
      std::string arguments, result;
      std::string body = convolution(channels, 17, stride, dilation, padding,
                                     false, arguments, result);
      Contraction(arguments, result, body).check();
    }
}

TEST(ContractLowering, ConvolutionOverChannelsThatAreFirst) {
  Contraction contraction(
      "%a: tensor<1x3x7x9xf32>, %b: tensor<17x3x3x3xf32>",
      "tensor<1x4x5x17xf32>",
      contract("(n, y, x, f, i, j, c) -> (n, c, y * 2 + i - 1, x * 2 + j - 1)",
               "(n, y, x, f, i, j, c) -> (f, i, j, c)", "3, 3, 3",
               "%n, %y, %x, %f", "{padded}",
               "tensor<1x3x7x9xf32>, tensor<17x3x3x3xf32> to "
               "tensor<1x4x5x17xf32>"));
  contraction.check();
}

TEST(ContractLowering, ConvolutionOfUnknownHeight) {
  std::string arguments, result;
  std::string body = convolution(20, 17, 1, 1, 1, true, arguments, result);
  Contraction(arguments, result, body).check({7});
}

std::string groupedConvolution(StringRef rhsMap, StringRef rhs) {
  return contract(
      "(n, y, f, i, c) -> (n, y + i - 1, f floordiv 20 * 6 + c)", rhsMap,
      "3, 6", "%n, %y, %f", "{padded}",
      llvm::formatv("tensor<2x9x12xf32>, {0} to tensor<2x9x40xf32>", rhs)
          .str());
}

TEST(ContractLowering, GroupsOfChannels) {
  Contraction plain(
      "%a: tensor<2x9x12xf32>, %b: tensor<40x3x6xf32>", "tensor<2x9x40xf32>",
      groupedConvolution("(n, y, f, i, c) -> (f, i, c)", "tensor<40x3x6xf32>"));
  plain.check();
  Contraction packed(
      "%a: tensor<2x9x12xf32>, %b: tensor<2x1x18x32xf32>", "tensor<2x9x40xf32>",
      groupedConvolution("(n, y, f, i, c) -> (f floordiv 20, (f mod 20) "
                         "floordiv 32, i * 6 + c, (f mod 20) mod 32)",
                         "tensor<2x1x18x32xf32>"));
  packed.check();
  // One panel a group.
  Contraction filled(
      "%a: tensor<2x9x12xf32>, %b: tensor<2x1x18x32xf32>", "tensor<2x9x64xf32>",
      contract("(n, y, f, i, c) -> (n, y + i - 1, f floordiv 32 * 6 + c)",
               "(n, y, f, i, c) -> (f floordiv 32, (f mod 32) floordiv 32, "
               "i * 6 + c, f mod 32)",
               "3, 6", "%n, %y, %f", "{padded}",
               "tensor<2x9x12xf32>, tensor<2x1x18x32xf32> to "
               "tensor<2x9x64xf32>"));
  filled.check();
}

// Bytes of both kinds, of both instruction sets; windows that leave the image.
TEST(ContractLowering, PanelsOfBytes) {
  for (bool vnni : {false, true}) {
    if (vnni && !hostHas("avx512vnni"))
      GTEST_SKIP() << "this machine has no AVX512-VNNI";
    for (StringRef kinds : {"", "{unsigned_lhs}", "{unsigned_rhs}",
                            "{unsigned_lhs, unsigned_rhs}"}) {
      for (int64_t depth : {4, 36, 128}) { // panels hold zeros behind others
        std::string a = llvm::formatv("tensor<?x{0}xi8, #dim.shape<d0, {0}>>",
                                      depth),
                    b = llvm::formatv("tensor<2x{0}x48x4xi8>",
                                      llvm::divideCeil(depth, 4)),
                    c = "tensor<?x60xi32, #dim.shape<d0, 60>>";
        Contraction contraction(
            llvm::formatv("%a: {0}, %b: {1}, %d0: index {{dim.symbol = "
                          "\"d0\"}",
                          a, b)
                .str(),
            c,
            contract("(m, n, k) -> (m, k)",
                     "(m, n, k) -> (n floordiv 48, k floordiv 4, n mod 48, "
                     "k mod 4)",
                     std::to_string(depth), "%m, %n", kinds,
                     llvm::formatv("{0}, {1} to {2}", a, b, c).str(), "i32"),
            vnni);
        EXPECT_EQ(contraction.text.getLowered().strategy,
                  "contract 8x48 bytes");
        for (int64_t rows : {0, 1, 3, 70})
          contraction.check({rows});
      }
      std::string padded =
          kinds.empty() ? "{padded}" : ("{padded, " + kinds.drop_front()).str();
      Contraction convolution(
          "%a: tensor<2x7x9x20xi8>, %b: tensor<1x45x32x4xi8>",
          "tensor<2x7x9x30xi32>",
          contract("(n, y, x, f, i, j, c) -> (n, y + i - 1, x + j - 1, c)",
                   "(n, y, x, f, i, j, c) -> (f floordiv 32, ((i * 3 + j) * 20 "
                   "+ c) floordiv 4, f mod 32, ((i * 3 + j) * 20 + c) mod 4)",
                   "3, 3, 20", "%n, %y, %x, %f", padded,
                   "tensor<2x7x9x20xi8>, tensor<1x45x32x4xi8> to "
                   "tensor<2x7x9x30xi32>",
                   "i32"),
          vnni);
      EXPECT_EQ(convolution.text.getLowered().strategy, "contract 12x32 bytes");
      convolution.check();
    }
  }
}

// The element of the recipe over `base` that lies at `at`.
int64_t sourceOf(TypedAttr recipe, llvm::SmallVector<int64_t> at) {
  auto shape = cast<RankedTensorType>(recipe.getType()).getShape();
  int64_t flat = 0;
  for (auto [index, size] : llvm::zip_equal(at, shape)) {
    EXPECT_TRUE(index >= 0 && index < size);
    flat = flat * size + index;
  }
  if (auto reshaped = dyn_cast<hfc::hf::ReshapedAttr>(recipe)) {
    auto from = cast<RankedTensorType>(reshaped.getBase().getType()).getShape();
    llvm::SmallVector<int64_t> place(from.size());
    for (size_t i = from.size(); i-- > 0; flat /= from[i])
      place[i] = flat % from[i];
    return sourceOf(reshaped.getBase(), place);
  }
  if (auto transposed = dyn_cast<hfc::hf::TransposedAttr>(recipe)) {
    llvm::SmallVector<int64_t> place(at.size());
    for (auto [index, dim] : llvm::zip(at, transposed.getPermutation()))
      place[dim] = index;
    return sourceOf(transposed.getBase(), place);
  }
  if (auto padded = dyn_cast<hfc::hf::PaddedAttr>(recipe)) {
    auto from = cast<RankedTensorType>(padded.getBase().getType()).getShape();
    for (auto [index, size] : llvm::zip(at, from))
      if (index >= size)
        return -1;
    return sourceOf(padded.getBase(), at);
  }
  return flat;
}

// What the packed map finds is what the plain map finds.
void checkPacking(StringRef arguments, StringRef result, std::string body) {
  KernelText text(arguments, result, body);
  text.getContext().loadDialect<hfc::hf::HFCDialect>();
  auto op = text.find<hfc::kernel::ContractOp>();
  auto type = cast<RankedTensorType>(op.getRhs().getType());
  auto constant =
      hfc::hf::WeightAttr::get(&text.getContext(), "weights", 0, type);
  auto packing = packContract(op, constant);
  ASSERT_TRUE(packing);
  llvm::SmallVector<int64_t> box;
  for (hfc::dim::DimExpr dim : hfc::dim::getDims(op.getResult()))
    box.push_back(dim.getConstant().value_or(1));
  for (hfc::dim::DimExpr dim : hfc::dim::getDims(op.getReduce()))
    box.push_back(*dim.getConstant());
  forEach(box, [&](ArrayRef<int64_t> at) {
    auto place = op.getRhsMap().compose(at);
    int64_t flat = 0;
    for (auto [index, size] : llvm::zip(place, type.getShape()))
      flat = flat * size + index;
    ASSERT_EQ(sourceOf(packing->constant, packing->map.compose(at)), flat);
  });
}

TEST(ContractLowering, PacksConstants) {
  auto matrix = [](StringRef map, StringRef type) {
    return contract(
        "(m, n, k) -> (m, k)", map, "9", "%m, %n", "",
        llvm::formatv("tensor<5x9xf32>, {0} to tensor<5x50xf32>", type).str());
  };
  checkPacking("%a: tensor<5x9xf32>, %b: tensor<9x50xf32>", "tensor<5x50xf32>",
               matrix("(m, n, k) -> (k, n)", "tensor<9x50xf32>"));
  checkPacking("%a: tensor<5x9xf32>, %b: tensor<1x50x9xf32>",
               "tensor<5x50xf32>",
               matrix("(m, n, k) -> (0, n, k)", "tensor<1x50x9xf32>"));
  checkPacking(
      "%a: tensor<2x9x12xf32>, %b: tensor<12x3x1xf32>", "tensor<2x9x12xf32>",
      contract("(n, y, f, i, c) -> (n, y + i - 1, f + c)",
               "(n, y, f, i, c) -> (f, i, c)", "3, 1", "%n, %y, %f", "{padded}",
               "tensor<2x9x12xf32>, tensor<12x3x1xf32> to "
               "tensor<2x9x12xf32>"));
  checkPacking(
      "%a: tensor<2x9x12xf32>, %b: tensor<40x6x3xf32>", "tensor<2x9x40xf32>",
      groupedConvolution("(n, y, f, i, c) -> (f, c, i)", "tensor<40x6x3xf32>"));
}

TEST(ContractLowering, StoredAsHalf) {
  Contraction contraction(
      "%a: tensor<11x40xbf16>, %b: tensor<40x20xf16>", "tensor<11x20xf32>",
      contract("(m, n, k) -> (m, k)", "(m, n, k) -> (k, n)", "40", "%m, %n", "",
               "tensor<11x40xbf16>, tensor<40x20xf16> to tensor<11x20xf32>"));
  contraction.check();
}

TEST(ContractLowering, DepthwiseConvolution) {
  for (int64_t channels : {3, 40, 64}) {
    std::string in = llvm::formatv("tensor<2x7x9x{0}xf32>", channels),
                filter = llvm::formatv("tensor<9x{0}xf32>", channels),
                result = llvm::formatv("tensor<2x4x5x{0}xf32>", channels);
    Contraction contraction(
        llvm::formatv("%a: {0}, %b: {1}", in, filter).str(), result,
        contract("(n, y, x, f, i, j, c) -> (n, y * 2 + i - 1, x * 2 + j - 1, "
                 "f + c)",
                 "(n, y, x, f, i, j, c) -> (i * 3 + j + c, f)", "3, 3, 1",
                 "%n, %y, %x, %f", "{padded}",
                 llvm::formatv("{0}, {1} to {2}", in, filter, result).str()));
    contraction.check();
  }
}

// Groups of fewer columns than a vector has, as many channels as columns.
TEST(ContractLowering, SmallGroups) {
  for (int64_t width : {2, 4, 8})
    for (int64_t channels : {40, 64})
      for (StringRef padded : {"", "{padded}"}) {
        std::string in = llvm::formatv("tensor<2x7x9x{0}xf32>", channels),
                    filter = llvm::formatv("tensor<{0}x{1}xf32>", 9 * width,
                                           channels),
                    result = llvm::formatv("tensor<2x3x4x{0}xf32>", channels);
        Contraction contraction(
            llvm::formatv("%a: {0}, %b: {1}", in, filter).str(), result,
            contract(
                llvm::formatv("(n, y, x, f, i, j, c) -> (n, y * 2 + i{0}, "
                              "x * 2 + j, f floordiv {1} * {1} + c)",
                              padded.empty() ? "" : " - 1", width)
                    .str(),
                llvm::formatv("(n, y, x, f, i, j, c) -> ((i * 3 + j) * {0} "
                              "+ c, f)",
                              width)
                    .str(),
                llvm::formatv("3, 3, {0}", width).str(), "%n, %y, %x, %f",
                padded.str(),
                llvm::formatv("{0}, {1} to {2}", in, filter, result).str()));
        contraction.check();
      }
  checkPacking(
      "%a: tensor<2x9x40xf32>, %b: tensor<40x3x4xf32>", "tensor<2x7x40xf32>",
      contract("(n, y, f, i, c) -> (n, y + i, f floordiv 4 * 4 + c)",
               "(n, y, f, i, c) -> (f, i, c)", "3, 4", "%n, %y, %f", "",
               "tensor<2x9x40xf32>, tensor<40x3x4xf32> to "
               "tensor<2x7x40xf32>"));
  // A filter as it comes: a panel a group.
  Contraction plain(
      "%a: tensor<2x9x40xf32>, %b: tensor<40x3x4xf32>", "tensor<2x7x40xf32>",
      contract("(n, y, f, i, c) -> (n, y + i, f floordiv 4 * 4 + c)",
               "(n, y, f, i, c) -> (f, i, c)", "3, 4", "%n, %y, %f", "",
               "tensor<2x9x40xf32>, tensor<40x3x4xf32> to "
               "tensor<2x7x40xf32>"));
  plain.check();
}

TEST(ContractLowering, LeavesWhatHasNoColumns) {
  // The last index walks both operands, one of them in strides.
  KernelText text(
      "%a: tensor<4x20xf32>, %b: tensor<20x4xf32>", "tensor<20xf32>",
      contract("(n, k) -> (k, n)", "(n, k) -> (n, k)", "4", "%n", "",
               "tensor<4x20xf32>, tensor<20x4xf32> to tensor<20xf32>"));
  EXPECT_FALSE(canLowerContract(text.find<hfc::kernel::ContractOp>()));
}

} // namespace
