// The nodes of a model that cannot be imported: all of them, not the first.
// `hfc check` prints the list, the compile fails with it.
#ifndef HFC_FRONTENDS_ONNX_UNSUPPORTED_H
#define HFC_FRONTENDS_ONNX_UNSUPPORTED_H

#include "diagnostics/Error.h"
#include "llvm/ADT/StringRef.h"
#include <string>
#include <vector>

namespace hfc::onnx {

struct RejectedNode {
  std::string name; // of the node, or of its first output where it has none
  std::string opType;
  std::string domain;
  int64_t opset = 0;
  std::vector<std::string> inputs; // "boxes f32[1, n, 4]"
  std::string reason;
  bool isInvalid = false; // the node breaks ONNX's rules, not hfc's limits
};

struct Rejections {
  std::string model;
  size_t nodeCount = 0; // of the whole model
  int64_t opset = 0;    // of the default domain
  std::vector<RejectedNode> nodes;
  // Nodes behind the rejected ones whose operands are therefore unknown.
  size_t skipped = 0;
  // Where the graph could end before the first of them.
  std::vector<std::string> lastGood;
};

// HFC0101, or HFC0102 where every node is invalid. The text groups nodes by
// operator and reason.
class UnsupportedNodesError
    : public llvm::ErrorInfo<UnsupportedNodesError, diag::DiagnosticError> {
public:
  static char ID;
  explicit UnsupportedNodesError(Rejections rejections);

  const Rejections &getRejections() const { return rejections; }

private:
  Rejections rejections;
};

} // namespace hfc::onnx
#endif
