// T5 (transformers.models.t5): encoder and decoder with a learned bias a bucket
// of distances, RMS norm, unscaled attention. `main` takes input_ids,
// attention_mask and those of the decoder's tokens so far; `encode` keeps what
// the decoder reads of the encoder, for `decode` to write token by token.
// Sources: Raffel et al. 2019; modeling_t5.py.
#include "frontends/huggingface/blocks/Decoder.h"
#include <cmath>

using namespace hfc;
using namespace hfc::huggingface;
using namespace mlir;

namespace {

struct T5 {
  ModelBuilder &m;
  int64_t vocabulary, width, headSize, inner, layers, decoderLayers, heads,
      buckets, farthest;
  double epsilon;
  std::string activation;
  bool isGated, scalesOutput;

  explicit T5(ModelBuilder &m) : m(m) {
    Config &c = m.config;
    vocabulary = c.getInt("vocab_size", 32128);
    width = c.getInt("d_model", 512);
    headSize = c.getInt("d_kv", 64);
    inner = c.getInt("d_ff", 2048);
    layers = c.getInt("num_layers", 6);
    decoderLayers = c.getInt("num_decoder_layers", layers);
    heads = c.getInt("num_heads", 8);
    buckets = c.getInt("relative_attention_num_buckets", 32, 4);
    farthest = c.getInt("relative_attention_max_distance", 128, buckets);
    epsilon = c.getNumber("layer_norm_epsilon", 1e-6);
    StringRef kind = activation = c.getString("feed_forward_proj", "relu");
    isGated = kind.consume_front("gated-");
    activation = isGated && kind == "gelu" ? "gelu_new" : kind.str();
    if (c.getString("dense_act_fn", activation) != activation)
      c.refuse("dense_act_fn", "contradicts \"feed_forward_proj\"");
    if (c.getBool("is_gated_act", isGated) != isGated)
      c.refuse("is_gated_act", "contradicts \"feed_forward_proj\"");
    scalesOutput = c.getBool("scale_decoder_outputs",
                             c.getBool("tie_word_embeddings", true));
    for (StringRef part : {"encoder", "decoder"})
      m.ignore((part + ".embed_tokens.weight").str()); // always `shared`
  }

  // The bucket of each distance key - query from -farthest to farthest, beyond
  // which it does not change. In f32 as the class computes it: boundaries are
  // exact powers.
  SmallVector<int64_t> bucketsOfDistances(bool isCausal) const {
    int64_t side = isCausal ? buckets : buckets / 2, exact = side / 2;
    auto bucketOf = [&](int64_t distance) {
      if (distance < exact)
        return distance;
      float share =
          static_cast<float>(std::log(static_cast<float>(distance) / exact)) /
          static_cast<float>(std::log(static_cast<double>(farthest) / exact));
      auto more =
          static_cast<int64_t>(share * static_cast<float>(side - exact));
      return std::min(exact + more, side - 1);
    };
    SmallVector<int64_t> result;
    for (int64_t distance = -farthest; distance <= farthest; ++distance)
      if (isCausal)
        result.push_back(bucketOf(std::max<int64_t>(-distance, 0)));
      else
        result.push_back(bucketOf(std::abs(distance)) +
                         (distance > 0 ? side : 0));
    return result;
  }

  // The bias of all layers of a stack, whose first one holds it: [1, heads, s,
  // t], where the queries are the last of the keys.
  Value relativeBias(const std::string &stack, dim::DimExpr queries,
                     dim::DimExpr keys, bool isCausal) {
    m.enter(stack + "relative_attention_bias");
    Type i64 = m.getBuilder().getI64Type();
    auto one = m.constant(1);
    Value row =
        m.make<hf::IotaOp>(dim::getTensorType({queries, one}, i64), int64_t(0));
    if (!(queries == keys))
      row = m.make<hf::AddOp>(row, m.size(keys - queries));
    Value column =
        m.make<hf::IotaOp>(dim::getTensorType({one, keys}, i64), int64_t(1));
    Value distance = m.make<hf::SubOp>(column, row);
    distance = m.make<hf::MaxOp>(
        m.make<hf::MinOp>(distance, m.integer(farthest)), m.integer(-farthest));
    Value place = m.make<hf::AddOp>(distance, m.integer(farthest));
    SmallVector<int64_t> table = bucketsOfDistances(isCausal);
    auto type =
        RankedTensorType::get({static_cast<int64_t>(table.size())}, i64);
    Value bucket = m.make<hf::ConstantOp>(llvm::cast<TypedAttr>(
        Attribute(DenseElementsAttr::get(type, ArrayRef<int64_t>(table)))));
    Value byDistance = m.embedding(
        bucket, stack + "block.0.layer.0.SelfAttention.relative_attention_bias",
        buckets, heads);
    Value bias = m.make<hf::GatherOp>(byDistance, place, int64_t(0));
    bias = m.make<hf::TransposeOp>(bias, ArrayRef<int64_t>{2, 0, 1});
    return m.reshape(bias, {one, m.constant(heads), queries, keys});
  }

  Value norm(Value x, const std::string &name) {
    return m.rmsNorm(x, name + "layer_norm", epsilon);
  }

  // [b, heads, s, d]
  Value project(Value x, const std::string &name) {
    return splitHeads(m, m.linear(x, name, heads * headSize, /*bias=*/false),
                      heads);
  }

  // Key or value of the encoder's output for a layer of the decoder.
  static std::string crossName(int64_t layer, const char *part) {
    return "decoder.block." + std::to_string(layer) +
           ".layer.1.EncDecAttention." + part;
  }
  // The same as a session keeps it: [source, b, heads, d].
  Value readCross(int64_t layer, const char *part, const Scope &scope) {
    auto dims = m.dims(scope.keep); // [b, 1, 1, source]
    Value kept =
        m.readKept(crossName(layer, part),
                   {dims[3], dims[0], m.constant(heads), m.constant(headSize)},
                   m.getBuilder().getF32Type());
    return m.make<hf::TransposeOp>(kept, ArrayRef<int64_t>{1, 2, 0, 3});
  }
  void keepCross(Value memory, Value mask) {
    m.enter("cross");
    for (int64_t i = 0; i < decoderLayers; ++i)
      for (const char *part : {"k", "v"})
        m.makeKept(crossName(i, part),
                   m.make<hf::TransposeOp>(project(memory, crossName(i, part)),
                                           ArrayRef<int64_t>{2, 0, 1, 3}));
    m.makeKept("attention_mask",
               m.make<hf::TransposeOp>(mask, ArrayRef<int64_t>{1, 0}));
  }

  // x + attention of norm(x) to itself.
  Value selfAttend(Value x, const Scope &scope, const std::string &layer) {
    std::string name = layer + "SelfAttention";
    m.enter(name);
    Value in = norm(x, layer);
    Value context = attend(m,
                           {project(in, name + ".q"), project(in, name + ".k"),
                            project(in, name + ".v")},
                           scope, /*scale=*/1);
    return m.make<hf::AddOp>(
        x, m.linear(context, name + ".o", width, /*bias=*/false));
  }

  // x + attention of norm(x) to the encoder's output, or to what is kept of it.
  Value crossAttend(Value x, Value memory, const Scope &scope, int64_t index) {
    std::string layer = "decoder.block." + std::to_string(index) + ".layer.1.";
    m.enter(layer + "EncDecAttention");
    auto part = [&](const char *name) {
      return memory ? project(memory, crossName(index, name))
                    : readCross(index, name, scope);
    };
    Value query = project(norm(x, layer), crossName(index, "q"));
    Value context =
        attend(m, {query, part("k"), part("v")}, scope, /*scale=*/1);
    return m.make<hf::AddOp>(
        x, m.linear(context, crossName(index, "o"), width, /*bias=*/false));
  }

  Value feedForward(Value x, const std::string &layer) {
    std::string name = layer + "DenseReluDense.";
    m.enter(layer + "DenseReluDense");
    Value in = norm(x, layer);
    auto widen = [&](const char *part) {
      return m.linear(in, name + part, inner, /*bias=*/false);
    };
    Value wide = m.activation(widen(isGated ? "wi_0" : "wi"),
                              "feed_forward_proj", activation);
    if (isGated)
      wide = m.make<hf::MulOp>(wide, widen("wi_1"));
    return m.make<hf::AddOp>(
        x, m.linear(wide, name + "wo", width, /*bias=*/false));
  }

  Value embed(Value ids) {
    m.enter("shared");
    return m.embedding(ids, "shared", vocabulary, width);
  }

  Value finalNorm(Value x, const std::string &stack) {
    m.enter(stack + "final_layer_norm");
    return m.rmsNorm(x, stack + "final_layer_norm", epsilon);
  }

  Value encode(Value ids, Value keep) {
    Scope scope{keep};
    auto length = m.dims(ids)[1];
    scope.bias = relativeBias("encoder.", length, length, /*isCausal=*/false);
    Value x = embed(ids);
    for (int64_t i = 0; i < layers; ++i) {
      std::string name = "encoder.block." + std::to_string(i) + ".layer.";
      x = selfAttend(x, scope, name + "0.");
      x = feedForward(x, name + "1.");
    }
    return finalNorm(x, "encoder.");
  }

  Value decode(const Tokens &tokens, Value memory, Value keep) {
    Scope own = tokens.scope, cross{keep};
    own.bias = relativeBias("decoder.", m.dims(tokens.ids)[1],
                            m.dims(tokens.mask)[1], /*isCausal=*/true);
    Value x = embed(tokens.ids);
    for (int64_t i = 0; i < decoderLayers; ++i) {
      std::string name = "decoder.block." + std::to_string(i) + ".layer.";
      x = selfAttend(x, own, name + "0.");
      x = crossAttend(x, memory, cross, i);
      x = feedForward(x, name + "2.");
    }
    return finalNorm(x, "decoder.");
  }

  void writeLogits(Value x) {
    m.enter("lm_head");
    if (scalesOutput)
      x = m.make<hf::MulOp>(
          x, m.number(1 / std::sqrt(static_cast<double>(width))));
    // T5 v1.1 has a head of its own whatever tie_word_embeddings says.
    bool isStored = m.hasWeight("lm_head.weight");
    m.output("logits", m.linear(x, isStored ? "lm_head" : "shared", vocabulary,
                                /*bias=*/false));
  }
};

} // namespace

Built huggingface::buildT5ForConditionalGeneration(ModelBuilder &m) {
  T5 t5(m);
  Type i64 = m.getBuilder().getI64Type();
  if (m.isFunction("decode")) {
    Tokens targets = takeTokens(m, INT32_MAX, "decoder_");
    auto batch = m.dims(targets.ids)[0];
    auto source = m.length("source", "source_context", INT32_MAX);
    m.enter("attention_mask");
    Value mask = m.make<hf::TransposeOp>(
        m.readKept("attention_mask", {source, batch}, i64),
        ArrayRef<int64_t>{1, 0});
    t5.writeLogits(t5.decode(targets, nullptr, keyMask(m, mask)));
    return {};
  }
  auto batch = m.symbol("batch", INT32_MAX);
  bool encodes = m.isFunction("encode");
  auto sequence = m.symbol(
      "sequence", encodes ? m.boundOf("source_context", INT32_MAX) : INT32_MAX);
  Value ids = m.input("input_ids", {batch, sequence}, i64);
  Value mask = m.input("attention_mask", {batch, sequence}, i64, 1);
  m.enter("attention_mask");
  Value keep = keyMask(m, mask);
  Value memory = t5.encode(ids, keep);
  if (encodes) {
    t5.keepCross(memory, mask);
    m.output("encoder_last_hidden_state", memory);
    return {};
  }
  Tokens targets = takeTokens(m, INT32_MAX, "decoder_");
  t5.writeLogits(t5.decode(targets, memory, keep));
  m.output("encoder_last_hidden_state", memory);
  return {};
}
