// See VaryingRank.h.
#include "frontends/onnx/VaryingRank.h"
#include "diagnostics/Quote.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/FormatVariadic.h"

using namespace hfc::onnx;

static bool broadcasts(llvm::StringRef operation) {
  return llvm::StringSwitch<bool>(operation)
      .Cases({"Add", "Sub", "Mul", "Div", "Pow", "Mod", "Min", "Max"}, true)
      .Cases({"Sum", "Mean", "Where", "And", "Or", "Xor", "Equal"}, true)
      .Cases({"Less", "LessOrEqual", "Greater", "GreaterOrEqual"}, true)
      .Cases({"BitwiseAnd", "BitwiseOr", "BitwiseXor"}, true)
      .Default(false);
}

std::string hfc::onnx::findShownRank(const Node &node,
                                     llvm::ArrayRef<ImportedValue *> operands) {
  int64_t certain = -1;
  for (const ImportedValue *operand : operands)
    if (operand && !operand->rankVaries)
      certain = std::max(certain, operand->type.getRank());
  for (auto [i, operand] : llvm::enumerate(operands)) {
    if (!operand || !operand->rankVaries)
      continue;
    bool isHidden =
        (broadcasts(node.opType) && operand->type.getRank() <= certain) ||
        (node.opType == "CastLike" && i == 1); // only its type is read
    if (!isHidden)
      return llvm::formatv(
          "input {0} ({1}) is of rank {2} or less, as an If decides: only an "
          "operand of that rank beside it hides which",
          i, diag::quote(node.inputs[i]), operand->type.getRank());
  }
  return "";
}
