// Wav2Vec2 (transformers.models.wav2vec2): strided convolutions over samples, a
// grouped convolution for positions, an encoder with norms before or behind, a
// head for CTC. Padding behind the samples, which attention_mask tells, reaches
// the encoder as zeros. Sources: Baevski et al. 2020; modeling_wav2vec2.py.
#include "frontends/huggingface/Architectures.h"
#include "frontends/huggingface/blocks/Attention.h"
#include "frontends/huggingface/blocks/Convolution.h"

using namespace hfc;
using namespace hfc::huggingface;
using namespace mlir;

namespace {

struct Wav2Vec2 {
  ModelBuilder &m;
  std::string prefix;
  std::vector<int64_t> channels, strides, kernels;
  int64_t width, layers, heads, inner, positionKernel, positionGroups;
  double epsilon;
  std::string featureActivation, activation;
  bool convolutionBias, normsEachFeature, normsBefore;

  explicit Wav2Vec2(ModelBuilder &m) : m(m) {
    Config &c = m.config;
    prefix = m.prefixOf("wav2vec2.", "feature_projection.projection.weight");
    channels = c.getInts("conv_dim", {512, 512, 512, 512, 512, 512, 512});
    strides = c.getInts("conv_stride", {5, 2, 2, 2, 2, 2, 2});
    kernels = c.getInts("conv_kernel", {10, 3, 3, 3, 3, 2, 2});
    width = c.getInt("hidden_size", 768);
    layers = c.getInt("num_hidden_layers", 12);
    heads = c.getInt("num_attention_heads", 12);
    inner = c.getInt("intermediate_size", 3072);
    positionKernel = c.getInt("num_conv_pos_embeddings", 128);
    positionGroups = c.getInt("num_conv_pos_embedding_groups", 16);
    epsilon = c.getNumber("layer_norm_eps", 1e-5);
    featureActivation = c.getString("feat_extract_activation", "gelu");
    activation = c.getString("hidden_act", "gelu");
    convolutionBias = c.getBool("conv_bias", false);
    normsBefore = c.getBool("do_stable_layer_norm", false);
    std::string norm = c.getString("feat_extract_norm", "group");
    normsEachFeature = norm == "layer";
    if (!normsEachFeature && norm != "group")
      c.refuse("feat_extract_norm", "is neither \"group\" nor \"layer\"");
    if (strides.size() != channels.size() || kernels.size() != channels.size())
      c.refuse("conv_dim", "is not as long as conv_stride and conv_kernel");
    if (c.getInt("num_feat_extract_layers", channels.size()) !=
        static_cast<int64_t>(channels.size()))
      c.refuse("num_feat_extract_layers", "contradicts \"conv_dim\"");
    c.requireDivides("num_attention_heads", heads, "hidden_size", width);
    c.requireDivides("num_conv_pos_embedding_groups", positionGroups,
                     "hidden_size", width);
    if (width % positionGroups)
      positionGroups =
          1; // something that can be built, until the error is told
    c.requireBool("add_adapter", false);
    if (c.has("adapter_attn_dim"))
      c.refuse("adapter_attn_dim", "is there: adapters are not known");
    m.ignore(prefix + "masked_spec_embed"); // of training
  }

  // Each channel over time to mean 0 and variance 1, then scaled: group norm
  // with a group a channel.
  Value channelNorm(Value x, const std::string &name) {
    int64_t count = *m.dims(x)[1].getConstant();
    auto mean = [&](Value value) {
      return m.make<hf::ReduceOp>(hf::ReduceKind::mean, value,
                                  ArrayRef<int64_t>{2}, /*keep=*/true);
    };
    Value away = m.make<hf::SubOp>(x, mean(x));
    Value variance = mean(m.make<hf::MulOp>(away, away));
    Value deviation =
        m.make<hf::SqrtOp>(m.make<hf::AddOp>(variance, m.number(1e-5)));
    Value scale = m.weight(name + ".weight", {count});
    Value shift = m.weight(name + ".bias", {count});
    Value scaled = m.make<hf::MulOp>(m.make<hf::DivOp>(away, deviation),
                                     alongChannels(m, scale, x));
    return m.make<hf::AddOp>(scaled, alongChannels(m, shift, x));
  }

  Value swap(Value x) {
    return m.make<hf::TransposeOp>(x, ArrayRef<int64_t>{0, 2, 1});
  }

  // [b, samples] to [b, channels, frames].
  Value extract(Value samples) {
    auto own = m.dims(samples);
    Value x = m.reshape(samples, {own[0], m.constant(1), own[1]});
    size_t count = std::min({channels.size(), strides.size(), kernels.size()});
    for (size_t i = 0; i < count; ++i) {
      std::string name =
          prefix + "feature_extractor.conv_layers." + std::to_string(i) + ".";
      m.enter(name + "conv");
      x = convolve(m, x, name + "conv", channels[i], {kernels[i], strides[i]},
                   convolutionBias);
      if (normsEachFeature)
        x = swap(m.layerNorm(swap(x), name + "layer_norm", 1e-5));
      else if (i == 0)
        x = channelNorm(x, name + "layer_norm");
      x = m.activation(x, "feat_extract_activation", featureActivation);
    }
    return x;
  }

  // A convolution over time that tells a frame its place.
  Value embedPositions(Value x) {
    std::string name = prefix + "encoder.pos_conv_embed.conv";
    m.enter(name);
    Value weight =
        m.normedWeight(name, {width, width / positionGroups, positionKernel});
    Value planes = swap(x);
    Value placed = convolve(m, planes, weight,
                            {positionKernel, /*stride=*/1,
                             /*pad=*/positionKernel / 2, positionGroups});
    // An even kernel gives one frame too many.
    placed = m.slice(placed, 2, m.constant(0), m.dims(x)[1]);
    Value bias = m.weight(name + ".bias", {width});
    placed = m.make<hf::AddOp>(placed, alongChannels(m, bias, placed));
    return swap(
        m.activation(placed, "feat_extract_activation", featureActivation));
  }

  // i1 [b, frames], of a mask of samples, whose number is what counts: whether
  // a frame is made of these alone.
  Value keptFrames(Value mask, dim::DimExpr frames) {
    m.enter("attention_mask");
    Value count = m.make<hf::ReduceOp>(hf::ReduceKind::sum, mask,
                                       ArrayRef<int64_t>{1}, /*keep=*/true);
    size_t layers = std::min(strides.size(), kernels.size());
    for (size_t i = 0; i < layers; ++i) {
      Value whole =
          m.make<hf::AddOp>(count, m.integer(strides[i] - kernels[i]));
      count = m.make<hf::DivOp>(m.make<hf::MaxOp>(whole, m.integer(0)),
                                m.integer(strides[i]));
    }
    auto row = dim::getTensorType({m.constant(1), frames},
                                  m.getBuilder().getI64Type());
    return m.make<hf::CompareOp>(hf::Predicate::lt,
                                 m.make<hf::IotaOp>(row, int64_t(1)), count);
  }

  Value layer(Value x, const Scope &scope, int64_t index) {
    std::string name = prefix + "encoder.layers." + std::to_string(index) + ".";
    std::string self = name + "attention.";
    m.enter(name + "attention");
    auto attention = [&](Value in) {
      return selfAttention(m, in, scope, heads,
                           {self + "q_proj", self + "k_proj", self + "v_proj",
                            self + "out_proj"});
    };
    auto feedForward = [&](Value in) {
      m.enter(name + "feed_forward");
      Value wide = m.activation(
          m.linear(in, name + "feed_forward.intermediate_dense", inner),
          "hidden_act", activation);
      return m.linear(wide, name + "feed_forward.output_dense", width);
    };
    auto norm = [&](Value in, const char *part) {
      return m.layerNorm(in, name + part, epsilon);
    };
    if (normsBefore) {
      x = m.make<hf::AddOp>(attention(norm(x, "layer_norm")), x);
      return m.make<hf::AddOp>(feedForward(norm(x, "final_layer_norm")), x);
    }
    x = norm(m.make<hf::AddOp>(attention(x), x), "layer_norm");
    return norm(m.make<hf::AddOp>(feedForward(x), x), "final_layer_norm");
  }

  Value encode() {
    // The least that gives a frame.
    int64_t least = 1;
    for (size_t i = std::min(strides.size(), kernels.size()); i-- > 0;)
      least = (least - 1) * strides[i] + kernels[i];
    auto batch = m.symbol("batch", INT32_MAX);
    auto samples = m.symbol("samples", INT32_MAX, least);
    Value x = extract(
        m.input("input_values", {batch, samples}, m.getBuilder().getF32Type()));
    std::string name = prefix + "feature_projection.";
    m.enter(name + "projection");
    x = m.layerNorm(swap(x), name + "layer_norm", epsilon);
    x = m.linear(x, name + "projection", width);
    auto frames = m.dims(x)[1];
    Value kept = keptFrames(m.input("attention_mask", {batch, samples},
                                    m.getBuilder().getI64Type(), 1),
                            frames);
    auto one = m.constant(1);
    x = m.make<hf::SelectOp>(m.reshape(kept, {batch, frames, one}), x,
                             m.number(0));
    Scope scope{m.reshape(kept, {batch, one, one, frames})};
    x = m.make<hf::AddOp>(x, embedPositions(x));
    std::string norm = prefix + "encoder.layer_norm";
    if (!normsBefore)
      x = m.layerNorm(x, norm, epsilon);
    for (int64_t i = 0; i < layers; ++i)
      x = layer(x, scope, i);
    return normsBefore ? m.layerNorm(x, norm, epsilon) : x;
  }
};

} // namespace

Built huggingface::buildWav2Vec2ForCTC(ModelBuilder &m) {
  Value hidden = Wav2Vec2(m).encode();
  m.enter("lm_head");
  m.output("logits",
           m.linear(hidden, "lm_head", m.config.getInt("vocab_size", 32)));
  return {};
}
