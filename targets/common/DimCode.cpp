// A DimExpr is a sum of products of symbols and functions; so is its code.
#include "targets/common/DimCode.h"
#include "mlir/Dialect/Arith/IR/Arith.h"

using namespace mlir;
using namespace hfc;
using namespace hfc::codegen;

static Value emitFunction(CodeBuilder &b, dim::AtomAttr atom, ValueRange args) {
  Value value = args.front();
  for (Value arg : args.drop_front())
    switch (atom.getFunction()) {
    case dim::Function::FloorDiv:
      value = b.createOrFold<arith::FloorDivSIOp>(value, arg);
      break;
    case dim::Function::Mod:
      value = b.sub(
          value, b.mul(b.createOrFold<arith::FloorDivSIOp>(value, arg), arg));
      break;
    case dim::Function::Max:
      value = b.createOrFold<arith::MaxSIOp>(value, arg);
      break;
    case dim::Function::Min:
      value = b.createOrFold<arith::MinSIOp>(value, arg);
      break;
    }
  return value;
}

Value hfc::codegen::emitDim(CodeBuilder &b, dim::DimExpr expr,
                            llvm::function_ref<Value(StringRef)> symbol) {
  Value sum;
  dim::ExprAttr attr = expr.getAttr();
  for (auto [coefficient, monomial] :
       llvm::zip_equal(attr.getCoefficients(), attr.getMonomials())) {
    Value product = b.index(coefficient);
    for (Attribute element : monomial) {
      Value factor;
      if (auto name = dyn_cast<StringAttr>(element)) {
        factor = symbol(name.getValue());
      } else {
        auto atom = cast<dim::AtomAttr>(element);
        Values args;
        for (Attribute operand : atom.getOperands())
          args.push_back(emitDim(b, cast<dim::ExprAttr>(operand), symbol));
        factor = emitFunction(b, atom, args);
      }
      product = b.mul(product, factor);
    }
    sum = sum ? b.add(sum, product) : product;
  }
  return sum ? sum : b.index(0);
}
