// Which of the model's nodes a location stands for.
#ifndef HFC_COMPILER_SOURCES_H
#define HFC_COMPILER_SOURCES_H

#include "mlir/IR/Location.h"
#include <string>

namespace hfc {

// "/encoder/layer.0/MatMul, /encoder/layer.0/Add"
std::string sourceOf(mlir::Location location);

} // namespace hfc
#endif
