// A wave computes a row (batch, head, query). Keys go by as many as the wave
// has lanes: each lane computes one score, the wave exchanges the greatest and
// the sum, then the weights are read lane by lane while each lane adds up its
// elements of the values (lane, lane + wave …).
//
// Online softmax: with m the greatest score so far, l the sum of exp(s - m) and
// a the weighted values, a new greatest m' multiplies l and a by exp(m - m').
//
// Where rows are few, the waves of a workgroup share one: each has every so
// manieth block of keys, and in LDS their m, l and a become one, in the waves'
// order.
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
#include "llvm/Support/FormatVariadic.h"
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
// Keys whose values are loaded together; divides a wave's lanes.
constexpr int64_t keysTogether = 16;
// Waves that share a row.
constexpr int64_t sharingWaves = 16;

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
      findPlace(row);
      Values sums = sweep(b.index(0), wave);
      for (int64_t i = 0; i < pieces; ++i)
        b.when(b.compare(CmpIPredicate::ult, element(i), sizes[5]),
               [&] { store(element(i), sums[2 + i], sums[1]); });
    });
    DimExpr each = DimExpr::constant(b.getContext(), waves);
    return {rows.ceilDiv(each), "attention by waves",
            "a wave a query; the matrix instructions are not used"};
  }

  // A workgroup has a row.
  LoweredOp runShared(int64_t width) {
    pieces = llvm::divideCeil(width, wave);
    findPlace(context.workgroup);
    Value own = uniformIndex(b, b.div(context.thread, b.index(wave)));
    Values sums = sweep(b.mul(own, wave), sharingWaves * wave);

    // [wave][greatest, sum, values]
    int64_t bytes = type.getIntOrFloatBitWidth() / 8;
    Value lds = context.lds(sharingWaves * (2 + width) * bytes);
    auto at = [&](Value ofWave, Value place) {
      return b.offset(lds, type, b.add(b.mul(ofWave, 2 + width), place));
    };
    auto write = [&](Value place, Value value, Value limit) {
      b.when(b.compare(CmpIPredicate::ult, lane, limit),
             [&] { LLVM::StoreOp::create(b, value, at(own, place), bytes); });
    };
    for (int64_t i = 0; i < 2; ++i)
      write(b.index(i), sums[i], b.index(1));
    for (int64_t i = 0; i < pieces; ++i)
      write(b.add(element(i), 2), sums[2 + i],
            b.index(std::min(width - i * wave, wave)));
    barrier(b);
    b.loop(context.thread, b.index(width), sharingWaves * wave,
           [&](Value e) { merge(e, at); });
    return {dims[0] * dims[1] * dims[2],
            llvm::formatv("attention, keys over {0} waves", sharingWaves),
            "few queries: the waves of a workgroup share one's keys",
            sharingWaves * wave};
  }

private:
  void findPlace(Value row) {
    Value rest = b.div(row, sizes[2]);
    place = {b.div(rest, sizes[1]), b.rem(rest, sizes[1]),
             b.rem(row, sizes[2])};
  }

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
    int64_t lanes = 1;
    if (depth && isDenseAlongLast(op.getQueryMap()) &&
        isDenseAlongLast(op.getKeyMap())) {
      auto keys = cast<RankedTensorType>(op.getKey().getType());
      lanes = keys.getElementTypeBitWidth() == 16 ? 8 : 4; // 16 bytes
      while (*depth % lanes)
        lanes /= 2;
    }
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

  // Adds weight * value of keys from `first` on, which are in flight together.
  // Lanes beyond the last element, and keys beyond the last, read it once more.
  Values addKeys(Value first, Value from, Value weight, ValueRange sums) {
    Values added(sums), values, weights;
    for (int64_t k = 0; k < keysTogether; ++k) {
      Value i = b.add(from, k), key = b.add(first, i);
      Value exists = b.compare(CmpIPredicate::ult, key, sizes[3]);
      key = b.min(key, b.sub(sizes[3], b.index(1)));
      weights.push_back(readLane(b, weight, i));
      for (int64_t j = 0; j < pieces; ++j) {
        Value e = b.min(element(j), b.sub(sizes[5], b.index(1)));
        Value value = load(op.getValue(), op.getValueMap(),
                           {place[0], place[1], key, e}, 1);
        values.push_back(
            arith::SelectOp::create(b, exists, value, constant(0)));
      }
    }
    for (auto [i, value] : llvm::enumerate(values))
      added[i % pieces] =
          b.multiplyAdd(weights[i / pieces], value, added[i % pieces]);
    return added;
  }

  // Greatest score, sum and values over every `step`-th block of keys.
  Values sweep(Value from, int64_t step) {
    Value none = constant(-std::numeric_limits<double>::infinity());
    Values carried{none, constant(0)};
    carried.append(pieces, constant(0));
    return b.loop(
        from, sizes[3], step, carried, [&](Value first, ValueRange now) {
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
          sums = b.loop(b.index(0), count, keysTogether, sums,
                        [&](Value from, ValueRange sums) {
                          return addKeys(first, from, weight, sums);
                        });
          Values next{most, sum};
          llvm::append_range(next, sums);
          return next;
        });
  }

  // An element of the values from what the waves have of it.
  void merge(Value e, llvm::function_ref<Value(Value, Value)> at) {
    auto read = [&](int64_t ofWave, Value place) -> Value {
      return LLVM::LoadOp::create(b, type, at(b.index(ofWave), place),
                                  type.getIntOrFloatBitWidth() / 8);
    };
    Value most;
    for (int64_t i = 0; i < sharingWaves; ++i) {
      Value one = read(i, b.index(0));
      most = most ? greater(most, one) : one;
    }
    Value none = constant(-std::numeric_limits<double>::infinity());
    Value base = arith::SelectOp::create(
        b, arith::CmpFOp::create(b, CmpFPredicate::OEQ, most, none),
        constant(0), most);
    Value total = constant(0), sum = constant(0);
    for (int64_t i = 0; i < sharingWaves; ++i) {
      Value factor = exp(arith::SubFOp::create(b, read(i, b.index(0)), base));
      total = b.multiplyAdd(read(i, b.index(1)), factor, total);
      sum = b.multiplyAdd(read(i, b.add(e, 2)), factor, sum);
    }
    store(e, sum, total);
  }

  void store(Value e, Value sum, Value total) {
    auto ranked = op.getResult().getType();
    Value value = arith::DivFOp::create(b, sum, total);
    if (op.getZeroEmptyRows())
      value = arith::SelectOp::create(
          b, arith::CmpFOp::create(b, CmpFPredicate::OEQ, total, constant(0)),
          constant(0), value);
    value = codegen::convertFloat(b, value, ranked.getElementType());
    Value at =
        offsetOf(ranked, op.getResultMap(), {place[0], place[1], place[2], e});
    b.store(value,
            b.offset(result, codegen::storedType(ranked.getElementType()), at));
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
  AttentionEmitter emitter(b, op, result, context);
  auto queries = dim::getDims(op.getDims())[2].getConstant();
  bool share =
      context.alone && (few || (queries && *queries <= mostFewQueries));
  return share ? emitter.runShared(*width) : emitter.run(*width);
}
