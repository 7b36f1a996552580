// kernel.attention through its lowering against its definition.
#include "dialects/Dim/DimTypes.h"
#include "targets/x86/AttentionLowering.h"
#include "test/targets/x86/LoweringHarness.h"
#include <gtest/gtest.h>
#include <limits>

using namespace mlir;
using namespace hfc::codegen;
using namespace hfc::x86;
using namespace hfc::x86::test;

namespace {

void check(KernelText &text, ArrayRef<int64_t> sizes) {
  auto op = text.find<hfc::kernel::AttentionOp>();
  text.run(sizes, 2);
  llvm::SmallVector<int64_t> dims;
  for (hfc::dim::DimExpr size : hfc::dim::getDims(op.getDims()))
    dims.push_back(text.evaluate(size));
  for (int64_t g = 0; g < dims[0]; ++g)
    for (int64_t h = 0; h < dims[1]; ++h)
      for (int64_t i = 0; i < dims[2]; ++i) {
        std::vector<double> p(dims[3]);
        double most = -std::numeric_limits<double>::infinity(), total = 0;
        for (int64_t j = 0; j < dims[3]; ++j) {
          for (int64_t d = 0; d < dims[4]; ++d)
            p[j] +=
                text.operand(op.getQuery(),
                             op.getQueryMap().compose({g, h, i, d})) *
                text.operand(op.getKey(), op.getKeyMap().compose({g, h, j, d}));
          p[j] = text.program(op.getScores().front(), {g, h, i, j}, p[j]);
          most = std::max(most, p[j]);
        }
        for (double &x : p)
          total += x = std::exp(x - most);
        for (int64_t e = 0; e < dims[5]; ++e) {
          double sum = 0;
          for (int64_t j = 0; j < dims[3]; ++j)
            sum += p[j] / total *
                   text.operand(op.getValue(),
                                op.getValueMap().compose({g, h, j, e}));
          ASSERT_NEAR(text.result(op.getResultMap().compose({g, h, i, e})), sum,
                      2e-5);
        }
      }
}

void compile(KernelText &text) {
  auto op = text.find<hfc::kernel::AttentionOp>();
  ASSERT_TRUE(canLowerAttention(op));
  text.compile([&](CodeBuilder &b, Value result, const KernelContext &around) {
    return lowerAttention(b, op, result, around);
  });
}

TEST(AttentionLowering, HeadsInsideAMergedProjection) {
  KernelText text("%qkv: tensor<2x?x3x4x8xf32, #dim.shape<2, d0, 3, 4, 8>>, "
                  "%mask: tensor<2x?xf32, #dim.shape<2, d0>>, "
                  "%d0: index {dim.symbol = \"d0\"}",
                  "tensor<2x?x4x8xf32, #dim.shape<2, d0, 4, 8>>", R"(
    %y = kernel.attention %qkv, %qkv, %qkv maps
        [(b, h, i, d) -> (b, i, 0, h, d)], [(b, h, j, d) -> (b, j, 1, h, d)],
        [(b, h, j, e) -> (b, j, 2, h, e)], [(b, h, i, e) -> (b, i, h, e)]
        dims <2, 4, d0, d0, 8, 8> (%b, %h, %i, %j, %score: f32) {
      %scale = arith.constant 0.35 : f32
      %s = arith.mulf %score, %scale : f32
      %m = kernel.load %mask[%b, %j] : tensor<2x?xf32, #dim.shape<2, d0>>
      %v = arith.addf %s, %m : f32
      kernel.yield %v : f32
    } : tensor<2x?x3x4x8xf32, #dim.shape<2, d0, 3, 4, 8>>,
        tensor<2x?x3x4x8xf32, #dim.shape<2, d0, 3, 4, 8>>,
        tensor<2x?x3x4x8xf32, #dim.shape<2, d0, 3, 4, 8>>
        to tensor<2x?x4x8xf32, #dim.shape<2, d0, 4, 8>>)");
  compile(text);
  for (int64_t length : {1, 17, 70, 140})
    check(text, {length});
}

TEST(AttentionLowering, HeadsThatShareKeys) {
  KernelText text("%q: tensor<1x4x9x20xf32>, %k: tensor<1x2x33x20xbf16>, "
                  "%v: tensor<1x2x33x24xf16>",
                  "tensor<1x9x4x24xf32>", R"(
    %y = kernel.attention %q, %k, %v maps
        [(b, h, i, d) -> (b, h, i, d)],
        [(b, h, j, d) -> (b, h floordiv 2, j, d)],
        [(b, h, j, e) -> (b, h floordiv 2, j, e)],
        [(b, h, i, e) -> (b, i, h, e)]
        dims <1, 4, 9, 33, 20, 24> (%b, %h, %i, %j, %score: f32) {
      kernel.yield %score : f32
    } : tensor<1x4x9x20xf32>, tensor<1x2x33x20xbf16>, tensor<1x2x33x24xf16>
        to tensor<1x9x4x24xf32>)");
  compile(text);
  check(text, {});
}

TEST(AttentionLowering, CausalQueriesBehindCachedKeys) {
  KernelText text(
      "%q: tensor<1x2x?x16xf32, #dim.shape<1, 2, d0, 16>>, "
      "%k: tensor<1x2x?x16xf32, #dim.shape<1, 2, d1, 16>>, "
      "%d0: index {dim.symbol = \"d0\"}, %d1: index {dim.symbol = \"d1\"}",
      "tensor<1x2x?x16xf32, #dim.shape<1, 2, d0, 16>>", R"(
    %y = kernel.attention %q, %k, %k maps
        [(b, h, i, d) -> (b, h, i, d)], [(b, h, j, d) -> (b, h, j, d)],
        [(b, h, j, e) -> (b, h, j, e)], [(b, h, i, e) -> (b, h, i, e)]
        dims <1, 2, d0, d1, 16, 16> (%b, %h, %i, %j, %score: f32) {
      %none = arith.constant 0xFF800000 : f32
      %shift = kernel.size <-d0 + d1>
      %last = arith.addi %i, %shift : index
      %keep = arith.cmpi sle, %j, %last : index
      %v = arith.select %keep, %score, %none : f32
      kernel.yield %v : f32
    } : tensor<1x2x?x16xf32, #dim.shape<1, 2, d0, 16>>,
        tensor<1x2x?x16xf32, #dim.shape<1, 2, d1, 16>>,
        tensor<1x2x?x16xf32, #dim.shape<1, 2, d1, 16>>
        to tensor<1x2x?x16xf32, #dim.shape<1, 2, d0, 16>>)");
  compile(text);
  check(text, {3, 200});
  check(text, {150, 150});
}

} // namespace
