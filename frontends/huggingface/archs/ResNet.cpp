// ResNet (transformers.models.resnet): basic and bottleneck blocks for images
// of any size. Sources: He et al. 2015; modeling_resnet.py.
#include "frontends/huggingface/Architectures.h"
#include "frontends/huggingface/blocks/Convolution.h"

using namespace hfc;
using namespace hfc::huggingface;
using namespace mlir;

namespace {

struct ResNet {
  ModelBuilder &m;
  std::string prefix;
  int64_t channels, stemWidth;
  std::vector<int64_t> widths, depths;
  std::string activation;
  bool isBottleneck, shrinksFirst, shrinksInReduction;

  explicit ResNet(ModelBuilder &m) : m(m) {
    Config &c = m.config;
    prefix = m.prefixOf("resnet.", "embedder.embedder.convolution.weight");
    channels = c.getInt("num_channels", 3);
    stemWidth = c.getInt("embedding_size", 64);
    widths = c.getInts("hidden_sizes", {256, 512, 1024, 2048});
    depths = c.getInts("depths", {3, 4, 6, 3});
    activation = c.getString("hidden_act", "relu");
    shrinksFirst = c.getBool("downsample_in_first_stage", false);
    shrinksInReduction = c.getBool("downsample_in_bottleneck", false);
    std::string type = c.getString("layer_type", "bottleneck");
    isBottleneck = type == "bottleneck";
    if (!isBottleneck && type != "basic")
      c.refuse("layer_type", "is neither \"basic\" nor \"bottleneck\"");
    if (widths.size() != depths.size())
      c.refuse("depths", "has not as many stages as \"hidden_sizes\"");
  }

  Value activate(Value x) { return m.activation(x, "hidden_act", activation); }
  // Inside of a block, whatever "hidden_act" says.
  Value activateInside(Value x) { return m.activation(x, "", "relu"); }

  // Convolution and batch norm.
  Value convolution(Value x, const std::string &name, int64_t out, int64_t size,
                    int64_t stride = 1) {
    m.enter(name);
    x = convolve(m, x, name + ".convolution", out, {size, stride, size / 2},
                 /*bias=*/false);
    return batchNorm(m, x, name + ".normalization");
  }

  Value block(Value x, const std::string &name, int64_t out, int64_t stride) {
    Value y = x, shortcut = x;
    if (isBottleneck) {
      int64_t narrow = std::max<int64_t>(out / 4, 1);
      y = activateInside(convolution(y, name + "layer.0", narrow, 1,
                                     shrinksInReduction ? stride : 1));
      y = activateInside(convolution(y, name + "layer.1", narrow, 3,
                                     shrinksInReduction ? 1 : stride));
      y = convolution(y, name + "layer.2", out, 1);
    } else {
      y = activateInside(convolution(y, name + "layer.0", out, 3, stride));
      y = convolution(y, name + "layer.1", out, 3);
    }
    if (*m.dims(x)[1].getConstant() != out || stride != 1)
      shortcut = convolution(x, name + "shortcut", out, 1, stride);
    return activate(m.make<hf::AddOp>(y, shortcut));
  }

  Value encode() {
    auto batch = m.symbol("batch", INT32_MAX);
    auto height = m.symbol("height", INT16_MAX);
    auto width = m.symbol("width", INT16_MAX);
    Value x =
        m.input("pixel_values", {batch, m.constant(channels), height, width},
                m.getBuilder().getF32Type());
    x = activate(convolution(x, prefix + "embedder.embedder", stemWidth, 7, 2));
    x = maxPool(m, x, {/*size=*/3, /*stride=*/2, /*pad=*/1});
    for (size_t stage = 0; stage < std::min(widths.size(), depths.size());
         ++stage)
      for (int64_t i = 0; i < depths[stage]; ++i) {
        bool shrinks = i == 0 && (stage > 0 || shrinksFirst);
        x = block(x,
                  prefix + "encoder.stages." + std::to_string(stage) +
                      ".layers." + std::to_string(i) + ".",
                  widths[stage], shrinks ? 2 : 1);
      }
    m.enter(prefix + "pooler");
    return globalAverage(m, x);
  }
};

} // namespace

Built huggingface::buildResNetForImageClassification(ModelBuilder &m) {
  Value pooled = ResNet(m).encode();
  m.enter("classifier");
  m.output("logits", m.linear(pooled, "classifier.1", m.countLabels()));
  return {};
}
