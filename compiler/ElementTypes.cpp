// See ElementTypes.h.
#include "compiler/ElementTypes.h"
#include "mlir/IR/BuiltinTypes.h"
#include "mlir/IR/TypeUtilities.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using hfc::artifact::ElementType;

static ElementType integerTypeOf(IntegerType type) {
  bool isUnsigned = type.isUnsigned();
  switch (type.getWidth()) {
  case 1:
    return ElementType::bool_;
  case 2:
    return isUnsigned ? ElementType::u2 : ElementType::i2;
  case 4:
    return isUnsigned ? ElementType::u4 : ElementType::i4;
  case 8:
    return isUnsigned ? ElementType::u8 : ElementType::i8;
  case 16:
    return isUnsigned ? ElementType::u16 : ElementType::i16;
  case 32:
    return isUnsigned ? ElementType::u32 : ElementType::i32;
  default:
    return isUnsigned ? ElementType::u64 : ElementType::i64;
  }
}

ElementType hfc::elementTypeOf(Type type) {
  return llvm::TypeSwitch<Type, ElementType>(getElementTypeOrSelf(type))
      .Case([](IntegerType integer) { return integerTypeOf(integer); })
      .Case([](Float16Type) { return ElementType::f16; })
      .Case([](BFloat16Type) { return ElementType::bf16; })
      .Case([](Float32Type) { return ElementType::f32; })
      .Case([](Float64Type) { return ElementType::f64; })
      .Case([](Float8E4M3FNType) { return ElementType::f8e4m3fn; })
      .Case([](Float8E4M3FNUZType) { return ElementType::f8e4m3fnuz; })
      .Case([](Float8E5M2Type) { return ElementType::f8e5m2; })
      .Case([](Float8E5M2FNUZType) { return ElementType::f8e5m2fnuz; })
      .Case([](Float8E8M0FNUType) { return ElementType::f8e8m0; })
      .Case([](Float6E2M3FNType) { return ElementType::f6e2m3; })
      .Case([](Float6E3M2FNType) { return ElementType::f6e3m2; })
      .Case([](Float4E2M1FNType) { return ElementType::f4e2m1; })
      .Default([](Type) { return ElementType::none; });
}
