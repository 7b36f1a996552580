// If, Loop, Scan: operators with graphs. A graph becomes a region that reads
// the values around it.
#include "frontends/onnx/ops/Loops.h"
#include "mlir/IR/Verifier.h"

using namespace mlir;
using namespace hfc;
using dim::DimExpr;
using hfc::onnx::Contents;
using hfc::onnx::dependsOn;
using hfc::onnx::GivenSymbols;
using hfc::onnx::Graph;
using hfc::onnx::ImportedValue;
using hfc::onnx::Iteration;
using hfc::onnx::NodeImporter;
using hfc::onnx::OperatorTable;

// The number that a condition is known to be.
static std::optional<bool> knownCondition(const Contents *contents) {
  if (!contents || contents->size() != 1 || !contents->front().isConstant())
    return std::nullopt;
  return !contents->front().isConstant(0);
}

static ImportedValue asInput(Value value) {
  return {cast<RankedTensorType>(value.getType()), value.getLoc(), value,
          std::nullopt, nullptr};
}

// What an iteration gives has one rank.
static bool haveRanks(NodeImporter &n, ArrayRef<ImportedValue> outputs) {
  bool vary =
      llvm::any_of(outputs, [](const auto &value) { return value.rankVaries; });
  if (vary)
    (void)n.unsupported("its graph gives a tensor whose rank an If decides");
  return !vary;
}

//===- If ---------------------------------------------------------------===//

static LogicalResult giveBranch(NodeImporter &n, const Graph &graph) {
  SmallVector<ImportedValue> results;
  if (!n.subgraphs.importGraph(graph, n.getLabel(), {}, results))
    return n.abandon();
  for (auto [i, result] : llvm::enumerate(results))
    if (failed(n.result(i, result)))
      return failure();
  return success();
}

namespace {
struct EqualSizes {
  DimExpr a, b;
};
} // namespace

// What a condition asks: whether two sizes are equal.
static std::optional<EqualSizes> matchEqualSizes(NodeImporter &n) {
  Value condition = n.in(0);
  while (auto reshape = condition.getDefiningOp<hf::ReshapeOp>())
    condition = reshape.getOperand();
  auto compare = condition.getDefiningOp<hf::CompareOp>();
  if (!compare || compare.getPredicate() != hf::Predicate::eq)
    return std::nullopt;
  EqualSizes sizes{n.knownElement(compare.getLhs(), 0),
                   n.knownElement(compare.getRhs(), 0)};
  return sizes.a && sizes.b ? std::optional(sizes) : std::nullopt;
}

// A dim of the result of a branch: that of both where they agree.
//
// torch.squeeze(dim) is exported as an If: where the size is 1 the dim goes.
// What follows knows one rank, so the model is compiled for runs where the
// sizes are equal, which is checked.
static LogicalResult importIf(NodeImporter &n) {
  const Graph *graphs[] = {n.getGraph("then_branch"),
                           n.getGraph("else_branch")};
  if (!graphs[0] || !graphs[1])
    return failure();
  size_t count = n.node.outputs.size();
  if (graphs[0]->outputs.size() != count || graphs[1]->outputs.size() != count)
    return n.invalid("its graphs give {0} and {1} values for {2} outputs",
                     graphs[0]->outputs.size(), graphs[1]->outputs.size(),
                     count);
  if (auto known = knownCondition(n.contents(0)))
    return giveBranch(n, *graphs[!*known]);
  Value condition = n.reshape(n.in(0), {});
  if (!condition)
    return failure();
  std::optional<EqualSizes> equal = matchEqualSizes(n);
  if (equal && n.symbols.areChecked(n.node, equal->a, equal->b)) {
    n.checkEqual(equal->a, equal->b);
    return giveBranch(n, *graphs[0]);
  }
  Region regions[2];
  SmallVector<ImportedValue> results[2];
  for (unsigned i = 0; i < 2; ++i) {
    OpBuilder::InsertionGuard guard(n.builder);
    n.builder.createBlock(&regions[i]);
    n.symbols.enterBranch();
    bool imported = n.subgraphs.importGraph(
        *graphs[i], (n.getLabel() + (i ? ".else" : ".then")).str(), {},
        results[i]);
    n.symbols.leaveBranch();
    if (!imported)
      return n.abandon();
  }
  GivenSymbols symbols(n);
  llvm::StringSet<> inside[] = {hfc::onnx::symbolsIn(regions[0]),
                                hfc::onnx::symbolsIn(regions[1])};
  SmallVector<mlir::Type> types;
  SmallVector<hf::Dims> shapes;
  SmallVector<bool> rankVaries;
  for (unsigned k = 0; k < count; ++k) {
    RankedTensorType yes = results[0][k].type, no = results[1][k].type;
    if (yes.getElementType() != no.getElementType())
      return n.invalid("its graphs give {0} and {1}", hfc::onnx::toString(yes),
                       hfc::onnx::toString(no));
    hf::Dims yesDims = dim::getDims(yes), noDims = dim::getDims(no), dims;
    for (hf::Dims *shorter : {&yesDims, &noDims})
      shorter->insert(shorter->begin(),
                      std::max(yes.getRank(), no.getRank()) - shorter->size(),
                      n.size(1));
    bool varies = yes.getRank() != no.getRank();
    if (results[0][k].rankVaries || results[1][k].rankVaries ||
        (varies && yesDims != noDims)) {
      if (equal)
        n.symbols.checkOperands(n.node, equal->a, equal->b);
      return n.unsupported("its graphs give {0} and {1}: tensors of different "
                           "rank",
                           hfc::onnx::toString(yes), hfc::onnx::toString(no));
    }
    rankVaries.push_back(varies);
    for (auto [axis, pair] : llvm::enumerate(llvm::zip(yesDims, noDims))) {
      auto [a, b] = pair;
      if (a == b && !dependsOn(a, inside[0]) && !dependsOn(b, inside[1]))
        dims.push_back(a);
      else
        dims.push_back(
            symbols.add(n.getLabel() + "." + Twine(k) + "." + Twine(axis),
                        std::max(n.largest(a), n.largest(b))));
    }
    shapes.push_back(dims);
    types.push_back(dim::getTensorType(dims, yes.getElementType()));
  }
  for (unsigned i = 0; i < 2; ++i) {
    OpBuilder::InsertionGuard guard(n.builder);
    n.builder.setInsertionPointToEnd(&regions[i].front());
    SmallVector<Value> values;
    for (auto [result, dims, varies] :
         llvm::zip(results[i], shapes, rankVaries))
      values.push_back(symbols.fit(
          varies ? n.reshape(result.value, dims) : result.value, dims));
    if (n.hasFailed())
      return failure();
    hf::YieldOp::create(n.builder, n.location, values);
  }
  auto op =
      hf::IfOp::create(n.builder, n.location, types, condition, symbols.get());
  op.getYes().takeBody(regions[0]);
  op.getNo().takeBody(regions[1]);
  if (failed(verify(op)))
    return n.unsupported("its graphs do not fit it");
  for (auto [k, value] : llvm::enumerate(op.getResults())) {
    ImportedValue result = asInput(value);
    result.rankVaries = rankVaries[k];
    if (failed(n.result(k, result)))
      return failure();
  }
  return success();
}

//===- Loop and Scan ----------------------------------------------------===//

// A number that is known; a scalar, or a vector of one as the graph declares.
static ImportedValue asInput(NodeImporter &n, const hfc::onnx::ValueInfo &info,
                             DimExpr number, mlir::Type element) {
  SmallVector<int64_t> shape;
  if (info.type.shape && info.type.shape->size() == 1)
    shape.push_back(1);
  return {RankedTensorType::get(shape, element), n.location, nullptr,
          Contents{number}, nullptr};
}

// How often a Loop may run; null without a limit.
static DimExpr getTrip(NodeImporter &n) {
  if (!n.has(0))
    return {};
  if (const Contents *known = n.contents(0); known && known->size() == 1) {
    DimExpr trip = known->front();
    if (auto number = trip.getConstant())
      return n.size(
          std::clamp<int64_t>(*number, 0, hfc::onnx::Symbols::maxSize));
    return n.symbols.max(trip, n.size(0));
  }
  mlir::Type index = n.builder.getI64Type();
  Value least = n.create<hf::MaxOp>(n.in(0), n.constant(0, index));
  return n.bind(n.create<hf::MinOp>(
                    least, n.constant(hfc::onnx::Symbols::maxSize, index)),
                (n.getLabel() + ".trip").str());
}

static LogicalResult giveAll(NodeImporter &n, ArrayRef<Value> results) {
  for (auto [i, value] : llvm::enumerate(results))
    if (failed(n.result(i, value)))
      return failure();
  return success();
}

// Graph inputs: the number of the iteration, the condition, what is carried.
// Outputs: the condition, what is carried, what is stacked.
static LogicalResult importLoop(NodeImporter &n) {
  const Graph *graph = n.getGraph("body");
  if (!graph)
    return failure();
  unsigned carried = std::max(n.getCount(), 2u) - 2;
  if (graph->inputs.size() != carried + 2 ||
      graph->outputs.size() < carried + 1 ||
      graph->outputs.size() - 1 < n.node.outputs.size())
    return n.invalid("its graph has {0} inputs and {1} outputs for {2} carried "
                     "values and {3} results",
                     graph->inputs.size(), graph->outputs.size(), carried,
                     n.node.outputs.size());
  hfc::onnx::Loop loop;
  loop.trip = getTrip(n);
  bool obeys = n.has(1); // without a condition, the graph's is ignored
  if (obeys) {
    auto known = knownCondition(n.contents(1));
    if (!known)
      loop.condition = n.reshape(n.in(1), {});
    else if (!*known)
      loop.trip = n.size(0);
  }
  for (unsigned i = 0; i < carried; ++i)
    loop.inits.push_back(n.in(i + 2));
  if (n.hasFailed())
    return failure();
  auto results = hfc::onnx::makeLoop(
      n, loop,
      [&](DimExpr index, ValueRange values) -> std::optional<Iteration> {
        // An iteration runs only where the condition is true.
        SmallVector<ImportedValue> inputs{
            asInput(n, graph->inputs[0], index, n.builder.getI64Type()),
            asInput(n, graph->inputs[1], n.size(1), n.builder.getI1Type())};
        for (Value value : values)
          inputs.push_back(asInput(value));
        SmallVector<ImportedValue> outputs;
        if (!n.subgraphs.importGraph(*graph, n.getLabel(), inputs, outputs) ||
            !haveRanks(n, outputs))
          return std::nullopt;
        Iteration iteration;
        if (obeys && knownCondition(outputs[0].contents ? &*outputs[0].contents
                                                        : nullptr) != true)
          iteration.condition = n.reshape(outputs[0].value, {});
        for (auto [i, output] : llvm::enumerate(llvm::drop_begin(outputs)))
          (i < carried ? iteration.carried : iteration.stacked)
              .push_back(output.value);
        return iteration;
      });
  return results ? giveAll(n, *results) : failure();
}

namespace {
// The axes and directions of what a Scan reads and writes.
struct ScanAxes {
  SmallVector<int64_t> axes;
  SmallVector<bool> backward;
};
} // namespace

static std::optional<ScanAxes> getAxes(NodeImporter &n, StringRef kind,
                                       unsigned count,
                                       ArrayRef<int64_t> ranks) {
  auto axes = n.getInts((kind + "_axes").str())
                  .value_or(SmallVector<int64_t>(count, 0));
  auto directions = n.getInts((kind + "_directions").str())
                        .value_or(SmallVector<int64_t>(count, 0));
  if (axes.size() != count || directions.size() != count) {
    (void)n.invalid("it has {0} axes and {1} directions for {2} tensors",
                    axes.size(), directions.size(), count);
    return std::nullopt;
  }
  ScanAxes result;
  for (unsigned i = 0; i < count; ++i) {
    std::optional<int64_t> axis = n.getAxis(axes[i], ranks[i]);
    if (!axis)
      return std::nullopt;
    result.axes.push_back(*axis);
    result.backward.push_back(directions[i] == 1);
  }
  return result;
}

// What lies at a place of an axis, without the axis.
static Value takeAt(NodeImporter &n, Value value, int64_t axis, DimExpr place) {
  if (!value)
    return nullptr;
  hf::Dims sizes = dim::getDims(value), starts(sizes.size(), n.size(0)), rest;
  starts[axis] = place;
  sizes[axis] = n.size(1);
  rest = sizes;
  rest.erase(rest.begin() + axis);
  return n.reshape(n.slice(value, starts, sizes), rest);
}

// A stack along another axis, from behind where it was made backward.
static Value moveStack(NodeImporter &n, Value stack, int64_t axis,
                       bool backward) {
  hf::Dims dims = dim::getDims(stack), starts(dims.size(), n.size(0));
  SmallVector<int64_t> steps(dims.size(), 1), order;
  if (backward) {
    starts[0] = dims[0] - 1;
    steps[0] = -1;
    stack = n.slice(stack, starts, dims, steps);
  }
  for (int64_t i = 1; i < static_cast<int64_t>(dims.size()); ++i)
    order.push_back(i);
  order.insert(order.begin() + axis, 0);
  return n.transpose(stack, order);
}

// States and stacks of a scan over these tensors.
static std::optional<SmallVector<Value>>
makeScan(NodeImporter &n, const Graph &graph, ArrayRef<Value> states,
         ArrayRef<Value> inputs, const ScanAxes &read) {
  hfc::onnx::Loop loop;
  for (auto [value, axis] : llvm::zip(inputs, read.axes)) {
    if (!value)
      return std::nullopt;
    DimExpr length = dim::getDims(value)[axis];
    if (loop.trip &&
        !n.requireEqual(loop.trip, length, "lengths of its inputs"))
      return std::nullopt;
    loop.trip = length;
  }
  loop.inits.assign(states.begin(), states.end());
  return hfc::onnx::makeLoop(
      n, loop,
      [&](DimExpr index, ValueRange values) -> std::optional<Iteration> {
        SmallVector<ImportedValue> given;
        for (Value value : values)
          given.push_back(asInput(value));
        for (auto [value, axis, backward] :
             llvm::zip(inputs, read.axes, read.backward)) {
          Value piece =
              takeAt(n, value, axis, backward ? loop.trip - 1 - index : index);
          if (!piece)
            return std::nullopt;
          given.push_back(asInput(piece));
        }
        SmallVector<ImportedValue> outputs;
        if (!n.subgraphs.importGraph(graph, n.getLabel(), given, outputs) ||
            !haveRanks(n, outputs))
          return std::nullopt;
        Iteration iteration;
        for (auto [i, output] : llvm::enumerate(outputs))
          (i < states.size() ? iteration.carried : iteration.stacked)
              .push_back(output.value);
        return iteration;
      });
}

static const Graph *getScanGraph(NodeImporter &n, unsigned inputs,
                                 unsigned states) {
  const Graph *graph = n.getGraph("body");
  if (!graph)
    return nullptr;
  if (graph->inputs.size() == inputs && graph->outputs.size() >= states &&
      graph->outputs.size() >= n.node.outputs.size())
    return graph;
  (void)n.invalid("its graph has {0} inputs and {1} outputs for {2} inputs and "
                  "{3} results",
                  graph->inputs.size(), graph->outputs.size(), inputs,
                  n.node.outputs.size());
  return nullptr;
}

static LogicalResult importScan(NodeImporter &n) {
  int64_t count = n.getInt("num_scan_inputs", 0);
  if (count < 1 || count > static_cast<int64_t>(n.getCount()))
    return n.invalid("it scans {0} of {1} inputs", count, n.getCount());
  unsigned states = n.getCount() - count;
  const Graph *graph = getScanGraph(n, n.getCount(), states);
  if (!graph)
    return failure();
  SmallVector<Value> inits, inputs;
  SmallVector<int64_t> ranks;
  for (unsigned i = 0; i < n.getCount(); ++i) {
    (i < states ? inits : inputs).push_back(n.in(i));
    if (i >= states)
      ranks.push_back(n.rank(i));
  }
  auto read = getAxes(n, "scan_input", count, ranks);
  if (!read)
    return failure();
  auto results = makeScan(n, *graph, inits, inputs, *read);
  if (!results)
    return failure();
  ranks.clear();
  for (Value stack : llvm::drop_begin(*results, states))
    ranks.push_back(cast<RankedTensorType>(stack.getType()).getRank());
  auto written = getAxes(n, "scan_output", ranks.size(), ranks);
  if (!written)
    return failure();
  for (unsigned i = 0; i < ranks.size(); ++i)
    (*results)[states + i] = moveStack(n, (*results)[states + i],
                                       written->axes[i], written->backward[i]);
  return giveAll(n, *results);
}

// Opset 8: all tensors have a batch dim, over which the scan runs anew, and
// then the axis that is scanned.
static LogicalResult importBatchScan(NodeImporter &n) {
  if (n.has(0))
    return n.unsupported("lengths of sequences are not supported");
  int64_t count = n.getInt("num_scan_inputs", 0);
  unsigned all = n.getCount() - 1;
  if (count < 1 || count > static_cast<int64_t>(all))
    return n.invalid("it scans {0} of {1} inputs", count, all);
  unsigned states = all - count;
  const Graph *graph = getScanGraph(n, all, states);
  if (!graph)
    return failure();
  auto directions =
      n.getInts("directions").value_or(SmallVector<int64_t>(count, 0));
  if (static_cast<int64_t>(directions.size()) != count)
    return n.invalid("it has {0} directions for {1} inputs", directions.size(),
                     count);
  ScanAxes read;
  for (int64_t direction : directions) {
    read.axes.push_back(0);
    read.backward.push_back(direction == 1);
  }
  SmallVector<Value> tensors;
  hfc::onnx::Loop batches;
  for (unsigned i = 0; i < all; ++i) {
    tensors.push_back(n.in(i + 1));
    if (n.hasFailed() || n.rank(i + 1) < (i < states ? 1 : 2))
      return n.invalid("input {0} has no batch or no sequence", i + 1);
    DimExpr batch = n.dims(i + 1)[0];
    if (batches.trip && !n.requireEqual(batches.trip, batch, "batch dims"))
      return failure();
    batches.trip = batch;
  }
  auto results = hfc::onnx::makeLoop(
      n, batches, [&](DimExpr index, ValueRange) -> std::optional<Iteration> {
        SmallVector<Value> pieces;
        for (Value tensor : tensors)
          pieces.push_back(takeAt(n, tensor, 0, index));
        auto inner = makeScan(n, *graph, ArrayRef(pieces).take_front(states),
                              ArrayRef(pieces).drop_front(states), read);
        if (!inner)
          return std::nullopt;
        return Iteration{nullptr, {}, std::move(*inner)};
      });
  return results ? giveAll(n, *results) : failure();
}

void hfc::onnx::addControlFlow(OperatorTable &table) {
  table.add({{"If", 1, importIf},
             {"Loop", 1, importLoop},
             {"Scan", 9, importScan},
             {"Scan", 8, importBatchScan, 8}});
}
