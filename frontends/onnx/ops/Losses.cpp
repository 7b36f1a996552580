// NegativeLogLikelihoodLoss and SoftmaxCrossEntropyLoss.
#include "frontends/onnx/ops/Elementwise.h"

using namespace mlir;
using namespace hfc;
using dim::DimExpr;
using hfc::onnx::NodeImporter;
using hfc::onnx::OperatorTable;

static Value reduceAll(NodeImporter &n, hf::ReduceKind kind, Value value) {
  if (!value)
    return nullptr;
  int64_t rank = cast<RankedTensorType>(value.getType()).getRank();
  return n.create<hf::ReduceOp>(
      kind, value,
      n.builder.getDenseI64ArrayAttr(llvm::to_vector(llvm::seq<int64_t>(rank))),
      false);
}

// Of log-probabilities [N, C, …] and classes [N, …] in input 1, weighted by
// input 2 where it is there.
static LogicalResult giveLoss(NodeImporter &n, Value logs) {
  std::string reduction = n.getString("reduction", "mean");
  if (reduction != "none" && reduction != "sum" && reduction != "mean")
    return n.invalid("its reduction is \"{0}\"", reduction);
  hf::Dims scores = n.dims(0), classes = n.dims(1);
  if (scores.size() < 2 || classes.size() != scores.size() - 1)
    return n.invalid("{0} has no classes {1}", onnx::toString(n.type(0)),
                     onnx::toString(n.type(1)));
  for (size_t i = 0; i < classes.size(); ++i)
    if (!n.requireEqual(scores[i ? i + 1 : 0], classes[i],
                        "sizes of scores and classes"))
      return failure();
  mlir::Type element = n.element(0);
  Value target = n.in(1);
  hf::Dims withAxis = classes;
  withAxis.insert(withAxis.begin() + 1, n.size(1));
  Value loss = n.create<hf::NegOp>(
      n.reshape(n.create<hf::GatherElementsOp>(
                    logs, n.reshape(target, withAxis), uint64_t(1)),
                classes));
  Value weights;
  if (n.has(2)) {
    if (n.rank(2) != 1 ||
        !n.requireEqual(n.dims(2)[0], scores[1], "weights and classes"))
      return n.invalid("its weights are {0}", onnx::toString(n.type(2)));
    weights = n.create<hf::GatherOp>(n.in(2), target, uint64_t(0));
    loss = n.create<hf::MulOp>(loss, weights);
  }
  // What is ignored may be no class at all, and counts nothing.
  if (n.hasAttribute("ignore_index")) {
    Value ignored = n.create<hf::CompareOp>(
        hf::Predicate::eq, target,
        n.constant(n.getInt("ignore_index", 0), n.element(1)));
    Value zero = n.constant(0, element);
    loss = n.create<hf::SelectOp>(ignored, zero, loss);
    weights = n.create<hf::SelectOp>(
        ignored, zero, weights ? weights : n.constant(1, element));
  }
  if (reduction == "none")
    return n.result(0, loss);
  if (reduction == "mean" && !weights)
    return n.result(0, reduceAll(n, hf::ReduceKind::mean, loss));
  Value sum = reduceAll(n, hf::ReduceKind::sum, loss);
  if (reduction == "mean")
    sum = n.create<hf::DivOp>(sum, reduceAll(n, hf::ReduceKind::sum, weights));
  return n.result(0, sum);
}

static LogicalResult importLikelihood(NodeImporter &n) {
  return giveLoss(n, n.in(0));
}

static LogicalResult importCrossEntropy(NodeImporter &n) {
  if (n.rank(0) < 2)
    return n.invalid("{0} has no classes", onnx::toString(n.type(0)));
  Value logs = n.create<hf::SoftmaxOp>(n.in(0), uint64_t(1), /*log=*/true);
  if (n.wants(1) && failed(n.result(1, logs)))
    return failure();
  return giveLoss(n, logs);
}

void hfc::onnx::addLosses(OperatorTable &table) {
  table.add({{"NegativeLogLikelihoodLoss", 12, importLikelihood},
             {"SoftmaxCrossEntropyLoss", 12, importCrossEntropy}});
}
