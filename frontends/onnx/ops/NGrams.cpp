// TfIdfVectorizer over integers: how often each n-gram of a pool occurs in a
// row. Each place looks up which one begins there, and is added to its output.
#include "frontends/onnx/ops/Elementwise.h"
#include <map>

using namespace mlir;
using namespace hfc;
using dim::DimExpr;
using hfc::onnx::NodeImporter;
using hfc::onnx::OperatorTable;

namespace {
// The n-grams of one length that count.
struct Grams {
  int64_t length;
  SmallVector<SmallVector<int64_t>> words; // by position in the gram
  SmallVector<int64_t> outputs;
};
} // namespace

static Value makeVector(NodeImporter &n, ArrayRef<int64_t> numbers) {
  auto type = RankedTensorType::get({static_cast<int64_t>(numbers.size())},
                                    n.builder.getI64Type());
  return n.create<hf::ConstantOp>(DenseElementsAttr::get(type, numbers));
}

// Of equal n-grams the last counts. Nothing after a refusal.
static std::optional<SmallVector<Grams>> readPool(NodeImporter &n,
                                                  ArrayRef<int64_t> outputs) {
  SmallVector<int64_t> none;
  auto pool = n.getInts("pool_int64s").value_or(none),
       starts = n.getInts("ngram_counts").value_or(none);
  int64_t least = n.getInt("min_gram_length", 1),
          most = n.getInt("max_gram_length", 1);
  SmallVector<Grams> all;
  size_t next = 0; // n-gram
  for (size_t level = 0; level < starts.size(); ++level) {
    int64_t length = level + 1, begin = starts[level],
            end = level + 1 < starts.size() ? starts[level + 1] : pool.size();
    if (begin < 0 || end < begin || end > int64_t(pool.size()) ||
        next + (end - begin) / length > outputs.size()) {
      (void)n.invalid("its ngram_counts do not fit its pool of {0} and {1} "
                      "ngram_indexes",
                      pool.size(), outputs.size());
      return std::nullopt;
    }
    std::map<std::vector<int64_t>, int64_t> grams;
    for (int64_t at = begin; at + length <= end; at += length)
      grams[{pool.begin() + at, pool.begin() + at + length}] = outputs[next++];
    if (length < least || length > most || grams.empty())
      continue;
    Grams own{length, SmallVector<SmallVector<int64_t>>(length), {}};
    for (const auto &[words, output] : grams) {
      for (int64_t i = 0; i < length; ++i)
        own.words[i].push_back(words[i]);
      own.outputs.push_back(output);
    }
    all.push_back(std::move(own));
  }
  return all;
}

// What a table of so many elements maps is looked up; more keys, or keys that
// lie further apart, are compared with one by one.
static constexpr int64_t largestTable = 1 << 18;

// The value of each key, `otherwise` where it has none.
static Value lookUp(NodeImporter &n, Value keys,
                    const std::map<int64_t, int64_t> &values,
                    int64_t otherwise) {
  if (!keys)
    return nullptr;
  mlir::Type index = n.builder.getI64Type();
  auto number = [&](int64_t value) {
    return n.reshape(makeVector(n, value), {});
  };
  int64_t least = values.begin()->first, most = values.rbegin()->first;
  if (static_cast<uint64_t>(most) - static_cast<uint64_t>(least) <
      static_cast<uint64_t>(largestTable)) {
    SmallVector<int64_t> table(most - least + 2, otherwise);
    for (auto [key, value] : values)
      table[key - least] = value;
    Value isInside = n.create<hf::AndOp>(
        n.create<hf::CompareOp>(hf::Predicate::ge, keys, number(least)),
        n.create<hf::CompareOp>(hf::Predicate::le, keys, number(most)));
    Value place = n.create<hf::SelectOp>(
        isInside, n.create<hf::SubOp>(keys, number(least)),
        number(static_cast<int64_t>(table.size()) - 1));
    return n.create<hf::GatherOp>(makeVector(n, table), place, uint64_t(0));
  }
  SmallVector<int64_t> known, more;
  for (auto [key, value] : values) {
    known.push_back(key);
    more.push_back(value - otherwise);
  }
  hf::Dims column = dim::getDims(keys);
  column.push_back(n.size(1));
  Value same = n.create<hf::CompareOp>(
      hf::Predicate::eq, n.reshape(keys, column), makeVector(n, known));
  Value sum = n.create<hf::ReduceOp>(
      hf::ReduceKind::sum,
      n.create<hf::SelectOp>(same, makeVector(n, more), n.constant(0, index)),
      n.builder.getDenseI64ArrayAttr({2}), false);
  return n.create<hf::AddOp>(sum, number(otherwise));
}

// The output of the n-gram at each place of rows [rows, size], its words
// `distance` apart; `nowhere` where there is none. Word by word, the number of
// what has been read so far and that of the next word are a key.
static Value findGrams(NodeImporter &n, Value rows, const Grams &grams,
                       int64_t distance, int64_t nowhere) {
  if (!rows)
    return nullptr;
  hf::Dims dims = dim::getDims(rows);
  DimExpr windows =
      n.symbols.max(dims[1] - (grams.length - 1) * distance, n.size(0));
  size_t count = grams.outputs.size();
  std::vector<int64_t> read(count, 0);
  Value state;
  for (int64_t i = 0; i < grams.length; ++i) {
    Value key =
        n.slice(rows, {n.size(0), n.size(i * distance)}, {dims[0], windows});
    std::map<int64_t, int64_t> numbers, next;
    for (int64_t word : grams.words[i])
      numbers.try_emplace(word, numbers.size());
    int64_t unknown = numbers.size();
    if (state)
      key = n.create<hf::AddOp>(
          n.create<hf::MulOp>(state, n.reshape(makeVector(n, unknown + 1), {})),
          lookUp(n, key, numbers, unknown));
    bool isLast = i + 1 == grams.length;
    for (size_t gram = 0; gram < count; ++gram) {
      int64_t word = grams.words[i][gram];
      int64_t own = state ? read[gram] * (unknown + 1) + numbers[word] : word;
      int64_t value =
          isLast ? grams.outputs[gram] : static_cast<int64_t>(next.size());
      read[gram] = next.try_emplace(own, value).first->second;
    }
    int64_t otherwise = isLast ? nowhere : static_cast<int64_t>(next.size());
    state = lookUp(n, key, next, otherwise);
  }
  return state;
}

static LogicalResult importTfIdfVectorizer(NodeImporter &n) {
  std::string mode = n.getString("mode", "");
  hf::Dims dims = n.dims(0);
  if (n.hasAttribute("pool_strings"))
    return n.unsupported("strings are no numbers");
  if ((mode != "TF" && mode != "IDF" && mode != "TFIDF") || dims.size() > 2)
    return n.invalid("its mode is \"{0}\", its operand {1}", mode,
                     onnx::toString(n.type(0)));
  SmallVector<int64_t> outputs =
      n.getInts("ngram_indexes").value_or(SmallVector<int64_t>());
  int64_t size = 0;
  for (int64_t output : outputs) {
    if (output < 0 || output >= INT32_MAX)
      return n.invalid("an n-gram has the index {0}", output);
    size = std::max(size, output + 1);
  }
  int64_t skips = n.getInt("max_skip_count", 0);
  if (size == 0 || skips < 0 || skips > 1024)
    return n.invalid("it has {0} n-grams and skips {1} words", outputs.size(),
                     skips);
  auto pool = readPool(n, outputs);
  if (!pool)
    return failure();
  mlir::Type index = n.builder.getI64Type(), f32 = n.builder.getF32Type();
  DimExpr count = dims.size() == 2 ? dims[0] : n.size(1),
          words = dims.empty() ? n.size(1) : dims.back();
  Value rows = n.reshape(n.cast(n.in(0), index), {count, words});
  Value counts =
      n.broadcast(n.constant(0, n.builder.getI32Type()), {count, n.size(size)});
  auto add = hf::ReduceKindAttr::get(n.context, hf::ReduceKind::sum);
  for (const Grams &grams : *pool)
    // Single words have no distance.
    for (int64_t skip = 0; skip <= (grams.length > 1 ? skips : 0); ++skip) {
      Value places = findGrams(n, rows, grams, skip + 1, size);
      if (!places)
        return failure();
      counts = n.create<hf::ScatterOp>(
          counts, places,
          n.broadcast(n.constant(1, n.builder.getI32Type()),
                      dim::getDims(places)),
          uint64_t(1), add);
    }
  Value found = n.cast(counts, f32);
  if (mode == "IDF")
    found = n.cast(
        n.create<hf::CompareOp>(hf::Predicate::gt, found, n.constant(0, f32)),
        f32);
  auto weights = n.getFloats("weights");
  if (mode != "TF" && weights && !weights->empty()) {
    if (weights->size() != outputs.size())
      return n.invalid("it has {0} weights for {1} n-grams", weights->size(),
                       outputs.size());
    SmallVector<float> own(size, 0);
    for (auto [output, weight] : llvm::zip(outputs, *weights))
      own[output] = static_cast<float>(weight);
    found = n.create<hf::MulOp>(
        found, n.create<hf::ConstantOp>(DenseElementsAttr::get(
                   RankedTensorType::get({size}, f32), ArrayRef<float>(own))));
  }
  if (dims.size() < 2)
    return n.result(0, n.reshape(found, n.size(size)));
  return n.result(0, found);
}

void hfc::onnx::addNGrams(OperatorTable &table) {
  table.add({{"TfIdfVectorizer", 9, importTfIdfVectorizer}});
}
