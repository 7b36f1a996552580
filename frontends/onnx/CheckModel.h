// Internal to the reader: what onnx.checker demands of the structure of a
// model, operators left aside.
#ifndef HFC_FRONTENDS_ONNX_CHECKMODEL_H
#define HFC_FRONTENDS_ONNX_CHECKMODEL_H

#include "frontends/onnx/Model.h"
#include "llvm/Support/Error.h"

namespace hfc::onnx {

// Nodes are sorted already. Every name that is used is defined once and before;
// every domain is imported; calls fit their functions. Sets Node::opset.
llvm::Error checkModel(Model &model);

// The function that a node calls; null: an operator.
class FunctionTable {
public:
  explicit FunctionTable(Model &model);
  Function *find(const Node &node) const;
  // Two functions of the same domain, name and overload.
  const Function *getDuplicate() const { return duplicate; }

private:
  using Key = std::tuple<std::string_view, std::string_view, std::string_view>;
  std::map<Key, Function *> functions;
  const Function *duplicate = nullptr;
};

// "model.onnx: byte 12: node \"conv1\" (Conv)", for messages.
std::string locate(const Model &model, const Node &node);

} // namespace hfc::onnx
#endif
