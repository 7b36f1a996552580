// See Sources.h.
#include "compiler/Sources.h"
#include "llvm/ADT/StringExtras.h"

using namespace mlir;

std::string hfc::sourceOf(Location location) {
  SmallVector<StringRef> names;
  location->walk([&](Location inner) {
    if (auto named = dyn_cast<NameLoc>(inner))
      if (!llvm::is_contained(names, named.getName().getValue()))
        names.push_back(named.getName().getValue());
    return WalkResult::advance();
  });
  return llvm::join(names, ", ");
}
