// Evaluates constants: dense values and recipes over the files of a model, to
// the bytes that the artifact holds.
#ifndef HFC_COMPILER_WEIGHTS_H
#define HFC_COMPILER_WEIGHTS_H

#include "frontends/files/FileSet.h"
#include "mlir/IR/BuiltinAttributeInterfaces.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/Support/Error.h"
#include <vector>

namespace hfc {

// Bytes that are a part of a mapped file, or their own.
class ConstantData {
public:
  explicit ConstantData(llvm::ArrayRef<uint8_t> bytes) : view(bytes) {}
  explicit ConstantData(std::vector<uint8_t> bytes)
      : owned(std::move(bytes)), view(owned) {}
  ConstantData(ConstantData &&other)
      : owned(std::move(other.owned)), view(other.view) {}
  ConstantData(const ConstantData &) = delete;

  llvm::ArrayRef<uint8_t> getBytes() const { return view; }

private:
  std::vector<uint8_t> owned;
  llvm::ArrayRef<uint8_t> view;
};

// Bytes of a tensor, row-major, i1 one byte an element.
uint64_t getConstantSize(mlir::Type type);

// An error names a file that the set lacks or that is too short.
llvm::Expected<ConstantData> evaluateConstant(mlir::TypedAttr constant,
                                              const files::FileSet &files);
// The same in parts of about `most` bytes, one after the other, so that neither
// memory nor caches have to hold the whole; in one where a recipe has no parts.
llvm::Error
evaluateParts(mlir::TypedAttr constant, const files::FileSet &files,
              llvm::function_ref<llvm::Error(llvm::ArrayRef<uint8_t>)> take,
              uint64_t most = 8 << 20);

} // namespace hfc
#endif
