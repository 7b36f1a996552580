// Matrix instructions whose fragments are read from LDS some products before
// they are used, so that nobody waits for them.
#ifndef HFC_TARGETS_AMDGPU_READAHEAD_H
#define HFC_TARGETS_AMDGPU_READAHEAD_H

#include "targets/amdgpu/Intrinsics.h"

namespace hfc::amdgpu {

// A fragment from LDS, and the matrix instructions that it is for.
struct Product {
  std::function<codegen::Values()> read;
  std::function<void(mlir::ValueRange)> multiply;
};

// Reads run some products ahead of their use; the order is pinned.
class Products {
public:
  Products(codegen::CodeBuilder &b, llvm::ArrayRef<Product> all, size_t ahead)
      : b(b), all(all), ahead(ahead) {
    readUpTo(ahead);
    scheduleBarrier(b);
  }
  // The next `count` of them.
  void multiply(size_t count) {
    for (size_t end = done + count; done < end; ++done) {
      all[done].multiply(fragments[done]);
      readUpTo(done + 1 + ahead);
      scheduleBarrier(b);
    }
  }

private:
  void readUpTo(size_t end) {
    while (fragments.size() < std::min(end, all.size()))
      fragments.push_back(all[fragments.size()].read());
  }

  codegen::CodeBuilder &b;
  llvm::ArrayRef<Product> all;
  size_t ahead, done = 0;
  llvm::SmallVector<codegen::Values> fragments;
};

} // namespace hfc::amdgpu
#endif
