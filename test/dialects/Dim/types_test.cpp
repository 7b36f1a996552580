// Tensor types with symbolic sizes keep dynamic dims and encoding together.
#include "dialects/Dim/DimTypes.h"
#include "mlir/IR/Builders.h"
#include "gtest/gtest.h"

using namespace hfc::dim;

TEST(DimTypes, StaticTensorsHaveNoEncoding) {
  mlir::MLIRContext context;
  context.loadDialect<DimDialect>();
  mlir::Builder builder(&context);
  auto constant = [&](int64_t value) {
    return DimExpr::constant(&context, value);
  };
  DimExpr s = DimExpr::symbol(&context, "s");

  auto fixed = getTensorType({constant(2), constant(3)}, builder.getF32Type());
  EXPECT_FALSE(fixed.getEncoding());
  EXPECT_EQ(getDim(fixed, 1), constant(3));
  EXPECT_EQ(numElements(fixed), constant(6));

  auto dynamic = getTensorType({s, constant(3)}, builder.getF32Type());
  EXPECT_TRUE(dynamic.isDynamicDim(0));
  EXPECT_EQ(getDim(dynamic, 0), s);
  EXPECT_EQ(numElements(dynamic), s * 3);

  EXPECT_FALSE(getTensorType({DimExpr()}, builder.getF32Type()));
  EXPECT_FALSE(getTensorType({constant(-1)}, builder.getF32Type()));
  EXPECT_EQ(numElements(getTensorType({}, builder.getF32Type())), constant(1));
}
