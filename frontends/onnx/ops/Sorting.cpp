// TopK: the indices, and the elements at them.
#include "frontends/onnx/NodeImporter.h"
#include "frontends/onnx/Operators.h"

using namespace mlir;
using namespace hfc;
using dim::DimExpr;
using hfc::onnx::Contents;
using hfc::onnx::NodeImporter;
using hfc::onnx::OperatorTable;

static LogicalResult importTopK(NodeImporter &n) {
  hf::Dims dims = n.dims(0);
  int64_t rank = dims.size();
  std::optional<int64_t> axis = n.getAxis(n.getInt("axis", -1), rank);
  bool largest = n.getInt("largest", 1);
  n.ignore("sorted"); // any order may be the sorted one
  if (!axis)
    return failure();
  DimExpr k;
  if (n.opset < 10) {
    k = n.size(n.getInt("k", 0));
  } else {
    auto known = n.sizes(1, "k");
    if (!known)
      return failure();
    if (known->size() != 1)
      return n.invalid("k is no number");
    k = known->front();
  }
  if (k.getConstant().value_or(0) < 0)
    return n.invalid("k is {0}", k.str());
  if (!n.requireLE(k, dims[*axis], "k of the elements"))
    return failure();
  hf::Dims found = dims;
  found[*axis] = k;
  Value indices = n.create<hf::TopKOp>(
      mlir::Type(dim::getTensorType(found, n.builder.getI64Type())), n.in(0),
      static_cast<uint64_t>(*axis), !largest);
  if (n.wants(1) && failed(n.result(1, indices)))
    return failure();
  return n.result(0, n.create<hf::GatherElementsOp>(
                         n.in(0), indices, static_cast<uint64_t>(*axis)));
}

void hfc::onnx::addSorting(OperatorTable &table) {
  table.add({{"TopK", 1, importTopK}});
}
