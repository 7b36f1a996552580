#include "targets/x86/WalkLowering.h"
#include "targets/x86/ScanLowering.h"
#include "targets/x86/ScatterLowering.h"
#include "targets/x86/TopKLowering.h"

using namespace mlir;
using namespace hfc;
using namespace hfc::x86;

std::optional<LoweredOp> hfc::x86::lowerWalk(CodeBuilder &b, Operation *op,
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
