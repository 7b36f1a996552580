// Element types of the dialects as artifacts number them.
#ifndef HFC_COMPILER_ELEMENTTYPES_H
#define HFC_COMPILER_ELEMENTTYPES_H

#include "artifact/artifact_generated.h"
#include "mlir/IR/Types.h"

namespace hfc {

// Of a tensor, or of an element.
artifact::ElementType elementTypeOf(mlir::Type type);

} // namespace hfc
#endif
