// Activations and products of com.microsoft, as ONNX Runtime's CPU kernels
// compute them. Source: its schemas (get_all_operator_schema of onnxruntime).
#include "frontends/onnx/Operators.h"
#include "frontends/onnx/ops/Contractions.h"
#include "frontends/onnx/ops/Elementwise.h"
#include "frontends/onnx/ops/MatMulNBits.h"

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

void hfc::onnx::addContribActivations(OperatorTable &table) {
  table.add(
      {{"BiasGelu", 1, importGelu<false>, newestOpset, "com.microsoft", 2},
       {"FastGelu", 1, importGelu<true>, newestOpset, "com.microsoft", 1},
       {"FusedMatMul", 1, importFusedMatMul, newestOpset, "com.microsoft", 2},
       {"Gelu", 1, importGelu<false>, newestOpset, "com.microsoft", 1},
       {"MatMulNBits", 1, hfc::onnx::importMatMulNBits, newestOpset,
        "com.microsoft", 3},
       {"QuickGelu", 1, importQuickGelu, newestOpset, "com.microsoft", 1}});
}
