// sentence-transformers' Pooling and Normalize: from token states to one vector
// a sentence. Source: sentence_transformers/models/Pooling.py.
#include "frontends/huggingface/Architectures.h"

using namespace hfc;
using namespace hfc::huggingface;
using namespace mlir;

namespace {

struct Pooler {
  ModelBuilder &m;
  Value hidden; // [b, s, width]
  Value mask;   // f32 [b, s, 1]

  Value sum(Value x) {
    return m.make<hf::ReduceOp>(hf::ReduceKind::sum, x, ArrayRef<int64_t>{1},
                                false);
  }
  // Weighted sum over weights' sum (or its root).
  Value mean(Value weights, bool root) {
    Value total = m.make<hf::MaxOp>(sum(weights), m.number(1e-9));
    if (root)
      total = m.make<hf::SqrtOp>(total);
    return m.make<hf::DivOp>(sum(m.make<hf::MulOp>(hidden, weights)), total);
  }
  // 1, 2, … along the sequence, 0 where masked.
  Value positions() {
    auto dims = m.dims(mask);
    Type type = dim::getTensorType(dims, m.getBuilder().getF32Type());
    Value count =
        m.make<hf::AddOp>(m.make<hf::IotaOp>(type, int64_t(1)), m.number(1));
    return m.make<hf::MulOp>(count, mask);
  }

  Value pool(Pooling pooling) {
    switch (pooling) {
    case Pooling::Cls:
      return m.firstToken(hidden);
    case Pooling::Max: {
      Value zero = m.number(0);
      Value keep = m.make<hf::CompareOp>(hf::Predicate::ne, mask, zero);
      Value kept = m.make<hf::SelectOp>(keep, hidden, m.number(-1e9));
      return m.make<hf::ReduceOp>(hf::ReduceKind::max, kept,
                                  ArrayRef<int64_t>{1}, false);
    }
    case Pooling::Mean:
      return mean(mask, false);
    case Pooling::MeanSqrtLength:
      return mean(mask, true);
    case Pooling::WeightedMean:
      return mean(positions(), false);
    case Pooling::LastToken: {
      // The state where the position is the sentence's largest.
      Value place = positions();
      Value last = m.make<hf::ReduceOp>(hf::ReduceKind::max, place,
                                        ArrayRef<int64_t>{1}, true);
      Value here = m.make<hf::CompareOp>(hf::Predicate::eq, place, last);
      return sum(m.make<hf::SelectOp>(here, hidden, m.number(0)));
    }
    }
    llvm_unreachable("all poolings are listed");
  }
};

} // namespace

void huggingface::addSentenceEmbedding(ModelBuilder &model,
                                       const SentenceTransformer &head,
                                       const Built &built) {
  if (!built.hidden) {
    model.config.refuse("architectures",
                        "the class has no token states to pool");
    return;
  }
  model.enter("pooling");
  auto dims = model.dims(built.mask);
  auto type = dim::getTensorType(dims, model.getBuilder().getF32Type());
  Value mask = model.make<hf::CastOp>(type, built.mask);
  mask = model.reshape(mask, {dims[0], dims[1], model.constant(1)});
  Pooler pooler{model, built.hidden, mask};
  SmallVector<Value> parts;
  for (Pooling pooling : head.poolings)
    parts.push_back(pooler.pool(pooling));
  Value result = parts.size() == 1
                     ? parts[0]
                     : model.make<hf::ConcatOp>(parts, int64_t(1));
  if (head.normalize) {
    model.enter("normalize");
    Value square = model.make<hf::MulOp>(result, result);
    Value norm = model.make<hf::SqrtOp>(model.make<hf::ReduceOp>(
        hf::ReduceKind::sum, square, ArrayRef<int64_t>{1}, true));
    result = model.make<hf::DivOp>(
        result, model.make<hf::MaxOp>(norm, model.number(1e-12)));
  }
  model.output("sentence_embedding", result);
}
