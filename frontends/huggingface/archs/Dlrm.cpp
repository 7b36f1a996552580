// DLRM: dense features through an MLP, sparse ones through embedding bags, the
// dot products of all pairs through another MLP. config.json:
// num_dense_features, embedding_dim, num_embeddings (rows of each table, at
// most max_table_rows), bottom_mlp and top_mlp (widths behind the input).
// Sources: Naumov et al. 2019; facebookresearch/dlrm, whose tensor names and
// inputs these are.
#include "frontends/huggingface/Architectures.h"

using namespace hfc;
using namespace hfc::huggingface;
using namespace mlir;

namespace {

struct Dlrm {
  ModelBuilder &m;
  int64_t dense, width;
  std::vector<int64_t> rows, bottom, top;

  explicit Dlrm(ModelBuilder &m) : m(m) {
    Config &c = m.config;
    dense = c.getInt("num_dense_features");
    width = c.getInt("embedding_dim");
    rows = c.getInts("num_embeddings", {1});
    bottom = c.getInts("bottom_mlp", {width});
    top = c.getInts("top_mlp", {1});
    int64_t most = c.getInt("max_table_rows", INT32_MAX);
    for (int64_t &count : rows)
      count = std::min(count, most);
    if (bottom.back() != width)
      c.refuse("bottom_mlp", "does not end in \"embedding_dim\"");
    c.requireString("interaction_op", "dot");
    c.requireBool("interaction_itself", false);
    c.requireString("embedding_mode", "sum");
  }

  // Linear layers with ReLU between; they are counted with their activations.
  Value mlp(Value x, const std::string &name, ArrayRef<int64_t> widths,
            bool endsInSigmoid) {
    for (auto [i, out] : llvm::enumerate(widths)) {
      std::string layer = name + "." + std::to_string(2 * i);
      m.enter(layer);
      x = m.linear(x, layer, out);
      if (endsInSigmoid && i + 1 == widths.size())
        return m.make<hf::SigmoidOp>(x);
      x = m.make<hf::MaxOp>(x, m.number(0));
    }
    return x;
  }

  // For each b, the sum of the rows that indices[starts[b] : starts[b + 1]]
  // name: [b, width].
  Value bag(Value indices, Value starts, const std::string &name,
            int64_t count) {
    m.enter(name);
    auto batch = m.dims(starts)[0], total = m.dims(indices)[0];
    auto one = m.constant(1);
    Type i64 = m.getBuilder().getI64Type();
    Value end = m.reshape(m.size(total), {one});
    SmallVector<Value> parts{m.slice(starts, 0, one, batch - 1), end};
    Value ends = m.make<hf::ConcatOp>(parts, int64_t(0));
    Value place = m.make<hf::IotaOp>(dim::getTensorType({one, total, one}, i64),
                                     int64_t(1));
    auto column = [&](Value x) { return m.reshape(x, {batch, one, one}); };
    Value isInside = m.make<hf::AndOp>(
        m.make<hf::CompareOp>(hf::Predicate::ge, place, column(starts)),
        m.make<hf::CompareOp>(hf::Predicate::lt, place, column(ends)));
    Value found = m.embedding(indices, name, count, width);
    found = m.reshape(found, {one, total, m.constant(width)});
    Value kept = m.make<hf::SelectOp>(isInside, found, m.number(0));
    return m.make<hf::ReduceOp>(hf::ReduceKind::sum, kept, ArrayRef<int64_t>{1},
                                /*keep=*/false);
  }

  // The products of each vector with those before it, row by row of the lower
  // triangle.
  Value interact(ArrayRef<Value> vectors) {
    m.enter("interaction");
    int64_t count = vectors.size();
    auto batch = m.dims(vectors[0])[0];
    SmallVector<Value> rows;
    for (Value vector : vectors)
      rows.push_back(
          m.reshape(vector, {batch, m.constant(1), m.constant(width)}));
    Value all = m.make<hf::ConcatOp>(rows, int64_t(1));
    Value products = m.reshape(m.contract("bik,bjk->bij", all, all),
                               {batch, m.constant(count * count)});
    SmallVector<int64_t> places;
    for (int64_t i = 1; i < count; ++i)
      for (int64_t j = 0; j < i; ++j)
        places.push_back(i * count + j);
    auto type = RankedTensorType::get({static_cast<int64_t>(places.size())},
                                      m.getBuilder().getI64Type());
    Value chosen = m.make<hf::ConstantOp>(llvm::cast<TypedAttr>(
        Attribute(DenseElementsAttr::get(type, ArrayRef<int64_t>(places)))));
    return m.make<hf::GatherOp>(products, chosen, int64_t(1));
  }

  Value build() {
    auto batch = m.symbol("batch", INT32_MAX);
    Type i64 = m.getBuilder().getI64Type();
    int64_t tables = rows.size();
    Value features = m.input("dense_x", {batch, m.constant(dense)},
                             m.getBuilder().getF32Type());
    Value offsets = m.input("offsets", {m.constant(tables), batch}, i64);
    SmallVector<Value> indices;
    for (int64_t i = 0; i < tables; ++i) {
      std::string number = std::to_string(i);
      auto count = m.symbol("count_" + number, INT32_MAX, 0);
      indices.push_back(m.input("indices_" + number, {count}, i64));
    }
    SmallVector<Value> vectors{mlp(features, "bot_l", bottom, false)};
    for (int64_t i = 0; i < tables; ++i) {
      Value starts = m.reshape(m.slice(offsets, 0, i, 1), {batch});
      vectors.push_back(
          bag(indices[i], starts, "emb_l." + std::to_string(i), rows[i]));
    }
    SmallVector<Value> parts{vectors[0], interact(vectors)};
    return mlp(m.make<hf::ConcatOp>(parts, int64_t(1)), "top_l", top, true);
  }
};

} // namespace

Built huggingface::buildDLRM(ModelBuilder &m) {
  m.output("pred", Dlrm(m).build());
  return {};
}
