// How the files of ops/ give their evaluators to the interpreter.
#ifndef HFC_INTERPRETER_EVALUATORS_H
#define HFC_INTERPRETER_EVALUATORS_H

#include "dialects/Dim/DimTypes.h"
#include "dialects/HFC/HFCDialect.h"
#include "interpreter/Interpreter.h"

namespace hfc::interpreter {

// An operation with its operands' values.
struct Call {
  mlir::Operation *op;
  llvm::ArrayRef<Tensor> operands;
  const SymbolValues &symbols;

  const Tensor &operator[](unsigned i) const { return operands[i]; }
  int64_t value(dim::DimExpr size) const;
  Sizes values(llvm::ArrayRef<dim::DimExpr> sizes) const;
  // Zeros, of the result's type.
  Tensor makeResult() const;
};

using Evaluator = llvm::unique_function<Tensor(const Call &) const>;
class Evaluators {
public:
  // evaluate: Tensor(Op, const Call &)
  template <class Op, class Evaluate> void add(Evaluate evaluate) {
    all[Op::getOperationName()] = [evaluate](const Call &call) {
      return evaluate(llvm::cast<Op>(call.op), call);
    };
  }
  const Evaluator *find(mlir::Operation *op) const;

private:
  llvm::StringMap<Evaluator> all;
};

void addElementwise(Evaluators &evaluators);
void addFunctions(Evaluators &evaluators);
void addCast(Evaluators &evaluators);
void addShape(Evaluators &evaluators);
void addIndex(Evaluators &evaluators);
void addReduction(Evaluators &evaluators);
void addNormalization(Evaluators &evaluators);
void addContraction(Evaluators &evaluators);
void addWindow(Evaluators &evaluators);
void addAttention(Evaluators &evaluators);

} // namespace hfc::interpreter
#endif
