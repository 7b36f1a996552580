// Evaluates the hfc dialect on the host: what every operation means, written to
// be read. The oracle of value tests, and the arithmetic of the constant
// folder.
//
// Elementwise functions are the formulas that targets emit, so results agree
// to the bit; sums are gathered in double and rounded once.
#ifndef HFC_INTERPRETER_INTERPRETER_H
#define HFC_INTERPRETER_INTERPRETER_H

#include "dialects/HFC/HFCDialect.h"
#include "interpreter/Tensor.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/Error.h"

namespace hfc {

// Values of the symbols in types.
using SymbolValues = llvm::StringMap<int64_t>;

// Whether interpret() knows the operation.
bool canInterpret(mlir::Operation *op);

// The result of one operation with one result. Its symbols have values; its
// constant, if it is one, is dense.
Tensor interpret(mlir::Operation *op, llvm::ArrayRef<Tensor> operands,
                 const SymbolValues &symbols = {});

// hfc.cast: the operand's elements as `element`.
Tensor castElements(const Tensor &operand, mlir::Type element,
                    bool overflowing = false,
                    hf::Rounding rounding = hf::Rounding::nearest);

// The bytes of a constant that is not dense.
using LoadConstant =
    llvm::function_ref<llvm::Expected<Tensor>(mlir::TypedAttr)>;

// The results of a function. Symbols get their values from the arguments'
// sizes and from hfc.bind. An error names the operation.
llvm::Expected<std::vector<Tensor>> interpret(mlir::func::FuncOp function,
                                              std::vector<Tensor> arguments,
                                              LoadConstant load = {});

} // namespace hfc
#endif
