// Random numbers. Philox2x32-10 (Salmon et al., Parallel random numbers: as
// easy as 1, 2, 3, 2011): a cipher of each element's number under a key, so
// that elements are computed in any order, and alike on every target.
//
// The key is the node's seed, the bits of its float; without one, a hash of the
// node's label. A run draws what the run before it drew.
#include "frontends/onnx/Constants.h"
#include "frontends/onnx/ElementType.h"
#include "frontends/onnx/ops/Elementwise.h"
#include "llvm/ADT/bit.h"
#include "llvm/Support/xxhash.h"
#include <numbers>

using namespace mlir;
using namespace hfc;
using dim::DimExpr;
using hfc::onnx::NodeImporter;
using hfc::onnx::OperatorTable;

namespace {
// 32 bits each, as ui64.
struct Words {
  Value first, second;
};
} // namespace

static uint32_t getKey(NodeImporter &n) {
  if (n.hasAttribute("seed"))
    return llvm::bit_cast<uint32_t>(static_cast<float>(n.getFloat("seed", 0)));
  return static_cast<uint32_t>(llvm::xxh3_64bits(n.getLabel()));
}

// Two words for each of `count` elements.
static Words draw(NodeImporter &n, DimExpr count) {
  mlir::Type word = n.builder.getIntegerType(64, /*isSigned=*/false);
  constexpr uint32_t multiplier = 0xD256D193, increment = 0x9E3779B9;
  auto constant = [&](uint64_t value) {
    return n.constant(static_cast<double>(value), word);
  };
  auto low = [&](Value of) {
    return n.create<hf::AndOp>(of, constant(UINT32_MAX));
  };
  auto high = [&](Value of) { return n.create<hf::ShrOp>(of, constant(32)); };
  Value counter = n.iota(0, count, word);
  Words words{low(counter), high(counter)};
  uint32_t key = getKey(n);
  for (unsigned round = 0; round < 10; ++round, key += increment) {
    Value product = n.create<hf::MulOp>(words.first, constant(multiplier));
    words.first = n.create<hf::XorOp>(
        n.create<hf::XorOp>(high(product), constant(key)), words.second);
    words.second = low(product);
  }
  return words;
}

// From 0 to below 1, as many bits as the element holds: no rounding gives 1.
static Value asUniform(NodeImporter &n, Value word, unsigned bits,
                       mlir::Type element) {
  Value kept = n.create<hf::ShrOp>(
      word, n.constant(32 - bits, n.builder.getIntegerType(64, false)));
  return n.create<hf::MulOp>(n.cast(kept, element),
                             n.constant(std::ldexp(1.0, -int(bits)), element));
}

static unsigned getPrecision(mlir::Type element) {
  return cast<FloatType>(element).getFPMantissaWidth();
}

// In f32 or f64.
static Value drawUniform(NodeImporter &n, ArrayRef<DimExpr> dims,
                         mlir::Type element) {
  DimExpr count = dim::product(n.context, dims);
  if (!count) {
    (void)n.unsupported("the number of elements cannot be expressed");
    return nullptr;
  }
  Words words = draw(n, count);
  if (!element.isF64())
    return n.reshape(asUniform(n, words.first,
                               std::min(24u, getPrecision(element)),
                               n.builder.getF32Type()),
                     dims);
  Value upper = asUniform(n, words.first, 32, element);
  Value lower = n.create<hf::MulOp>(asUniform(n, words.second, 21, element),
                                    n.constant(0x1p-32, element));
  return n.reshape(n.create<hf::AddOp>(upper, lower), dims);
}

// Box and Muller 1958. The logarithm's operand is never 0.
static Value drawNormal(NodeImporter &n, ArrayRef<DimExpr> dims,
                        mlir::Type element) {
  DimExpr count = dim::product(n.context, dims);
  if (!count) {
    (void)n.unsupported("the number of elements cannot be expressed");
    return nullptr;
  }
  Words words = draw(n, count);
  mlir::Type wide = element.isF64() ? element : n.builder.getF32Type();
  unsigned bits = element.isF64() ? 32 : 24;
  Value toOne = n.create<hf::SubOp>(n.constant(1, wide),
                                    asUniform(n, words.first, bits, wide));
  Value angle = n.create<hf::MulOp>(asUniform(n, words.second, bits, wide),
                                    n.constant(2 * std::numbers::pi, wide));
  Value radius = n.create<hf::SqrtOp>(
      n.create<hf::MulOp>(n.create<hf::LogOp>(toOne), n.constant(-2, wide)));
  return n.reshape(n.create<hf::MulOp>(radius, n.create<hf::CosOp>(angle)),
                   dims);
}

// The type that `dtype` names; null after a refusal.
static mlir::Type getType(NodeImporter &n, mlir::Type otherwise) {
  mlir::Type element = otherwise;
  if (n.hasAttribute("dtype")) {
    int64_t type = n.getInt("dtype", 0);
    element =
        hfc::onnx::isElementType(type)
            ? hfc::onnx::getElementType(n.context, hfc::onnx::ElementType(type))
            : mlir::Type();
    if (!element)
      (void)n.invalid("dtype {0} is no type of its results", type);
  }
  return element;
}

static LogicalResult give(NodeImporter &n, bool isNormal,
                          ArrayRef<DimExpr> dims, mlir::Type otherwise) {
  mlir::Type element = getType(n, otherwise);
  if (!element)
    return failure();
  if (!isa<FloatType>(element) || element.getIntOrFloatBitWidth() < 16)
    return n.invalid("its results are {0}, no floats of 16 to 64 bits",
                     element);
  double shift = isNormal ? n.getFloat("mean", 0) : n.getFloat("low", 0);
  double factor =
      isNormal ? n.getFloat("scale", 1) : n.getFloat("high", 1) - shift;
  Value drawn =
      isNormal ? drawNormal(n, dims, element) : drawUniform(n, dims, element);
  if (!drawn)
    return failure();
  mlir::Type wide = getElementTypeOrSelf(drawn);
  Value scaled = n.create<hf::MulOp>(drawn, n.constant(factor, wide));
  return n.result(
      0, n.cast(n.create<hf::AddOp>(scaled, n.constant(shift, wide)), element));
}

template <bool isNormal> static LogicalResult importRandom(NodeImporter &n) {
  hf::Dims dims;
  for (int64_t size : n.getInts("shape").value_or(SmallVector<int64_t>())) {
    if (size < 0)
      return n.invalid("the shape has a size of {0}", size);
    dims.push_back(n.size(size));
  }
  return give(n, isNormal, dims, n.builder.getF32Type());
}

template <bool isNormal>
static LogicalResult importRandomLike(NodeImporter &n) {
  return give(n, isNormal, n.dims(0), n.element(0));
}

// 1 with the probability that the operand says.
static LogicalResult importBernoulli(NodeImporter &n) {
  mlir::Type element = getType(n, n.element(0));
  if (!element)
    return failure();
  if (!isa<FloatType>(n.element(0)))
    return n.invalid("its probabilities are {0}", onnx::toString(n.type(0)));
  mlir::Type wide =
      n.element(0).isF64() ? n.element(0) : n.builder.getF32Type();
  Value drawn = drawUniform(n, n.dims(0), wide);
  return n.result(0, n.cast(n.create<hf::CompareOp>(hf::Predicate::lt, drawn,
                                                    n.cast(n.in(0), wide)),
                            element));
}

// How many of the classes' running sums of probability are not above a number
// that is drawn below the whole sum.
static LogicalResult importMultinomial(NodeImporter &n) {
  hf::Dims dims = n.dims(0);
  int64_t samples = n.getInt("sample_size", 1);
  mlir::Type element = getType(n, n.builder.getI32Type());
  if (!element)
    return failure();
  if (dims.size() != 2 || samples < 0 || !isa<IntegerType>(element) ||
      !isa<FloatType>(n.element(0)) || !n.symbols.assumeLE(n.size(1), dims[1]))
    return n.invalid("{0} samples of {1} as {2}", samples,
                     onnx::toString(n.type(0)), element);
  mlir::Type wide =
      n.element(0).isF64() ? n.element(0) : n.builder.getF32Type();
  mlir::Type index = n.builder.getI64Type();
  auto axis = n.builder.getDenseI64ArrayAttr({1});
  Value logits = n.cast(n.in(0), wide);
  Value most = n.create<hf::ReduceOp>(hf::ReduceKind::max, logits, axis, true);
  Value weights = n.create<hf::ExpOp>(n.create<hf::SubOp>(logits, most));
  Value sums = n.create<hf::CumSumOp>(weights, uint64_t(1), false, false);
  Value whole = n.slice(sums, {n.size(0), dims[1] - 1}, {dims[0], n.size(1)});
  Value drawn = n.create<hf::MulOp>(
      drawUniform(n, {dims[0], n.size(samples)}, wide), whole);
  Value isPassed = n.create<hf::CompareOp>(
      hf::Predicate::le, n.reshape(sums, {dims[0], n.size(1), dims[1]}),
      n.reshape(drawn, {dims[0], n.size(samples), n.size(1)}));
  Value count =
      n.create<hf::ReduceOp>(hf::ReduceKind::sum, n.cast(isPassed, index),
                             n.builder.getDenseI64ArrayAttr({2}), false);
  Value last = n.sizeValue(dims[1] - 1, index);
  return n.result(0, n.cast(n.create<hf::MinOp>(count, last), element));
}

void hfc::onnx::addRandom(OperatorTable &table) {
  table.add({{"Bernoulli", 15, importBernoulli},
             {"Multinomial", 7, importMultinomial},
             {"RandomNormal", 1, importRandom<true>},
             {"RandomNormalLike", 1, importRandomLike<true>},
             {"RandomUniform", 1, importRandom<false>},
             {"RandomUniformLike", 1, importRandomLike<false>}});
}
