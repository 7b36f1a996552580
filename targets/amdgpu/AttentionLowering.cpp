// A wave computes a row (batch, head, query). Keys go by as many as the wave
// has lanes: each lane computes one score, the wave exchanges the greatest and
// the sum, then the weights are read lane by lane while each lane adds up its
// elements of the values (lane, lane + wave …).
//
// Online softmax: with m the greatest score so far, l the sum of exp(s - m) and
// a the weighted values, a new greatest m' multiplies l and a by exp(m - m').
#include "targets/amdgpu/AttentionLowering.h"
#include "dialects/Dim/DimTypes.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "targets/amdgpu/AttentionOperands.h"
#include "targets/amdgpu/AttentionTile.h"
#include "targets/amdgpu/Intrinsics.h"
#include "targets/common/ProgramEmitter.h"
#include "targets/common/ScalarOps.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace hfc;
using namespace hfc::amdgpu;
using arith::CmpFPredicate;
using arith::CmpIPredicate;
using dim::DimExpr;

namespace {

// Registers of a lane for the values' sums.
constexpr int64_t mostPieces = 8;

class AttentionEmitter {
public:
  AttentionEmitter(CodeBuilder &b, kernel::AttentionOp op, Value result,
                   const KernelContext &context)
      : b(b), op(op), result(result), context(context),
        dims(dim::getDims(op.getDims())), wave(context.device->wave),
        type(op.getScores().front().getArguments().back().getType()) {
    lane = b.rem(context.thread, b.index(wave));
    for (DimExpr dim : dims)
      sizes.push_back(context.size(b, dim));
  }

  LoweredOp run(int64_t width) {
    pieces = llvm::divideCeil(width, wave);
    DimExpr rows = dims[0] * dims[1] * dims[2];
    int64_t waves = workgroupSize / wave;
    Value row = uniformIndex(b, b.div(context.thread, b.index(wave)));
    row = b.add(b.mul(context.workgroup, waves), row);
    b.when(b.compare(CmpIPredicate::ult, row, context.size(b, rows)), [&] {
      Value rest = b.div(row, sizes[2]);
      place = {b.div(rest, sizes[1]), b.rem(rest, sizes[1]),
               b.rem(row, sizes[2])};
      emitRow();
    });
    DimExpr each = DimExpr::constant(b.getContext(), waves);
    return {rows.ceilDiv(each), "attention by waves",
            "a wave a query; the matrix instructions are not used"};
  }

private:
  Value offsetOf(RankedTensorType tensor, AffineMap map, ValueRange indices) {
    return attentionOffset(b, context, tensor, map, indices);
  }

  // `lanes` elements along the map's last index, as numbers of `type`.
  Value load(Value tensor, AffineMap map, ValueRange indices, int64_t lanes) {
    auto ranked = cast<RankedTensorType>(tensor.getType());
    Type element = ranked.getElementType(),
         stored = codegen::storedType(element);
    Value at = b.offset(context.buffer(tensor), stored,
                        offsetOf(ranked, map, indices));
    Value value = lanes > 1
                      ? b.loadVector(at, {stored}, stored, lanes)
                      : Value(LLVM::LoadOp::create(
                            b, stored, at, codegen::Storage{stored}.bytes()));
    if (stored != element)
      value = codegen::bitcastTo(b, element, value);
    return codegen::convertFloat(b, value, type);
  }

  Value constant(double value) {
    return arith::ConstantOp::create(b, b.getFloatAttr(type, value));
  }
  Value exp(Value x) { return context.exp(b, x); }
  Value greater(Value x, Value y) { return arith::MaximumFOp::create(b, x, y); }
  Value overWave(Value value, llvm::function_ref<Value(Value, Value)> combine) {
    for (int64_t bits = 1; bits < wave; bits *= 2)
      value = combine(
          value,
          permute(b, value, arith::XOrIOp::create(b, lane, b.index(bits))));
    return value;
  }

  Value dot(Value key) {
    auto depth = dims[4].getConstant();
    int64_t lanes = depth && *depth % 4 == 0 &&
                            isDenseAlongLast(op.getQueryMap()) &&
                            isDenseAlongLast(op.getKeyMap())
                        ? 4
                        : 1;
    Value zero = lanes > 1 ? b.zeros(type, lanes) : constant(0);
    Values sum =
        b.loop(b.index(0), sizes[4], lanes, zero, [&](Value d, ValueRange sum) {
          Value q = load(op.getQuery(), op.getQueryMap(),
                         {place[0], place[1], place[2], d}, lanes);
          Value k = load(op.getKey(), op.getKeyMap(),
                         {place[0], place[1], key, d}, lanes);
          return Values{b.multiplyAdd(q, k, sum[0])};
        });
    if (lanes == 1)
      return sum[0];
    return vector::ReductionOp::create(b, vector::CombiningKind::ADD, sum[0],
                                       arith::FastMathFlags::reassoc);
  }

  // The lane's score; -inf beyond the last key.
  Value score(Value key) {
    Value inside = b.compare(CmpIPredicate::ult, key, sizes[3]);
    auto branch =
        scf::IfOp::create(b, TypeRange{type}, inside, /*withElseRegion=*/true);
    OpBuilder::InsertionGuard guard(b);
    b.setInsertionPointToStart(branch.thenBlock());
    Block &block = op.getScores().front();
    Value value = context.program(
        b, block, {place[0], place[1], place[2], key, dot(key)}, 3, 1, {});
    scf::YieldOp::create(b, codegen::convertFloat(b, value, type));
    b.setInsertionPointToStart(branch.elseBlock());
    scf::YieldOp::create(b, constant(-std::numeric_limits<double>::infinity()));
    return branch.getResult(0);
  }

  Value element(int64_t piece) { return b.add(lane, piece * wave); }

  // Adds weight * value of one key.
  Values addKey(Value key, Value weight, ValueRange sums) {
    Values added;
    for (int64_t i = 0; i < pieces; ++i) {
      // Lanes beyond the last element read it once more.
      Value e = b.min(element(i), b.sub(sizes[5], b.index(1)));
      Value v = load(op.getValue(), op.getValueMap(),
                     {place[0], place[1], key, e}, 1);
      added.push_back(b.multiplyAdd(weight, v, sums[i]));
    }
    return added;
  }

  void emitRow() {
    Value none = constant(-std::numeric_limits<double>::infinity());
    Values carried{none, constant(0)};
    carried.append(pieces, constant(0));
    carried = b.loop(
        b.index(0), sizes[3], wave, carried, [&](Value first, ValueRange now) {
          Value own = score(b.add(first, lane));
          Value most =
              overWave(own, [&](Value x, Value y) { return greater(x, y); });
          most = greater(most, now[0]);
          Value empty =
              arith::CmpFOp::create(b, CmpFPredicate::OEQ, most, none);
          Value base = arith::SelectOp::create(b, empty, constant(0), most);
          Value weight = exp(arith::SubFOp::create(b, own, base));
          Value before = exp(arith::SubFOp::create(b, now[0], base));
          Value sum = overWave(
              weight, [&](Value x, Value y) { return b.addValues(x, y); });
          sum = b.multiplyAdd(now[1], before, sum);
          Values sums;
          for (Value value : now.drop_front(2))
            sums.push_back(arith::MulFOp::create(b, value, before));
          Value count = b.min(b.sub(sizes[3], first), b.index(wave));
          sums =
              b.loop(b.index(0), count, 1, sums, [&](Value i, ValueRange sums) {
                return addKey(b.add(first, i), readLane(b, weight, i), sums);
              });
          Values next{most, sum};
          llvm::append_range(next, sums);
          return next;
        });
    Value total = carried[1];
    auto ranked = op.getResult().getType();
    Type stored = codegen::storedType(ranked.getElementType());
    for (int64_t i = 0; i < pieces; ++i) {
      Value e = element(i);
      b.when(b.compare(CmpIPredicate::ult, e, sizes[5]), [&] {
        Value value = arith::DivFOp::create(b, carried[2 + i], total);
        if (op.getZeroEmptyRows())
          value = arith::SelectOp::create(
              b,
              arith::CmpFOp::create(b, CmpFPredicate::OEQ, total, constant(0)),
              constant(0), value);
        value = codegen::convertFloat(b, value, ranked.getElementType());
        Value at = offsetOf(ranked, op.getResultMap(),
                            {place[0], place[1], place[2], e});
        b.store(value, b.offset(result, stored, at));
      });
    }
  }

  CodeBuilder &b;
  kernel::AttentionOp op;
  Value result;
  const KernelContext &context;
  SmallVector<DimExpr> dims; // of b, h, i, j, d, e
  Values sizes;
  int64_t wave, pieces = 0;
  Type type; // of scores and sums
  Value lane;
  Values place; // b, h, i
};

} // namespace

std::optional<LoweredOp>
hfc::amdgpu::lowerAttention(CodeBuilder &b, kernel::AttentionOp op,
                            Value result, const KernelContext &context) {
  bool few = context.rows == RowRange::few;
  if (auto tiles =
          few ? std::nullopt : lowerAttentionTile(b, op, result, context))
    return tiles;
  auto width = dim::getDims(op.getDims())[5].getConstant();
  if (!width || *width == 0 || *width > mostPieces * context.device->wave)
    return std::nullopt;
  return AttentionEmitter(b, op, result, context).run(*width);
}
