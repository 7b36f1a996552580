// RNN, GRU, LSTM. What inputs give to the gates is one contraction over all
// steps; the recurrence is a loop, whose step multiplies the last state by the
// recurrent weights. Equations: the operators' pages of ONNX.
#include "frontends/onnx/ops/Recurrent.h"
#include "frontends/onnx/ops/Contractions.h"
#include "frontends/onnx/ops/Loops.h"

using namespace mlir;
using namespace hfc;
using dim::DimExpr;
using hfc::onnx::Activation;
using hfc::onnx::Iteration;
using hfc::onnx::NodeImporter;
using hfc::onnx::OperatorTable;

namespace {

// One operator, one direction at a time.
class Recurrence {
public:
  enum Kind { Rnn, Gru, Lstm };
  Recurrence(NodeImporter &n, Kind kind) : n(n), kind(kind) {}
  LogicalResult import();

private:
  struct Direction {
    unsigned index;
    bool isBackward;
    Value recurrent; // [gates * hidden, hidden]
    Value bias;      // of GRU's last gate, inside of the reset; null: none
    Value peephole;  // [3 * hidden]; null: none
  };

  LogicalResult readShapes();
  LogicalResult runDirection(const Direction &direction, Value projected);
  Value project(Direction &direction);
  Value part(Value tensor, unsigned direction);
  Value gate(Value gates, unsigned index, unsigned count = 1);
  Value activate(const Direction &direction, unsigned which, Value x);
  Value reverseWithin(Value tensor);
  Value initial(unsigned input, unsigned direction);
  Value isActive(DimExpr index);
  Iteration step(const Direction &direction, Value input, ValueRange before);
  Value stepRnn(const Direction &d, Value input, Value h);
  Value stepGru(const Direction &d, Value input, Value h);
  std::pair<Value, Value> stepLstm(const Direction &d, Value input, Value h,
                                   Value c);

  Value add(Value a, Value b) { return n.create<hf::AddOp>(a, b); }
  Value sub(Value a, Value b) { return n.create<hf::SubOp>(a, b); }
  Value mul(Value a, Value b) { return n.create<hf::MulOp>(a, b); }
  unsigned gates() const { return kind == Rnn ? 1 : kind == Gru ? 3 : 4; }

  NodeImporter &n;
  Kind kind;
  bool batchFirst = false, resetsAfter = false, coupled = false;
  double clip = 0;
  int64_t hidden = 0;
  unsigned directions = 1;
  DimExpr length, batch;
  Value x;       // [length, batch, features]
  Value lengths; // [batch, 1] of i64; null: all are the whole length
  std::vector<Activation> activations;
  SmallVector<Value> outputs[3]; // of each direction
};

} // namespace

// The slice of a direction, without its dim.
Value Recurrence::part(Value tensor, unsigned direction) {
  if (!tensor)
    return nullptr;
  hf::Dims dims = dim::getDims(tensor), starts(dims.size(), n.size(0));
  hf::Dims sizes = dims;
  starts[0] = n.size(direction);
  sizes[0] = n.size(1);
  return n.reshape(n.slice(tensor, starts, sizes), ArrayRef(dims).drop_front());
}

// Gates lie behind each other in the last dim.
Value Recurrence::gate(Value gates, unsigned index, unsigned count) {
  if (!gates)
    return nullptr;
  hf::Dims sizes = dim::getDims(gates), starts(sizes.size(), n.size(0));
  starts.back() = n.size(index * hidden);
  sizes.back() = n.size(count * hidden);
  return n.slice(gates, starts, sizes);
}

Value Recurrence::activate(const Direction &direction, unsigned which,
                           Value x) {
  if (x && clip > 0) {
    mlir::Type type = getElementTypeOrSelf(x);
    x = n.create<hf::MinOp>(n.create<hf::MaxOp>(x, n.constant(-clip, type)),
                            n.constant(clip, type));
  }
  size_t each = activations.size() / directions;
  return hfc::onnx::apply(n, activations[direction.index * each + which], x);
}

LogicalResult Recurrence::readShapes() {
  static constexpr StringRef defaults[][3] = {
      {"tanh"}, {"sigmoid", "tanh"}, {"sigmoid", "tanh", "tanh"}};
  std::string direction = n.getString("direction", "forward");
  if (direction != "forward" && direction != "reverse" &&
      direction != "bidirectional")
    return n.invalid("its direction is {0}", direction);
  directions = direction == "bidirectional" ? 2 : 1;
  auto found = hfc::onnx::getActivations(
      n, ArrayRef(defaults[kind]).take_front(kind + 1), directions);
  if (!found)
    return failure();
  activations = std::move(*found);
  clip = n.getFloat("clip", 0);
  batchFirst = n.getInt("layout", 0);
  if (kind == Gru)
    resetsAfter = n.getInt("linear_before_reset", 0);
  if (kind == Lstm)
    coupled = n.getInt("input_forget", 0);
  n.ignore("output_sequence"); // an output that is named is wanted

  for (unsigned i = 0; i < 3; ++i)
    if (n.rank(i) != 3)
      return n.invalid("input {0} is {1}, and has three dims", i,
                       hfc::onnx::toString(n.type(i)));
  std::optional<int64_t> size = n.dims(2)[2].getConstant();
  hidden = size.value_or(0);
  if (!size || hidden < 1 || n.getInt("hidden_size", hidden) != hidden)
    return n.invalid("its recurrent weights are {0} for a hidden size of {1}",
                     hfc::onnx::toString(n.type(2)),
                     n.getInt("hidden_size", hidden));
  x = n.in(0);
  if (batchFirst)
    x = n.transpose(x, {1, 0, 2});
  if (!x)
    return failure();
  length = dim::getDims(x)[0];
  batch = dim::getDims(x)[1];
  DimExpr rows = n.size(gates() * hidden), count = n.size(directions);
  hf::Dims w = n.dims(1), r = n.dims(2);
  if (w[0] != count || r[0] != count || w[1] != rows || r[1] != rows ||
      !n.requireEqual(w[2], dim::getDims(x)[2], "features and weights"))
    return n.invalid("its weights {0} and {1} do not fit {2} directions",
                     hfc::onnx::toString(n.type(1)),
                     hfc::onnx::toString(n.type(2)), directions);
  if (n.has(3) && n.dims(3) != hf::Dims{count, rows * 2})
    return n.invalid("its bias is {0}", hfc::onnx::toString(n.type(3)));
  if (n.has(4)) {
    if (n.rank(4) != 1 || !n.requireEqual(n.dims(4)[0], batch, "batch dims"))
      return n.invalid("its lengths are {0}", hfc::onnx::toString(n.type(4)));
    lengths =
        n.reshape(n.cast(n.in(4), n.builder.getI64Type()), {batch, n.size(1)});
  }
  if (kind == Lstm && n.has(7) &&
      n.dims(7) != hf::Dims{count, n.size(3 * hidden)})
    return n.invalid("its peepholes are {0}", hfc::onnx::toString(n.type(7)));
  return success();
}

// What the input of every step gives to the gates, and the biases.
Value Recurrence::project(Direction &direction) {
  unsigned d = direction.index;
  Value weights = part(n.in(1), d);
  direction.recurrent = part(n.in(2), d);
  if (kind == Lstm && n.has(7))
    direction.peephole = part(n.in(7), d);
  Value projected = hfc::onnx::contract(n, "sbi,gi->sbg", x, weights);
  if (!n.has(3))
    return projected;
  Value both = part(n.in(3), d);
  Value ofInput = gate(both, 0, gates()),
        ofState = gate(both, gates(), gates());
  if (!resetsAfter)
    return add(projected, add(ofInput, ofState));
  direction.bias = gate(ofState, 2);
  Value none = n.broadcast(n.constant(0, n.element(0)), n.size(hidden));
  Value early = n.create<hf::ConcatOp>(ValueRange{gate(ofState, 0, 2), none},
                                       uint64_t(0));
  return add(projected, add(ofInput, early));
}

// Element t of each sequence becomes element length - 1 - t of it.
Value Recurrence::reverseWithin(Value tensor) {
  if (!tensor)
    return nullptr;
  hf::Dims dims = dim::getDims(tensor);
  mlir::Type index = n.builder.getI64Type();
  Value place = n.iota(0, {length, n.size(1), n.size(1)}, index);
  Value own = n.reshape(lengths, {n.size(1), batch, n.size(1)});
  Value inside = n.create<hf::CompareOp>(hf::Predicate::lt, place, own);
  Value mirrored = sub(add(own, n.constant(-1, index)), place);
  Value from = n.create<hf::SelectOp>(inside, mirrored, place);
  return n.create<hf::GatherElementsOp>(tensor, n.broadcast(from, dims),
                                        uint64_t(0));
}

// Zeros where the operator has no initial state.
Value Recurrence::initial(unsigned input, unsigned direction) {
  if (!n.has(input))
    return n.broadcast(n.constant(0, n.element(0)), {batch, n.size(hidden)});
  Value state = n.in(input);
  if (batchFirst)
    state = n.transpose(state, {1, 0, 2});
  if (!state)
    return nullptr;
  hf::Dims dims = dim::getDims(state);
  if (dims.size() != 3 ||
      !n.requireEqual(dims[0], n.size(directions), "directions") ||
      !n.requireEqual(dims[2], n.size(hidden), "hidden sizes") ||
      !n.requireEqual(dims[1], batch, "batch dims")) {
    (void)n.invalid("its initial state is {0}",
                    hfc::onnx::toString(n.type(input)));
    return nullptr;
  }
  return part(state, direction);
}

Value Recurrence::isActive(DimExpr index) {
  if (!lengths)
    return nullptr;
  return n.create<hf::CompareOp>(
      hf::Predicate::lt, n.sizeValue(index, n.builder.getI64Type()), lengths);
}

Value Recurrence::stepRnn(const Direction &d, Value input, Value h) {
  return activate(
      d, 0, add(input, hfc::onnx::contract(n, "bh,gh->bg", h, d.recurrent)));
}

// Gates z, r, h.
Value Recurrence::stepGru(const Direction &d, Value input, Value h) {
  auto rows = [&](unsigned first, unsigned count) {
    hf::Dims starts{n.size(first * hidden), n.size(0)};
    return n.slice(d.recurrent, starts,
                   {n.size(count * hidden), n.size(hidden)});
  };
  Value z, r, candidate;
  if (resetsAfter) {
    Value own = hfc::onnx::contract(n, "bh,gh->bg", h, d.recurrent);
    Value sum = add(gate(input, 0, 2), gate(own, 0, 2));
    z = activate(d, 0, gate(sum, 0));
    r = activate(d, 0, gate(sum, 1));
    Value late = gate(own, 2);
    if (d.bias)
      late = add(late, d.bias);
    candidate = activate(d, 1, add(gate(input, 2), mul(r, late)));
  } else {
    Value sum = add(gate(input, 0, 2),
                    hfc::onnx::contract(n, "bh,gh->bg", h, rows(0, 2)));
    z = activate(d, 0, gate(sum, 0));
    r = activate(d, 0, gate(sum, 1));
    candidate = activate(
        d, 1,
        add(gate(input, 2),
            hfc::onnx::contract(n, "bh,gh->bg", mul(r, h), rows(2, 1))));
  }
  // (1 - z) * candidate + z * h
  Value rest = sub(n.constant(1, n.element(0)), z);
  return add(mul(rest, candidate), mul(z, h));
}

// Gates i, o, f, c; peepholes i, o, f.
std::pair<Value, Value> Recurrence::stepLstm(const Direction &d, Value input,
                                             Value h, Value c) {
  Value sum = add(input, hfc::onnx::contract(n, "bh,gh->bg", h, d.recurrent));
  auto peep = [&](unsigned which, Value gate, Value cell) {
    return d.peephole ? add(gate, mul(this->gate(d.peephole, which), cell))
                      : gate;
  };
  Value i = activate(d, 0, peep(0, gate(sum, 0), c));
  Value f = coupled ? sub(n.constant(1, n.element(0)), i)
                    : activate(d, 0, peep(2, gate(sum, 2), c));
  Value next = add(mul(f, c), mul(i, activate(d, 1, gate(sum, 3))));
  Value o = activate(d, 0, peep(1, gate(sum, 1), next));
  size_t each = activations.size() / directions;
  Value out = hfc::onnx::apply(n, activations[d.index * each + 2], next);
  return {mul(o, out), next};
}

LogicalResult Recurrence::runDirection(const Direction &direction,
                                       Value projected) {
  if (direction.isBackward && lengths)
    projected = reverseWithin(projected);
  hfc::onnx::Loop loop;
  loop.trip = length;
  loop.inits.push_back(initial(5, direction.index));
  if (kind == Lstm)
    loop.inits.push_back(initial(6, direction.index));
  if (n.hasFailed())
    return failure();
  bool mirror = direction.isBackward && !lengths;
  hf::Dims row{n.size(1), batch, n.size(gates() * hidden)};
  auto results = hfc::onnx::makeLoop(
      n, loop,
      [&](DimExpr index, ValueRange before) -> std::optional<Iteration> {
        hf::Dims start{mirror ? length - 1 - index : index, n.size(0),
                       n.size(0)};
        Value input = n.reshape(n.slice(projected, start, row),
                                ArrayRef(row).drop_front());
        Value h, c;
        if (kind == Lstm)
          std::tie(h, c) = stepLstm(direction, input, before[0], before[1]);
        else
          h = kind == Gru ? stepGru(direction, input, before[0])
                          : stepRnn(direction, input, before[0]);
        Value stacked = h;
        if (Value active = isActive(index)) {
          auto keep = [&](Value next, Value last) {
            return n.create<hf::SelectOp>(active, next, last);
          };
          stacked = keep(h, n.constant(0, n.element(0)));
          h = keep(h, before[0]);
          if (kind == Lstm)
            c = keep(c, before[1]);
        }
        Iteration iteration;
        iteration.carried.push_back(h);
        if (kind == Lstm)
          iteration.carried.push_back(c);
        if (n.wants(0))
          iteration.stacked.push_back(stacked);
        if (n.hasFailed())
          return std::nullopt;
        return iteration;
      });
  if (!results)
    return failure();
  unsigned states = loop.inits.size();
  if (n.wants(0)) {
    Value all = results->back();
    if (direction.isBackward && lengths)
      all = reverseWithin(all);
    else if (direction.isBackward)
      all = n.slice(all, {length - 1, n.size(0), n.size(0)}, dim::getDims(all),
                    {-1, 1, 1});
    outputs[0].push_back(
        n.reshape(all, {length, n.size(1), batch, n.size(hidden)}));
  }
  for (unsigned i = 0; i < states; ++i)
    outputs[i + 1].push_back(
        n.reshape((*results)[i], {n.size(1), batch, n.size(hidden)}));
  return success();
}

LogicalResult Recurrence::import() {
  if (failed(readShapes()))
    return failure();
  bool isReverse = n.getString("direction", "forward") == "reverse";
  for (unsigned d = 0; d < directions; ++d) {
    Direction direction{d, isReverse || d == 1, nullptr, nullptr, nullptr};
    Value projected = project(direction);
    if (!projected || failed(runDirection(direction, projected)))
      return failure();
  }
  unsigned count = kind == Lstm ? 3 : 2;
  for (unsigned i = 0; i < count; ++i) {
    if (!n.wants(i))
      continue;
    Value joined =
        outputs[i].size() == 1
            ? outputs[i][0]
            : n.create<hf::ConcatOp>(ValueRange(outputs[i]), uint64_t(i == 0));
    if (batchFirst)
      joined = i == 0 ? n.transpose(joined, {2, 0, 1, 3})
                      : n.transpose(joined, {1, 0, 2});
    if (failed(n.result(i, joined)))
      return failure();
  }
  return success();
}

static LogicalResult importRnn(NodeImporter &n) {
  return Recurrence(n, Recurrence::Rnn).import();
}
static LogicalResult importGru(NodeImporter &n) {
  return Recurrence(n, Recurrence::Gru).import();
}
static LogicalResult importLstm(NodeImporter &n) {
  return Recurrence(n, Recurrence::Lstm).import();
}

void hfc::onnx::addRecurrent(OperatorTable &table) {
  table.add(
      {{"GRU", 3, importGru}, {"LSTM", 1, importLstm}, {"RNN", 1, importRnn}});
}
