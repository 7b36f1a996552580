// Activations that are formulas over the dialect's elementwise operations.
// Formulas: onnx/docs/Operators.md of onnx 1.23; those of Softplus and Elu in a
// form that neither overflows nor cancels.
#include "frontends/onnx/ops/Elementwise.h"

using namespace mlir;
using namespace hfc;
using hf::Predicate;
using hfc::onnx::NodeImporter;
using hfc::onnx::OperatorTable;

namespace {
// Arithmetic on tensors of the operand's element type.
struct Formula {
  NodeImporter &n;
  Value x;
  mlir::Type element;

  explicit Formula(NodeImporter &n) : n(n), x(n.in(0)), element(n.element(0)) {
    if (n.opset < 6)
      n.ignore("consumed_inputs");
  }
  Value number(double value) { return n.constant(value, element); }
  Value add(Value a, Value b) { return n.create<hf::AddOp>(a, b); }
  Value sub(Value a, Value b) { return n.create<hf::SubOp>(a, b); }
  Value mul(Value a, Value b) { return n.create<hf::MulOp>(a, b); }
  Value div(Value a, Value b) { return n.create<hf::DivOp>(a, b); }
  Value max(Value a, Value b) { return n.create<hf::MaxOp>(a, b); }
  Value min(Value a, Value b) { return n.create<hf::MinOp>(a, b); }
  Value mul(Value a, double b) { return b == 1 ? a : mul(a, number(b)); }
  // a where x < bound, else b.
  Value below(double bound, Value a, Value b) {
    Value is = n.create<hf::CompareOp>(Predicate::lt, x, number(bound));
    return n.create<hf::SelectOp>(is, a, b);
  }
  // log(1 + exp(x)) = max(x, 0) + log(1 + exp(-|x|))
  Value softplus() {
    Value tail = n.create<hf::NegOp>(n.create<hf::AbsOp>(x));
    return add(max(x, number(0)),
               n.create<hf::Log1POp>(n.create<hf::ExpOp>(tail)));
  }
  // max(0, min(1, alpha * x + beta))
  Value hardSigmoid(double alpha, double beta) {
    Value line = add(mul(x, alpha), number(beta));
    return max(min(line, number(1)), number(0));
  }
};
} // namespace

static LogicalResult importRelu(NodeImporter &n) {
  Formula f(n);
  return n.result(0, f.max(f.x, f.number(0)));
}

static LogicalResult importLeakyRelu(NodeImporter &n) {
  Formula f(n);
  Value scaled = f.mul(f.x, f.number(n.getFloat("alpha", 0.01f)));
  return n.result(0, f.below(0, scaled, f.x));
}

// Before opset 7 a slope of one dim is one a channel, that is dim 1.
static LogicalResult importPRelu(NodeImporter &n) {
  Formula f(n);
  Value slope = n.in(1);
  if (n.opset < 7 && n.rank(1) == 1 && n.rank(0) > 2 &&
      !n.dims(1)[0].isConstant(1)) {
    hf::Dims dims = n.dims(1);
    dims.append(n.rank(0) - 2, n.size(1));
    slope = n.reshape(slope, dims);
  }
  if (!n.align({&f.x, &slope}))
    return failure();
  return n.result(0, f.below(0, f.mul(f.x, slope), f.x));
}

static LogicalResult importThresholdedRelu(NodeImporter &n) {
  Formula f(n);
  Value alpha = f.number(n.getFloat("alpha", 1));
  Value above = n.create<hf::CompareOp>(Predicate::gt, f.x, alpha);
  return n.result(0, n.create<hf::SelectOp>(above, f.x, f.number(0)));
}

// The bounds are attributes before opset 11.
static LogicalResult importClip(NodeImporter &n) {
  Formula f(n);
  Value result = f.x;
  if (n.opset < 11) {
    if (n.hasAttribute("min"))
      result = f.max(result, f.number(n.getFloat("min", 0)));
    if (n.hasAttribute("max"))
      result = f.min(result, f.number(n.getFloat("max", 0)));
    return n.result(0, result);
  }
  for (unsigned i : {1u, 2u}) {
    if (!n.has(i))
      continue;
    Value bound = n.in(i);
    if (n.rank(i) != 0) // a scalar; exporters also write vectors of one
      bound = n.reshape(bound, {});
    result = i == 1 ? f.max(result, bound) : f.min(result, bound);
  }
  return n.result(0, result);
}

static LogicalResult importElu(NodeImporter &n) {
  Formula f(n);
  Value low = f.mul(n.create<hf::ExpM1Op>(f.x), n.getFloat("alpha", 1));
  return n.result(0, f.below(0, low, f.x));
}

static LogicalResult importSelu(NodeImporter &n) {
  Formula f(n);
  // Defaults of opset 1 were rounded differently.
  double alpha =
      n.getFloat("alpha", n.opset < 6 ? 1.6732f : 1.67326319217681884765625f);
  double gamma =
      n.getFloat("gamma", n.opset < 6 ? 1.0507f : 1.05070102214813232421875f);
  Value low = f.mul(n.create<hf::ExpM1Op>(f.x), alpha);
  return n.result(0, f.mul(f.below(0, low, f.x), gamma));
}

// max(0, x) + min(0, alpha * (exp(x / alpha) - 1))
static LogicalResult importCelu(NodeImporter &n) {
  Formula f(n);
  double alpha = n.getFloat("alpha", 1);
  Value scaled = alpha == 1 ? f.x : f.div(f.x, f.number(alpha));
  Value low = f.mul(n.create<hf::ExpM1Op>(scaled), alpha);
  return n.result(0, f.add(f.max(f.x, f.number(0)), f.min(low, f.number(0))));
}

static LogicalResult importHardSigmoid(NodeImporter &n) {
  Formula f(n);
  double alpha = n.getFloat("alpha", 0.2f), beta = n.getFloat("beta", 0.5f);
  return n.result(0, f.hardSigmoid(alpha, beta));
}

static LogicalResult importHardSwish(NodeImporter &n) {
  Formula f(n);
  return n.result(0, f.mul(f.x, f.hardSigmoid(1.0f / 6, 0.5)));
}

static LogicalResult importSoftplus(NodeImporter &n) {
  Formula f(n);
  return n.result(0, f.softplus());
}

static LogicalResult importSoftsign(NodeImporter &n) {
  Formula f(n);
  return n.result(0, f.div(f.x, f.add(n.create<hf::AbsOp>(f.x), f.number(1))));
}

static LogicalResult importMish(NodeImporter &n) {
  Formula f(n);
  return n.result(0, f.mul(f.x, n.create<hf::TanhOp>(f.softplus())));
}

static LogicalResult importSwish(NodeImporter &n) {
  Formula f(n);
  Value gate = n.create<hf::SigmoidOp>(f.mul(f.x, n.getFloat("alpha", 1)));
  return n.result(0, f.mul(f.x, gate));
}

// x < -lambd: x + bias; x > lambd: x - bias; else 0.
static LogicalResult importShrink(NodeImporter &n) {
  Formula f(n);
  double bias = n.getFloat("bias", 0), lambd = n.getFloat("lambd", 0.5f);
  mlir::Type given = f.element;
  // Fractions of whole numbers: compared as such, then cut off.
  if (isa<IntegerType>(given)) {
    f.element = n.builder.getF64Type();
    f.x = n.cast(f.x, f.element);
  }
  Value above = n.create<hf::CompareOp>(Predicate::gt, f.x, f.number(lambd));
  Value high =
      n.create<hf::SelectOp>(above, f.sub(f.x, f.number(bias)), f.number(0));
  Value y = f.below(-lambd, f.add(f.x, f.number(bias)), high);
  return n.result(0, n.cast(y, given));
}

static LogicalResult importGelu(NodeImporter &n) {
  std::string how = n.getString("approximate", "none");
  if (how != "none" && how != "tanh")
    return n.invalid("approximate \"{0}\" is neither none nor tanh", how);
  return n.result(0, n.create<hf::GeluOp>(n.in(0), how == "tanh"));
}

// Swish of the gate, times the value.
static LogicalResult importSwiGLU(NodeImporter &n) {
  Value gate = n.in(0), value = n.in(1);
  if (!n.align({&gate, &value}))
    return failure();
  Value scaled = gate;
  if (double alpha = n.getFloat("alpha", 1); alpha != 1)
    scaled = n.create<hf::MulOp>(gate, n.constant(alpha, n.element(0)));
  Value swish = n.create<hf::MulOp>(gate, n.create<hf::SigmoidOp>(scaled));
  return n.result(0, n.create<hf::MulOp>(swish, value));
}

void hfc::onnx::addActivations(OperatorTable &table) {
  table.add({{"Celu", 12, importCelu},
             {"Clip", 1, importClip},
             {"Elu", 1, importElu},
             {"Gelu", 20, importGelu},
             {"HardSigmoid", 1, importHardSigmoid},
             {"HardSwish", 14, importHardSwish},
             {"LeakyRelu", 1, importLeakyRelu},
             {"Mish", 18, importMish},
             {"PRelu", 1, importPRelu},
             {"Relu", 1, importRelu},
             {"Selu", 1, importSelu},
             {"Shrink", 9, importShrink},
             {"Softplus", 1, importSoftplus},
             {"Softsign", 1, importSoftsign},
             {"SwiGLU", 28, importSwiGLU},
             {"Swish", 24, importSwish},
             {"ThresholdedRelu", 10, importThresholdedRelu}});
}
