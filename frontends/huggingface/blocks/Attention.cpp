// See Attention.h.
#include "frontends/huggingface/blocks/Attention.h"
#include <cmath>

using namespace hfc;
using namespace hfc::huggingface;
using namespace mlir;

double huggingface::usualScale(int64_t headSize) {
  return 1 / std::sqrt(static_cast<double>(headSize));
}

Value huggingface::splitHeads(ModelBuilder &m, Value x, int64_t heads) {
  auto own = m.dims(x);
  int64_t width = *own[2].getConstant();
  Value split = m.reshape(
      x, {own[0], own[1], m.constant(heads), m.constant(width / heads)});
  return m.make<hf::TransposeOp>(split, ArrayRef<int64_t>{0, 2, 1, 3});
}

Projected huggingface::splitFusedHeads(ModelBuilder &m, Value fused,
                                       int64_t heads) {
  Value split = splitHeads(m, fused, heads);
  int64_t size = *m.dims(split)[3].getConstant() / 3;
  auto part = [&](int64_t i) { return m.slice(split, 3, i * size, size); };
  return {part(0), part(1), part(2)};
}

static Value joinHeads(ModelBuilder &m, Value x) {
  auto own = m.dims(x);
  Value rows = m.make<hf::TransposeOp>(x, ArrayRef<int64_t>{0, 2, 1, 3});
  return m.reshape(rows, {own[0], own[2], own[1] * own[3]});
}

Value huggingface::keyMask(ModelBuilder &m, Value mask) {
  auto own = m.dims(mask);
  Value keep = m.make<hf::CompareOp>(hf::Predicate::ne, mask, m.integer(0));
  return m.reshape(keep, {own[0], m.constant(1), m.constant(1), own[1]});
}

// i1 [1, 1, s, t]: whether key j is one of the `window` last of query i, which
// is the key i + t - s itself.
static Value windowMask(ModelBuilder &m, dim::DimExpr queries,
                        dim::DimExpr keys, int64_t window) {
  auto one = m.constant(1);
  Type i64 = m.getBuilder().getI64Type();
  Value row = m.make<hf::IotaOp>(
      dim::getTensorType({one, one, queries, one}, i64), int64_t(2));
  Value column = m.make<hf::IotaOp>(
      dim::getTensorType({one, one, one, keys}, i64), int64_t(3));
  Value past = m.size(keys - queries);
  Value first =
      m.make<hf::SubOp>(m.make<hf::AddOp>(row, past), m.integer(window));
  return m.make<hf::CompareOp>(hf::Predicate::gt, column, first);
}

// [b, g, s, d] to [b, g, past + s, d]. A session keeps [past, b, g, d]: what
// comes later lies behind.
static Value keepHeads(ModelBuilder &m, const Twine &name, dim::DimExpr past,
                       Value x) {
  Value rows = m.make<hf::TransposeOp>(x, ArrayRef<int64_t>{2, 0, 1, 3});
  return m.make<hf::TransposeOp>(m.keep(name, past, rows),
                                 ArrayRef<int64_t>{1, 2, 0, 3});
}

Value huggingface::attend(ModelBuilder &m, const Projected &projected,
                          const Scope &scope, double scale) {
  auto [query, key, value] = projected;
  if (scope.past) {
    std::string layer =
        "past_key_values." + std::to_string(m.countKept() / 2) + ".";
    key = keepHeads(m, layer + "key", *scope.past, key);
    value = keepHeads(m, layer + "value", *scope.past, value);
  }
  Value mask = scope.keep;
  if (scope.window) {
    Value near = windowMask(m, m.dims(query)[2], m.dims(key)[2], *scope.window);
    mask = mask ? m.make<hf::AndOp>(mask, near) : near;
  }
  if (scope.bias && mask)
    mask = m.make<hf::SelectOp>(mask, scope.bias, m.number(-INFINITY));
  else if (scope.bias)
    mask = scope.bias;
  Value context = m.make<hf::AttentionOp>(query, key, value, mask,
                                          llvm::APFloat(scale), scope.causal,
                                          /*zero_empty_rows=*/true);
  return joinHeads(m, context);
}

Value huggingface::selfAttention(ModelBuilder &m, Value x, const Scope &scope,
                                 int64_t heads, const AttentionNames &names,
                                 bool bias) {
  int64_t width = *m.dims(x).back().getConstant();
  auto project = [&](const std::string &name) {
    return splitHeads(m, m.linear(x, name, width, bias), heads);
  };
  Projected projected{project(names.query), project(names.key),
                      project(names.value)};
  Value context = attend(m, projected, scope, usualScale(width / heads));
  return m.linear(context, names.output, width);
}
