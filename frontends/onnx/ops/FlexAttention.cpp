// FlexAttention: attention with graphs of the model's between its parts.
#include "frontends/onnx/Constants.h"
#include "frontends/onnx/ElementType.h"
#include "frontends/onnx/ops/Contractions.h"
#include "frontends/onnx/ops/Elementwise.h"

using namespace mlir;
using namespace hfc;
using dim::DimExpr;
using hfc::onnx::Graph;
using hfc::onnx::ImportedValue;
using hfc::onnx::NodeImporter;
using hfc::onnx::OperatorTable;

// What the graph of this name makes of a value, of whose type it is.
static Value modify(NodeImporter &n, StringRef name, Value value) {
  if (!n.hasAttribute(name) || !value)
    return value;
  const Graph *graph = n.getGraph(name);
  if (!graph)
    return nullptr;
  if (graph->inputs.size() != 1 || graph->outputs.size() != 1) {
    (void)n.invalid("{0} has {1} inputs and {2} outputs", name,
                    graph->inputs.size(), graph->outputs.size());
    return nullptr;
  }
  auto type = cast<RankedTensorType>(value.getType());
  SmallVector<ImportedValue> results;
  if (!n.subgraphs.importGraph(
          *graph, (n.getLabel() + "." + name).str(),
          ImportedValue{type, n.location, value, std::nullopt, nullptr},
          results)) {
    (void)n.abandon();
    return nullptr;
  }
  Value result = results[0].value;
  if (!result || result.getType() == type)
    return result;
  auto got = cast<RankedTensorType>(result.getType());
  hf::Dims dims = dim::getDims(type);
  if (got.getElementType() != type.getElementType() ||
      got.getRank() != type.getRank()) {
    (void)n.invalid("{0} makes {1} of {2}", name, onnx::toString(got),
                    onnx::toString(type));
    return nullptr;
  }
  for (auto [a, b] : llvm::zip(dim::getDims(got), dims))
    if (!n.requireEqual(a, b, "sizes before and behind a graph"))
      return nullptr;
  return result;
}

static LogicalResult importFlexAttention(NodeImporter &n) {
  for (unsigned i = 0; i < 3; ++i)
    if (n.rank(i) != 4)
      return n.invalid("input {0} is {1}", i, onnx::toString(n.type(i)));
  hf::Dims q = n.dims(0), k = n.dims(1), v = n.dims(2);
  if (!n.requireEqual(q[0], k[0], "batches of queries and keys") ||
      !n.requireEqual(q[3], k[3], "sizes of queries and keys") ||
      !n.requireEqual(k[0], v[0], "batches of keys and values") ||
      !n.requireEqual(k[1], v[1], "heads of keys and values") ||
      !n.requireEqual(k[2], v[2], "numbers of keys and values"))
    return failure();
  std::optional<DimExpr> perGroup = q[1].exactDiv(k[1]);
  if (!perGroup)
    return n.invalid("{0} heads of queries in {1} groups", q[1].str(),
                     k[1].str());
  mlir::Type element = n.element(0);
  mlir::Type precision = element.isF64() ? element : n.builder.getF32Type();
  if (n.hasAttribute("softmax_precision"))
    precision = onnx::getElementType(
        n.context, onnx::ElementType(n.getInt("softmax_precision", 0)));
  if (!isa_and_nonnull<FloatType>(precision) ||
      precision.getIntOrFloatBitWidth() < 16)
    return n.invalid("its softmax_precision is no float");
  Value scale = n.hasAttribute("scale")
                    ? n.constant(n.getFloat("scale", 1), precision)
                    : n.create<hf::RsqrtOp>(n.sizeValue(q[3], precision));
  Value grouped =
      n.reshape(n.create<hf::MulOp>(n.cast(n.in(0), precision), scale),
                {q[0], k[1], *perGroup, q[2], q[3]});
  Value products = onnx::contract(n, "bgrsd,bgtd->bgrst", grouped,
                                  n.cast(n.in(1), precision));
  Value scores =
      modify(n, "score_mod", n.reshape(products, {q[0], q[1], q[2], k[2]}));
  Value probable = modify(n, "prob_mod",
                          n.create<hf::SoftmaxOp>(scores, uint64_t(3), false));
  Value weights = n.reshape(probable, {q[0], k[1], *perGroup, q[2], k[2]});
  Value y = onnx::contract(n, "bgrst,bgte->bgrse", weights,
                           n.cast(n.in(2), precision));
  return n.result(0, n.cast(n.reshape(y, {q[0], q[1], q[2], v[3]}), element));
}

void hfc::onnx::addFlexAttention(OperatorTable &table) {
  table.add({{"FlexAttention", 1, importFlexAttention, newestOpset,
              "ai.onnx.preview"}});
}
