// See ReplaceEmbeddingBags.h. torchscript: symbolic_opset11.embedding_bag;
// dynamo: onnxscript's aten_embedding_bag_padding_idx. Values are followed from
// what the body gives back to the counter and to values from outside.
#include "frontends/onnx/ReplaceEmbeddingBags.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Endian.h"

using namespace hfc::onnx;
using llvm::StringRef;

static constexpr int64_t farthest = INT32_MAX;

namespace {

// What a graph and those around it define.
struct Scope {
  explicit Scope(const Graph &graph, const Scope *outer = nullptr)
      : outer(outer) {
    for (const Node &node : graph.nodes)
      for (const std::string &output : node.outputs)
        nodes[output] = &node;
    for (const Tensor &tensor : graph.initializers)
      tensors[tensor.name] = &tensor;
    for (const ValueInfo &input : graph.inputs)
      inputs[input.name] = true;
  }
  bool defines(StringRef name) const {
    return nodes.contains(name) || tensors.contains(name) ||
           inputs.contains(name);
  }
  const Node *find(StringRef name) const {
    if (defines(name))
      return nodes.lookup(name);
    return outer ? outer->find(name) : nullptr;
  }
  // The elements of a constant of integers or booleans.
  std::optional<std::vector<int64_t>> getConstant(StringRef name) const;
  // Its single element.
  std::optional<int64_t> getNumber(StringRef name) const {
    auto values = getConstant(name);
    if (!values || values->size() != 1)
      return std::nullopt;
    return values->front();
  }

  const Scope *outer;
  llvm::StringMap<const Node *> nodes; // by output
  llvm::StringMap<const Tensor *> tensors;
  llvm::StringMap<bool> inputs;
};

// The loop's sums: out[i] = the sum of rows bounds[i] to bounds[i + 1].
struct Bag {
  std::string rows;    // the matrix, or the table that `indices` choose from
  std::string indices; // empty: none
  std::string bounds;
  std::string count; // of iterations
};

} // namespace

static std::optional<std::vector<int64_t>> readIntegers(const Tensor &tensor) {
  auto bytes = tensor.getBytes();
  std::vector<int64_t> result;
  for (size_t i = 0; i < tensor.elementCount; ++i)
    switch (tensor.type) {
    case ElementType::INT64:
      if (bytes.size() < 8 * (i + 1))
        return std::nullopt;
      result.push_back(llvm::support::endian::read64le(bytes.data() + 8 * i));
      break;
    case ElementType::BOOL:
      if (bytes.size() < i + 1)
        return std::nullopt;
      result.push_back(bytes[i]);
      break;
    default:
      return std::nullopt;
    }
  return result;
}

std::optional<std::vector<int64_t>> Scope::getConstant(StringRef name) const {
  if (const Tensor *tensor = tensors.lookup(name))
    return tensor->elementCount <= 16 ? readIntegers(*tensor) : std::nullopt;
  const Node *node = nodes.lookup(name);
  if (!node)
    return defines(name) || !outer ? std::nullopt : outer->getConstant(name);
  if (node->opType == "Constant") {
    const Attribute *value = node->find("value");
    const auto *tensor =
        value ? std::get_if<Attribute::TensorPtr>(&value->value) : nullptr;
    return tensor && (*tensor)->elementCount <= 16 ? readIntegers(**tensor)
                                                   : std::nullopt;
  }
  if (node->opType == "CastLike" || node->opType == "Cast" ||
      node->opType == "Identity")
    return getConstant(node->inputs[0]);
  return std::nullopt;
}

static int64_t getInt(const Node &node, StringRef name, int64_t otherwise) {
  const Attribute *attribute = node.find(name);
  const auto *value =
      attribute ? std::get_if<int64_t>(&attribute->value) : nullptr;
  return value ? *value : otherwise;
}

// A node that gives its first operand another shape, or nothing new at all.
static bool onlyReshapes(const Node &node) {
  return llvm::is_contained({"Identity", "Reshape", "Squeeze", "Unsqueeze"},
                            StringRef(node.opType));
}

static bool slicesRows(const Node &node, const Scope &scope) {
  return node.opType == "Slice" && node.inputs.size() >= 3 &&
         (node.inputs.size() < 4 || scope.getNumber(node.inputs[3]) == 0) &&
         (node.inputs.size() < 5 || scope.getNumber(node.inputs[4]) == 1);
}

namespace {

class Matcher {
public:
  Matcher(const Node &loop, const Graph &body, const Scope &outer)
      : loop(loop), body(body), scope(body, &outer) {}

  // `row` is what an iteration adds to the result, [width] or, with `isMatrix`,
  // [1, width]; `counter` counts the iterations from 0.
  std::optional<Bag> match(StringRef row, StringRef counter, bool isMatrix) {
    this->counter = counter;
    const Node *sum = findSum(row);
    if (!sum || sum->inputs.size() != 2 ||
        scope.getNumber(sum->inputs[1]) != 0 ||
        getInt(*sum, "keepdims", 1) != isMatrix)
      return std::nullopt;
    Bag bag;
    const Node *slice = scope.find(sum->inputs[0]);
    if (slice && slice->opType == "Gather" && getInt(*slice, "axis", 0) == 0) {
      bag.rows = slice->inputs[0];
      slice = scope.find(slice->inputs[1]);
    }
    if (!slice || !slicesRows(*slice, scope))
      return std::nullopt;
    (bag.rows.empty() ? bag.rows : bag.indices) = slice->inputs[0];
    auto begin = matchElement(slice->inputs[1]),
         end = matchElement(slice->inputs[2]);
    if (!begin || !end || begin->first != end->first || begin->second != 0 ||
        end->second != 1)
      return std::nullopt;
    bag.bounds = begin->first;
    for (const std::string &name : {bag.rows, bag.indices, bag.bounds})
      if (scope.defines(name))
        return std::nullopt;
    return bag;
  }

  // c where the value is the counter + c.
  std::optional<int64_t> matchCounter(StringRef name) const {
    if (name == counter)
      return 0;
    const Node *node = scope.find(name);
    if (!node)
      return std::nullopt;
    if (onlyReshapes(*node))
      return matchCounter(node->inputs[0]);
    if (node->opType != "Add")
      return std::nullopt;
    auto from = matchCounter(node->inputs[0]);
    auto step = scope.getNumber(node->inputs[1]);
    if (!from || !step || *step < 0 || *step > farthest)
      return std::nullopt;
    return *from + *step;
  }

  const Node &loop;
  const Graph &body;
  Scope scope;
  StringRef counter;

private:
  // The ReduceSum, perhaps in the branch for bags that are not empty; the other
  // branch gives zeros, which the sum of nothing is.
  const Node *findSum(StringRef row) {
    const Node *node = scope.find(row);
    if (node && node->opType == "If") {
      const Attribute *other = node->find("else_branch");
      if (!other || other->getGraphs().size() != 1 || !givesZeros(*node))
        return nullptr;
      const Graph &branch = *other->getGraphs()[0];
      scope = Scope(branch, keep(std::move(scope)));
      node = scope.find(branch.outputs[0].name);
    }
    return node && node->opType == "ReduceSum" ? node : nullptr;
  }

  // Whether then_branch is for begin == end, and a constant of zeros.
  bool givesZeros(const Node &branches) const {
    const Node *condition = scope.find(branches.inputs[0]);
    const Attribute *then = branches.find("then_branch");
    if (!condition || condition->opType != "Equal" || !then ||
        then->getGraphs().size() != 1)
      return false;
    auto a = matchElement(condition->inputs[0]),
         b = matchElement(condition->inputs[1]);
    if (!a || !b || a->first != b->first || a->second != 0 || b->second != 1)
      return false;
    const Graph &branch = *then->getGraphs()[0];
    auto isZero = [](const Tensor &tensor) {
      return llvm::all_of(tensor.getBytes(),
                          [](uint8_t byte) { return byte == 0; });
    };
    for (const Tensor &tensor : branch.initializers)
      if (tensor.name == branch.outputs[0].name)
        return isZero(tensor);
    const Node *node = Scope(branch).find(branch.outputs[0].name);
    const Attribute *value =
        node && node->opType == "Constant" ? node->find("value") : nullptr;
    const auto *tensor =
        value ? std::get_if<Attribute::TensorPtr>(&value->value) : nullptr;
    return tensor && isZero(**tensor);
  }

  // (bounds, c) where the value is element counter + c of bounds.
  std::optional<std::pair<std::string, int64_t>>
  matchElement(StringRef name) const {
    const Node *node = scope.find(name);
    if (!node)
      return std::nullopt;
    if (onlyReshapes(*node))
      return matchElement(node->inputs[0]);
    if (node->opType == "Gather" && getInt(*node, "axis", 0) == 0)
      return skipSlice(node->inputs[0], matchCounter(node->inputs[1]));
    if (!slicesRows(*node, scope))
      return std::nullopt;
    auto begin = matchCounter(node->inputs[1]),
         end = matchCounter(node->inputs[2]);
    if (!begin || !end || *end != *begin + 1)
      return std::nullopt;
    return skipSlice(node->inputs[0], begin);
  }

  // Element c of bounds[k:] is element c + k of bounds.
  std::optional<std::pair<std::string, int64_t>>
  skipSlice(const std::string &vector, std::optional<int64_t> place) const {
    if (!place)
      return std::nullopt;
    const Node *node = scope.find(vector);
    if (!node || !slicesRows(*node, scope))
      return std::pair(vector, *place);
    auto begin = scope.getNumber(node->inputs[1]);
    auto end = scope.getNumber(node->inputs[2]);
    if (!begin || *begin < 0 || *begin > farthest || !end || *end < farthest)
      return std::pair(vector, *place);
    return std::pair(node->inputs[0], *place + *begin);
  }

  const Scope *keep(Scope &&given) {
    kept = std::make_unique<Scope>(std::move(given));
    return kept.get();
  }
  std::unique_ptr<Scope> kept;
};

// Writes nodes whose values are called after the result.
class Writer {
public:
  Writer(const Node &place, std::string result, Graph &graph)
      : place(place), result(std::move(result)), graph(graph) {}

  std::string
  add(const char *op, std::vector<std::string> inputs,
      std::vector<std::pair<std::string, int64_t>> attributes = {}) {
    return addAs(fresh(), op, std::move(inputs), std::move(attributes));
  }
  std::string addAs(std::string output, const char *op,
                    std::vector<std::string> inputs,
                    std::vector<std::pair<std::string, int64_t>> attributes) {
    Node node;
    node.name = place.name;
    node.opType = op;
    node.opset = place.opset;
    node.offset = place.offset;
    node.inputs = std::move(inputs);
    node.outputs = {output};
    for (auto &[name, value] : attributes) {
      node.attributes.emplace_back();
      node.attributes.back().name = name;
      node.attributes.back().value = value;
    }
    nodes.push_back(std::move(node));
    return output;
  }
  std::string vector(int64_t value) { return constant(value, {1}); }
  std::string scalar(int64_t value) { return constant(value, {}); }

  std::vector<Node> nodes;

private:
  std::string fresh() { return result + "/bag" + std::to_string(next++); }
  std::string constant(int64_t value, std::vector<int64_t> dims) {
    Tensor tensor;
    tensor.name = fresh();
    tensor.type = ElementType::INT64;
    tensor.dims = std::move(dims);
    tensor.elementCount = 1;
    tensor.decoded.resize(8);
    llvm::support::endian::write64le(tensor.decoded.data(), value);
    graph.initializers.push_back(std::move(tensor));
    return graph.initializers.back().name;
  }

  const Node &place;
  std::string result;
  Graph &graph;
  unsigned next = 0;
};

} // namespace

// out[i] = the sum over rows j of rows[j] where bounds[i] <= j < bounds[i + 1].
static std::vector<Node> write(const Bag &bag, const Node &place,
                               const std::string &result, Graph &graph) {
  constexpr int64_t int64 = static_cast<int64_t>(ElementType::INT64);
  Writer w(place, result, graph);
  std::string zero = w.vector(0), one = w.vector(1), two = w.vector(2);
  std::string rows = bag.rows;
  if (!bag.indices.empty())
    rows = w.add("Gather", {bag.rows, bag.indices}, {{"axis", 0}});
  std::string bounds = w.add("Cast", {bag.bounds}, {{"to", int64}});
  std::string count = w.add("Reshape", {bag.count, one});
  std::string past = w.add("Add", {count, one});
  std::string begin =
      w.add("Unsqueeze", {w.add("Slice", {bounds, zero, count}), one});
  std::string end =
      w.add("Unsqueeze", {w.add("Slice", {bounds, one, past}), one});
  std::string total =
      w.add("Gather", {w.add("Shape", {rows}), w.scalar(0)}, {{"axis", 0}});
  std::string places = w.add("Range", {w.scalar(0), total, w.scalar(1)});
  std::string inside = w.add("And", {w.add("GreaterOrEqual", {places, begin}),
                                     w.add("Less", {places, end})});
  std::string nothing = w.add("CastLike", {zero, rows});
  std::string kept =
      w.add("Where", {w.add("Unsqueeze", {inside, two}), rows, nothing});
  w.addAs(result, "ReduceSum", {kept, one}, {{"keepdims", 0}});
  return std::move(w.nodes);
}

// for i in range(count): scan(sum)
static std::optional<Bag> matchScan(const Node &loop, const Graph &body,
                                    const Scope &outer) {
  Matcher matcher(loop, body, outer);
  if (loop.inputs.size() != 2 || loop.inputs[0].empty() ||
      loop.outputs.size() != 1 || body.inputs.size() != 2 ||
      body.outputs.size() != 2)
    return std::nullopt;
  bool goesOn = loop.inputs[1].empty() || outer.getNumber(loop.inputs[1]) == 1;
  if (!goesOn || matcher.scope.getNumber(body.outputs[0].name) != 1)
    return std::nullopt;
  auto bag = matcher.match(body.outputs[1].name, body.inputs[0].name, false);
  if (bag)
    bag->count = loop.inputs[0];
  return bag;
}

// while i < count: sequence.insert(sum); the two are carried in either order.
static std::optional<Bag> matchSequence(const Node &loop, const Graph &body,
                                        const Scope &outer,
                                        StringRef sequence) {
  if (loop.inputs.size() != 4 || !loop.inputs[0].empty() ||
      loop.outputs.size() != 2 || body.inputs.size() != 4 ||
      body.outputs.size() != 3)
    return std::nullopt;
  size_t rows = loop.outputs[1] == sequence, counter = 1 - rows;
  const Node *start = outer.find(loop.inputs[2 + rows]);
  const Node *first = outer.find(loop.inputs[1]);
  if (!start || start->opType != "SequenceEmpty" || !first ||
      first->opType != "Less" || outer.getNumber(first->inputs[0]) != 0 ||
      outer.getNumber(loop.inputs[2 + counter]) != 0)
    return std::nullopt;
  Matcher matcher(loop, body, outer);
  matcher.counter = body.inputs[2 + counter].name;
  const Node *insert = matcher.scope.find(body.outputs[1 + rows].name);
  const Node *again = matcher.scope.find(body.outputs[0].name);
  if (!insert || insert->opType != "SequenceInsert" ||
      insert->inputs.size() != 2 ||
      insert->inputs[0] != body.inputs[2 + rows].name || !again ||
      again->opType != "Less" ||
      matcher.matchCounter(body.outputs[1 + counter].name) != 1 ||
      matcher.matchCounter(again->inputs[0]) != 1 ||
      again->inputs[1] != first->inputs[1])
    return std::nullopt;
  auto bag = matcher.match(insert->inputs[1], matcher.counter, true);
  if (bag)
    bag->count = first->inputs[1];
  return bag;
}

void hfc::onnx::replaceEmbeddingBags(Model &model) {
  Graph &graph = model.graph;
  if (llvm::none_of(graph.nodes,
                    [](const Node &node) { return node.opType == "Loop"; }))
    return;
  Scope outer(graph);
  std::vector<std::vector<Node>> written(graph.nodes.size());
  // Constants are added behind what `outer` points to.
  Graph added;
  for (auto [i, node] : llvm::enumerate(graph.nodes)) {
    bool isSequence = node.opType == "ConcatFromSequence" &&
                      getInt(node, "axis", 0) == 0 &&
                      getInt(node, "new_axis", 0) == 0;
    const Node *loop = isSequence ? outer.find(node.inputs[0]) : &node;
    if (!loop || loop->opType != "Loop" || !loop->domain.empty() ||
        loop->opset < 15)
      continue;
    const Attribute *attribute = loop->find("body");
    if (!attribute || attribute->getGraphs().size() != 1)
      continue;
    const Graph &body = *attribute->getGraphs()[0];
    auto bag = isSequence ? matchSequence(*loop, body, outer, node.inputs[0])
                          : matchScan(*loop, body, outer);
    if (bag)
      written[i] = write(*bag, node, node.outputs[0], added);
  }
  std::vector<Node> nodes;
  for (auto [i, node] : llvm::enumerate(graph.nodes)) {
    if (written[i].empty())
      nodes.push_back(std::move(node));
    for (Node &replacement : written[i])
      nodes.push_back(std::move(replacement));
  }
  graph.nodes = std::move(nodes);
  for (Tensor &tensor : added.initializers)
    graph.initializers.push_back(std::move(tensor));
}
