// See ModelBuilder.h.
#include "frontends/huggingface/ModelBuilder.h"
#include "diagnostics/Error.h"
#include "diagnostics/Quote.h"
#include "dialects/HFC/InputRanges.h"
#include "llvm/Support/GlobPattern.h"

using namespace hfc;
using namespace hfc::huggingface;
using namespace mlir;

ModelBuilder::ModelBuilder(
    ModuleOp module, Folder &folder,
    std::function<std::optional<dim::SymbolRange>(StringRef)> bounds)
    : config(folder.config), folder(folder), module(module),
      builder(module.getContext()), location(builder.getUnknownLoc()),
      bounds(std::move(bounds)) {}

void ModelBuilder::begin(StringRef name) {
  builder.setInsertionPointToEnd(module.getBody());
  function = func::FuncOp::create(builder, location, name,
                                  builder.getFunctionType({}, {}));
  builder.setInsertionPointToEnd(function.addEntryBlock());
  symbols.clear();
  sizes.clear();
  results.clear();
  resultNames.clear();
  kept.clear();
  loaded.clear();
}

//===-- Signature
//----------------------------------------------------------===//

dim::DimExpr ModelBuilder::symbol(StringRef name, int64_t max, int64_t min) {
  if (auto known = sizes.find(name); known != sizes.end())
    return known->second;
  dim::SymbolRange range{min, max, 1};
  auto asked = bounds(name);
  if (asked && (asked->min > max || asked->max < min)) {
    outOfRange = llvm::formatv("--dim {0}={1}..{2}: this model takes {0} {3}",
                               name, asked->min, asked->max,
                               asked->min > max
                                   ? llvm::formatv("up to {0}", max).str()
                                   : llvm::formatv("from {0} on", min).str());
  } else if (asked) {
    range.min = std::max(asked->min, min);
    range.max = std::min(asked->max, max);
    if (range.min == range.max)
      return sizes[name] = constant(range.min);
  }
  symbols.push_back(dim::SymbolAttr::get(builder.getContext(),
                                         builder.getStringAttr(name), range.min,
                                         range.max, range.divisor));
  return sizes[name] = dim::DimExpr::symbol(builder.getContext(), name);
}

Value ModelBuilder::input(StringRef name, ArrayRef<dim::DimExpr> dims,
                          Type element, std::optional<int64_t> fill) {
  Block &block = function.getBody().front();
  Location named = NameLoc::get(builder.getStringAttr(name));
  Value value = block.addArgument(dim::getTensorType(dims, element), named);
  SmallVector<NamedAttribute> attributes{
      builder.getNamedAttr("hfc.name", builder.getStringAttr(name))};
  if (fill) {
    auto scalar = RankedTensorType::get({}, element);
    attributes.push_back(builder.getNamedAttr(
        "hfc.default", DenseElementsAttr::get(
                           scalar, builder.getIntegerAttr(element, *fill))));
  }
  function.setType(
      builder.getFunctionType(block.getArgumentTypes(), TypeRange()));
  function.setArgAttrs(block.getNumArguments() - 1, attributes);
  return value;
}

void ModelBuilder::output(StringRef name, Value value) {
  results.push_back(value);
  resultNames.push_back(name.str());
}

// Where nothing bounds a state, sessions would have to choose its size.
static constexpr int64_t usualCapacity = 2048;

int64_t ModelBuilder::boundOf(StringRef capacity, int64_t most) {
  if (auto asked = bounds(capacity))
    return std::clamp<int64_t>(asked->max, 1, most);
  return most == INT32_MAX ? usualCapacity : most;
}

dim::DimExpr ModelBuilder::length(StringRef name, StringRef capacity,
                                  int64_t most) {
  int64_t bound = boundOf(capacity, most);
  auto symbolOf = [&](StringRef name, int64_t min) {
    return dim::SymbolAttr::get(builder.getContext(),
                                builder.getStringAttr(name), min, bound, 1);
  };
  symbols.push_back(symbolOf(name, 0));
  NamedAttrList capacities(
      module->getAttrOfType<DictionaryAttr>(hf::capacitiesAttr));
  capacities.set(name, symbolOf(capacity, 1));
  module->setAttr(hf::capacitiesAttr,
                  capacities.getDictionary(builder.getContext()));
  return dim::DimExpr::symbol(builder.getContext(), name);
}

dim::DimExpr ModelBuilder::bind(StringRef name, Value value) {
  hf::BindOp::create(builder, location, name, /*min=*/1, INT32_MAX, value);
  return dim::DimExpr::symbol(builder.getContext(), name);
}

Value ModelBuilder::keep(const Twine &twine, dim::DimExpr length, Value added) {
  auto own = dims(added);
  own[0] = length;
  Type element = llvm::cast<RankedTensorType>(added.getType()).getElementType();
  Value all = make<hf::AppendOp>(added, readKept(twine, own, element));
  makeKept(twine, all);
  return all;
}

Value ModelBuilder::readKept(const Twine &twine, ArrayRef<dim::DimExpr> dims,
                             Type element) {
  StringAttr name = builder.getStringAttr(twine);
  Block &block = function.getBody().front();
  Value value =
      block.addArgument(dim::getTensorType(dims, element), NameLoc::get(name));
  function.setType(
      builder.getFunctionType(block.getArgumentTypes(), TypeRange()));
  function.setArgAttr(block.getNumArguments() - 1, hf::stateAttr, name);
  return value;
}

// Fields of every class, which none of those here computes otherwise.
static void readCommonFields(Config &config) {
  config.requireBool("add_cross_attention", false);
  config.has("tie_word_embeddings"); // nothing to a class without a head
  if (config.has("pruned_heads") && !config.getConfig("pruned_heads").isEmpty())
    config.refuse("pruned_heads", "is not empty");
  // The checkpoint's tensors have types of their own, and f32 is computed.
  for (StringRef key : {"dtype", "torch_dtype"}) {
    std::string name = config.getString(key, "float32");
    if (!llvm::is_contained(
            {"auto", "bfloat16", "float16", "float32", "float64"}, name))
      config.refuse(key, "is not known: " + diag::quote(name));
  }
}

llvm::Error ModelBuilder::finish() {
  readCommonFields(config);
  for (auto &[name, value] : kept)
    results.push_back(value);
  func::ReturnOp::create(builder, location, results);
  function.setType(builder.getFunctionType(
      function.getBody().getArgumentTypes(), TypeRange(ValueRange(results))));
  for (auto [i, name] : llvm::enumerate(resultNames))
    function.setResultAttr(i, "hfc.name", builder.getStringAttr(name));
  for (auto [i, entry] : llvm::enumerate(kept))
    function.setResultAttr(resultNames.size() + i, hf::stateAttr,
                           builder.getStringAttr(entry.first));
  function->setAttr("dim.symbols", builder.getArrayAttr(symbols));
  config.refuseUnknown();
  if (auto error = config.takeError())
    return error;
  if (!outOfRange.empty())
    return diag::error(diag::Code::DimOption, outOfRange);
  if (problems.empty() && readsAll)
    refuseUnreadWeights();
  readsAll = false;
  if (problems.empty())
    return llvm::Error::success();
  std::string text =
      llvm::formatv("{0} weights do not fit config.json", problems.size());
  for (const std::string &problem : problems)
    text += "\n  " + problem;
  return diag::error(diag::Code::WeightMissing, text);
}

//===-- Weights
//------------------------------------------------------------===//

static Type typeOf(safetensors::Dtype dtype, MLIRContext *context) {
  using safetensors::Dtype;
  switch (dtype) {
  case Dtype::F16:
    return Float16Type::get(context);
  case Dtype::BF16:
    return BFloat16Type::get(context);
  case Dtype::F32:
    return Float32Type::get(context);
  case Dtype::F64:
    return Float64Type::get(context);
  default:
    return nullptr;
  }
}

void ModelBuilder::refuseUnreadWeights() {
  std::vector<llvm::GlobPattern> patterns;
  for (const std::string &pattern : ignored)
    patterns.push_back(llvm::cantFail(llvm::GlobPattern::create(pattern)));
  for (const auto &entry : folder.weights.getTensors()) {
    StringRef name = entry.first();
    if (!loaded.contains(name) && llvm::none_of(patterns, [&](auto &pattern) {
          return pattern.match(name);
        }))
      problems.push_back(diag::quote(name) +
                         " is not read by this architecture");
  }
  llvm::sort(problems);
}

const safetensors::Tensor *ModelBuilder::findWeight(StringRef name,
                                                    ArrayRef<int64_t> shape) {
  const safetensors::Tensor *tensor = folder.weights.find(name);
  if (!tensor) {
    auto error = folder.weights.get(name).takeError();
    problems.push_back(llvm::toString(std::move(error)));
  } else if (!typeOf(tensor->dtype, builder.getContext())) {
    problems.push_back(llvm::formatv("{0} has the type {1}", name,
                                     safetensors::getName(tensor->dtype)));
  } else if (ArrayRef(tensor->shape) != shape) {
    problems.push_back(llvm::formatv(
        "{0} has the shape [{1:$[, ]}], not [{2:$[, ]}]", name,
        llvm::make_range(tensor->shape.begin(), tensor->shape.end()),
        llvm::make_range(shape.begin(), shape.end())));
  } else {
    return tensor;
  }
  return nullptr;
}

hf::WeightAttr ModelBuilder::getRecipe(const safetensors::Tensor &tensor) {
  Type element = typeOf(tensor.dtype, builder.getContext());
  return hf::WeightAttr::get(builder.getContext(), tensor.data.file->getName(),
                             tensor.data.offset,
                             RankedTensorType::get(tensor.shape, element));
}

Value ModelBuilder::storedWeight(const Twine &twine, ArrayRef<int64_t> shape) {
  std::string name = twine.str();
  if (Value known = loaded.lookup(name))
    return known;
  OpBuilder::InsertionGuard guard(builder);
  builder.setInsertionPointToStart(&function.getBody().front());
  Location named = NameLoc::get(builder.getStringAttr(name));
  const safetensors::Tensor *tensor = findWeight(name, shape);
  // A stand-in lets the import go on and find what else is wrong.
  auto standIn = RankedTensorType::get(shape, builder.getF32Type());
  TypedAttr value = tensor ? TypedAttr(getRecipe(*tensor))
                           : DenseElementsAttr::get(standIn, 0.0f);
  return loaded[name] = hf::ConstantOp::create(builder, named, value);
}

Value ModelBuilder::weight(const Twine &name, ArrayRef<int64_t> shape) {
  Value stored = storedWeight(name, shape);
  bool isWide = getElementTypeOrSelf(stored).isF32();
  return isWide ? stored : cast(stored, builder.getF32Type());
}

std::string ModelBuilder::prefixOf(StringRef prefix, StringRef name) const {
  return hasWeight((prefix + name).str()) ? prefix.str() : "";
}

//===-- Blocks
//-------------------------------------------------------------===//

Value ModelBuilder::linear(Value x, const Twine &prefix, int64_t out,
                           bool bias) {
  auto in = dims(x).back().getConstant();
  Value w = storedWeight(prefix + ".weight", {out, *in});
  std::string outer =
      StringRef("abcdefgh").take_front(dims(x).size() - 1).str();
  Value result = contract(outer + "k,nk->" + outer + "n", x, w);
  if (!bias)
    return result;
  return make<hf::AddOp>(result, weight(prefix + ".bias", {out}));
}

Value ModelBuilder::conv1d(Value x, const Twine &prefix, int64_t out) {
  auto in = dims(x).back().getConstant();
  Value w = storedWeight(prefix + ".weight", {*in, out});
  return make<hf::AddOp>(contract("abk,kn->abn", x, w),
                         weight(prefix + ".bias", {out}));
}

Value ModelBuilder::layerNorm(Value x, const Twine &prefix, double epsilon) {
  int64_t width = *dims(x).back().getConstant();
  bool old = hasWeight((prefix + ".gamma").str());
  Value scale = weight(prefix + (old ? ".gamma" : ".weight"), {width});
  Value bias = weight(prefix + (old ? ".beta" : ".bias"), {width});
  return make<hf::LayerNormOp>(x, scale, bias,
                               static_cast<int64_t>(dims(x).size()) - 1,
                               llvm::APFloat(epsilon));
}

Value ModelBuilder::rmsNorm(Value x, const Twine &prefix, double epsilon) {
  int64_t width = *dims(x).back().getConstant();
  return make<hf::RmsNormOp>(x, weight(prefix + ".weight", {width}),
                             static_cast<int64_t>(dims(x).size()) - 1,
                             llvm::APFloat(epsilon));
}

Value ModelBuilder::embedding(Value ids, const Twine &prefix, int64_t rows,
                              int64_t width) {
  hf::boundInput(ids, 0, rows - 1);
  Value table = storedWeight(prefix + ".weight", {rows, width});
  Value chosen = make<hf::GatherOp>(table, ids, int64_t(0));
  bool isWide = getElementTypeOrSelf(chosen).isF32();
  return isWide ? chosen : cast(chosen, builder.getF32Type());
}

Value ModelBuilder::positions(Value ids, int64_t count, Value usual) {
  Type i64 = builder.getI64Type();
  Value given = input("position_ids", dims(ids), i64, -1);
  hf::boundInput(given, -1, count - 1);
  if (!usual)
    usual = make<hf::IotaOp>(
        dim::getTensorType({constant(1), dims(ids)[1]}, i64), int64_t(1));
  Value isLeftOut = make<hf::CompareOp>(hf::Predicate::lt, given, integer(0));
  return make<hf::SelectOp>(isLeftOut, usual, given);
}

Value ModelBuilder::firstToken(Value hidden) {
  auto own = dims(hidden);
  return reshape(slice(hidden, 1, 0, 1), {own[0], own[2]});
}

int64_t ModelBuilder::countLabels() {
  if (const auto *labels = config.getObject().getObject("id2label"))
    return labels->size();
  return config.getInt("num_labels", 2);
}

Value ModelBuilder::activation(Value x, StringRef key, StringRef name) {
  if (name == "gelu" || name == "gelu_python")
    return make<hf::GeluOp>(x, false);
  if (name == "gelu_new" || name == "gelu_pytorch_tanh" ||
      name == "gelu_fast" || name == "gelu_python_tanh")
    return make<hf::GeluOp>(x, true);
  if (name == "relu")
    return make<hf::MaxOp>(x, number(0));
  if (name == "silu" || name == "swish")
    return make<hf::MulOp>(x, make<hf::SigmoidOp>(x));
  if (name == "tanh")
    return make<hf::TanhOp>(x);
  if (name == "sigmoid")
    return make<hf::SigmoidOp>(x);
  if (name == "quick_gelu")
    return make<hf::MulOp>(
        x, make<hf::SigmoidOp>(make<hf::MulOp>(x, number(1.702))));
  config.refuse(key, "the activation \"" + name + "\" is not known");
  return x;
}

//===-- Single operations
//--------------------------------------------------===//

Value ModelBuilder::number(double value) {
  auto scalar = RankedTensorType::get({}, builder.getF32Type());
  return make<hf::ConstantOp>(llvm::cast<TypedAttr>(
      Attribute(DenseElementsAttr::get(scalar, float(value)))));
}

Value ModelBuilder::numbers(ArrayRef<float> values, ArrayRef<int64_t> shape) {
  auto type = RankedTensorType::get(shape, builder.getF32Type());
  return make<hf::ConstantOp>(
      llvm::cast<TypedAttr>(Attribute(DenseElementsAttr::get(type, values))));
}

Value ModelBuilder::integer(int64_t value) {
  auto scalar = RankedTensorType::get({}, builder.getI64Type());
  return make<hf::ConstantOp>(
      llvm::cast<TypedAttr>(Attribute(DenseElementsAttr::get(scalar, value))));
}

Value ModelBuilder::size(dim::DimExpr value) {
  return make<hf::SizeOp>(RankedTensorType::get({}, builder.getI64Type()),
                          value.getAttr());
}

Value ModelBuilder::cast(Value x, Type element) {
  return make<hf::CastOp>(dim::getTensorType(dims(x), element), x);
}

Value ModelBuilder::slice(Value x, int64_t axis, dim::DimExpr start,
                          dim::DimExpr size) {
  auto own = dims(x);
  if (own[axis] == size)
    return x;
  SmallVector<dim::DimExpr> starts(own.size(), constant(0));
  starts[axis] = start;
  own[axis] = size;
  Type element = llvm::cast<RankedTensorType>(x.getType()).getElementType();
  return make<hf::SliceOp>(dim::getTensorType(own, element), x,
                           dim::getShapeAttr(builder.getContext(), starts),
                           SmallVector<int64_t>(own.size(), 1));
}

Value ModelBuilder::contract(StringRef letters, Value a, Value b) {
  std::string reason;
  auto type = hf::ContractOp::inferType(
      letters, llvm::cast<RankedTensorType>(a.getType()),
      llvm::cast<RankedTensorType>(b.getType()), builder.getF32Type(), reason);
  return make<hf::ContractOp>(type, builder.getStringAttr(letters), a, b);
}

Value ModelBuilder::reshape(Value x, ArrayRef<dim::DimExpr> to) {
  Type element = llvm::cast<RankedTensorType>(x.getType()).getElementType();
  return make<hf::ReshapeOp>(dim::getTensorType(to, element), x);
}

SmallVector<dim::DimExpr> ModelBuilder::dims(Value x) const {
  return dim::getDims(llvm::cast<RankedTensorType>(x.getType()));
}

dim::DimExpr ModelBuilder::constant(int64_t value) {
  return dim::DimExpr::constant(builder.getContext(), value);
}

void ModelBuilder::enter(const Twine &name) {
  location = NameLoc::get(builder.getStringAttr(name));
}
