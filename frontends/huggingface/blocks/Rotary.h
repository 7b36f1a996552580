// Rotary position embedding (Su et al. 2021) as transformers computes it
// (modeling_rope_utils.py): element i of a head is turned together with element
// i + dims / 2.
#ifndef HFC_FRONTENDS_HUGGINGFACE_BLOCKS_ROTARY_H
#define HFC_FRONTENDS_HUGGINGFACE_BLOCKS_ROTARY_H

#include "frontends/huggingface/ModelBuilder.h"

namespace hfc::huggingface {

// Fields of the config, in all spellings since transformers 4.0.
struct RotaryConfig {
  std::vector<float> frequencies; // a position, of each pair of elements
};
// `thetaKey`, `shareKey`: the names that the class used before rope_parameters.
RotaryConfig readRotary(ModelBuilder &m, int64_t headSize,
                        llvm::StringRef thetaKey = "rope_theta",
                        llvm::StringRef shareKey = "partial_rotary_factor",
                        double share = 1);

// Cosine and sine of each position's angles: f32 [b, 1, s, pairs].
struct Rotary {
  mlir::Value cosine, sine;
};
Rotary makeRotary(ModelBuilder &m, const RotaryConfig &config,
                  mlir::Value positions);

// Turns the first 2 * pairs elements of each head of x [b, heads, s, d].
mlir::Value rotate(ModelBuilder &m, mlir::Value x, const Rotary &rotary);

} // namespace hfc::huggingface
#endif
