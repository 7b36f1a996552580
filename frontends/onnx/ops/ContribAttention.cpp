// See ContribAttention.h.
#include "frontends/onnx/ops/ContribAttention.h"
#include "frontends/onnx/ops/Contractions.h"
#include <cfloat>
#include <cmath>

using namespace mlir;
using namespace hfc;
using dim::DimExpr;
using hf::Predicate;
using hfc::onnx::NodeImporter;
namespace contrib = hfc::onnx::contrib;
using namespace contrib;

Value contrib::splitHeads(NodeImporter &n, Value x, int64_t heads) {
  if (!x)
    return nullptr;
  hf::Dims dims = dim::getDims(x);
  if (dims.size() != 3 || heads < 1 || !dims[2].exactDiv(n.size(heads))) {
    (void)n.invalid("{0} does not fall into {1} heads",
                    toString(cast<RankedTensorType>(x.getType())), heads);
    return nullptr;
  }
  Value split = n.reshape(
      x, {dims[0], dims[1], n.size(heads), *dims[2].exactDiv(n.size(heads))});
  return n.transpose(split, {0, 2, 1, 3});
}

Value contrib::joinHeads(NodeImporter &n, Value x) {
  if (!x)
    return nullptr;
  hf::Dims dims = dim::getDims(x);
  return n.reshape(n.transpose(x, {0, 2, 1, 3}),
                   {dims[0], dims[2], dims[1] * dims[3]});
}

Value contrib::part(NodeImporter &n, Value x, int64_t axis, int64_t start,
                    int64_t size) {
  if (!x)
    return nullptr;
  hf::Dims sizes = dim::getDims(x), starts(sizes.size(), n.size(0));
  starts[axis] = n.size(start);
  sizes[axis] = n.size(size);
  return n.slice(x, starts, sizes);
}

Value contrib::behind(NodeImporter &n, Value past, Value added) {
  if (!past || !added)
    return added;
  return n.create<hf::ConcatOp>(ArrayRef<Value>{past, added}, uint64_t{2});
}

//===- Masks --------------------------------------------------------------===//

// `low` where a condition of [b, 1, s, t] does not hold.
static Value forbid(NodeImporter &n, Value keep, double low) {
  mlir::Type f32 = n.builder.getF32Type();
  return n.create<hf::SelectOp>(keep, n.constant(0, f32), n.constant(low, f32));
}

Value contrib::paddingMask(NodeImporter &n, unsigned index,
                           const ScoreShape &shape, double filter) {
  hf::Dims dims = n.dims(index);
  Value mask = n.in(index);
  mlir::Type type = n.element(index);
  DimExpr one = n.size(1);
  if (dims.size() == 1) {
    bool hasStarts = dims[0] == shape.batch * 2;
    if (!hasStarts &&
        !n.requireEqual(dims[0], shape.batch, "batches of the mask"))
      return nullptr;
    Value place = n.iota(3, {one, one, one, shape.keys}, type);
    auto bound = [&](DimExpr start) {
      return n.reshape(n.slice(mask, {start}, {shape.batch}),
                       {shape.batch, one, one, one});
    };
    Value keep =
        n.create<hf::CompareOp>(Predicate::lt, place, bound(n.size(0)));
    if (hasStarts)
      keep = n.create<hf::AndOp>(
          keep,
          n.create<hf::CompareOp>(Predicate::ge, place, bound(shape.batch)));
    return forbid(n, keep, filter);
  }
  hf::Dims wide{shape.batch, one, one, shape.keys};
  if (dims.size() == 3) {
    if (!n.requireEqual(dims[1], shape.queries, "queries of the mask"))
      return nullptr;
    wide[2] = shape.queries;
  } else if (dims.size() != 2) {
    (void)n.unsupported("a mask of the form {0}", toString(n.type(index)));
    return nullptr;
  }
  if (!n.requireEqual(dims[0], shape.batch, "batches of the mask") ||
      !n.requireEqual(dims.back(), shape.keys, "keys of the mask"))
    return nullptr;
  Value keep =
      n.create<hf::CompareOp>(Predicate::gt, mask, n.constant(0, type));
  return forbid(n, n.reshape(keep, wide), filter);
}

Value contrib::causalMask(NodeImporter &n, const ScoreShape &shape) {
  mlir::Type i64 = n.builder.getI64Type();
  Value row = n.iota(0, {shape.queries, n.size(1)}, i64);
  Value column = n.iota(1, {n.size(1), shape.keys}, i64);
  row = n.create<hf::AddOp>(row, n.sizeValue(shape.keys - shape.queries, i64));
  return n.create<hf::CompareOp>(Predicate::le, column, row);
}

Value contrib::scoreMask(NodeImporter &n, const ScoreShape &shape,
                         Value padding, bool causal, Value bias) {
  mlir::Type f32 = n.builder.getF32Type();
  Value mask = padding;
  if (causal) {
    // The least number, not minus infinity: a row that may read nothing reads
    // all.
    Value low = n.constant(-static_cast<double>(FLT_MAX), f32);
    mask = n.create<hf::SelectOp>(causalMask(n, shape),
                                  mask ? mask : n.constant(0, f32), low);
  }
  if (!bias)
    return mask;
  bias = n.cast(bias, f32);
  if (!mask)
    return bias;
  return n.align({&mask, &bias}) ? n.create<hf::AddOp>(mask, bias) : Value();
}

//===- Products -----------------------------------------------------------===//

double contrib::getScale(NodeImporter &n, Value query) {
  double scale = n.getFloat("scale", 0);
  if (scale != 0 || !query)
    return scale;
  auto depth = dim::getDims(query).back().getConstant();
  if (!depth) {
    (void)n.unsupported("heads whose size is not known");
    return 1;
  }
  return 1 / std::sqrt(static_cast<double>(*depth));
}

Value contrib::attend(NodeImporter &n, Value query, Value key, Value value,
                      Value mask, double scale) {
  if (!query || !key || !value)
    return nullptr;
  hf::Dims q = dim::getDims(query), k = dim::getDims(key);
  if (!n.requireEqual(q[0], k[0], "batches of query and key"))
    return nullptr;
  llvm::APFloat by(scale);
  if (mask)
    return joinHeads(n, n.create<hf::AttentionOp>(query, key, value, mask, by,
                                                  false, false));
  return joinHeads(n, n.create<hf::AttentionOp>(query, key, value, nullptr, by,
                                                false, false));
}

Value contrib::rotate(NodeImporter &n, Value x, Value positions, Value cosine,
                      Value sine, bool interleaved, Heads heads) {
  if (!x || !positions || !cosine || !sine)
    return nullptr;
  hf::Dims dims = dim::getDims(x), table = dim::getDims(cosine);
  auto pairs = table.back().getConstant(), size = dims[3].getConstant();
  if (table.size() != 2 || !pairs || !size || 2 * *pairs > *size) {
    (void)n.invalid("cos_cache {0} does not fit heads of {1}",
                    toString(cast<RankedTensorType>(cosine.getType())),
                    dims[3].str());
    return nullptr;
  }
  hf::Dims own = dim::getDims(positions);
  // [b, s, pairs], heads between or behind s.
  auto at = [&](Value table) -> Value {
    // Both halves of a head turn by the same angles.
    if (!interleaved)
      table =
          n.create<hf::ConcatOp>(ArrayRef<Value>{table, table}, uint64_t{1});
    if (!table)
      return nullptr;
    Value rows = n.create<hf::GatherOp>(table, positions, uint64_t{0});
    hf::Dims spread{own[0], n.size(1), own[1], dim::getDims(table)[1]};
    if (heads == Heads::behindPlaces)
      std::swap(spread[1], spread[2]);
    return n.reshape(rows, spread);
  };
  Value c = at(cosine), s = at(sine);
  Value turned = part(n, x, 3, 0, 2 * *pairs), first, second;
  hf::Dims split{dims[0], dims[1], dims[2], n.size(*pairs), n.size(2)};
  hf::Dims flat{dims[0], dims[1], dims[2], n.size(*pairs)};
  if (interleaved) {
    Value two = n.reshape(turned, split);
    first = n.reshape(part(n, two, 4, 0, 1), flat);
    second = n.reshape(part(n, two, 4, 1, 1), flat);
  } else {
    first = part(n, turned, 3, 0, *pairs);
    second = part(n, turned, 3, *pairs, *pairs);
  }
  auto mul = [&](Value a, Value b) { return n.create<hf::MulOp>(a, b); };
  Value result;
  if (interleaved) {
    if (!n.align({&first, &c}))
      return nullptr;
    Value left = n.create<hf::SubOp>(mul(first, c), mul(second, s));
    Value right = n.create<hf::AddOp>(mul(second, c), mul(first, s));
    hf::Dims column = flat;
    column.push_back(n.size(1));
    result = n.create<hf::ConcatOp>(
        ArrayRef<Value>{n.reshape(left, column), n.reshape(right, column)},
        uint64_t{4});
    flat[3] = n.size(2 * *pairs);
    result = n.reshape(result, flat);
  } else {
    if (!n.align({&turned, &c}))
      return nullptr;
    Value crossed = n.create<hf::ConcatOp>(
        ArrayRef<Value>{n.create<hf::NegOp>(second), first}, uint64_t{3});
    result = n.create<hf::AddOp>(mul(turned, c), mul(crossed, s));
  }
  if (2 * *pairs == *size)
    return result;
  Value rest = part(n, x, 3, 2 * *pairs, *size - 2 * *pairs);
  return n.create<hf::ConcatOp>(ArrayRef<Value>{result, rest}, uint64_t{3});
}
