// What ONNX's definitions of operators demand of every node: arity, element
// types, attributes. Schemas.inc holds them, and schemas.py writes it.
#ifndef HFC_FRONTENDS_ONNX_SCHEMAS_H
#define HFC_FRONTENDS_ONNX_SCHEMAS_H

#include "frontends/onnx/ElementType.h"
#include "llvm/ADT/ArrayRef.h"
#include <string>

namespace hfc::onnx {

struct Node;

// Empty, or the first rule that the node breaks: of its own opset's definition.
// Nodes of operators without a definition (of other domains) break none.
// `elements`: of the inputs; UNDEFINED where one is absent or not known.
std::string checkSchema(const Node &node, llvm::ArrayRef<ElementType> elements);
// The same of the outputs' element types, where checkSchema found nothing.
std::string checkResults(const Node &node,
                         llvm::ArrayRef<ElementType> elements);

} // namespace hfc::onnx
#endif
