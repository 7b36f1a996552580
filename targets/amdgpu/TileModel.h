// Which tile of the result a workgroup computes: the one that the model says
// ends first.
#ifndef HFC_TARGETS_AMDGPU_TILEMODEL_H
#define HFC_TARGETS_AMDGPU_TILEMODEL_H

#include "targets/amdgpu/Contraction.h"
#include "targets/amdgpu/MatrixEngine.h"

namespace hfc::amdgpu {

struct TileChoice {
  MatrixEngine engine;
  mlir::Type element; // of the factors in LDS
  std::string strategy, reason;
};

// Nothing: a map is better.
std::optional<TileChoice> chooseTile(Contraction contraction,
                                     const Device &device);

} // namespace hfc::amdgpu
#endif
