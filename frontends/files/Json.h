// JSON of unknown origin. nlohmann's reader parses it (llvm::json's recurses
// without a limit and dies of "[[[[…"), llvm::json::Value holds it. Depth, size
// and number of values are bounded; a key that appears twice is an error, for
// readers differ in which one they take.
#ifndef HFC_FRONTENDS_FILES_JSON_H
#define HFC_FRONTENDS_FILES_JSON_H

#include "frontends/files/MappedFile.h"
#include "llvm/Support/JSON.h"

namespace hfc::files {

struct JsonLimits {
  unsigned depth = 64;
  uint64_t bytes = 16 << 20;
  uint64_t values = 4'000'000;
  bool fractions = true; // false: every number must be an integer
};

// `name` is what messages call the text; `offset` is where it begins in there.
llvm::Expected<llvm::json::Value> parseJson(llvm::StringRef text,
                                            llvm::StringRef name,
                                            uint64_t offset = 0,
                                            const JsonLimits &limits = {});

} // namespace hfc::files
#endif
