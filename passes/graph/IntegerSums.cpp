//===- IntegerSums.cpp - sums of products of bytes stay sums of bytes -----===//
// before:  contract (sub (cast %x), %zx), (sub (cast %w), %zw)
//          in i32 or f32
// after:   sub (sub (contract %x, %w to i32), (mul %zx, %sumOfW)),
//              (mul %zw, %sumOfX)
//          with the sums of a constant %w as a recipe
// conv:    pads are elements %zx of their own; %zw is 0 or, of bytes without a
//          sign, 128: then they are stored less 128
// signed:  bytes without a sign become ones with it, and zero points less 128,
//          of both operands, where targets have no products of others
// keeps:   every bit in i32; in f32 sums of whole numbers, exact as long as
//          they fit, and rounded once
// needs:   hoist-scales
// leaves:  zero points that vary in the sum, sums that f32 would hold and i32
//          might not
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"
#include "passes/graph/Matching.h"
#include "passes/graph/Passes.h"
#include "passes/graph/Recipes.h"

using namespace mlir;
using namespace hfc;
using namespace hfc::graph;
using namespace hfc::hf;

namespace hfc::graph {
#define GEN_PASS_DEF_INTEGERSUMS
#include "passes/graph/Passes.h.inc"
} // namespace hfc::graph

using Dims = SmallVector<dim::DimExpr>;

// Products that i32 adds up without overflow.
static constexpr int64_t mostProducts = (1ll << 31) / (255 * 255) - 1;

static Dims dimsOf(Value value) {
  return dim::getDims(cast<RankedTensorType>(value.getType()));
}

static Value castTo(OpBuilder &builder, Value value, Type element) {
  if (getElementTypeOrSelf(value) == element)
    return value;
  return CastOp::create(builder, value.getLoc(),
                        dim::getTensorType(dimsOf(value), element), value);
}

static bool isByte(Value value) {
  Type element = getElementTypeOrSelf(value);
  return isa<IntegerType>(element) && element.getIntOrFloatBitWidth() == 8;
}

namespace {
// Bytes less their zero point (null: 0), a whole number in the type in which it
// was subtracted.
struct Centred {
  Value bytes, zero;

  bool isUnsigned() const {
    return getElementTypeOrSelf(bytes).isUnsignedInteger();
  }
  bool isZeroless() const { return zeroOf() == 0; }

  std::optional<double> zeroOf() const {
    if (!zero)
      return 0;
    Value value = zero;
    while (auto *op = value.getDefiningOp()) {
      if (!isa<CastOp, ReshapeOp>(op))
        break;
      value = op->getOperand(0);
    }
    return getScalar(value);
  }
};
} // namespace

static Value bytesOf(Value value) {
  auto cast = value.getDefiningOp<CastOp>();
  return cast && isByte(cast.getOperand()) ? cast.getOperand() : Value();
}

static std::optional<Centred> matchCentred(Value value) {
  Centred result;
  if (auto sub = value.getDefiningOp<SubOp>()) {
    if (sub.getLhs().getType() != value.getType())
      return std::nullopt;
    value = sub.getLhs();
    result.zero = sub.getRhs();
    Value point = result.zero;
    while (auto reshape = point.getDefiningOp<ReshapeOp>())
      point = reshape.getOperand();
    if (!bytesOf(point))
      return std::nullopt;
  }
  result.bytes = bytesOf(value);
  if (!result.bytes)
    return std::nullopt;
  return result;
}

// Bytes without a sign as ones with it: all where only those are multiplied,
// else constants whose zero point is gone then.
static bool isRecentred(const Centred &side, bool signedOnly) {
  return side.isUnsigned() &&
         (signedOnly || (getConstantValue(side.bytes) && side.zeroOf() == 128));
}

static bool isZerolessThen(const Centred &side, bool signedOnly) {
  return isRecentred(side, signedOnly) ? side.zeroOf() == 128
                                       : side.isZeroless();
}

// Less 128, the zero point too.
static void recentre(OpBuilder &builder, Centred &side, bool signedOnly) {
  if (!isRecentred(side, signedOnly))
    return;
  Location location = side.bytes.getLoc();
  auto recentred =
      dim::getTensorType(dimsOf(side.bytes), Type(builder.getI8Type()));
  auto scalar = [&](Type element, int64_t value) -> Value {
    auto type = RankedTensorType::get({}, element);
    return ConstantOp::create(
        builder, location,
        DenseElementsAttr::get(type, builder.getIntegerAttr(element, value)));
  };
  Type i32 = builder.getI32Type();
  if (isZerolessThen(side, signedOnly))
    side.zero = nullptr;
  else if (side.zero)
    side.zero = SubOp::create(
        builder, location, castTo(builder, side.zero, i32), scalar(i32, 128));
  else
    side.zero = scalar(i32, -128);
  if (TypedAttr constant = getConstantValue(side.bytes))
    side.bytes = ConstantOp::create(
        builder, location,
        RecentredAttr::get(builder.getContext(), constant, recentred));
  else
    side.bytes = BitCastOp::create(
        builder, location, recentred,
        XorOp::create(builder, location, side.bytes,
                      scalar(getElementTypeOrSelf(side.bytes), 128)));
}

// In i32, along the axes, which stay as dims of 1.
static Value sumOf(OpBuilder &builder, Value bytes, ArrayRef<int64_t> axes) {
  Type i32 = builder.getI32Type();
  if (TypedAttr constant = getConstantValue(bytes)) {
    SmallVector<int64_t> shape(
        cast<RankedTensorType>(bytes.getType()).getShape());
    for (int64_t axis : axes)
      shape[axis] = 1;
    auto type = RankedTensorType::get(shape, i32);
    return ConstantOp::create(
        builder, bytes.getLoc(),
        SummedAttr::get(builder.getContext(), constant, type));
  }
  return ReduceOp::create(builder, bytes.getLoc(), ReduceKind::sum,
                          castTo(builder, bytes, i32),
                          builder.getDenseI64ArrayAttr(axes), /*keep=*/true);
}

// Where dims other than 1 of these letters stand in the result's; nothing where
// one does not, or in another order.
static std::optional<SmallVector<size_t>>
placesOf(ArrayRef<dim::DimExpr> dims, StringRef names, StringRef letters) {
  SmallVector<size_t> places;
  for (auto [letter, size] :
       llvm::zip_equal(names.take_back(dims.size()), dims)) {
    if (size.isConstant(1))
      continue;
    size_t at = letters.find(letter);
    if (at == StringRef::npos || (!places.empty() && at <= places.back()))
      return std::nullopt;
    places.push_back(at);
  }
  return places;
}

namespace {
struct FromContract : OpRewritePattern<ContractOp> {
  FromContract(MLIRContext *context, bool signedOnly)
      : OpRewritePattern(context), signedOnly(signedOnly) {}

  LogicalResult matchAndRewrite(ContractOp op,
                                PatternRewriter &rewriter) const override {
    Type element = op.getResult().getType().getElementType();
    auto lhs = matchCentred(op.getLhs()), rhs = matchCentred(op.getRhs());
    if (!lhs || !rhs || !(element.isF32() || element.isInteger(32)))
      return rewriter.notifyMatchFailure(op, "operands are no bytes");
    StringRef left = op.getLhsLetters(), right = op.getRhsLetters(),
              letters = op.getResultLetters();
    std::optional<int64_t> count = 1;
    SmallVector<int64_t> axes[2];
    for (auto [i, letter] : llvm::enumerate(left))
      if (!letters.contains(letter)) {
        auto size = dimsOf(lhs->bytes)[i].getConstant();
        count = count && size ? std::optional(*count * *size) : std::nullopt;
        axes[0].push_back(i);
      }
    for (auto [i, letter] : llvm::enumerate(right))
      if (!letters.contains(letter)) {
        if (!left.contains(letter))
          return rewriter.notifyMatchFailure(op, "a sum of one operand");
        axes[1].push_back(i);
      }
    if (axes[0].size() != axes[1].size())
      return rewriter.notifyMatchFailure(op, "a sum of one operand");
    if (element.isF32() && (!count || *count > mostProducts))
      return rewriter.notifyMatchFailure(op, "sums might not fit i32");
    bool centred[2] = {};
    for (auto [i, side, names, other, others] :
         {std::tuple(0, *lhs, left, *rhs, right),
          std::tuple(1, *rhs, right, *lhs, left)}) {
      if (isZerolessThen(side, signedOnly))
        continue;
      centred[i] = true;
      Dims summed = dimsOf(other.bytes);
      for (int64_t axis : axes[1 - i])
        summed[axis] = dim::DimExpr::constant(getContext(), 1);
      if ((side.zero && !placesOf(dimsOf(side.zero), names, letters)) ||
          !placesOf(summed, others, letters))
        return rewriter.notifyMatchFailure(op, "a zero point varies");
    }
    if (centred[0] && centred[1] && !count)
      return rewriter.notifyMatchFailure(op, "of how many is not known");

    Location location = op.getLoc();
    Type i32 = rewriter.getI32Type();
    auto place = [&](Value value, StringRef names) {
      Dims dims = dimsOf(value),
           to(letters.size(), dim::DimExpr::constant(getContext(), 1));
      SmallVector<size_t> places = *placesOf(dims, names, letters);
      llvm::erase_if(dims, [](auto size) { return size.isConstant(1); });
      for (auto [at, size] : llvm::zip_equal(places, dims))
        to[at] = size;
      return reshape(rewriter, location, castTo(rewriter, value, i32), to);
    };
    recentre(rewriter, *lhs, signedOnly);
    recentre(rewriter, *rhs, signedOnly);
    Value zeros[2] = {centred[0] ? lhs->zero : Value(),
                      centred[1] ? rhs->zero : Value()};
    // (x - zx) (w - zw) = x w - zx (w - zw) - zw x
    Value less[2];
    if (zeros[0]) {
      Value sum = place(sumOf(rewriter, rhs->bytes, axes[1]), right);
      if (zeros[1]) {
        Value times = ConstantOp::create(
            rewriter, location,
            DenseElementsAttr::get(RankedTensorType::get({}, i32),
                                   static_cast<int32_t>(*count)));
        sum = SubOp::create(
            rewriter, location, sum,
            MulOp::create(rewriter, location, place(zeros[1], right), times));
      }
      less[0] = MulOp::create(rewriter, location, place(zeros[0], left), sum);
    }
    if (zeros[1])
      less[1] =
          MulOp::create(rewriter, location, place(zeros[1], right),
                        place(sumOf(rewriter, lhs->bytes, axes[0]), left));
    Value result = ContractOp::create(
        rewriter, location, dim::getTensorType(dimsOf(op.getResult()), i32),
        op.getLetters(), lhs->bytes, rhs->bytes);
    for (Value value : less)
      if (value)
        result = SubOp::create(rewriter, location, result, value);
    rewriter.replaceOp(op, castTo(rewriter, result, element));
    remarkPassed("integer-sums", location, "bytes are multiplied as bytes");
    return success();
  }

  bool signedOnly;
};

struct FromConv : OpRewritePattern<ConvOp> {
  FromConv(MLIRContext *context, bool signedOnly)
      : OpRewritePattern(context), signedOnly(signedOnly) {}

  LogicalResult matchAndRewrite(ConvOp op,
                                PatternRewriter &rewriter) const override {
    Type element = op.getResult().getType().getElementType();
    auto x = matchCentred(op.getOperand()), w = matchCentred(op.getFilter());
    if (!x || !w || op.getChannelsLast() ||
        !(element.isF32() || element.isInteger(32)))
      return rewriter.notifyMatchFailure(op, "operands are no bytes");
    auto filter = cast<RankedTensorType>(w->bytes.getType());
    if (!filter.hasStaticShape() ||
        (element.isF32() &&
         filter.getNumElements() > mostProducts * filter.getDimSize(0)))
      return rewriter.notifyMatchFailure(op, "sums might not fit i32");
    Type i32 = rewriter.getI32Type();
    bool centred = !isZerolessThen(*x, signedOnly);
    if (centred && x->zero &&
        !llvm::all_of(dimsOf(x->zero),
                      [](dim::DimExpr size) { return size.isConstant(1); }))
      return rewriter.notifyMatchFailure(op, "a zero point varies");
    if (!isZerolessThen(*w, signedOnly))
      return rewriter.notifyMatchFailure(op, "the filter has a zero point");
    recentre(rewriter, *x, signedOnly);
    recentre(rewriter, *w, signedOnly);

    Location location = op.getLoc();
    Value image = x->bytes;
    SmallVector<int64_t> low(op.getLow()), high(op.getHigh());
    auto isPad = [](int64_t pad) { return pad != 0; };
    if (centred && (llvm::any_of(low, isPad) || llvm::any_of(high, isPad))) {
      auto number = [&](int64_t value) {
        return dim::DimExpr::constant(getContext(), value);
      };
      Dims padded = dimsOf(image), before(padded.size(), number(0));
      for (auto [i, pads] : llvm::enumerate(llvm::zip(low, high))) {
        auto [first, last] = pads;
        before[2 + i] = number(first);
        padded[2 + i] = padded[2 + i] + number(first + last);
      }
      Type byte = getElementTypeOrSelf(image);
      Value point =
          reshape(rewriter, location,
                  castTo(rewriter, castTo(rewriter, x->zero, i32), byte), {});
      image = PadOp::create(
          rewriter, location, dim::getTensorType(padded, byte), image, point,
          dim::getShapeAttr(getContext(), before), PadMode::constant);
      low.assign(low.size(), 0);
      high = low;
    }
    Value result = ConvOp::create(rewriter, location, image, w->bytes,
                                  op.getStrides(), op.getDilations(), low, high,
                                  op.getGroups(), /*channels_last=*/false);
    if (centred) {
      SmallVector<int64_t> axes =
          llvm::to_vector(llvm::seq<int64_t>(1, filter.getRank()));
      Dims dims(filter.getRank() - 1, dim::DimExpr::constant(getContext(), 1));
      dims[0] = dim::DimExpr::constant(getContext(), filter.getDimSize(0));
      Value sum =
          reshape(rewriter, location, sumOf(rewriter, w->bytes, axes), dims);
      Value zero =
          reshape(rewriter, location, castTo(rewriter, x->zero, i32), {});
      result = SubOp::create(rewriter, location, result,
                             MulOp::create(rewriter, location, sum, zero));
    }
    rewriter.replaceOp(op, castTo(rewriter, result, element));
    remarkPassed("integer-sums", location, "bytes are multiplied as bytes");
    return success();
  }

  bool signedOnly;
};

struct IntegerSums : hfc::graph::impl::IntegerSumsBase<IntegerSums> {
  using IntegerSumsBase::IntegerSumsBase;

  void runOnOperation() override {
    RewritePatternSet patterns(&getContext());
    patterns.add<FromConv, FromContract>(&getContext(), signedOnly);
    if (failed(applyPatternsGreedily(getOperation(), std::move(patterns))))
      signalPassFailure();
  }
};
} // namespace
