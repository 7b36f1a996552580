// What the compiler asks of a family of chips. One class a family (targets/x86,
// …); the compiler knows no more of it.
#ifndef HFC_TARGETS_INTERFACE_TARGET_H
#define HFC_TARGETS_INTERFACE_TARGET_H

#include "dialects/Dim/DimExpr.h"
#include "dialects/Kernel/KernelDialect.h"
#include "mlir/IR/BuiltinOps.h"
#include "llvm/Support/Error.h"
#include <string>
#include <vector>

namespace hfc::target {

// Which 8-bit integers contractions multiply, summed in i32, faster than the
// same numbers in f32 or i32.
enum class Bytes { none, withSign, all };

// A row of a family's table of chips.
struct Chip {
  llvm::StringRef name;                       // "znver4"
  llvm::SmallVector<llvm::StringRef> aliases; // "epyc-genoa", "ryzen-7000"
  llvm::StringRef description;
  // What code for it may use, as the loader checks it: "avx2 avx512f …".
  std::string features;
};

// A step of the way from a kernel to machine code, in order; each can be
// printed (--emit=NAME).
struct Stage {
  llvm::StringRef name;
  llvm::StringRef description;
};

// How contractions of f32 multiply; they add up in f32 in any case.
enum class Precision { f32, f16, bf16 };

inline llvm::StringRef getName(Precision precision) {
  return precision == Precision::f16    ? "f16"
         : precision == Precision::bf16 ? "bf16"
                                        : "f32";
}

struct Options {
  unsigned optimization = 3;
  Precision precision = Precision::f32;
  bool flushSubnormals = true;
  unsigned jobs = 1;
};

// What a GPU's entry is launched with and occupies (artifact.fbs: Gpu).
struct GpuResources {
  unsigned workgroup = 0, wave = 0, kernargBytes = 0, ldsBytes = 0;
  unsigned vgprs = 0, agprs = 0, sgprs = 0, spills = 0, occupancy = 0;
  unsigned matrixPercent = 0;
  std::string reason;
};

// One way to run a kernel. Expressions are over the kernel's symbols d0, d1 …
struct Entry {
  std::string kernel; // the function's name
  std::string symbol; // in the image
  std::string strategy;
  // Runs where both sides of each pair satisfy lhs <= rhs; empty: always.
  std::vector<std::pair<dim::DimExpr, dim::DimExpr>> guard;
  dim::DimExpr grid;
  uint64_t scratch = 0; // bytes a worker
  std::optional<GpuResources> gpu;
};

struct Executable {
  std::string features;
  std::vector<char> image;
  // Entries of one kernel stand in the order in which they are tried.
  std::vector<Entry> entries;
};

// Where a constant operand of a contraction lies: other dims, and the map that
// finds an element there.
struct Packing {
  mlir::TypedAttr constant;
  mlir::AffineMap map;
};

// Takes the text of a stage as soon as it is known. `kernel` is empty where
// the text is of all kernels together. Called from any thread.
using StageSink = llvm::function_ref<void(
    llvm::StringRef stage, llvm::StringRef kernel, llvm::StringRef text)>;

class Target {
public:
  virtual ~Target() = default;
  virtual llvm::StringRef getFamily() const = 0;
  virtual llvm::ArrayRef<Chip> getChips() const = 0;
  virtual llvm::ArrayRef<Stage> getStages() const = 0;
  virtual llvm::ArrayRef<Precision> getPrecisions() const = 0;

  virtual Bytes multipliesBytes() const { return Bytes::none; }
  // Whether they are faster of 8-bit floats, summed in f32.
  virtual bool multipliesFloat8() const { return false; }

  // How to store the constant right operand of a contraction; nothing to leave
  // it as it is. The same for all chips of the family.
  virtual std::optional<Packing> pack(kernel::ContractOp op,
                                      mlir::TypedAttr constant,
                                      Precision precision) const = 0;

  // Machine code for all functions of the module that are kernel.entry. Does
  // not change the module. Independent of options.jobs in every byte.
  virtual llvm::Expected<Executable> compile(mlir::ModuleOp module,
                                             const Chip &chip,
                                             const Options &options,
                                             StageSink sink) const = 0;
};

} // namespace hfc::target
#endif
