// MatMul and Gemm.
#include "frontends/onnx/ops/Contractions.h"
#include "frontends/onnx/Operators.h"

using namespace mlir;
using namespace hfc;
using dim::DimExpr;
using hfc::onnx::NodeImporter;
using hfc::onnx::OperatorTable;

Value hfc::onnx::contract(NodeImporter &n, StringRef letters, Value lhs,
                          Value rhs) {
  if (!lhs || !rhs)
    return nullptr;
  auto left = cast<RankedTensorType>(lhs.getType());
  std::string reason;
  mlir::Type type = hf::ContractOp::inferType(
      letters, left, cast<RankedTensorType>(rhs.getType()),
      left.getElementType(), reason);
  if (!type) {
    (void)n.invalid("{0}", reason);
    return nullptr;
  }
  return n.create<hf::ContractOp>(type, letters, lhs, rhs);
}

// Dims before the last two broadcast; an operand of one dim is a row on the
// left, a column on the right. A dim of 1 that broadcasts loses its letter.
Value hfc::onnx::matmul(NodeImporter &n, Value lhs, Value rhs) {
  if (!lhs || !rhs)
    return nullptr;
  hf::Dims left = dim::getDims(lhs), right = dim::getDims(rhs);
  if (left.empty() || right.empty()) {
    (void)n.invalid("an operand is a scalar");
    return nullptr;
  }
  DimExpr inner = right[right.size() < 2 ? 0 : right.size() - 2];
  if (!n.requireEqual(left.back(), inner, "the sizes that are summed over"))
    return nullptr;
  size_t leftBatch = left.size() < 2 ? 0 : left.size() - 2;
  size_t rightBatch = right.size() < 2 ? 0 : right.size() - 2;
  size_t batch = std::max(leftBatch, rightBatch);
  if (batch > 20) {
    (void)n.unsupported("{0} batch dims", batch);
    return nullptr;
  }
  std::string leftLetters, rightLetters, resultLetters;
  hf::Dims keptLeft, keptRight;
  for (size_t i = 0; i < batch; ++i) {
    char letter = 'A' + i;
    bool inLeft = i + leftBatch >= batch, inRight = i + rightBatch >= batch;
    DimExpr a = inLeft ? left[i + leftBatch - batch] : n.size(1);
    DimExpr b = inRight ? right[i + rightBatch - batch] : n.size(1);
    resultLetters += letter;
    bool leftBroadcasts = inLeft && a.isConstant(1) && inRight && a != b;
    bool rightBroadcasts = inRight && b.isConstant(1) && inLeft && a != b;
    if (inLeft && !leftBroadcasts) {
      leftLetters += letter;
      keptLeft.push_back(a);
    }
    if (inRight && !rightBroadcasts) {
      rightLetters += letter;
      keptRight.push_back(b);
    }
    if (inLeft && inRight && !leftBroadcasts && !rightBroadcasts &&
        !n.requireEqual(a, b, "batch sizes"))
      return nullptr;
  }
  keptLeft.append(left.begin() + leftBatch, left.end());
  keptRight.append(right.begin() + rightBatch, right.end());
  leftLetters += left.size() < 2 ? "k" : "mk";
  rightLetters += right.size() < 2 ? "k" : "kn";
  resultLetters += left.size() < 2 ? "" : "m";
  resultLetters += right.size() < 2 ? "" : "n";
  return contract(n, leftLetters + "," + rightLetters + "->" + resultLetters,
                  n.reshape(lhs, keptLeft), n.reshape(rhs, keptRight));
}

static LogicalResult importMatMul(NodeImporter &n) {
  if (n.element(0) != n.element(1))
    return n.invalid("its operands differ in type");
  return n.result(0, hfc::onnx::matmul(n, n.in(0), n.in(1)));
}

// alpha * A' * B' + beta * C
static LogicalResult importGemm(NodeImporter &n) {
  if (n.rank(0) != 2 || n.rank(1) != 2 || n.element(0) != n.element(1))
    return n.invalid("its operands are no matrices of one type");
  bool transA = n.getInt("transA", 0), transB = n.getInt("transB", 0);
  double alpha = n.getFloat("alpha", 1), beta = n.getFloat("beta", 1);
  if (n.opset < 7)
    n.ignore("broadcast"); // later versions always do
  if (!n.requireEqual(n.dims(0)[transA ? 0 : 1], n.dims(1)[transB ? 1 : 0],
                      "the sizes that are summed over"))
    return failure();
  std::string letters =
      std::string(transA ? "km" : "mk") + "," + (transB ? "nk" : "kn") + "->mn";
  Value result = hfc::onnx::contract(n, letters, n.in(0), n.in(1));
  if (!result)
    return failure();
  if (alpha != 1)
    result = n.create<hf::MulOp>(result, n.constant(alpha, n.element(0)));
  if (!n.has(2) || beta == 0)
    return n.result(0, result);
  Value bias = n.in(2);
  if (beta != 1)
    bias = n.create<hf::MulOp>(bias, n.constant(beta, n.element(0)));
  if (!n.align({&result, &bias}))
    return failure();
  return n.result(0, n.create<hf::AddOp>(result, bias));
}

void hfc::onnx::addContractions(OperatorTable &table) {
  table.add({{"Gemm", 1, importGemm}, {"MatMul", 1, importMatMul}});
}
