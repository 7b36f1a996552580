// Which tile of the result a workgroup computes: the one that the model says
// ends first.
#ifndef HFC_TARGETS_AMDGPU_TILEMODEL_H
#define HFC_TARGETS_AMDGPU_TILEMODEL_H

#include "targets/amdgpu/Contraction.h"
#include "targets/amdgpu/MatrixEngine.h"

namespace hfc::amdgpu {

// With at most so many rows the right factor is what costs: it is read once
// whatever is done, and tiles would only add to it.
constexpr int64_t mostFewRows = 4;

struct TileChoice {
  MatrixEngine engine;
  mlir::Type element; // of the factors in LDS
  std::string strategy, reason;
};

// Nothing: a map is better.
std::optional<TileChoice> chooseTile(Contraction contraction,
                                     const Device &device,
                                     target::Precision precision);

} // namespace hfc::amdgpu
#endif
