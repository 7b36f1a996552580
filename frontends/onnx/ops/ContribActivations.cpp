// Activations and products of com.microsoft, as ONNX Runtime's CPU kernels
// compute them. Source: its schemas (get_all_operator_schema of onnxruntime).
#include "frontends/onnx/Operators.h"
#include "frontends/onnx/ops/Contractions.h"
#include "frontends/onnx/ops/Elementwise.h"

using namespace mlir;
using namespace hfc;
using hfc::onnx::NodeImporter;
using hfc::onnx::OperatorTable;

// gelu(x + bias)
template <bool tanh> static LogicalResult importGelu(NodeImporter &n) {
  Value x = n.in(0);
  if (n.getCount() > 1 && n.has(1)) {
    Value bias = n.in(1);
    if (!n.align({&x, &bias}))
      return failure();
    x = n.create<hf::AddOp>(x, bias);
  }
  return n.result(0, n.create<hf::GeluOp>(x, tanh));
}

static LogicalResult importQuickGelu(NodeImporter &n) {
  Value alpha = n.constant(n.getFloat("alpha", 1.702f), n.element(0));
  Value gate = n.create<hf::SigmoidOp>(n.create<hf::MulOp>(n.in(0), alpha));
  return n.result(0, n.create<hf::MulOp>(n.in(0), gate));
}

// `batch`: the first dim goes behind the batch dims; `last`: the last two swap.
static Value transposed(NodeImporter &n, unsigned index, bool batch,
                        bool last) {
  int64_t rank = n.rank(index);
  auto order = llvm::to_vector(llvm::seq<int64_t>(rank));
  if (batch && rank > 2)
    std::rotate(order.begin(), order.begin() + 1, order.end() - 1);
  if (last && rank > 1)
    std::swap(order[rank - 2], order[rank - 1]);
  return n.transpose(n.in(index), order);
}

static LogicalResult importFusedMatMul(NodeImporter &n) {
  if (n.element(0) != n.element(1))
    return n.invalid("its operands differ in type");
  double alpha = n.getFloat("alpha", 1);
  Value lhs =
            transposed(n, 0, n.getInt("transBatchA", 0), n.getInt("transA", 0)),
        rhs =
            transposed(n, 1, n.getInt("transBatchB", 0), n.getInt("transB", 0));
  Value product = hfc::onnx::matmul(n, lhs, rhs);
  if (alpha != 1)
    product = n.create<hf::MulOp>(product, n.constant(alpha, n.element(0)));
  return n.result(0, product);
}

// The numbers of a row of bytes, 8 / bits a byte, low bits first: the last dim
// becomes `count`, what lies behind is dropped.
static Value unpack(NodeImporter &n, Value packed, int64_t bits,
                    int64_t count) {
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

// x ((q - zero) * scale)^T + bias, where q [n, blocks, block * bits / 8] has a
// scale and a zero a block.
static LogicalResult importMatMulNBits(NodeImporter &n) {
  n.ignore("accuracy_level"); // products are f32 at the least
  int64_t bits = n.getInt("bits", 4), block = n.getInt("block_size", 0);
  int64_t rows = n.getInt("N", 0), depth = n.getInt("K", 0);
  if (bits != 2 && bits != 4 && bits != 8)
    return n.unsupported("{0} bits; 2, 4 and 8 are known", bits);
  if (block < 16 || (block & (block - 1)) || rows < 1 || depth < 1)
    return n.invalid("block_size, N or K");
  if (n.getInt("weight_prepacked", 0))
    return n.unsupported("a layout of weights that is some device's");
  int64_t blocks = (depth + block - 1) / block;
  mlir::Type element = n.element(0);
  mlir::Type byte = n.builder.getIntegerType(8, /*isSigned=*/false);
  if (n.rank(1) != 3 || n.element(1) != byte ||
      n.dims(1) !=
          hf::Dims{n.size(rows), n.size(blocks), n.size(block * bits / 8)})
    return n.unsupported("weights of the form {0}",
                         hfc::onnx::toString(n.type(1)));
  hf::Dims perBlock{n.size(rows), n.size(blocks), n.size(1)};
  Value scale = n.reshape(n.in(2), perBlock), zero;
  if (!n.has(3)) {
    zero = n.constant(1 << (bits - 1), element);
  } else if (n.element(3) == byte) {
    int64_t packed = (blocks * bits + 7) / 8;
    Value table = n.reshape(n.in(3), {n.size(rows), n.size(packed)});
    zero = n.cast(n.reshape(unpack(n, table, bits, blocks), perBlock), element);
  } else {
    zero = n.cast(n.reshape(n.in(3), perBlock), element);
  }
  Value weights = n.cast(unpack(n, n.in(1), bits, block), element);
  weights = n.create<hf::MulOp>(n.create<hf::SubOp>(weights, zero), scale);
  weights = n.reshape(weights, {n.size(rows), n.size(blocks * block)});
  if (blocks * block != depth)
    weights =
        n.slice(weights, {n.size(0), n.size(0)}, {n.size(rows), n.size(depth)});
  Value result = hfc::onnx::matmul(n, n.in(0), n.transpose(weights, {1, 0}));
  if (n.has(5))
    result = n.create<hf::AddOp>(result, n.in(5));
  return n.result(0, result);
}

void hfc::onnx::addContribActivations(OperatorTable &table) {
  table.add(
      {{"BiasGelu", 1, importGelu<false>, newestOpset, "com.microsoft", 2},
       {"FastGelu", 1, importGelu<true>, newestOpset, "com.microsoft", 1},
       {"FusedMatMul", 1, importFusedMatMul, newestOpset, "com.microsoft", 2},
       {"Gelu", 1, importGelu<false>, newestOpset, "com.microsoft", 1},
       {"MatMulNBits", 1, importMatMulNBits, newestOpset, "com.microsoft", 3},
       {"QuickGelu", 1, importQuickGelu, newestOpset, "com.microsoft", 1}});
}
