// Operations' own code, and helpers of single operations.
#include "dialects/HFC/HFCDialect.h"
#include "dialects/HFC/HFCShapes.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/OpImplementation.h"

using namespace mlir;
using namespace hfc;
using namespace hfc::hf;

#define GET_OP_CLASSES
#include "dialects/HFC/HFCOps.cpp.inc"

StringRef ContractOp::getLhsLetters() { return getLetters().split(',').first; }
StringRef ContractOp::getRhsLetters() {
  return getLetters().split(',').second.split("->").first;
}
StringRef ContractOp::getResultLetters() {
  return getLetters().split("->").second;
}

RankedTensorType ContractOp::inferType(StringRef letters, RankedTensorType lhs,
                                       RankedTensorType rhs, Type element,
                                       std::string &reason) {
  auto [operands, result] = letters.split("->");
  auto [left, right] = operands.split(',');
  llvm::SmallDenseMap<char, dim::DimExpr> sizes;
  for (auto [part, type] : {std::pair(left, lhs), std::pair(right, rhs)}) {
    if (static_cast<int64_t>(part.size()) != type.getRank()) {
      reason = llvm::formatv("\"{0}\" does not name the {1} dims of {2}", part,
                             type.getRank(), type);
      return nullptr;
    }
    llvm::SmallDenseSet<char> seen;
    for (auto [letter, dim] : llvm::zip(part, dim::getDims(type))) {
      if (!seen.insert(letter).second) {
        reason =
            llvm::formatv("(C2) {0} stands twice in \"{1}\"", letter, part);
        return nullptr;
      }
      auto [known, fresh] = sizes.try_emplace(letter, dim);
      if (!fresh && known->second != dim) {
        reason = llvm::formatv("(C1) {0} is {1} and {2}", letter,
                               known->second.str(), dim.str());
        return nullptr;
      }
    }
  }
  Dims dims;
  llvm::SmallDenseSet<char> seen;
  for (char letter : result) {
    auto known = sizes.find(letter);
    if (known == sizes.end() || !seen.insert(letter).second) {
      reason = llvm::formatv("{0} of the result is in no operand, or twice in "
                             "the result",
                             letter);
      return nullptr;
    }
    dims.push_back(known->second);
  }
  return dim::getTensorType(dims, element);
}

LogicalResult ContractOp::verify() {
  std::string reason;
  auto type = inferType(getLetters(), getLhs().getType(), getRhs().getType(),
                        getResult().getType().getElementType(), reason);
  if (!type)
    return emitOpError(reason);
  if (type == getResult().getType())
    return success();
  return emitOpError("gives ") << type << ", not " << getResult().getType();
}
