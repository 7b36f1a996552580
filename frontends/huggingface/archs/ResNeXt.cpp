// ResNeXt as timm publishes it: ResNet's bottlenecks with grouped 3x3
// convolutions and the names of torchvision. config.json has `architecture`
// and, where they differ from that architecture's own, `model_args`. Sources:
// Xie et al. 2017; timm/models/resnet.py.
#include "frontends/huggingface/Architectures.h"
#include "frontends/huggingface/blocks/Convolution.h"

using namespace hfc;
using namespace hfc::huggingface;
using namespace mlir;

namespace {

struct ResNeXt {
  static constexpr int64_t expansion = 4, stemWidth = 64;

  ModelBuilder &m;
  std::vector<int64_t> depths, channels;
  int64_t groups, groupWidth;

  ResNeXt(ModelBuilder &m, const std::vector<int64_t> &usualDepths,
          int64_t usualGroups, int64_t usualGroupWidth)
      : m(m) {
    Config &arguments = m.config.getConfig("model_args");
    depths = arguments.getInts("layers", usualDepths);
    channels = arguments.getInts("channels", {64, 128, 256, 512});
    groups = arguments.getInt("cardinality", usualGroups);
    groupWidth = arguments.getInt("base_width", usualGroupWidth);
    if (depths.size() != channels.size())
      arguments.refuse("layers", "has not as many stages as \"channels\"");
    // What a preprocessor and a fine-tuner want to know.
    m.config.has("pretrained_cfg");
    int64_t features = channels.back() * expansion;
    if (m.config.getInt("num_features", features) != features)
      m.config.refuse("num_features", "contradicts \"model_args\"");
  }

  Value convolution(Value x, const std::string &name, const std::string &norm,
                    int64_t out, const Windows &windows) {
    m.enter(name);
    return batchNorm(m, convolve(m, x, name, out, windows, /*bias=*/false),
                     norm);
  }
  Value activate(Value x) { return m.make<hf::MaxOp>(x, m.number(0)); }

  Value block(Value x, const std::string &name, int64_t planes,
              int64_t stride) {
    int64_t width = std::max<int64_t>(planes * groupWidth / 64, 1) * groups;
    int64_t out = planes * expansion;
    Value y = activate(
        convolution(x, name + "conv1", name + "bn1", width, {/*size=*/1}));
    y = activate(convolution(y, name + "conv2", name + "bn2", width,
                             {/*size=*/3, stride, /*pad=*/1, groups}));
    y = convolution(y, name + "conv3", name + "bn3", out, {/*size=*/1});
    if (*m.dims(x)[1].getConstant() != out || stride != 1)
      x = convolution(x, name + "downsample.0", name + "downsample.1", out,
                      {/*size=*/1, stride});
    return activate(m.make<hf::AddOp>(y, x));
  }

  void build() {
    auto batch = m.symbol("batch", INT32_MAX);
    auto height = m.symbol("height", INT16_MAX);
    auto width = m.symbol("width", INT16_MAX);
    Value x = m.input("pixel_values", {batch, m.constant(3), height, width},
                      m.getBuilder().getF32Type());
    x = activate(convolution(x, "conv1", "bn1", stemWidth,
                             {/*size=*/7, /*stride=*/2, /*pad=*/3}));
    x = maxPool(m, x, {/*size=*/3, /*stride=*/2, /*pad=*/1});
    for (size_t stage = 0; stage < std::min(depths.size(), channels.size());
         ++stage)
      for (int64_t i = 0; i < depths[stage]; ++i)
        x = block(x,
                  "layer" + std::to_string(stage + 1) + "." +
                      std::to_string(i) + ".",
                  channels[stage], stage > 0 && i == 0 ? 2 : 1);
    m.enter("fc");
    m.output("logits", m.linear(globalAverage(m, x), "fc",
                                m.config.getInt("num_classes", 1000)));
  }
};

} // namespace

Built huggingface::buildResNeXt50_32x4d(ModelBuilder &m) {
  ResNeXt(m, {3, 4, 6, 3}, 32, 4).build();
  return {};
}

Built huggingface::buildResNeXt101_32x8d(ModelBuilder &m) {
  ResNeXt(m, {3, 4, 23, 3}, 32, 8).build();
  return {};
}
