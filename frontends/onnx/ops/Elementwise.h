// What the files of elementwise operators share.
#ifndef HFC_FRONTENDS_ONNX_OPS_ELEMENTWISE_H
#define HFC_FRONTENDS_ONNX_OPS_ELEMENTWISE_H

#include "frontends/onnx/NodeImporter.h"
#include "frontends/onnx/Operators.h"

namespace hfc::onnx {

// A function of one element of each operand; null where it is not known.
using ElementFunction =
    llvm::function_ref<dim::DimExpr(llvm::ArrayRef<dim::DimExpr>)>;

// Gives result 0 from the operands' known elements, broadcast. False where
// they are not all known.
bool tryElementwise(NodeImporter &n, mlir::Type element,
                    ElementFunction function);

// Two operands whose shapes broadcast; before opset 7 as `broadcast` and `axis`
// say.
struct Pair {
  mlir::Value lhs, rhs;
};
Pair getPair(NodeImporter &n);

// A conversion with Cast's attributes: to narrow floats as `saturate` and
// `round_mode` say.
mlir::Value castAsCast(NodeImporter &n, mlir::Value value, mlir::Type element);

// The importer of an operator that is one op with one operand.
template <typename Op> llvm::LogicalResult importUnary(NodeImporter &n) {
  if (n.opset < 6)
    n.ignore("consumed_inputs");
  return n.result(0, n.create<Op>(n.in(0)));
}

} // namespace hfc::onnx
#endif
