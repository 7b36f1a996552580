// Attention, MultiHeadAttention and RotaryEmbedding of com.microsoft.
#include "frontends/onnx/Operators.h"
#include "frontends/onnx/ops/Contractions.h"
#include "frontends/onnx/ops/ContribAttention.h"

using namespace mlir;
using namespace hfc;
using hfc::onnx::NodeImporter;
using hfc::onnx::OperatorTable;
using hfc::onnx::contrib::ScoreShape;
namespace contrib = hfc::onnx::contrib;

// One of the two states of past or present [2, b, heads, t, d].
static Value half(NodeImporter &n, unsigned index, int64_t which) {
  if (n.rank(index) != 5) {
    (void)n.invalid("past is {0}, not [2, b, heads, t, d]",
                    hfc::onnx::toString(n.type(index)));
    return nullptr;
  }
  hf::Dims dims = n.dims(index);
  return n.reshape(contrib::part(n, n.in(index), 0, which, 1),
                   ArrayRef(dims).drop_front());
}

static LogicalResult importAttention(NodeImporter &n) {
  int64_t heads = n.getInt("num_heads", 0);
  bool causal = n.getInt("unidirectional", 0);
  double filter = n.getFloat("mask_filter_value", -10000);
  n.ignore("rotary_embedding_dim"); // of do_rotary
  if (n.getInt("do_rotary", 0))
    return n.unsupported("do_rotary, which ONNX Runtime has on GPUs");
  if (n.getInt("past_present_share_buffer", 0))
    return n.unsupported("past and present in one buffer");
  auto total = n.rank(1) == 2 ? n.dims(1)[1].getConstant() : std::nullopt;
  if (!total)
    return n.unsupported("weights of the form {0}",
                         hfc::onnx::toString(n.type(1)));
  SmallVector<int64_t> widths(3, *total / 3);
  if (auto given = n.getInts("qkv_hidden_sizes"))
    widths = *given;
  if (widths.size() != 3 || widths[0] + widths[1] + widths[2] != *total ||
      widths[0] != widths[1])
    return n.invalid("qkv_hidden_sizes do not fit {0} columns", *total);
  Value fused = hfc::onnx::matmul(n, n.in(0), n.in(1));
  if (n.has(2))
    fused = n.create<hf::AddOp>(fused, n.in(2));
  Value parts[3];
  for (int64_t i = 0, at = 0; i < 3; at += widths[i++])
    parts[i] = contrib::splitHeads(n, contrib::part(n, fused, 2, at, widths[i]),
                                   heads);
  auto [query, key, value] = parts;
  if (n.has(4)) {
    key = contrib::behind(n, half(n, 4, 0), key);
    value = contrib::behind(n, half(n, 4, 1), value);
  }
  if (!query || !key || !value)
    return failure();
  if (n.wants(1)) {
    hf::Dims one = dim::getDims(key);
    one.insert(one.begin(), n.size(1));
    Value both = n.create<hf::ConcatOp>(
        ArrayRef<Value>{n.reshape(key, one), n.reshape(value, one)},
        uint64_t{0});
    if (failed(n.result(1, both)))
      return failure();
  }
  ScoreShape shape{dim::getDims(query)[0], dim::getDims(query)[2],
                   dim::getDims(key)[2]};
  Value padding =
      n.has(3) ? contrib::paddingMask(n, 3, shape, filter) : Value();
  Value mask = contrib::scoreMask(n, shape, padding, causal,
                                  n.has(5) ? n.in(5) : Value());
  return n.result(0, contrib::attend(n, query, key, value, mask,
                                     contrib::getScale(n, query)));
}

namespace {
// Query, key and value by heads [b, heads, s, d], in whatever form they come.
struct MultiHead {
  NodeImporter &n;
  int64_t heads;
  Value query, key, value;
  bool isPast = false; // key and value are of another call, whole

  // Part of the bias for [b, heads, s, d], from `start` on.
  Value biased(Value x, int64_t start) {
    if (!x || !n.has(3))
      return x;
    hf::Dims dims = dim::getDims(x);
    auto width = (dims[1] * dims[3]).getConstant();
    if (!width)
      return x;
    Value bias = contrib::part(n, n.in(3), 0, start, *width);
    return n.create<hf::AddOp>(x,
                               n.reshape(bias, {dims[1], n.size(1), dims[3]}));
  }
  LogicalResult read() {
    if (n.rank(0) == 5 || n.rank(1) == 5)
      return n.unsupported("packed keys, which ONNX Runtime has on GPUs");
    query = contrib::splitHeads(n, n.in(0), heads);
    isPast = n.rank(1) == 4;
    key = isPast ? n.in(1) : contrib::splitHeads(n, n.in(1), heads);
    value = isPast ? n.in(2) : contrib::splitHeads(n, n.in(2), heads);
    if (!query || !key || !value)
      return failure();
    auto width =
        (dim::getDims(query)[1] * dim::getDims(query)[3]).getConstant();
    if (n.has(3) && !width)
      return n.unsupported("a bias for a width that is not known");
    query = biased(query, 0);
    if (!isPast) {
      key = biased(key, width.value_or(0));
      value = biased(value, 2 * width.value_or(0));
    }
    return success();
  }
};
} // namespace

static LogicalResult importMultiHead(NodeImporter &n) {
  MultiHead m{n, n.getInt("num_heads", 0), {}, {}, {}};
  double filter = n.getFloat("mask_filter_value", -10000);
  bool causal = n.getInt("unidirectional", 0);
  if (failed(m.read()))
    return failure();
  if (n.has(6) != n.has(7))
    return n.invalid("past_key and past_value go together");
  if (n.has(6)) {
    m.key = contrib::behind(n, n.in(6), m.key);
    m.value = contrib::behind(n, n.in(7), m.value);
  }
  if (!m.key || !m.value)
    return failure();
  ScoreShape shape{dim::getDims(m.query)[0], dim::getDims(m.query)[2],
                   dim::getDims(m.key)[2]};
  Value padding =
      n.has(4) ? contrib::paddingMask(n, 4, shape, filter) : Value();
  Value mask = contrib::scoreMask(n, shape, padding, causal,
                                  n.has(5) ? n.in(5) : Value());
  if (n.hasFailed() || (n.wants(1) && failed(n.result(1, m.key))) ||
      (n.wants(2) && failed(n.result(2, m.value))))
    return failure();
  return n.result(0, contrib::attend(n, m.query, m.key, m.value, mask,
                                     contrib::getScale(n, m.query)));
}

// [b, s, heads * d] or [b, heads, s, d].
static LogicalResult importRotary(NodeImporter &n) {
  int64_t heads = n.getInt("num_heads", 0);
  int64_t share = n.getInt("rotary_embedding_dim", 0);
  bool interleaved = n.getInt("interleaved", 0);
  if (n.getInt("is_packed_batching", 0))
    return n.unsupported("batches of several lengths");
  if (n.getFloat("scale", 1) != 1)
    return n.unsupported("a scale");
  hf::Dims dims = n.dims(0);
  bool flat = dims.size() == 3;
  auto pairs = n.rank(2) == 2 ? n.dims(2)[1].getConstant() : std::nullopt;
  if (!pairs || (!flat && dims.size() != 4))
    return n.unsupported("operands of these forms");
  if (flat && !share) {
    auto width = dims[2].getConstant();
    heads = width ? *width / (2 * *pairs) : 0;
  }
  Value x = n.in(0);
  if (flat) {
    auto size = heads < 1 ? std::nullopt : dims[2].exactDiv(n.size(heads));
    if (!size)
      return n.invalid("{0} does not fall into {1} heads",
                       onnx::toString(n.type(0)), heads);
    x = n.reshape(x, {dims[0], dims[1], n.size(heads), *size});
  }
  if (!x)
    return failure();
  Value positions = n.in(1);
  if (n.rank(1) == 1) { // of the first token
    mlir::Type type = n.element(1);
    Value row = n.iota(1, {n.size(1), dims[flat ? 1 : 2]}, type);
    positions = n.create<hf::AddOp>(row, n.reshape(positions, {}));
  }
  Value turned = contrib::rotate(n, x, positions, n.in(2), n.in(3), interleaved,
                                 flat ? contrib::Heads::behindPlaces
                                      : contrib::Heads::beforePlaces);
  return n.result(0, flat ? n.reshape(turned, dims) : turned);
}

void hfc::onnx::addContribMultiHead(OperatorTable &table) {
  table.add(
      {{"Attention", 1, importAttention, newestOpset, "com.microsoft", 2},
       {"MultiHeadAttention", 1, importMultiHead, newestOpset, "com.microsoft",
        1},
       {"RotaryEmbedding", 1, importRotary, newestOpset, "com.microsoft", 4}});
}
