// LinearAttention: a state of products of keys and values that each place
// decays, corrects and adds to, and that its query reads.
#include "frontends/onnx/ops/Contractions.h"
#include "frontends/onnx/ops/Loops.h"

using namespace mlir;
using namespace hfc;
using dim::DimExpr;
using hfc::onnx::Iteration;
using hfc::onnx::NodeImporter;
using hfc::onnx::OperatorTable;

namespace {
enum { Query, Key, Keyed, PastState, Decay, Rate };
} // namespace

// [batch, places, heads * size] as [batch, places, heads, size], in f32.
static Value splitHeads(NodeImporter &n, unsigned index, int64_t heads,
                        mlir::Type element) {
  hf::Dims dims = n.dims(index);
  if (dims.size() != 3) {
    (void)n.invalid("input {0} is {1}", index, onnx::toString(n.type(index)));
    return nullptr;
  }
  DimExpr size = n.divide(dims[2], heads, "sizes of heads");
  if (!size || !n.requireEqual(dims[0], n.dims(Query)[0], "batches") ||
      !n.requireEqual(dims[1], n.dims(Query)[1], "places"))
    return nullptr;
  return n.reshape(n.cast(n.in(index), element),
                   {dims[0], dims[1], n.size(heads), size});
}

// What belongs to one place.
static Value takePlace(NodeImporter &n, Value value, DimExpr place) {
  if (!value)
    return nullptr;
  hf::Dims sizes = dim::getDims(value), starts(sizes.size(), n.size(0));
  starts[1] = place;
  sizes[1] = n.size(1);
  Value own = n.slice(value, starts, sizes);
  sizes.erase(sizes.begin() + 1);
  return n.reshape(own, sizes);
}

static LogicalResult importLinearAttention(NodeImporter &n) {
  int64_t queryHeads = n.getInt("q_num_heads", 0),
          heads = n.getInt("kv_num_heads", 0);
  std::string rule = n.getString("update_rule", "gated_delta");
  bool decays = rule == "gated" || rule == "gated_delta",
       corrects = rule == "delta" || rule == "gated_delta";
  n.ignore("chunk_size"); // a hint
  if (!decays && !corrects && rule != "linear")
    return n.invalid("its update_rule is \"{0}\"", rule);
  if (heads < 1 || queryHeads < 1 || queryHeads % heads)
    return n.invalid("{0} heads of queries in {1} groups", queryHeads, heads);
  if (n.has(Decay) != decays || n.has(Rate) != corrects)
    return n.invalid("its decay or beta is not what update_rule \"{0}\" wants",
                     rule);
  mlir::Type element = n.element(Query);
  mlir::Type wide = element.isF64() ? element : n.builder.getF32Type();
  Value q = splitHeads(n, Query, queryHeads, wide),
        k = splitHeads(n, Key, heads, wide),
        v = splitHeads(n, Keyed, heads, wide), decay, rate;
  if (!q || !k || !v)
    return failure();
  DimExpr batch = n.dims(Query)[0], places = n.dims(Query)[1],
          keySize = dim::getDims(k)[3], valueSize = dim::getDims(v)[3];
  if (!n.requireEqual(dim::getDims(q)[3], keySize, "sizes of queries and keys"))
    return failure();
  if (decays) {
    decay = splitHeads(n, Decay, heads, wide);
    if (!decay)
      return failure();
    DimExpr size = dim::getDims(decay)[3];
    if (!size.isConstant(1) &&
        !n.requireEqual(size, keySize, "sizes of the decay and of keys"))
      return failure();
    decay = n.create<hf::ExpOp>(decay);
  }
  if (corrects) {
    rate = splitHeads(
        n, Rate, n.rank(Rate) == 3 && n.dims(Rate)[2].isConstant(1) ? 1 : heads,
        wide);
    if (!rate ||
        !n.requireEqual(dim::getDims(rate)[3], n.size(1), "beta's last dim"))
      return failure();
  }
  hf::Dims stateDims{batch, n.size(heads), keySize, valueSize};
  mlir::Type stateElement = element;
  Value state;
  if (n.has(PastState)) {
    stateElement = n.element(PastState);
    hf::Dims past = n.dims(PastState);
    if (past.size() != 4)
      return n.invalid("its state is {0}", onnx::toString(n.type(PastState)));
    for (unsigned i = 0; i < 4; ++i)
      if (!n.requireEqual(past[i], stateDims[i], "sizes of the state"))
        return failure();
    state = n.cast(n.in(PastState), wide);
  } else {
    state = n.broadcast(n.constant(0, wide), stateDims);
  }
  double scale = n.getFloat("scale", 0);
  Value factor = scale != 0 ? n.constant(scale, wide)
                            : n.create<hf::RsqrtOp>(n.sizeValue(keySize, wide));
  q = n.create<hf::MulOp>(q, factor);
  DimExpr perGroup = n.size(queryHeads / heads);
  if (n.hasFailed())
    return failure();

  hfc::onnx::Loop loop;
  loop.trip = places;
  loop.inits = {state};
  auto step = [&](DimExpr index,
                  ValueRange carried) -> std::optional<Iteration> {
    Value before = carried[0], key = takePlace(n, k, index),
          value = takePlace(n, v, index), query = takePlace(n, q, index);
    if (decays) {
      Value factor = takePlace(n, decay, index); // [batch, heads, size or 1]
      if (!factor)
        return std::nullopt;
      hf::Dims dims = dim::getDims(factor);
      dims.push_back(n.size(1));
      before = n.create<hf::MulOp>(before, n.reshape(factor, dims));
    }
    if (corrects) {
      Value known = onnx::contract(n, "bhd,bhde->bhe", key, before);
      value = n.create<hf::MulOp>(n.create<hf::SubOp>(value, known),
                                  takePlace(n, rate, index));
    }
    Value added = n.create<hf::MulOp>(
        n.reshape(key, {batch, n.size(heads), keySize, n.size(1)}),
        n.reshape(value, {batch, n.size(heads), n.size(1), valueSize}));
    Value after = n.create<hf::AddOp>(before, added);
    Value grouped = n.reshape(query, {batch, n.size(heads), perGroup, keySize});
    Value read = onnx::contract(n, "bhgd,bhde->bhge", grouped, after);
    if (!read || !after)
      return std::nullopt;
    return Iteration{nullptr, {after}, {read}};
  };
  auto results = hfc::onnx::makeLoop(n, loop, step);
  if (!results)
    return failure();
  if (n.wants(1) && failed(n.result(1, n.cast((*results)[0], stateElement))))
    return failure();
  // [places, batch, heads, group, size]
  Value y = n.transpose((*results)[1], {1, 0, 2, 3, 4});
  return n.result(
      0,
      n.cast(n.reshape(y, {batch, places, valueSize * queryHeads}), element));
}

void hfc::onnx::addLinearAttention(OperatorTable &table) {
  table.add({{"LinearAttention", 27, importLinearAttention}});
}
