// CLIP (transformers.models.clip): a tower for text and one for images, whose
// normalised embeddings are compared. Sources: Radford et al. 2021;
// modeling_clip.py.
#include "frontends/huggingface/Architectures.h"
#include "frontends/huggingface/blocks/Attention.h"
#include "frontends/huggingface/blocks/Convolution.h"

using namespace hfc;
using namespace hfc::huggingface;
using namespace mlir;

namespace {

// The layers that both towers have.
struct Tower {
  ModelBuilder &m;
  Config &c;
  std::string prefix;
  int64_t width, layers, heads, inner;
  double epsilon;
  std::string activation;

  Tower(ModelBuilder &m, StringRef key, std::string prefix, int64_t usualWidth)
      : m(m), c(m.config.getConfig(key)), prefix(std::move(prefix)) {
    width = c.getInt("hidden_size", usualWidth);
    layers = c.getInt("num_hidden_layers", 12);
    heads = c.getInt("num_attention_heads", usualWidth / 64);
    inner = c.getInt("intermediate_size", 4 * usualWidth);
    epsilon = c.getNumber("layer_norm_eps", 1e-5);
    activation = c.getString("hidden_act", "quick_gelu");
    c.requireDivides("num_attention_heads", heads, "hidden_size", width);
    c.has("projection_dim"); // the outer one counts
    m.ignore(this->prefix + "embeddings.position_ids");
  }

  Value layer(Value x, const Scope &scope, int64_t index) {
    std::string name = prefix + "encoder.layers." + std::to_string(index) + ".";
    m.enter(name + "self_attn");
    std::string self = name + "self_attn.";
    Value normed = m.layerNorm(x, name + "layer_norm1", epsilon);
    x = m.make<hf::AddOp>(selfAttention(m, normed, scope, heads,
                                        {self + "q_proj", self + "k_proj",
                                         self + "v_proj", self + "out_proj"}),
                          x);
    m.enter(name + "mlp");
    normed = m.layerNorm(x, name + "layer_norm2", epsilon);
    Value wide = m.activation(m.linear(normed, name + "mlp.fc1", inner),
                              "hidden_act", activation);
    return m.make<hf::AddOp>(m.linear(wide, name + "mlp.fc2", width), x);
  }

  Value encode(Value x, const Scope &scope) {
    for (int64_t i = 0; i < layers; ++i)
      x = layer(x, scope, i);
    return x;
  }
};

struct TextTower : Tower {
  int64_t vocabulary, positions, endOfText;

  explicit TextTower(ModelBuilder &m)
      : Tower(m, "text_config", "text_model.", 512) {
    vocabulary = c.getInt("vocab_size", 49408);
    positions = c.getInt("max_position_embeddings", 77);
    endOfText = c.getInt("eos_token_id", 49407, 0);
  }

  // The state of each text's end: where the id is the largest in old configs,
  // which say 2, else where it first is eos_token_id.
  Value pool(Value hidden, Value ids) {
    Value score = ids;
    if (endOfText != 2) {
      Value isEnd =
          m.make<hf::CompareOp>(hf::Predicate::eq, ids, m.integer(endOfText));
      score = m.cast(isEnd, m.getBuilder().getI64Type());
    }
    Value place = m.make<hf::ArgReduceOp>(hf::ReduceKind::max, score,
                                          int64_t(1), /*last=*/false);
    return m.make<hf::GatherNDOp>(hidden, place, int64_t(1));
  }

  Value embed(Value ids, Value mask) {
    m.enter(prefix + "embeddings");
    Value x = m.make<hf::AddOp>(
        m.embedding(ids, prefix + "embeddings.token_embedding", vocabulary,
                    width),
        m.embedding(m.positions(ids, positions),
                    prefix + "embeddings.position_embedding", positions,
                    width));
    Scope scope{keyMask(m, mask), /*causal=*/true};
    x = encode(x, scope);
    m.enter(prefix + "final_layer_norm");
    return pool(m.layerNorm(x, prefix + "final_layer_norm", epsilon), ids);
  }
};

struct ImageTower : Tower {
  int64_t side, patch, channels;

  explicit ImageTower(ModelBuilder &m)
      : Tower(m, "vision_config", "vision_model.", 768) {
    side = c.getInt("image_size", 224);
    patch = c.getInt("patch_size", 32);
    channels = c.getInt("num_channels", 3);
    c.requireDivides("patch_size", patch, "image_size", side);
  }

  Value embed(Value image) {
    std::string name = prefix + "embeddings.";
    m.enter(name + "patches");
    Value x = embedPatches(m, image, name + "patch_embedding", width, patch,
                           /*bias=*/false);
    x = prependToken(m, m.weight(name + "class_embedding", {width}), x);
    int64_t tokens = *m.dims(x)[1].getConstant();
    x = m.make<hf::AddOp>(
        x, m.weight(name + "position_embedding.weight", {tokens, width}));
    x = m.layerNorm(x, prefix + "pre_layrnorm", epsilon); // the name's spelling
    x = encode(x, {});
    m.enter(prefix + "post_layernorm");
    return m.layerNorm(m.firstToken(x), prefix + "post_layernorm", epsilon);
  }
};

} // namespace

// Of length 1.
static Value normalize(ModelBuilder &m, Value x) {
  Value square = m.make<hf::ReduceOp>(
      hf::ReduceKind::sum, m.make<hf::MulOp>(x, x), ArrayRef<int64_t>{1}, true);
  return m.make<hf::DivOp>(x, m.make<hf::SqrtOp>(square));
}

Built huggingface::buildCLIPModel(ModelBuilder &m) {
  TextTower text(m);
  ImageTower images(m);
  int64_t width = m.config.getInt("projection_dim", 512);
  auto texts = m.symbol("text_batch", INT32_MAX);
  auto sequence = m.symbol("sequence", text.positions);
  auto count = m.symbol("image_batch", INT32_MAX);
  auto side = m.constant(images.side);
  Type i64 = m.getBuilder().getI64Type();
  Value ids = m.input("input_ids", {texts, sequence}, i64);
  Value pixels =
      m.input("pixel_values", {count, m.constant(images.channels), side, side},
              m.getBuilder().getF32Type());
  Value mask = m.input("attention_mask", {texts, sequence}, i64, 1);

  Value textState = text.embed(ids, mask);
  Value imageState = images.embed(pixels);
  m.enter("projections");
  Value textEmbeds = normalize(
      m, m.linear(textState, "text_projection", width, /*bias=*/false));
  Value imageEmbeds = normalize(
      m, m.linear(imageState, "visual_projection", width, /*bias=*/false));
  m.enter("logits");
  Value temperature = m.make<hf::ExpOp>(m.weight("logit_scale", {}));
  auto compare = [&](Value a, Value b) {
    return m.make<hf::MulOp>(m.contract("ik,jk->ij", a, b), temperature);
  };
  m.output("logits_per_image", compare(imageEmbeds, textEmbeds));
  m.output("logits_per_text", compare(textEmbeds, imageEmbeds));
  m.output("text_embeds", textEmbeds);
  m.output("image_embeds", imageEmbeds);
  return {};
}
