// Which tile of the result a workgroup computes: the one that the model says
// ends first.
#ifndef HFC_TARGETS_AMDGPU_TILEMODEL_H
#define HFC_TARGETS_AMDGPU_TILEMODEL_H

#include "targets/amdgpu/Contraction.h"
#include "targets/amdgpu/MatrixEngine.h"
#include "targets/amdgpu/PackedContract.h"

namespace hfc::amdgpu {

// With at most so many rows the right factor is what costs: it is read once
// whatever is done, and tiles would only add to it.
constexpr int64_t mostFewRows = 4;

struct TileChoice {
  MatrixEngine engine;
  mlir::Type element; // of the factors in LDS
  std::string strategy, reason;
  int64_t registers; // an estimate
};

// Nothing: a map is better.
std::optional<TileChoice> chooseTile(Contraction contraction,
                                     const KernelContext &context);

// How a packed contraction is dealt. By tiles: waves share the tile's rows and
// columns, and LDS holds rows. By sums (wavesDown is 0): a workgroup has a
// block of columns, and its waves share the terms of the sum.
struct PackedShape {
  int64_t rows, columns;
  int64_t depthBytes; // of a row, a step
  int64_t wavesDown, wavesAcross;

  bool splitsSum() const { return wavesDown == 0; }
  int64_t waves() const {
    return std::max<int64_t>(wavesDown, 1) * wavesAcross;
  }
  int64_t threads(const Device &device) const { return waves() * device.wave; }
};

struct PackedChoice {
  PackedShape shape;
  std::string strategy, reason;
  int64_t registers;
};

// Nothing where the registers of none are few enough.
std::optional<PackedChoice> choosePacked(const PackedContract &contract,
                                         const KernelContext &context);

} // namespace hfc::amdgpu
#endif
