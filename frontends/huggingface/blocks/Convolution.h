// Convolutions and what surrounds them in networks for images and sound.
#ifndef HFC_FRONTENDS_HUGGINGFACE_BLOCKS_CONVOLUTION_H
#define HFC_FRONTENDS_HUGGINGFACE_BLOCKS_CONVOLUTION_H

#include "frontends/huggingface/ModelBuilder.h"

namespace hfc::huggingface {

// The same along each spatial dim, with `pad` on both ends.
struct Windows {
  int64_t size, stride = 1, pad = 0, groups = 1;
};

// x [b, in, spatial…] with the filter `weight` [out, in / groups, size…].
mlir::Value convolve(ModelBuilder &m, mlir::Value x, mlir::Value weight,
                     const Windows &windows);
// With PREFIX.weight and, where `bias`, PREFIX.bias.
mlir::Value convolve(ModelBuilder &m, mlir::Value x, const llvm::Twine &prefix,
                     int64_t out, const Windows &windows, bool bias);

// Batch norm of a trained model, by the statistics that PREFIX has.
mlir::Value batchNorm(ModelBuilder &m, mlir::Value x,
                      const llvm::Twine &prefix);

mlir::Value maxPool(ModelBuilder &m, mlir::Value x, const Windows &windows);

// The mean over all spatial dims: [b, channels].
mlir::Value globalAverage(ModelBuilder &m, mlir::Value x);

// A vector of one number a channel, to broadcast over [b, channels, spatial…].
mlir::Value alongChannels(ModelBuilder &m, mlir::Value vector, mlir::Value x);

// An image [b, channels, side, side] cut into patches, each projected by
// PREFIX.weight: [b, patches, width].
mlir::Value embedPatches(ModelBuilder &m, mlir::Value image,
                         const llvm::Twine &prefix, int64_t width,
                         int64_t patch, bool bias);
// A learned token before all others: [b, 1 + s, width].
mlir::Value prependToken(ModelBuilder &m, mlir::Value token, mlir::Value x);

} // namespace hfc::huggingface
#endif
