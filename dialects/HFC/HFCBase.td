// Classes and type sets that all files of operations use.
#ifndef HFC_BASE_TD
#define HFC_BASE_TD

include "dialects/HFC/HFCDialect.td"
include "mlir/IR/AttrTypeBase.td"
include "mlir/IR/BuiltinAttributeInterfaces.td"
include "mlir/IR/EnumAttr.td"
include "mlir/Interfaces/InferTypeOpInterface.td"
include "mlir/Interfaces/SideEffectInterfaces.td"

def HFC_Float : AnyTypeOf<[F16, BF16, F32, F64], "f16, bf16, f32 or f64">;
def HFC_Integer : AnyTypeOf<[I8, I16, I32, I64, UI8, UI16, UI32, UI64], "an integer of 8 to 64 bits">;
def HFC_Bool : AnyTypeOf<[I1], "i1">;
def HFC_Number : AnyTypeOf<[HFC_Float, HFC_Integer], "a float or an integer">;
def HFC_Computed : AnyTypeOf<[HFC_Number, HFC_Bool], "a float, an integer or i1">;
// Types of a byte and less: they are moved, and hfc.cast converts them; nothing computes with them.
def HFC_NarrowFloat : AnyTypeOf<[F8E4M3FN, F8E4M3FNUZ, F8E5M2, F8E5M2FNUZ, F8E8M0FNU, F6E2M3FN, F6E3M2FN, F4E2M1FN], "a float of 4, 6 or 8 bits">;
def HFC_Float8 : AnyTypeOf<[F8E4M3FN, F8E4M3FNUZ, F8E5M2, F8E5M2FNUZ], "an 8-bit float that is multiplied">;
def HFC_NarrowInteger : AnyTypeOf<[I<4>, I<2>, UI<4>, UI<2>], "an integer of 2 or 4 bits">;
def HFC_Element : AnyTypeOf<[HFC_Computed, HFC_NarrowFloat, HFC_NarrowInteger], "an element type of the dialect">;

class HFC_TensorOf<Type element> : RankedTensorOf<[element]>;
def HFC_Tensor : HFC_TensorOf<HFC_Element>;
def HFC_ComputedTensor : HFC_TensorOf<HFC_Computed>;
def HFC_NumberTensor : HFC_TensorOf<HFC_Number>;
def HFC_FactorTensor : HFC_TensorOf<AnyTypeOf<[HFC_Number, HFC_Float8]>>;
def HFC_FloatTensor : HFC_TensorOf<HFC_Float>;
def HFC_BoolTensor : HFC_TensorOf<HFC_Bool>;
def HFC_IndexTensor : HFC_TensorOf<AnyTypeOf<[I32, I64]>>;

class HFC_Op<string mnemonic, list<Trait> traits = []> : Op<HFC_Dialect, mnemonic, [Pure] # traits>;

// Result type follows from operands and attributes.
class HFC_InferredOp<string mnemonic, list<Trait> traits = []>
    : HFC_Op<mnemonic, [DeclareOpInterfaceMethods<InferTypeOpInterface>] # traits>;

#endif
