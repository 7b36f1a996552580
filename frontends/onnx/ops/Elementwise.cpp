// See Elementwise.h.
#include "frontends/onnx/ops/Elementwise.h"

using namespace mlir;
using namespace hfc;
using hfc::onnx::Contents;
using hfc::onnx::NodeImporter;
using hfc::onnx::Pair;

// The element of a static shape at a place of another that it broadcasts to.
static size_t sourceOf(size_t place, ArrayRef<int64_t> from,
                       ArrayRef<int64_t> to) {
  size_t source = 0, stride = 1;
  for (size_t back = 1; back <= to.size(); ++back) {
    size_t index = place % to[to.size() - back];
    place /= to[to.size() - back];
    if (back > from.size())
      continue;
    int64_t size = from[from.size() - back];
    if (size != 1)
      source += index * stride;
    stride *= size;
  }
  return source;
}

bool hfc::onnx::tryElementwise(NodeImporter &n, mlir::Type element,
                               ElementFunction function) {
  hf::Dims dims;
  for (unsigned i = 0; i < n.getCount(); ++i) {
    if (!n.contents(i))
      return false;
    auto next = hf::broadcastDims(dims, n.dims(i));
    if (!next)
      return false;
    dims = *next;
  }
  auto shape = dim::getTensorType(dims, element).getShape();
  int64_t count = ShapedType::getNumElements(shape);
  if (count > static_cast<int64_t>(maxContents))
    return false;
  Contents result;
  for (int64_t place = 0; place < count; ++place) {
    SmallVector<dim::DimExpr> elements;
    for (unsigned i = 0; i < n.getCount(); ++i)
      elements.push_back(
          (*n.contents(i))[sourceOf(place, n.type(i).getShape(), shape)]);
    result.push_back(function(elements));
  }
  return n.tryContents(0, dims, element, std::move(result));
}

// Before opset 7 the second operand's dims are the first's from `axis` on.
static Value alignToAxis(NodeImporter &n, Value rhs) {
  bool broadcasts = n.getInt("broadcast", 0);
  int64_t rank = n.rank(0), count = n.rank(1);
  int64_t start = n.getInt("axis", rank - count);
  if (!broadcasts || !rhs || count == 0)
    return rhs;
  std::optional<int64_t> axis = n.getAxis(start, rank + 1);
  if (!axis || *axis + count > rank)
    return rhs;
  hf::Dims dims = n.dims(1);
  dims.append(rank - *axis - count, n.size(1));
  return n.reshape(rhs, dims);
}

Pair hfc::onnx::getPair(NodeImporter &n) {
  Pair pair{n.in(0), n.in(1)};
  if (n.opset < 7) {
    n.ignore("consumed_inputs");
    pair.rhs = alignToAxis(n, pair.rhs);
  }
  if (!n.align({&pair.lhs, &pair.rhs}))
    return {};
  return pair;
}
