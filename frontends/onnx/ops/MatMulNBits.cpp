// MatMulNBits of com.microsoft: x ((q - zero) * scale)^T + bias, where q [n,
// blocks, block * bits / 8] has a scale and a zero a block of the sum. Source:
// its schema.
//
// Many rows of x are multiplied with the weights as floats, made once a run.
// For few rows that would take longer than the product: then whole numbers are
// multiplied, a block at a time, and a block's sum is scaled, so that the
// weights are read as bytes, and once.
#include "frontends/onnx/ops/MatMulNBits.h"
#include "frontends/onnx/ops/Contractions.h"
#include "frontends/onnx/ops/Loops.h"

using namespace mlir;
using namespace hfc;
using dim::DimExpr;
using hfc::onnx::NodeImporter;

namespace {

// The sums of all blocks of so many rows stay in the second level of cache.
constexpr int64_t mostFewRows = 8;

// The numbers of a row of bytes, 8 / bits a byte, low bits first: the last dim
// becomes `count`, what lies behind is dropped.
Value unpack(NodeImporter &n, Value packed, int64_t bits, int64_t count) {
  if (!packed || bits == 8)
    return packed;
  hf::Dims dims = dim::getDims(packed);
  mlir::Type byte = n.builder.getIntegerType(8, /*isSigned=*/false);
  hf::Dims column = dims;
  column.push_back(n.size(1));
  Value bytes = n.reshape(packed, column);
  SmallVector<Value> parts;
  for (int64_t at = 0; at < 8; at += bits)
    parts.push_back(
        n.create<hf::AndOp>(n.create<hf::ShrOp>(bytes, n.constant(at, byte)),
                            n.constant((1 << bits) - 1, byte)));
  Value all = n.create<hf::ConcatOp>(ArrayRef<Value>(parts),
                                     static_cast<uint64_t>(dims.size()));
  dims.back() = dims.back() * (8 / bits);
  all = n.reshape(all, dims);
  hf::Dims kept = dims;
  kept.back() = n.size(count);
  return kept == dims ? all
                      : n.slice(all, hf::Dims(dims.size(), n.size(0)), kept);
}

struct MatMulNBits {
  NodeImporter &n;
  int64_t bits, block, rows, depth, blocks = 0;
  mlir::Type element, byte;
  Value numbers, scale, zero; // [n, blocks, block]; [n, blocks, 1]; this or []
  bool isWeight = false;

  explicit MatMulNBits(NodeImporter &n)
      : n(n), bits(n.getInt("bits", 4)), block(n.getInt("block_size", 0)),
        rows(n.getInt("N", 0)), depth(n.getInt("K", 0)), element(n.element(0)),
        byte(n.builder.getIntegerType(8, /*isSigned=*/false)) {}

  LogicalResult readWeights() {
    n.ignore("accuracy_level"); // products are f32 at the least
    if (bits != 2 && bits != 4 && bits != 8)
      return n.unsupported("{0} bits; 2, 4 and 8 are known", bits);
    if (block < 16 || (block & (block - 1)) || rows < 1 || depth < 1)
      return n.invalid("block_size, N or K");
    if (n.getInt("weight_prepacked", 0))
      return n.unsupported("a layout of weights that is some device's");
    blocks = (depth + block - 1) / block;
    if (n.rank(1) != 3 || n.element(1) != byte ||
        n.dims(1) !=
            hf::Dims{n.size(rows), n.size(blocks), n.size(block * bits / 8)})
      return n.unsupported("weights of the form {0}",
                           hfc::onnx::toString(n.type(1)));
    hf::Dims perBlock{n.size(rows), n.size(blocks), n.size(1)};
    scale = n.reshape(n.in(2), perBlock);
    if (!n.has(3)) {
      zero = n.constant(1 << (bits - 1), element);
    } else if (n.element(3) == byte) {
      int64_t packed = (blocks * bits + 7) / 8;
      Value table = n.reshape(n.in(3), {n.size(rows), n.size(packed)});
      zero =
          n.cast(n.reshape(unpack(n, table, bits, blocks), perBlock), element);
    } else {
      zero = n.cast(n.reshape(n.in(3), perBlock), element);
    }
    numbers = readNumbers();
    return success(numbers && scale && zero);
  }

  // Those of a weight are unpacked as the artifact is written.
  Value readNumbers() {
    auto weight =
        n.isConstant(1)
            ? dyn_cast<hf::WeightAttr>(Attribute(n.operand(1).constant))
            : hf::WeightAttr();
    isWeight = static_cast<bool>(weight);
    if (!weight || bits == 8)
      return unpack(n, n.in(1), bits, block);
    auto typeOf = [&](unsigned width) {
      return RankedTensorType::get({rows, blocks, block},
                                   n.builder.getIntegerType(width, false));
    };
    auto packed = hf::WeightAttr::get(
        n.context, weight.getFile(), weight.getOffset(),
        RankedTensorType::get({rows * blocks * block * bits / 8}, byte));
    TypedAttr unpacked = hf::UnpackedAttr::get(n.context, packed, typeOf(bits));
    return n.create<hf::ConstantOp>(
        TypedAttr(hf::ConvertedAttr::get(n.context, unpacked, typeOf(8))));
  }

  // [n, blocks, k] as [blocks, k, n].
  Value byBlock(Value value) {
    return dim::getDims(value).empty() ? value : n.transpose(value, {1, 2, 0});
  }

  Value multiplyMany() {
    Value weights =
        n.create<hf::SubOp>(n.cast(byBlock(numbers), element), byBlock(zero));
    weights = n.create<hf::MulOp>(weights, byBlock(scale));
    weights = n.reshape(weights, {n.size(blocks * block), n.size(rows)});
    if (blocks * block != depth)
      weights = n.slice(weights, {n.size(0), n.size(0)},
                        {n.size(depth), n.size(rows)});
    return hfc::onnx::matmul(n, n.in(0), weights);
  }

  Value multiplyFew(const hf::Dims &outer, DimExpr count) {
    Value x = n.reshape(n.in(0), {count, n.size(blocks), n.size(block)});
    Value sums = hfc::onnx::contract(n, "mgk,ngk->gmn", x, numbers);
    Value sumsOfX = n.create<hf::ReduceOp>(hf::ReduceKind::sum, x,
                                           ArrayRef<int64_t>{2}, false);
    sumsOfX = n.reshape(n.transpose(sumsOfX, {1, 0}),
                        {n.size(blocks), count, n.size(1)});
    sums =
        n.create<hf::SubOp>(sums, n.create<hf::MulOp>(sumsOfX, byBlock(zero)));
    sums = n.create<hf::MulOp>(sums, byBlock(scale));
    Value result = n.create<hf::ReduceOp>(hf::ReduceKind::sum, sums,
                                          ArrayRef<int64_t>{0}, false);
    hf::Dims dims = outer;
    dims.push_back(n.size(rows));
    return n.reshape(result, dims);
  }

  Value multiply() {
    hf::Dims outer = n.dims(0);
    if (outer.empty())
      return multiplyMany();
    outer.pop_back();
    DimExpr count = n.size(1);
    for (DimExpr size : outer)
      count = count * size;
    auto known = count.getConstant();
    if (!isWeight || blocks * block != depth || !element.isF32() ||
        (known && *known > mostFewRows))
      return multiplyMany();
    if (known)
      return multiplyFew(outer, count);
    Value isFew = n.create<hf::CompareOp>(
        hf::Predicate::le, n.sizeValue(count, n.builder.getI64Type()),
        n.constant(mostFewRows, n.builder.getI64Type()));
    return hfc::onnx::choose(
        n, isFew, [&] { return multiplyFew(outer, count); },
        [&] { return multiplyMany(); });
  }
};

} // namespace

LogicalResult hfc::onnx::importMatMulNBits(NodeImporter &n) {
  MatMulNBits product(n);
  if (failed(product.readWeights()))
    return failure();
  Value result = product.multiply();
  if (n.has(5))
    result = n.create<hf::AddOp>(result, n.in(5));
  return n.result(0, result);
}
