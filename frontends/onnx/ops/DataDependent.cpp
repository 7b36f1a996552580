// NonZero: results whose sizes only data knows. The device counts, the schedule
// reads the count (NodeImporter::bind), and what follows is over that size.
#include "frontends/onnx/ops/Elementwise.h"

using namespace mlir;
using namespace hfc;
using dim::DimExpr;
using hfc::onnx::NodeImporter;
using hfc::onnx::OperatorTable;

// Places of a vector's true elements, in order: each goes to the number of such
// before it, the others nowhere.
static Value makePlaces(NodeImporter &n, Value isSet, const std::string &name) {
  mlir::Type index = n.builder.getI64Type();
  Value ones = n.cast(isSet, index);
  if (!ones)
    return nullptr;
  DimExpr total = dim::getDims(ones)[0];
  Value sum = n.create<hf::ReduceOp>(hf::ReduceKind::sum, ones,
                                     n.builder.getDenseI64ArrayAttr({0}),
                                     /*keep=*/false);
  DimExpr count = n.bind(sum, name, n.largest(total));
  Value before = n.create<hf::CumSumOp>(ones, uint64_t(0), true, false);
  if (!count)
    return nullptr;
  Value nowhere = n.sizeValue(total, index);
  return n.create<hf::ScatterOp>(n.broadcast(n.constant(0, index), count),
                                 n.create<hf::SelectOp>(isSet, before, nowhere),
                                 n.iota(0, total, index), uint64_t(0),
                                 hf::ReduceKindAttr());
}

// One row a dim: its index among those of each element.
static LogicalResult importNonZero(NodeImporter &n) {
  hf::Dims dims = n.dims(0);
  mlir::Type index = n.builder.getI64Type();
  DimExpr total = dim::numElements(n.type(0));
  Value isSet = n.in(0);
  if (!n.element(0).isInteger(1))
    isSet = n.create<hf::CompareOp>(hf::Predicate::ne, isSet,
                                    n.constant(0, n.element(0)));
  Value places =
      makePlaces(n, n.reshape(isSet, total), (n.getLabel() + ".count").str());
  if (!places)
    return failure();
  DimExpr count = dim::getDims(places)[0];
  if (dims.empty()) // no dim, no row
    return n.result(0, n.slice(n.reshape(places, {n.size(1), count}),
                               {n.size(0), n.size(0)}, {n.size(0), count}));
  SmallVector<Value> rows(dims.size());
  for (unsigned i = dims.size(); i-- > 0;) {
    Value size = n.sizeValue(dims[i], index);
    Value own = i ? n.create<hf::ModOp>(places, size, false) : places;
    rows[i] = n.reshape(own, {n.size(1), count});
    places = n.create<hf::DivOp>(places, size);
  }
  return n.result(0, n.create<hf::ConcatOp>(rows, 0));
}

void hfc::onnx::addDataDependent(OperatorTable &table) {
  table.add({{"NonZero", 9, 1, importNonZero}});
}
