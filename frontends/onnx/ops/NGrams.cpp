// TfIdfVectorizer over integers: how often each n-gram of a pool occurs in a
// row. Each place is compared with all of the pool.
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

// How often each occurs in rows [rows, size], its words `distance` apart:
// [rows, grams].
static Value countGrams(NodeImporter &n, Value rows, const Grams &grams,
                        int64_t distance) {
  if (!rows)
    return nullptr;
  hf::Dims dims = dim::getDims(rows);
  DimExpr windows =
      n.symbols.max(dims[1] - (grams.length - 1) * distance, n.size(0));
  Value is;
  for (int64_t i = 0; i < grams.length; ++i) {
    Value words =
        n.slice(rows, {n.size(0), n.size(i * distance)}, {dims[0], windows});
    Value same = n.create<hf::CompareOp>(
        hf::Predicate::eq, n.reshape(words, {dims[0], windows, n.size(1)}),
        makeVector(n, grams.words[i]));
    is = is ? n.create<hf::AndOp>(is, same) : same;
  }
  return n.create<hf::ReduceOp>(hf::ReduceKind::sum,
                                n.cast(is, n.builder.getI32Type()),
                                n.builder.getDenseI64ArrayAttr({1}), false);
}

// Columns of counts to the outputs that they add to.
static Value distribute(NodeImporter &n, Value counts,
                        ArrayRef<int64_t> outputs, int64_t size) {
  // The last column is zero: that of outputs without one.
  SmallVector<SmallVector<int64_t>> tables;
  SmallVector<size_t> used(size, 0);
  for (auto [column, output] : llvm::enumerate(outputs)) {
    size_t table = used[output]++;
    if (table == tables.size())
      tables.emplace_back(size, static_cast<int64_t>(outputs.size()));
    tables[table][output] = column;
  }
  Value sum;
  for (const auto &table : tables) {
    Value taken =
        n.create<hf::GatherOp>(counts, makeVector(n, table), uint64_t(1));
    sum = sum ? n.create<hf::AddOp>(sum, taken) : taken;
  }
  return sum;
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
  SmallVector<Value> counts;
  SmallVector<int64_t> columns;
  for (const Grams &grams : *pool) {
    Value sum;
    // Single words have no distance.
    for (int64_t skip = 0; skip <= (grams.length > 1 ? skips : 0); ++skip) {
      Value own = countGrams(n, rows, grams, skip + 1);
      sum = sum ? n.create<hf::AddOp>(sum, own) : own;
    }
    counts.push_back(sum);
    columns.append(grams.outputs);
  }
  counts.push_back(
      n.broadcast(n.constant(0, n.builder.getI32Type()), {count, n.size(1)}));
  Value all = n.create<hf::ConcatOp>(counts, uint64_t(1));
  Value found = columns.empty()
                    ? n.broadcast(n.constant(0, f32), {count, n.size(size)})
                    : n.cast(distribute(n, all, columns, size), f32);
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
  table.add({{"TfIdfVectorizer", 9, 1, importTfIdfVectorizer}});
}
