// See DimAssembly.h. A sum of products becomes its terms in order, so equal
// expressions are equal bytes.
#include "compiler/DimAssembly.h"
#include "artifact/DimProgram.h"

using namespace hfc;
using namespace mlir;
using artifact::DimAssembler;
using artifact::DimOp;

namespace {

struct Assembly {
  const DimNumbers &numbers;
  DimAssembler code;

  void expr(dim::ExprAttr attr) {
    bool first = true;
    for (auto [coefficient, monomial] :
         llvm::zip(attr.getCoefficients(), attr.getMonomials())) {
      bool started = false;
      if (coefficient != 1 || monomial.empty()) {
        code.constant(coefficient);
        started = true;
      }
      for (Attribute atom : monomial) {
        this->atom(atom);
        if (started)
          code.op(DimOp::mul);
        started = true;
      }
      if (!first)
        code.op(DimOp::add);
      first = false;
    }
    if (first)
      code.constant(0);
  }

  void atom(Attribute attr) {
    if (auto symbol = dyn_cast<StringAttr>(attr)) {
      code.dim(numbers.at(symbol.getValue()));
      return;
    }
    auto call = cast<dim::AtomAttr>(attr);
    for (auto [i, operand] : llvm::enumerate(call.getOperands())) {
      expr(cast<dim::ExprAttr>(operand));
      if (i)
        code.op(opOf(call.getFunction()));
    }
  }

  static DimOp opOf(dim::Function function) {
    switch (function) {
    case dim::Function::FloorDiv:
      return DimOp::floorDiv;
    case dim::Function::Mod:
      return DimOp::mod;
    case dim::Function::Max:
      return DimOp::max;
    case dim::Function::Min:
      return DimOp::min;
    }
    llvm_unreachable("all functions are listed");
  }

  std::unique_ptr<artifact::DimProgramT> take() {
    auto program = std::make_unique<artifact::DimProgramT>();
    program->code = code.take();
    return program;
  }
};

} // namespace

std::unique_ptr<artifact::DimProgramT>
hfc::assemble(dim::DimExpr expr, const DimNumbers &numbers) {
  Assembly assembly{numbers, {}};
  assembly.expr(expr.getAttr());
  return assembly.take();
}

std::unique_ptr<artifact::DimProgramT>
hfc::assembleGuard(ArrayRef<std::pair<dim::DimExpr, dim::DimExpr>> guard,
                   const DimNumbers &numbers) {
  if (guard.empty())
    return nullptr;
  Assembly assembly{numbers, {}};
  for (auto [i, pair] : llvm::enumerate(guard)) {
    assembly.expr(pair.first.getAttr());
    assembly.expr(pair.second.getAttr());
    assembly.code.op(DimOp::lessEqual);
    if (i)
      assembly.code.op(DimOp::logicalAnd);
  }
  return assembly.take();
}
