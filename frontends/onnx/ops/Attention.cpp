// Attention: softmax of the products of queries and keys, times values.
// hfc.attention where nothing between needs to be seen or changed; otherwise
// its parts.
#include "frontends/onnx/Constants.h"
#include "frontends/onnx/ops/Contractions.h"
#include "frontends/onnx/ops/Elementwise.h"

using namespace mlir;
using namespace hfc;
using dim::DimExpr;
using hfc::onnx::NodeImporter;
using hfc::onnx::OperatorTable;

namespace {

// Inputs of the operator.
enum { Query, Key, Keyed, Mask, PastKey, PastValue, ValidKeys };

struct Attention {
  NodeImporter &n;
  Value q = {}, k = {}, v = {}; // [batch, heads, places, size]
  // What is added to the scores, and which of them count; either may be null.
  Value bias = {}, keep = {};
  bool causal = false; // as hfc.attention has it
  double scale = 0;

  mlir::Type element() { return getElementTypeOrSelf(q); }
  hf::Dims queryDims() { return dim::getDims(q); }
  DimExpr keys() { return dim::getDims(k)[2]; }

  void take(unsigned index, int64_t heads, Value &into);
  bool takePast();
  bool takeMask();
  void keepOnly(Value condition);
  void restrict(bool isCausal, int64_t left, int64_t right, bool needsMask);
  Value mask();
  Value attendWhole();
  Value attendInParts(double softcap, int64_t mode, mlir::Type precision);
  Value mergeHeads(Value y);
};

} // namespace

// [batch, places, heads * size] becomes [batch, heads, places, size].
void Attention::take(unsigned index, int64_t heads, Value &into) {
  into = n.in(index);
  hf::Dims dims = n.dims(index);
  if (dims.size() == 4)
    return;
  DimExpr size;
  if (dims.size() == 3 && heads > 0)
    size = n.divide(dims[2], heads, "sizes of heads");
  else
    (void)n.invalid("input {0} is {1}, and there are {2} heads", index,
                    onnx::toString(n.type(index)), heads);
  if (!size) {
    into = nullptr;
    return;
  }
  into = n.transpose(n.reshape(into, {dims[0], dims[1], n.size(heads), size}),
                     {0, 2, 1, 3});
}

Value Attention::mergeHeads(Value y) {
  if (!y || n.rank(Query) == 4)
    return y;
  hf::Dims dims = dim::getDims(y);
  return n.reshape(n.transpose(y, {0, 2, 1, 3}),
                   {dims[0], dims[2], dims[1] * dims[3]});
}

// Puts the past before keys and values, which become results 1 and 2.
bool Attention::takePast() {
  if (n.has(PastKey) != n.has(PastValue)) {
    (void)n.invalid("it has a past of keys or of values alone");
    return false;
  }
  for (auto [past, now, output] :
       {std::tuple(PastKey, &k, 1u), std::tuple(PastValue, &v, 2u)}) {
    if (n.has(past)) {
      hf::Dims before = n.dims(past), dims = dim::getDims(*now);
      if (before.size() != 4) {
        (void)n.invalid("input {0} is {1}", int(past),
                        onnx::toString(n.type(past)));
        return false;
      }
      for (unsigned i : {0, 1, 3})
        if (!n.requireEqual(before[i], dims[i], "sizes of past and present"))
          return false;
      *now = n.create<hf::ConcatOp>(SmallVector<Value>{n.in(past), *now},
                                    uint64_t(2));
    }
    if (n.wants(output) && failed(n.result(output, *now)))
      return false;
  }
  return k && v &&
         n.requireEqual(keys(), dim::getDims(v)[2],
                        "numbers of keys and values");
}

// The mask up to as many keys as there are; behind its end nothing counts.
bool Attention::takeMask() {
  if (!n.has(Mask))
    return true;
  Value given = n.in(Mask);
  hf::Dims dims = n.dims(Mask), low(dims.size(), n.size(0));
  bool isBool = n.element(Mask).isInteger(1);
  if (!isBool)
    given = n.cast(given, element());
  bool mayBeShort = n.opset >= 24 || !dims.empty();
  bool broadcasts = n.opset < 24 && !dims.empty() && dims.back().isConstant(1);
  if (mayBeShort && !dims.empty() && !broadcasts && dims.back() != keys()) {
    if (n.opset >= 24 && !n.symbols.provablyLE(dims.back(), keys()) &&
        !n.requireLE(dims.back(), keys(), "the mask's places and keys"))
      return false;
    if (n.opset >= 24 || n.symbols.provablyLE(dims.back(), keys())) {
      Value outside = isBool ? n.constant(0, n.element(Mask))
                             : n.constant(-INFINITY, element());
      dims.back() = keys();
      given = n.create<hf::PadOp>(
          mlir::Type(dim::getTensorType(dims, getElementTypeOrSelf(given))),
          given, outside, dim::getShapeAttr(n.context, low),
          hf::PadMode::constant);
    } else if (!n.requireEqual(dims.back(), keys(), "keys and the mask's")) {
      return false;
    }
  }
  (isBool ? keep : bias) = given;
  hf::Dims scores = queryDims();
  scores[3] = keys();
  return given && n.broadcastShape({dims, scores}).has_value();
}

void Attention::keepOnly(Value condition) {
  keep = keep ? n.create<hf::AndOp>(keep, condition) : condition;
}

// Which keys a query sees, by their places. Queries stand behind what is past,
// or at the end of the keys that are valid.
void Attention::restrict(bool isCausal, int64_t left, int64_t right,
                         bool needsMask) {
  mlir::Type index = n.builder.getI64Type();
  DimExpr queries = queryDims()[2];
  DimExpr past = n.has(PastKey) ? n.dims(PastKey)[2] : n.size(0);
  Value valid;
  if (n.has(ValidKeys) &&
      n.requireEqual(dim::product(n.context, n.dims(ValidKeys)), queryDims()[0],
                     "batches and their numbers of keys"))
    valid = n.reshape(n.in(ValidKeys),
                      {queryDims()[0], n.size(1), n.size(1), n.size(1)});
  Value key = n.iota(0, keys(), index);
  if (valid)
    keepOnly(n.create<hf::CompareOp>(hf::Predicate::lt, key, valid));
  causal = isCausal && !valid && !needsMask && past + queries == keys();
  if ((!isCausal || causal) && left < 0 && right < 0)
    return;
  Value query = n.iota(0, {queries, n.size(1)}, index);
  Value offset = valid ? n.create<hf::SubOp>(valid, n.sizeValue(queries, index))
                       : n.sizeValue(past, index);
  Value place = n.create<hf::AddOp>(query, offset);
  Value back = n.create<hf::SubOp>(place, key);
  if (isCausal && !causal)
    keepOnly(
        n.create<hf::CompareOp>(hf::Predicate::ge, back, n.constant(0, index)));
  if (left >= 0)
    keepOnly(n.create<hf::CompareOp>(hf::Predicate::le, back,
                                     n.constant(left, index)));
  if (right >= 0)
    keepOnly(n.create<hf::CompareOp>(hf::Predicate::ge, back,
                                     n.constant(-right, index)));
}

// Bias and keep as one.
Value Attention::mask() {
  if (!bias || !keep)
    return bias ? bias : keep;
  return n.create<hf::SelectOp>(keep, bias, n.constant(-INFINITY, element()));
}

Value Attention::attendWhole() {
  Value mask = this->mask();
  if (n.hasFailed())
    return nullptr;
  llvm::APFloat by(scale);
  if (mask)
    return n.create<hf::AttentionOp>(q, k, v, mask, by, causal,
                                     /*zeroEmptyRows=*/true);
  return n.create<hf::AttentionOp>(q, k, v, nullptr, by, causal, true);
}

// Result 3 is what `mode` says: 0 the products, 1 softcapped, 2 with the bias,
// 3 the probabilities.
Value Attention::attendInParts(double softcap, int64_t mode,
                               mlir::Type precision) {
  if (!q || !k || !v)
    return nullptr;
  hf::Dims dims = queryDims(), groups = dim::getDims(k);
  std::optional<DimExpr> perGroup = dims[1].exactDiv(groups[1]);
  if (!perGroup) {
    (void)n.invalid("{0} heads of queries in {1} groups", dims[1].str(),
                    groups[1].str());
    return nullptr;
  }
  mlir::Type type = element();
  Value root = n.constant(std::sqrt(scale), type);
  Value grouped = n.reshape(n.create<hf::MulOp>(q, root),
                            {dims[0], groups[1], *perGroup, dims[2], dims[3]});
  Value products = onnx::contract(n, "bgrsd,bgtd->bgrst", grouped,
                                  n.create<hf::MulOp>(k, root));
  hf::Dims shape{dims[0], dims[1], dims[2], groups[2]};
  Value seen = n.reshape(products, shape), capped = seen;
  if (softcap > 0) {
    Value cap = n.constant(softcap, type);
    capped = n.create<hf::MulOp>(
        n.create<hf::TanhOp>(n.create<hf::DivOp>(seen, cap)), cap);
  }
  Value scores = capped, least = n.constant(-INFINITY, type), isEmpty;
  auto last = [&](Value of) {
    return n.builder.getDenseI64ArrayAttr(
        cast<RankedTensorType>(of.getType()).getRank() - 1);
  };
  if (Value mask = this->mask()) {
    Value added = mask;
    if (getElementTypeOrSelf(mask).isInteger(1))
      added = n.create<hf::SelectOp>(mask, n.constant(0, type), least);
    scores = n.create<hf::AddOp>(capped, added);
    if (!added)
      return nullptr;
    Value most =
        n.create<hf::ReduceOp>(hf::ReduceKind::max, added, last(added), true);
    isEmpty = n.create<hf::CompareOp>(hf::Predicate::eq, most, least);
  }
  Value probable = n.cast(
      n.create<hf::SoftmaxOp>(n.cast(scores, precision), uint64_t(3), false),
      type);
  if (isEmpty)
    probable = n.create<hf::SelectOp>(isEmpty, n.constant(0, type), probable);
  Value shown[] = {seen, capped, scores, probable};
  if (n.wants(3) && failed(n.result(3, shown[mode])))
    return nullptr;
  Value weights =
      n.reshape(probable, {dims[0], groups[1], *perGroup, dims[2], groups[2]});
  Value y = onnx::contract(n, "bgrst,bgte->bgrse", weights, v);
  return n.reshape(y, {dims[0], dims[1], dims[2], dim::getDims(v)[3]});
}

static LogicalResult importAttention(NodeImporter &n) {
  int64_t queryHeads = n.getInt("q_num_heads", 0);
  int64_t keyHeads = n.getInt("kv_num_heads", 0);
  bool isCausal = n.getInt("is_causal", 0);
  int64_t left = n.getInt("left_window_size", -1),
          right = n.getInt("right_window_size", -1);
  double softcap = n.getFloat("softcap", 0);
  int64_t mode = n.getInt("qk_matmul_output_mode", 0);
  if (mode < 0 || mode > 3)
    return n.invalid("its qk_matmul_output_mode is {0}", mode);
  Attention a{n};
  a.take(Query, queryHeads, a.q);
  a.take(Key, keyHeads, a.k);
  a.take(Keyed, keyHeads, a.v);
  if (!a.q || !a.k || !a.v)
    return failure();
  hf::Dims q = dim::getDims(a.q), k = dim::getDims(a.k), v = dim::getDims(a.v);
  if (!n.requireEqual(q[0], k[0], "batches of queries and keys") ||
      !n.requireEqual(q[3], k[3], "sizes of queries and keys") ||
      !n.requireEqual(k[0], v[0], "batches of keys and values") ||
      !n.requireEqual(k[1], v[1], "heads of keys and values") ||
      !n.requireEqual(k[2], v[2], "numbers of keys and values") ||
      !a.takePast())
    return failure();
  a.v = n.cast(a.v, a.element());
  a.scale = n.getFloat("scale", 0);
  if (!n.hasAttribute("scale")) {
    std::optional<int64_t> size = q[3].getConstant();
    a.scale = size ? 1 / std::sqrt(double(*size)) : 1;
    if (!size)
      a.q = n.create<hf::MulOp>(
          a.q, n.create<hf::RsqrtOp>(n.sizeValue(q[3], a.element())));
  }
  mlir::Type precision = a.element();
  if (n.hasAttribute("softmax_precision"))
    precision = onnx::getElementType(
        n.context, onnx::ElementType(n.getInt("softmax_precision", 0)));
  if (!isa_and_nonnull<FloatType>(precision))
    return n.invalid("its softmax_precision is no float");
  // f32 is what f16 and bf16 are computed in anyway.
  bool wantsMore = precision.isF64() && !a.element().isF64();
  bool inParts = softcap > 0 || n.wants(3) || wantsMore;
  if (!a.takeMask())
    return failure();
  a.restrict(isCausal, left, right, inParts);
  Value y =
      inParts ? a.attendInParts(softcap, mode, precision) : a.attendWhole();
  return n.result(0, a.mergeHeads(y));
}

void hfc::onnx::addAttention(OperatorTable &table) {
  table.add({{"Attention", 23, importAttention}});
}
