// ViT (transformers.models.vit): an image as patches, pre-norm layers, the
// class token's state to the labels. Sources: Dosovitskiy et al. 2020;
// modeling_vit.py.
#include "frontends/huggingface/Architectures.h"
#include "frontends/huggingface/blocks/Attention.h"
#include "frontends/huggingface/blocks/Convolution.h"

using namespace hfc;
using namespace hfc::huggingface;
using namespace mlir;

namespace {

struct Vit {
  ModelBuilder &m;
  std::string prefix;
  int64_t side, patch, channels, width, layers, heads, inner;
  double epsilon;
  std::string activation;
  bool projectionBias;

  explicit Vit(ModelBuilder &m) : m(m) {
    Config &c = m.config;
    prefix = m.prefixOf("vit.", "embeddings.cls_token");
    side = c.getInt("image_size", 224);
    patch = c.getInt("patch_size", 16);
    channels = c.getInt("num_channels", 3);
    width = c.getInt("hidden_size", 768);
    layers = c.getInt("num_hidden_layers", 12);
    heads = c.getInt("num_attention_heads", 12);
    inner = c.getInt("intermediate_size", 3072);
    epsilon = c.getNumber("layer_norm_eps", 1e-12);
    activation = c.getString("hidden_act", "gelu");
    projectionBias = c.getBool("qkv_bias", true);
    c.requireDivides("num_attention_heads", heads, "hidden_size", width);
    c.requireDivides("patch_size", patch, "image_size", side);
    m.ignore(prefix + "pooler.dense.*"); // of the class without a head
  }

  Value layer(Value x, int64_t index) {
    std::string name = prefix + "encoder.layer." + std::to_string(index) + ".";
    m.enter(name + "attention");
    std::string self = name + "attention.attention.";
    Value normed = m.layerNorm(x, name + "layernorm_before", epsilon);
    x = m.make<hf::AddOp>(
        selfAttention(m, normed, {}, heads,
                      {self + "query", self + "key", self + "value",
                       name + "attention.output.dense"},
                      projectionBias),
        x);
    m.enter(name + "mlp");
    normed = m.layerNorm(x, name + "layernorm_after", epsilon);
    Value wide =
        m.activation(m.linear(normed, name + "intermediate.dense", inner),
                     "hidden_act", activation);
    return m.make<hf::AddOp>(m.linear(wide, name + "output.dense", width), x);
  }

  Value encode() {
    auto batch = m.symbol("batch", INT32_MAX);
    auto size = m.constant(side);
    Value image =
        m.input("pixel_values", {batch, m.constant(channels), size, size},
                m.getBuilder().getF32Type());
    std::string name = prefix + "embeddings.";
    m.enter(name + "patches");
    Value x = embedPatches(m, image, name + "patch_embeddings.projection",
                           width, patch, /*bias=*/true);
    x = prependToken(m, m.weight(name + "cls_token", {1, 1, width}), x);
    int64_t tokens = *m.dims(x)[1].getConstant();
    x = m.make<hf::AddOp>(
        x, m.weight(name + "position_embeddings", {1, tokens, width}));
    for (int64_t i = 0; i < layers; ++i)
      x = layer(x, i);
    m.enter(prefix + "layernorm");
    return m.layerNorm(x, prefix + "layernorm", epsilon);
  }
};

} // namespace

Built huggingface::buildViTForImageClassification(ModelBuilder &m) {
  Value hidden = Vit(m).encode();
  m.enter("classifier");
  m.output("logits",
           m.linear(m.firstToken(hidden), "classifier", m.countLabels()));
  return {};
}
