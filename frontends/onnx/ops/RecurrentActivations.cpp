// The functions that recurrent operators name, with alpha and beta.
#include "frontends/onnx/ops/Recurrent.h"

using namespace mlir;
using namespace hfc;
using namespace hfc::onnx;

namespace {
struct Known {
  StringRef name;
  // Where the operator gives none; `takes` of them are read from its lists.
  float alpha, beta;
  bool takesAlpha, takesBeta;
};
} // namespace

// In the order of onnx/defs/rnn/defs.cc; names are compared without case.
static constexpr Known functions[] = {{"relu", 0, 0, false, false},
                                      {"tanh", 0, 0, false, false},
                                      {"sigmoid", 0, 0, false, false},
                                      {"affine", 1, 0, true, true},
                                      {"leakyrelu", 0.01f, 0, true, false},
                                      {"thresholdedrelu", 1, 0, true, false},
                                      {"scaledtanh", 1, 1, true, true},
                                      {"hardsigmoid", 0.2f, 0.5f, true, true},
                                      {"elu", 1, 0, true, false},
                                      {"softsign", 0, 0, false, false},
                                      {"softplus", 0, 0, false, false}};

static std::vector<float> getFloats(NodeImporter &n, StringRef name) {
  const onnx::Attribute *attribute = n.getAttribute(name);
  auto *values =
      attribute ? std::get_if<std::vector<float>>(&attribute->value) : nullptr;
  return values ? *values : std::vector<float>();
}

static std::vector<std::string> getStrings(NodeImporter &n, StringRef name) {
  const onnx::Attribute *attribute = n.getAttribute(name);
  auto *values = attribute
                     ? std::get_if<std::vector<std::string>>(&attribute->value)
                     : nullptr;
  return values ? *values : std::vector<std::string>();
}

std::optional<std::vector<Activation>>
onnx::getActivations(NodeImporter &n, ArrayRef<StringRef> defaults,
                     unsigned directions) {
  std::vector<std::string> names = getStrings(n, "activations");
  if (names.empty())
    for (unsigned d = 0; d < directions; ++d)
      names.insert(names.end(), defaults.begin(), defaults.end());
  if (names.size() != defaults.size() * directions) {
    (void)n.invalid("it names {0} activations and needs {1}", names.size(),
                    defaults.size() * directions);
    return std::nullopt;
  }
  std::vector<float> alphas = getFloats(n, "activation_alpha"),
                     betas = getFloats(n, "activation_beta");
  size_t alpha = 0, beta = 0;
  std::vector<Activation> result;
  for (const std::string &name : names) {
    const Known *found = llvm::find_if(functions, [&](const Known &known) {
      return known.name.equals_insensitive(name);
    });
    if (found == std::end(functions)) {
      (void)n.invalid("its activation {0} is none of ONNX's", name);
      return std::nullopt;
    }
    Activation activation{found->name, found->alpha, found->beta};
    if (found->takesAlpha && alpha < alphas.size())
      activation.alpha = alphas[alpha++];
    if (found->takesBeta && beta < betas.size())
      activation.beta = betas[beta++];
    result.push_back(activation);
  }
  return result;
}

Value onnx::apply(NodeImporter &n, const Activation &f, Value x) {
  if (!x)
    return nullptr;
  mlir::Type type = getElementTypeOrSelf(x);
  auto number = [&](double value) { return n.constant(value, type); };
  auto add = [&](Value a, Value b) { return n.create<hf::AddOp>(a, b); };
  auto mul = [&](Value a, Value b) { return n.create<hf::MulOp>(a, b); };
  auto where = [&](hf::Predicate predicate, double bound, Value yes, Value no) {
    return n.create<hf::SelectOp>(
        n.create<hf::CompareOp>(predicate, x, number(bound)), yes, no);
  };
  if (f.name == "relu")
    return n.create<hf::MaxOp>(x, number(0));
  if (f.name == "tanh")
    return n.create<hf::TanhOp>(x);
  if (f.name == "sigmoid")
    return n.create<hf::SigmoidOp>(x);
  if (f.name == "affine")
    return add(mul(x, number(f.alpha)), number(f.beta));
  if (f.name == "leakyrelu")
    return where(hf::Predicate::lt, 0, mul(x, number(f.alpha)), x);
  if (f.name == "thresholdedrelu")
    return where(hf::Predicate::gt, f.alpha, x, number(0));
  if (f.name == "scaledtanh")
    return mul(n.create<hf::TanhOp>(mul(x, number(f.beta))), number(f.alpha));
  if (f.name == "hardsigmoid")
    return n.create<hf::MaxOp>(
        n.create<hf::MinOp>(add(mul(x, number(f.alpha)), number(f.beta)),
                            number(1)),
        number(0));
  if (f.name == "elu")
    return where(hf::Predicate::lt, 0,
                 mul(n.create<hf::ExpM1Op>(x), number(f.alpha)), x);
  if (f.name == "softsign")
    return n.create<hf::DivOp>(x, add(n.create<hf::AbsOp>(x), number(1)));
  // softplus: log(1 + exp(-|x|)) + max(x, 0)
  Value tail = n.create<hf::Log1POp>(
      n.create<hf::ExpOp>(n.create<hf::NegOp>(n.create<hf::AbsOp>(x))));
  return add(tail, n.create<hf::MaxOp>(x, number(0)));
}
