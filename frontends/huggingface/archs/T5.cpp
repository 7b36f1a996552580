// T5 (transformers.models.t5): encoder and decoder with a learned bias a bucket
// of distances, RMS norm, unscaled attention. Inputs are input_ids,
// attention_mask and those of the decoder's tokens so far. Sources: Raffel et
// al. 2019; modeling_t5.py.
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
  // s].
  Value relativeBias(const std::string &stack, dim::DimExpr length,
                     bool isCausal) {
    m.enter(stack + "relative_attention_bias");
    Type i64 = m.getBuilder().getI64Type();
    auto one = m.constant(1);
    Value row =
        m.make<hf::IotaOp>(dim::getTensorType({length, one}, i64), int64_t(0));
    Value column =
        m.make<hf::IotaOp>(dim::getTensorType({one, length}, i64), int64_t(1));
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
    return m.reshape(bias, {one, m.constant(heads), length, length});
  }

  Value norm(Value x, const std::string &name) {
    return m.rmsNorm(x, name + "layer_norm", epsilon);
  }

  // x + attention of norm(x) to `memory`, or to itself where it is null.
  Value attention(Value x, Value memory, const Scope &scope,
                  const std::string &layer, const std::string &kind) {
    m.enter(layer + kind);
    Value in = norm(x, layer);
    auto project = [&](Value from, const char *part) {
      return splitHeads(m,
                        m.linear(from, layer + kind + part, heads * headSize,
                                 /*bias=*/false),
                        heads);
    };
    Value from = memory ? memory : in;
    Value context = attend(
        m, {project(in, ".q"), project(from, ".k"), project(from, ".v")}, scope,
        /*scale=*/1);
    return m.make<hf::AddOp>(
        x, m.linear(context, layer + kind + ".o", width, /*bias=*/false));
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
    scope.bias = relativeBias("encoder.", m.dims(ids)[1], /*isCausal=*/false);
    Value x = embed(ids);
    for (int64_t i = 0; i < layers; ++i) {
      std::string name = "encoder.block." + std::to_string(i) + ".layer.";
      x = attention(x, nullptr, scope, name + "0.", "SelfAttention");
      x = feedForward(x, name + "1.");
    }
    return finalNorm(x, "encoder.");
  }

  Value decode(const Tokens &tokens, Value memory, Value keep) {
    Scope own = tokens.scope, cross{keep};
    own.bias =
        relativeBias("decoder.", m.dims(tokens.ids)[1], /*isCausal=*/true);
    Value x = embed(tokens.ids);
    for (int64_t i = 0; i < decoderLayers; ++i) {
      std::string name = "decoder.block." + std::to_string(i) + ".layer.";
      x = attention(x, nullptr, own, name + "0.", "SelfAttention");
      x = attention(x, memory, cross, name + "1.", "EncDecAttention");
      x = feedForward(x, name + "2.");
    }
    return finalNorm(x, "decoder.");
  }
};

} // namespace

Built huggingface::buildT5ForConditionalGeneration(ModelBuilder &m) {
  T5 t5(m);
  auto batch = m.symbol("batch", INT32_MAX);
  auto sequence = m.symbol("sequence", INT32_MAX);
  Type i64 = m.getBuilder().getI64Type();
  Value ids = m.input("input_ids", {batch, sequence}, i64);
  Value mask = m.input("attention_mask", {batch, sequence}, i64, 1);
  Tokens targets = takeTokens(m, INT32_MAX, "decoder_");
  m.enter("attention_mask");
  Value keep = keyMask(m, mask);
  Value memory = t5.encode(ids, keep);
  Value x = t5.decode(targets, memory, keep);
  m.enter("lm_head");
  if (t5.scalesOutput)
    x = m.make<hf::MulOp>(
        x, m.number(1 / std::sqrt(static_cast<double>(t5.width))));
  // T5 v1.1 has a head of its own whatever tie_word_embeddings says.
  bool isStored = m.hasWeight("lm_head.weight");
  m.output("logits", m.linear(x, isStored ? "lm_head" : "shared", t5.vocabulary,
                              /*bias=*/false));
  m.output("encoder_last_hidden_state", memory);
  return {};
}
