// What `hfc check` found, for programs: `hfc check --json`.
#ifndef HFC_TOOLS_HFC_COMPILE_CHECKREPORT_H
#define HFC_TOOLS_HFC_COMPILE_CHECKREPORT_H

#include "llvm/Support/Error.h"
#include "llvm/Support/JSON.h"

namespace hfc {

// Of one target. Keys stay, new ones may come:
//   target, compiles; where it does not:
//   code, message (of the whole refusal, its first line);
//   operators: operator, opset, reason, invalid (it breaks ONNX's rules),
//   nodes:
//     name, inputs ("x f32[n, 4]");
//   nodes (of the model), skipped (behind the rejected ones, not checked),
//   outputs (that could end the graph before the first rejected node).
// Operators stand once for each reason.
llvm::json::Object reportOf(llvm::StringRef target, llvm::Error error);

} // namespace hfc
#endif
