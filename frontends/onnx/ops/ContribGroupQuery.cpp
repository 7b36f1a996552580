// GroupQueryAttention of com.microsoft: heads that share keys and values, a
// cache, rotary positions, windows. Sources: its schema;
// contrib_ops/cpu/bert/gqa_attention_base.h of ONNX Runtime.
//
// Row b of a batch has seqlens_k[b] + 1 keys in all, its new ones the last of
// them: before[b] = max(0, seqlens_k[b] + 1 - s) lie before, and the new ones
// follow at once, wherever the rows of the cache end.
#include "frontends/onnx/Operators.h"
#include "frontends/onnx/ops/Contractions.h"
#include "frontends/onnx/ops/ContribAttention.h"
#include <cfloat>

using namespace mlir;
using namespace hfc;
using dim::DimExpr;
using hf::Predicate;
using hfc::onnx::NodeImporter;
using hfc::onnx::OperatorTable;
namespace contrib = hfc::onnx::contrib;

namespace {

struct GroupQuery {
  NodeImporter &n;
  int64_t heads, groups;
  double scale, softcap;
  int64_t window;
  bool causal, smooth;
  mlir::Type i64, f32;
  Value query, key, value;
  Value before; // i64 [b, 1]
  DimExpr batch, queries, past, keys;

  explicit GroupQuery(NodeImporter &n)
      : n(n), heads(n.getInt("num_heads", 0)),
        groups(n.getInt("kv_num_heads", 0)), scale(n.getFloat("scale", 0)),
        softcap(n.getFloat("softcap", 0)),
        window(n.getInt("local_window_size", -1)),
        causal(n.getInt("causal", 1)),
        smooth(n.getInt("smooth_softmax", 0) > 0), i64(n.builder.getI64Type()),
        f32(n.builder.getF32Type()) {}

  LogicalResult checkAttributes() {
    for (StringRef name : {"k_norm_epsilon", "q_norm_epsilon",
                           "qk_norm_epsilon", "kv_cache_bit_width"})
      n.ignore(name); // of operands that are refused
    for (StringRef name : {"k_quant_type", "v_quant_type"})
      if (n.getString(name, "NONE") != "NONE")
        return n.unsupported("a quantized cache");
    if (n.getInt("sliding_window_cache", 0))
      return n.unsupported("a cache of a window's size");
    if (n.getInt("qk_output", 0))
      return n.unsupported("scores as a result");
    if (groups < 1 || heads < 1 || heads % groups)
      return n.invalid("{0} heads in {1} groups", heads, groups);
    return success();
  }

  // By heads, not yet turned.
  LogicalResult project() {
    if (n.has(1)) {
      query = contrib::splitHeads(n, n.in(0), heads);
      key = contrib::splitHeads(n, n.in(1), groups);
      value = contrib::splitHeads(n, n.in(2), groups);
      return success(query && key && value);
    }
    auto width = n.rank(0) == 3 ? n.dims(0)[2].getConstant() : std::nullopt;
    if (!width || *width % (heads + 2 * groups))
      return n.invalid("query does not hold all heads");
    int64_t size = *width / (heads + 2 * groups);
    auto piece = [&](int64_t from, int64_t count) {
      return contrib::splitHeads(
          n, contrib::part(n, n.in(0), 2, from * size, count * size), count);
    };
    query = piece(0, heads);
    key = piece(heads, groups);
    value = piece(heads + groups, groups);
    return success(query && key && value);
  }

  LogicalResult findLengths() {
    batch = dim::getDims(query)[0];
    queries = dim::getDims(query)[2];
    past = n.size(0);
    if (n.has(3)) {
      if (!n.has(4) || n.rank(3) != 4 || n.rank(4) != 4)
        return n.invalid("past_key and past_value are [b, heads, t, d]");
      past = n.dims(3)[2];
    }
    keys = past + queries;
    auto total = n.knownVector(6, "total_sequence_length");
    if (!total)
      return failure();
    if (total->size() != 1 ||
        !n.requireEqual(total->front(), keys,
                        "total_sequence_length and past with the new keys"))
      return failure();
    Value lengths = n.reshape(n.cast(n.in(5), i64), {batch, n.size(1)});
    Value room = n.sizeValue(queries - 1, i64);
    before = n.create<hf::MaxOp>(n.create<hf::SubOp>(lengths, room),
                                 n.constant(0, i64));
    return success(before != nullptr);
  }

  void turn() {
    bool interleaved = n.getInt("rotary_interleaved", 0);
    if (!n.getInt("do_rotary", 0))
      return;
    Value positions;
    if (n.has(9))
      positions = n.in(9);
    else
      positions =
          n.create<hf::AddOp>(n.iota(1, {n.size(1), queries}, i64), before);
    query = contrib::rotate(n, query, positions, n.in(7), n.in(8), interleaved);
    key = contrib::rotate(n, key, positions, n.in(7), n.in(8), interleaved);
  }

  // The cache with the new ones behind what each row has. One row has all of
  // the cache, so that both simply follow each other.
  Value cached(unsigned index, Value added) {
    if (!n.has(index))
      return added;
    Value all = contrib::behind(n, n.in(index), added);
    if (!all || batch.isConstant(1))
      return all;
    hf::Dims dims = dim::getDims(all);
    Value place = n.iota(1, {n.size(1), keys}, i64);
    Value isOld = n.create<hf::CompareOp>(Predicate::lt, place, before);
    Value fresh = n.create<hf::AddOp>(n.create<hf::SubOp>(place, before),
                                      n.sizeValue(past, i64));
    fresh = n.create<hf::MinOp>(fresh, n.sizeValue(keys - 1, i64));
    Value from = n.create<hf::SelectOp>(isOld, place, fresh);
    from = n.reshape(from, {batch, n.size(1), keys, n.size(1)});
    return n.create<hf::GatherElementsOp>(all, n.broadcast(from, dims),
                                          uint64_t{2});
  }

  // i1 [b, 1, s, t]
  Value kept() {
    DimExpr one = n.size(1);
    Value column = n.iota(3, {one, one, one, keys}, i64);
    Value first = n.reshape(before, {batch, one, one, one});
    if (!causal) {
      Value end = n.create<hf::AddOp>(first, n.sizeValue(queries, i64));
      return n.create<hf::CompareOp>(Predicate::lt, column, end);
    }
    Value row =
        n.create<hf::AddOp>(n.iota(2, {one, one, queries, one}, i64), first);
    Value keep = n.create<hf::CompareOp>(Predicate::le, column, row);
    if (window <= 0)
      return keep;
    // So many keys, the query's own the last of them.
    Value oldest = n.create<hf::SubOp>(row, n.constant(window, i64));
    return n.create<hf::AndOp>(
        keep, n.create<hf::CompareOp>(Predicate::gt, column, oldest));
  }

  // With what softmax alone cannot say: scores that are capped, and a weight
  // that goes to no key.
  Value attendOpenly(Value mask) {
    hf::Dims dims = dim::getDims(query);
    DimExpr each = n.size(heads / groups), size = dims[3];
    Value grouped =
        n.reshape(query, {batch, n.size(groups), each, queries, size});
    Value scores = hfc::onnx::contract(n, "bgusd,bgtd->bgust", grouped, key);
    scores = n.reshape(scores, {batch, n.size(heads), queries, keys});
    auto mul = [&](Value x, double by) {
      return n.create<hf::MulOp>(x, n.constant(by, f32));
    };
    scores = mul(n.cast(scores, f32), scale);
    if (softcap > 0)
      scores = mul(n.create<hf::TanhOp>(mul(scores, 1 / softcap)), softcap);
    scores = n.create<hf::AddOp>(scores, mask);
    hf::Dims column{batch, n.size(heads), queries, n.size(1)};
    bool sinks = n.has(11);
    if (sinks || smooth) {
      Value sink = sinks ? n.reshape(n.cast(n.in(11), f32),
                                     {n.size(heads), n.size(1), n.size(1)})
                         : n.constant(0, f32);
      scores = n.create<hf::ConcatOp>(
          ArrayRef<Value>{scores, n.broadcast(sink, column)}, uint64_t{3});
    }
    Value weights = n.create<hf::SoftmaxOp>(scores, uint64_t{3}, false);
    if (sinks || smooth)
      weights = n.slice(weights, hf::Dims(4, n.size(0)),
                        {batch, n.size(heads), queries, keys});
    weights = n.reshape(n.cast(weights, n.element(0)),
                        {batch, n.size(groups), each, queries, keys});
    Value result = hfc::onnx::contract(n, "bgust,bgtd->bgusd", weights, value);
    return contrib::joinHeads(n, n.reshape(result, dims));
  }

  LogicalResult run() {
    if (failed(checkAttributes()) || failed(project()) || failed(findLengths()))
      return failure();
    if (scale == 0)
      scale = contrib::getScale(n, query);
    turn();
    key = cached(3, key);
    value = cached(4, value);
    if (!key || !value || (n.wants(1) && failed(n.result(1, key))) ||
        (n.wants(2) && failed(n.result(2, value))))
      return failure();
    Value keep = kept();
    bool isPlain = softcap <= 0 && !smooth && !n.has(11);
    if (isPlain && !n.has(10))
      return n.result(0, contrib::attend(n, query, key, value, keep, scale));
    Value mask = n.create<hf::SelectOp>(
        keep, n.constant(0, f32),
        n.constant(-std::numeric_limits<double>::infinity(), f32));
    if (n.has(10)) {
      Value bias = n.cast(n.in(10), f32);
      if (!n.align({&mask, &bias}))
        return failure();
      mask = n.create<hf::AddOp>(mask, bias);
    }
    return n.result(0, isPlain
                           ? contrib::attend(n, query, key, value, mask, scale)
                           : attendOpenly(mask));
  }
};

} // namespace

static LogicalResult importGroupQuery(NodeImporter &n) {
  return GroupQuery(n).run();
}

void hfc::onnx::addContribGroupQuery(OperatorTable &table) {
  table.add({{"GroupQueryAttention", 1, importGroupQuery, newestOpset,
              "com.microsoft", 3}});
}
