// Pad, in all its modes, negative pads cut off; CenterCropPad.
#include "frontends/onnx/ops/Elementwise.h"

using namespace mlir;
using namespace hfc;
using dim::DimExpr;
using hfc::onnx::Contents;
using hfc::onnx::NodeImporter;
using hfc::onnx::OperatorTable;

namespace {
// One number a dim.
struct Pads {
  hf::Dims low, high;
};
} // namespace

static std::optional<Pads> getPads(NodeImporter &n) {
  int64_t rank = n.rank(0);
  Contents all;
  if (n.opset < 11) {
    for (int64_t pad : n.getInts(n.opset < 2 ? "paddings" : "pads")
                           .value_or(SmallVector<int64_t>()))
      all.push_back(n.size(pad));
  } else {
    std::optional<Contents> given = n.signedSizes(1, "the pads");
    if (!given)
      return std::nullopt;
    all = *given;
  }
  SmallVector<int64_t> axes = llvm::to_vector(llvm::seq<int64_t>(rank));
  if (n.has(3)) {
    auto given = n.knownInts(3, "the axes");
    auto checked = given ? n.getAxes(*given, rank) : std::nullopt;
    if (!checked)
      return std::nullopt;
    axes = *checked;
  }
  if (all.size() != 2 * axes.size()) {
    (void)n.invalid("{0} pads for {1} dims", all.size(), axes.size());
    return std::nullopt;
  }
  Pads pads{hf::Dims(rank, n.size(0)), hf::Dims(rank, n.size(0))};
  for (auto [i, axis] : llvm::enumerate(axes)) {
    pads.low[axis] = all[i];
    pads.high[axis] = all[i + axes.size()];
  }
  return pads;
}

// Takes the negative pads off the operand; one of either sign is both.
static Value cutNegative(NodeImporter &n, Value operand, Pads &pads) {
  hf::Dims dims = n.dims(0), starts(dims.size(), n.size(0)), sizes = dims;
  for (auto [i, dim] : llvm::enumerate(dims)) {
    for (auto *side : {&pads.low, &pads.high}) {
      DimExpr &pad = (*side)[i];
      if (n.symbols.provablyLE(n.size(0), pad))
        continue;
      DimExpr cut = n.symbols.max(n.size(0) - pad, n.size(0));
      if (side == &pads.low)
        starts[i] = starts[i] + cut;
      sizes[i] = sizes[i] - cut;
      pad = n.symbols.max(pad, n.size(0));
    }
    if (!n.symbols.provablyLE(n.size(0), sizes[i]) &&
        !n.requireLE(n.size(0), sizes[i], "what it cuts off"))
      return nullptr;
  }
  if (sizes == dims)
    return operand;
  return n.slice(operand, starts, sizes);
}

static LogicalResult importPad(NodeImporter &n) {
  std::string name = n.getString("mode", "constant");
  std::optional<hf::PadMode> mode = hf::symbolizePadMode(name);
  if (!mode)
    return n.invalid("its mode is \"{0}\"", name);
  mlir::Type element = n.element(0);
  Value value = n.opset < 11 ? n.constant(n.getFloat("value", 0), element)
                : n.has(2)   ? n.reshape(n.in(2), {})
                             : n.constant(0, element);
  std::optional<Pads> pads = getPads(n);
  if (!pads)
    return failure();
  hf::Dims result = n.dims(0);
  for (auto [dim, low, high] : llvm::zip(result, pads->low, pads->high))
    dim = dim + low + high;
  Value operand = cutNegative(n, n.in(0), *pads);
  if (!operand)
    return failure();
  for (auto [dim, low, high] :
       llvm::zip(dim::getDims(operand), pads->low, pads->high)) {
    // Reflections that leave the operand, and copies of nothing.
    DimExpr least = *mode == hf::PadMode::reflect ? n.symbols.max(low, high) + 1
                                                  : n.size(1);
    bool pads = !low.isConstant(0) || !high.isConstant(0);
    if (*mode != hf::PadMode::constant && pads &&
        !n.symbols.assumeLE(least, dim))
      return n.unsupported("mode {0} needs at least {1} of {2} elements", name,
                           least.str(), dim.str());
  }
  return n.result(
      0, n.create<hf::PadOp>(mlir::Type(dim::getTensorType(result, element)),
                             operand, value,
                             dim::getShapeAttr(n.context, pads->low), *mode));
}

// Cut or padded to sizes around the middle; the odd place is the last one.
static LogicalResult importCenterCropPad(NodeImporter &n) {
  hf::Dims dims = n.dims(0), cut = dims, zeros(dims.size(), n.size(0));
  auto shape = n.sizes(1, "the shape");
  auto axes = n.getAxes(n.getInts("axes").value_or(
                            llvm::to_vector(llvm::seq<int64_t>(dims.size()))),
                        dims.size());
  if (!shape || !axes)
    return failure();
  if (shape->size() != axes->size())
    return n.invalid("{0} sizes for {1} dims", shape->size(), axes->size());
  hf::Dims starts = zeros, low = zeros, result = dims;
  for (auto [axis, wanted] : llvm::zip(*axes, *shape)) {
    DimExpr size = dims[axis], kept = n.symbols.min(size, wanted);
    cut[axis] = kept;
    starts[axis] = (size - kept).floorDiv(n.size(2));
    low[axis] = (wanted - kept).floorDiv(n.size(2));
    result[axis] = wanted;
  }
  mlir::Type element = n.element(0);
  Value middle = cut == dims ? n.in(0) : n.slice(n.in(0), starts, cut);
  if (cut == result)
    return n.result(0, middle);
  return n.result(
      0, n.create<hf::PadOp>(mlir::Type(dim::getTensorType(result, element)),
                             middle, n.constant(0, element),
                             dim::getShapeAttr(n.context, low),
                             hf::PadMode::constant));
}

void hfc::onnx::addPadding(OperatorTable &table) {
  table.add({{"CenterCropPad", 18, 2, importCenterCropPad},
             {"Pad", 1, 1, importPad}});
}
