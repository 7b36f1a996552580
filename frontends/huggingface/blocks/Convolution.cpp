// See Convolution.h.
#include "frontends/huggingface/blocks/Convolution.h"
#include <cmath>

using namespace hfc;
using namespace hfc::huggingface;
using namespace mlir;

Value huggingface::convolve(ModelBuilder &m, Value x, Value weight,
                            const Windows &windows) {
  size_t spatial = m.dims(x).size() - 2;
  SmallVector<int64_t> strides(spatial, windows.stride), ones(spatial, 1),
      pads(spatial, windows.pad);
  return m.make<hf::ConvOp>(x, weight, strides, ones, pads, pads,
                            windows.groups, /*channels_last=*/false);
}

Value huggingface::convolve(ModelBuilder &m, Value x, const Twine &prefix,
                            int64_t out, const Windows &windows, bool bias) {
  auto own = m.dims(x);
  SmallVector<int64_t> shape{out, *own[1].getConstant() / windows.groups};
  shape.append(own.size() - 2, windows.size);
  Value result = convolve(m, x, m.weight(prefix + ".weight", shape), windows);
  if (!bias)
    return result;
  Value added = m.weight(prefix + ".bias", {out});
  return m.make<hf::AddOp>(result, alongChannels(m, added, x));
}

Value huggingface::alongChannels(ModelBuilder &m, Value vector, Value x) {
  SmallVector<dim::DimExpr> shape{m.dims(vector)[0]};
  shape.append(m.dims(x).size() - 2, m.constant(1));
  return m.reshape(vector, shape);
}

Value huggingface::batchNorm(ModelBuilder &m, Value x, const Twine &prefix) {
  int64_t channels = *m.dims(x)[1].getConstant();
  auto read = [&](const char *name) {
    return m.readWeight(prefix + "." + name, {channels});
  };
  std::vector<double> weight = read("weight"), bias = read("bias"),
                      mean = read("running_mean"),
                      variance = read("running_var");
  m.ignore((prefix + ".num_batches_tracked").str());
  // As numbers, which the convolution before takes into its weights.
  std::vector<float> factors, shifts;
  for (int64_t i = 0; i < channels; ++i) {
    double factor = weight[i] / std::sqrt(variance[i] + 1e-5);
    factors.push_back(static_cast<float>(factor));
    shifts.push_back(static_cast<float>(bias[i] - mean[i] * factor));
  }
  SmallVector<int64_t> shape{channels};
  shape.append(m.dims(x).size() - 2, 1);
  Value scaled = m.make<hf::MulOp>(x, m.numbers(factors, shape));
  return m.make<hf::AddOp>(scaled, m.numbers(shifts, shape));
}

Value huggingface::maxPool(ModelBuilder &m, Value x, const Windows &windows) {
  size_t spatial = m.dims(x).size() - 2;
  SmallVector<int64_t> sizes(spatial, windows.size),
      strides(spatial, windows.stride), ones(spatial, 1),
      pads(spatial, windows.pad);
  return m.make<hf::PoolOp>(hf::PoolKind::max, x, sizes, strides, ones, pads,
                            pads, /*count_padding=*/false,
                            /*channels_last=*/false);
}

Value huggingface::globalAverage(ModelBuilder &m, Value x) {
  auto axes = llvm::to_vector(
      llvm::seq<int64_t>(2, static_cast<int64_t>(m.dims(x).size())));
  return m.make<hf::ReduceOp>(hf::ReduceKind::mean, x, ArrayRef<int64_t>(axes),
                              /*keep=*/false);
}

Value huggingface::embedPatches(ModelBuilder &m, Value image,
                                const Twine &prefix, int64_t width,
                                int64_t patch, bool bias) {
  Value planes = convolve(m, image, prefix, width,
                          {/*size=*/patch, /*stride=*/patch}, bias);
  auto own = m.dims(planes);
  Value columns = m.reshape(planes, {own[0], own[1], own[2] * own[3]});
  return m.make<hf::TransposeOp>(columns, ArrayRef<int64_t>{0, 2, 1});
}

Value huggingface::prependToken(ModelBuilder &m, Value token, Value x) {
  auto own = m.dims(x);
  Value one = m.reshape(token, {m.constant(1), m.constant(1), own[2]});
  auto type = dim::getTensorType({own[0], m.constant(1), own[2]},
                                 m.getBuilder().getF32Type());
  SmallVector<Value> parts{m.make<hf::BroadcastOp>(type, one), x};
  return m.make<hf::ConcatOp>(parts, int64_t(1));
}
