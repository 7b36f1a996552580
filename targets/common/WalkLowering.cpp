#include "targets/common/WalkLowering.h"
#include "targets/common/ScanLowering.h"
#include "targets/common/ScatterLowering.h"
#include "targets/common/TopKLowering.h"

using namespace mlir;
using namespace hfc;
using namespace hfc::codegen;

std::optional<LoweredOp> hfc::codegen::lowerWalk(CodeBuilder &b, Operation *op,
                                                 Value result,
                                                 const KernelContext &context) {
  if (auto scan = dyn_cast<kernel::ScanOp>(op))
    return lowerScan(b, scan, result, context);
  if (auto scatter = dyn_cast<kernel::ScatterOp>(op))
    return lowerScatter(b, scatter, result, context);
  if (auto topK = dyn_cast<kernel::TopKOp>(op))
    return lowerTopK(b, topK, result, context);
  return std::nullopt;
}
