// RotaryEmbedding, CausalConvWithState, ReverseSequence: along the places of a
// sequence.
#include "frontends/onnx/ops/Elementwise.h"

using namespace mlir;
using namespace hfc;
using dim::DimExpr;
using hfc::onnx::NodeImporter;
using hfc::onnx::OperatorTable;

// Pairs of elements, which are neighbours where interleaved and else lie half
// the rotated size apart, turn by an angle of their place.
static LogicalResult importRotary(NodeImporter &n) {
  bool interleaved = n.getInt("interleaved", 0);
  int64_t heads = n.getInt("num_heads", 0),
          rotated = n.getInt("rotary_embedding_dim", 0);
  hf::Dims given = n.dims(0), dims = given; // becomes batch, place, head, size
  Value x = n.in(0);
  if (given.size() == 4) {
    dims = {given[0], given[2], given[1], given[3]};
    x = n.transpose(x, {0, 2, 1, 3});
  } else {
    if (given.size() != 3 || heads < 1)
      return n.invalid("it is {0}, and has {1} heads",
                       onnx::toString(n.type(0)), heads);
    DimExpr size = n.divide(given[2], heads, "sizes of heads");
    if (!size)
      return failure();
    dims = {given[0], given[1], n.size(heads), size};
    x = n.reshape(x, dims);
  }
  DimExpr all = rotated > 0 ? n.size(rotated) : dims[3];
  DimExpr half = n.divide(all, 2, "halves of a head");
  if (!half)
    return failure();
  auto angles = [&](unsigned index) -> Value {
    Value cache = n.in(index);
    if (n.has(3))
      cache = n.create<hf::GatherOp>(cache, n.in(3), uint64_t(0));
    if (!cache)
      return nullptr;
    hf::Dims own = dim::getDims(cache);
    if (own.size() != 3 || !n.requireEqual(own[0], dims[0], "batches") ||
        !n.requireEqual(own[1], dims[1], "places") ||
        !n.requireEqual(own[2], half, "angles and pairs")) {
      (void)n.invalid("input {0} is {1}", index, onnx::toString(n.type(index)));
      return nullptr;
    }
    return n.reshape(cache, {own[0], own[1], n.size(1), own[2]});
  };
  Value cosine = angles(1), sine = angles(2);
  hf::Dims part = dims;
  part[3] = half;
  auto take = [&](DimExpr start, int64_t step) {
    return n.slice(x, {n.size(0), n.size(0), n.size(0), start}, part,
                   {1, 1, 1, step});
  };
  Value a = interleaved ? take(n.size(0), 2) : take(n.size(0), 1);
  Value b = interleaved ? take(n.size(1), 2) : take(half, 1);
  auto mul = [&](Value l, Value r) { return n.create<hf::MulOp>(l, r); };
  Value real = n.create<hf::SubOp>(mul(cosine, a), mul(sine, b));
  Value imaginary = n.create<hf::AddOp>(mul(sine, a), mul(cosine, b));
  hf::Dims turned = dims;
  turned[3] = all;
  Value result;
  if (interleaved) {
    hf::Dims open = part;
    open.push_back(n.size(1));
    result = n.reshape(
        n.create<hf::ConcatOp>(SmallVector<Value>{n.reshape(real, open),
                                                  n.reshape(imaginary, open)},
                               uint64_t(4)),
        turned);
  } else {
    result = n.create<hf::ConcatOp>(SmallVector<Value>{real, imaginary},
                                    uint64_t(3));
  }
  if (all != dims[3]) {
    if (!n.symbols.assumeLE(all, dims[3]))
      return n.invalid("it turns {0} of {1}", all.str(), dims[3].str());
    hf::Dims rest = dims;
    rest[3] = dims[3] - all;
    Value kept = n.slice(x, {n.size(0), n.size(0), n.size(0), all}, rest);
    result =
        n.create<hf::ConcatOp>(SmallVector<Value>{result, kept}, uint64_t(3));
  }
  return n.result(0, given.size() == 4 ? n.transpose(result, {0, 2, 1, 3})
                                       : n.reshape(result, given));
}

// A convolution of each channel with what is before, from the past state on.
static LogicalResult importCausalConv(NodeImporter &n) {
  std::string activation = n.getString("activation", "none");
  hf::Dims dims = n.dims(0), filter = n.dims(1);
  if (activation != "none" && activation != "silu" && activation != "swish")
    return n.invalid("its activation is \"{0}\"", activation);
  if (dims.size() != 3 || filter.size() != 3 || !filter[2].isConstant() ||
      !filter[0].isConstant() || filter[2].isConstant(0))
    return n.invalid("{0} and {1} do not convolve", onnx::toString(n.type(0)),
                     onnx::toString(n.type(1)));
  if (!n.requireEqual(dims[1], filter[0], "channels of operand and filter") ||
      !n.requireEqual(filter[1], n.size(1), "the filter's second dim and 1"))
    return failure();
  mlir::Type element = n.element(0);
  DimExpr before = filter[2] - 1;
  hf::Dims padded = dims;
  padded[2] = dims[2] + before;
  Value x = n.in(0);
  if (n.has(3)) {
    hf::Dims past = n.dims(3);
    if (past.size() != 3 || !n.requireEqual(past[0], dims[0], "batches") ||
        !n.requireEqual(past[1], dims[1], "channels") ||
        !n.requireEqual(past[2], before, "places of the state"))
      return n.invalid("its state is {0}", onnx::toString(n.type(3)));
    x = n.create<hf::ConcatOp>(SmallVector<Value>{n.in(3), x}, uint64_t(2));
  } else {
    x = n.create<hf::PadOp>(
        mlir::Type(dim::getTensorType(padded, element)), x,
        n.constant(0, element),
        dim::getShapeAttr(n.context, {n.size(0), n.size(0), before}),
        hf::PadMode::constant);
  }
  if (n.wants(1) &&
      failed(n.result(1, n.slice(x, {n.size(0), n.size(0), dims[2]},
                                 {dims[0], dims[1], before}))))
    return failure();
  SmallVector<int64_t> one{1}, none{0};
  Value result = n.create<hf::ConvOp>(
      x, n.in(1), one, one, none, none,
      static_cast<uint64_t>(*filter[0].getConstant()), /*channelsLast=*/false);
  if (n.has(2))
    result =
        n.create<hf::AddOp>(result, n.reshape(n.in(2), {dims[1], n.size(1)}));
  if (activation != "none")
    result = n.create<hf::MulOp>(result, n.create<hf::SigmoidOp>(result));
  return n.result(0, result);
}

// The first places of each sequence, as many as it has, backwards.
static LogicalResult importReverseSequence(NodeImporter &n) {
  hf::Dims dims = n.dims(0);
  int64_t time = n.getInt("time_axis", 0), batch = n.getInt("batch_axis", 1);
  if (dims.size() < 2 || time + batch != 1 || time * batch != 0)
    return n.invalid("batch_axis is {0} and time_axis {1} of {2}", batch, time,
                     onnx::toString(n.type(0)));
  if (n.rank(1) != 1 ||
      !n.requireEqual(n.dims(1)[0], dims[batch], "sequences and lengths"))
    return n.invalid("its lengths are {0}", onnx::toString(n.type(1)));
  mlir::Type index = n.builder.getI64Type();
  hf::Dims along(dims.size() - time, n.size(1)),
      lengths(dims.size() - batch, n.size(1));
  along[0] = dims[time];
  lengths[0] = dims[batch];
  Value place = n.iota(0, along, index);
  Value length = n.reshape(n.in(1), lengths);
  Value back = n.create<hf::SubOp>(
      n.create<hf::SubOp>(length, n.constant(1, index)), place);
  Value from = n.create<hf::SelectOp>(
      n.create<hf::CompareOp>(hf::Predicate::lt, place, length), back, place);
  return n.result(
      0, n.create<hf::GatherElementsOp>(n.in(0), n.broadcast(from, dims),
                                        static_cast<uint64_t>(time)));
}

void hfc::onnx::addSequences(OperatorTable &table) {
  table.add({{"CausalConvWithState", 27, importCausalConv},
             {"ReverseSequence", 10, importReverseSequence},
             {"RotaryEmbedding", 23, importRotary}});
}
