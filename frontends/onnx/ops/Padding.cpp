// Pad, in all its modes, negative pads cut off; CenterCropPad.
#include "frontends/onnx/ops/Elementwise.h"

using namespace mlir;
using namespace hfc;
using dim::DimExpr;
using hfc::onnx::Contents;
using hfc::onnx::NodeImporter;
using hfc::onnx::OperatorTable;

namespace {
// How a result lies around its operand, one number a dim: `kept` places from
// `start` on, `low` others before them, `size` in all. A negative pad is cut
// off.
struct Frame {
  hf::Dims start, kept, low, size;
};
} // namespace

// A pad that may be of either sign is both.
static bool setKnown(NodeImporter &n, Frame &f, int64_t axis, DimExpr low,
                     DimExpr high) {
  DimExpr zero = n.size(0), dim = f.kept[axis];
  auto cut = [&](DimExpr pad) { return n.symbols.max(zero - pad, zero); };
  f.start[axis] = cut(low);
  f.kept[axis] = dim - cut(low) - cut(high);
  f.low[axis] = n.symbols.max(low, zero);
  f.size[axis] = dim + low + high;
  return n.symbols.provablyLE(zero, f.kept[axis]) ||
         n.requireLE(zero, f.kept[axis], "what it cuts off");
}

// Pads that a run gives: sizes of their own, so that products of them are
// short.
static bool bindFrame(NodeImporter &n, Frame &f, int64_t axis, Value low,
                      Value high) {
  mlir::Type index = n.builder.getI64Type();
  Value zero = n.constant(0, index), dim = n.sizeValue(f.kept[axis], index);
  auto positive = [&](Value of) { return n.create<hf::MaxOp>(of, zero); };
  auto cut = [&](Value pad) { return positive(n.create<hf::NegOp>(pad)); };
  auto bind = [&](Value value, StringRef what) {
    return n.bind(value, (n.getLabel() + "." + what + Twine(axis)).str());
  };
  Value kept =
      n.create<hf::SubOp>(n.create<hf::SubOp>(dim, cut(low)), cut(high));
  Value size = n.create<hf::AddOp>(n.create<hf::AddOp>(dim, low), high);
  f.start[axis] = bind(cut(low), "start");
  f.kept[axis] = bind(kept, "kept");
  f.low[axis] = bind(positive(low), "low");
  f.size[axis] = bind(size, "size");
  return !n.hasFailed();
}

static std::optional<Frame> getFrame(NodeImporter &n) {
  int64_t rank = n.rank(0);
  SmallVector<int64_t> axes = llvm::to_vector(llvm::seq<int64_t>(rank));
  if (n.has(3)) {
    auto given = n.knownInts(3, "the axes");
    auto checked = given ? n.getAxes(*given, rank) : std::nullopt;
    if (!checked)
      return std::nullopt;
    axes = *checked;
  }
  int64_t count = axes.size();
  Contents all;
  Value computed;
  if (n.opset < 11) {
    for (int64_t pad : n.getInts(n.opset < 2 ? "paddings" : "pads")
                           .value_or(SmallVector<int64_t>()))
      all.push_back(n.size(pad));
  } else if (!n.contents(1) && !n.isConstant(1) && n.rank(1) == 1 &&
             n.dims(1)[0].isConstant(2 * count)) {
    computed = n.in(1);
    if (!computed)
      return std::nullopt;
    for (int64_t i = 0; i < 2 * count; ++i)
      all.push_back(n.knownElement(computed, i));
  } else {
    std::optional<Contents> given = n.knownVector(1, "the pads");
    if (!given)
      return std::nullopt;
    all = *given;
  }
  if (static_cast<int64_t>(all.size()) != 2 * count) {
    (void)n.invalid("{0} pads for {1} dims", all.size(), count);
    return std::nullopt;
  }
  hf::Dims dims = n.dims(0), zeros(rank, n.size(0));
  Frame frame{zeros, dims, zeros, dims};
  for (auto [i, axis] : llvm::enumerate(axes)) {
    DimExpr low = all[i], high = all[i + count];
    bool isSet = low && high ? setKnown(n, frame, axis, low, high)
                             : bindFrame(n, frame, axis, n.element(computed, i),
                                         n.element(computed, i + count));
    if (!isSet)
      return std::nullopt;
  }
  return frame;
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
  std::optional<Frame> frame = getFrame(n);
  if (!frame)
    return failure();
  for (auto [kept, low, size] :
       llvm::zip(frame->kept, frame->low, frame->size)) {
    // Reflections that leave the operand, and copies of nothing.
    DimExpr high = size - kept - low;
    DimExpr least = *mode == hf::PadMode::reflect ? n.symbols.max(low, high) + 1
                                                  : n.size(1);
    bool pads = !low.isConstant(0) || !high.isConstant(0);
    if (*mode != hf::PadMode::constant && pads &&
        !n.requireLE(least, kept, "elements that mode " + name + " needs"))
      return failure();
  }
  Value operand = n.in(0);
  if (frame->kept != n.dims(0))
    operand = n.slice(operand, frame->start, frame->kept);
  return n.result(0, n.create<hf::PadOp>(
                         mlir::Type(dim::getTensorType(frame->size, element)),
                         operand, value,
                         dim::getShapeAttr(n.context, frame->low), *mode));
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
  table.add(
      {{"CenterCropPad", 18, importCenterCropPad}, {"Pad", 1, importPad}});
}
