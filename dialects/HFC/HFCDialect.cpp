// Registration of the dialect, and what reads and prints its attributes.
#include "dialects/HFC/HFCDialect.h"
#include "mlir/IR/Builders.h"
#include "mlir/IR/DialectImplementation.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace hfc::hf;

#include "dialects/HFC/HFCDialect.cpp.inc"
#include "dialects/HFC/HFCEnums.cpp.inc"
#define GET_ATTRDEF_CLASSES
#include "dialects/HFC/HFCAttrs.cpp.inc"

void HFCDialect::initialize() {
  addAttributes<
#define GET_ATTRDEF_LIST
#include "dialects/HFC/HFCAttrs.cpp.inc"
      >();
  addOperations<
#define GET_OP_LIST
#include "dialects/HFC/HFCOps.cpp.inc"
      >();
}

Operation *HFCDialect::materializeConstant(OpBuilder &builder, Attribute value,
                                           Type type, Location loc) {
  auto typed = dyn_cast<TypedAttr>(value);
  if (!typed || typed.getType() != type)
    return nullptr;
  return ConstantOp::create(builder, loc, typed);
}
