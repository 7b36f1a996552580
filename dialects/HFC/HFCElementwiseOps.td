// One result element from the operands' elements at the same place. Operands broadcast as numpy does: dims are equal
// (the same expression) or 1, missing leading dims are 1.
#ifndef HFC_ELEMENTWISE_OPS_TD
#define HFC_ELEMENTWISE_OPS_TD

include "dialects/HFC/HFCBase.td"

// Marks what form-kernels may compute at any place of any loop.
def HFC_Elementwise : NativeOpTrait<"Elementwise"> { let cppNamespace = "::hfc::hf"; }

class HFC_UnaryOp<string mnemonic, Type operand, string text> : HFC_InferredOp<mnemonic, [HFC_Elementwise]> {
  let summary = text;
  let arguments = (ins operand:$operand);
  let results = (outs HFC_Tensor:$result);
  let assemblyFormat = "$operand attr-dict `:` type($operand)";
}
// The result has the operand's type.
class HFC_FloatUnaryOp<string mnemonic, string text> : HFC_UnaryOp<mnemonic, HFC_FloatTensor, text>;
class HFC_NumberUnaryOp<string mnemonic, string text> : HFC_UnaryOp<mnemonic, HFC_NumberTensor, text>;

// f32 and f64 functions are within 2 ulp of the exact value; f16 and bf16 are computed in f32 and rounded once.
def HFC_AbsOp : HFC_NumberUnaryOp<"abs", "absolute value; the least integer stays itself">;
def HFC_NegOp : HFC_NumberUnaryOp<"neg", "negation; integers wrap">;
def HFC_SignOp : HFC_NumberUnaryOp<"sign", "-1, 0 or 1; NaN stays NaN">;
def HFC_ExpOp : HFC_FloatUnaryOp<"exp", "e to the power">;
def HFC_ExpM1Op : HFC_FloatUnaryOp<"expm1", "exp(x) - 1">;
def HFC_LogOp : HFC_FloatUnaryOp<"log", "natural logarithm">;
def HFC_Log1POp : HFC_FloatUnaryOp<"log1p", "log(1 + x)">;
def HFC_SqrtOp : HFC_FloatUnaryOp<"sqrt", "square root, correctly rounded">;
def HFC_RsqrtOp : HFC_FloatUnaryOp<"rsqrt", "1 / sqrt(x)">;
def HFC_ReciprocalOp : HFC_FloatUnaryOp<"reciprocal", "1 / x, correctly rounded">;
def HFC_ErfOp : HFC_FloatUnaryOp<"erf", "error function">;
def HFC_TanhOp : HFC_FloatUnaryOp<"tanh", "hyperbolic tangent">;
def HFC_SigmoidOp : HFC_FloatUnaryOp<"sigmoid", "1 / (1 + exp(-x))">;
def HFC_SinOp : HFC_FloatUnaryOp<"sin", "sine, of any magnitude">;
def HFC_CosOp : HFC_FloatUnaryOp<"cos", "cosine, of any magnitude">;
def HFC_TanOp : HFC_FloatUnaryOp<"tan", "tangent">;
def HFC_AsinOp : HFC_FloatUnaryOp<"asin", "inverse sine">;
def HFC_AcosOp : HFC_FloatUnaryOp<"acos", "inverse cosine">;
def HFC_AtanOp : HFC_FloatUnaryOp<"atan", "inverse tangent">;
def HFC_SinhOp : HFC_FloatUnaryOp<"sinh", "hyperbolic sine">;
def HFC_CoshOp : HFC_FloatUnaryOp<"cosh", "hyperbolic cosine">;
def HFC_AsinhOp : HFC_FloatUnaryOp<"asinh", "inverse hyperbolic sine">;
def HFC_AcoshOp : HFC_FloatUnaryOp<"acosh", "inverse hyperbolic cosine">;
def HFC_AtanhOp : HFC_FloatUnaryOp<"atanh", "inverse hyperbolic tangent">;
def HFC_FloorOp : HFC_FloatUnaryOp<"floor", "largest integer not above">;
def HFC_CeilOp : HFC_FloatUnaryOp<"ceil", "least integer not below">;
def HFC_RoundOp : HFC_FloatUnaryOp<"round", "nearest integer, ties to even">;
def HFC_NotOp : HFC_UnaryOp<"not", HFC_TensorOf<AnyTypeOf<[HFC_Integer, HFC_Bool]>>, "every bit inverted">;

// Exact: x/2 (1 + erf(x / sqrt 2)). Tanh: x/2 (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3))).
def HFC_GeluOp : HFC_InferredOp<"gelu", [HFC_Elementwise]> {
  let summary = "Gaussian error linear unit";
  let arguments = (ins HFC_FloatTensor:$operand, UnitAttr:$tanh);
  let results = (outs HFC_FloatTensor:$result);
  let assemblyFormat = "$operand (`tanh` $tanh^)? attr-dict `:` type($operand)";
}

// The result is i1.
def HFC_IsNaNOp : HFC_UnaryOp<"is_nan", HFC_FloatTensor, "whether the element is a NaN">;
def HFC_IsInfOp : HFC_InferredOp<"is_inf", [HFC_Elementwise]> {
  let summary = "whether the element is an infinity of a sign asked for";
  let arguments = (ins HFC_FloatTensor:$operand, DefaultValuedAttr<BoolAttr, "true">:$negative, DefaultValuedAttr<BoolAttr, "true">:$positive);
  let results = (outs HFC_BoolTensor:$result);
  let assemblyFormat = "$operand attr-dict `:` type($operand)";
}

def HFC_Rounding : I32EnumAttr<"Rounding", "direction of rounding", [
    I32EnumAttrCase<"nearest", 0>, I32EnumAttrCase<"up", 1>, I32EnumAttrCase<"down", 2>]> {
  let cppNamespace = "::hfc::hf";
  let genSpecializedAttr = 0;
}
def HFC_RoundingAttr : EnumAttr<HFC_Dialect, HFC_Rounding, "rounding"> { let assemblyFormat = "$value"; }

def HFC_CastOp : HFC_Op<"cast", [HFC_Elementwise, SameOperandsAndResultShape]> {
  let summary = "conversion to another element type";
  let description = [{
    Float to float rounds to nearest, ties to even. Float to integer truncates; what does not fit saturates, NaN gives 0
    (where `overflowing`, integers of 2 and 4 bits instead keep the low bits of what i32 would be).
    Integer to integer keeps the low bits. Anything to i1 asks whether it is not 0 (a NaN is not). i1 gives 0 or 1.

    To a float of 8 bits what is larger than its largest value, infinities included, saturates; where `overflowing`, it
    becomes the type's infinity, or its NaN. Floats of 4 and 6 bits have neither: they saturate, and NaN gives -0.
    f8E8M0FNU holds powers of two: the magnitude in f32 is rounded as `rounding` says, ties up; what is less than its
    least value becomes that, or, where `overflowing`, NaN. Other types round to nearest whatever it says.
  }];
  let arguments = (ins HFC_Tensor:$operand, UnitAttr:$overflowing, DefaultValuedAttr<HFC_RoundingAttr, "::hfc::hf::Rounding::nearest">:$rounding);
  let results = (outs HFC_Tensor:$result);
  let assemblyFormat = "(`overflowing` $overflowing^)? $operand (`rounding` $rounding^)? attr-dict `:` type($operand) `to` type($result)";
  let hasFolder = 1;
}

def HFC_BitCastOp : HFC_Op<"bitcast", [HFC_Elementwise, SameOperandsAndResultShape]> {
  let summary = "the same bits as another element type of that width";
  let description = [{ `hfc.bitcast %x : tensor<4xf32> to tensor<4xi32>` }];
  let arguments = (ins HFC_Tensor:$operand);
  let results = (outs HFC_Tensor:$result);
  let assemblyFormat = "$operand attr-dict `:` type($operand) `to` type($result)";
  let hasFolder = 1;
  let hasVerifier = 1;
}

def HFC_SameOperandElements : PredOpTrait<"operands have one element type",
    CPred<"::mlir::getElementTypeOrSelf($_op.getOperand(0)) == ::mlir::getElementTypeOrSelf($_op.getOperand(1))">>;

class HFC_BinaryOp<string mnemonic, Type operand, string text, list<Trait> traits = []>
    : HFC_InferredOp<mnemonic, [HFC_Elementwise, HFC_SameOperandElements] # traits> {
  let summary = text;
  let arguments = (ins operand:$lhs, operand:$rhs);
  let results = (outs HFC_Tensor:$result);
  let assemblyFormat = "$lhs `,` $rhs attr-dict `:` type($lhs) `,` type($rhs)";
}

// Integers wrap. f16 and bf16 are computed in f32 and rounded once.
let hasFolder = 1 in {
def HFC_AddOp : HFC_BinaryOp<"add", HFC_NumberTensor, "sum", [Commutative]>;
def HFC_SubOp : HFC_BinaryOp<"sub", HFC_NumberTensor, "difference">;
def HFC_MulOp : HFC_BinaryOp<"mul", HFC_NumberTensor, "product", [Commutative]>;
def HFC_DivOp : HFC_BinaryOp<"div", HFC_NumberTensor, "quotient; integers truncate, x / 0 is 0, least / -1 is least">;
}
def HFC_PowOp : HFC_BinaryOp<"pow", HFC_NumberTensor, "power, as C's pow; integers by repeated multiplication, a negative exponent gives 0, 1 or -1">;
def HFC_MaxOp : HFC_BinaryOp<"max", HFC_NumberTensor, "the larger; NaN if either is; -0 < +0", [Commutative]>;
def HFC_MinOp : HFC_BinaryOp<"min", HFC_NumberTensor, "the smaller; NaN if either is; -0 < +0", [Commutative]>;
def HFC_ModOp : HFC_InferredOp<"mod", [HFC_Elementwise, HFC_SameOperandElements]> {
  let summary = "remainder: of the divisor's sign, or, truncated, of the dividend's (C's fmod and %); integer x mod 0 is 0";
  let arguments = (ins HFC_NumberTensor:$lhs, HFC_NumberTensor:$rhs, UnitAttr:$truncated);
  let results = (outs HFC_NumberTensor:$result);
  let assemblyFormat = "(`truncated` $truncated^)? $lhs `,` $rhs attr-dict `:` type($lhs) `,` type($rhs)";
}

class HFC_BitOp<string mnemonic, string text>
    : HFC_BinaryOp<mnemonic, HFC_TensorOf<AnyTypeOf<[HFC_Integer, HFC_Bool]>>, text, [Commutative]>;
def HFC_AndOp : HFC_BitOp<"and", "both, bit by bit">;
def HFC_OrOp : HFC_BitOp<"or", "either, bit by bit">;
def HFC_XorOp : HFC_BitOp<"xor", "one and not the other, bit by bit">;
def HFC_ShlOp : HFC_BinaryOp<"shl", HFC_TensorOf<HFC_Integer>, "shift left; by the width or more gives 0">;
def HFC_ShrOp : HFC_BinaryOp<"shr", HFC_TensorOf<HFC_Integer>, "shift right, arithmetic for signed types; by the width or more as by width - 1, 0 for unsigned">;

def HFC_Predicate : I32EnumAttr<"Predicate", "comparison", [
    I32EnumAttrCase<"eq", 0>, I32EnumAttrCase<"ne", 1>, I32EnumAttrCase<"lt", 2>,
    I32EnumAttrCase<"le", 3>, I32EnumAttrCase<"gt", 4>, I32EnumAttrCase<"ge", 5>]> {
  let cppNamespace = "::hfc::hf";
  let genSpecializedAttr = 0;
}
def HFC_PredicateAttr : EnumAttr<HFC_Dialect, HFC_Predicate, "predicate"> { let assemblyFormat = "$value"; }

def HFC_CompareOp : HFC_InferredOp<"compare", [HFC_Elementwise, HFC_SameOperandElements]> {
  let summary = "i1 of a comparison; false where an operand is NaN, but for ne";
  let arguments = (ins HFC_PredicateAttr:$predicate, HFC_ComputedTensor:$lhs, HFC_ComputedTensor:$rhs);
  let results = (outs HFC_BoolTensor:$result);
  let assemblyFormat = "$predicate $lhs `,` $rhs attr-dict `:` type($lhs) `,` type($rhs)";
}

def HFC_SelectOp : HFC_InferredOp<"select", [HFC_Elementwise]> {
  let summary = "the second operand where the first is true, else the third";
  let arguments = (ins HFC_BoolTensor:$condition, HFC_Tensor:$yes, HFC_Tensor:$no);
  let results = (outs HFC_Tensor:$result);
  let assemblyFormat = "$condition `,` $yes `,` $no attr-dict `:` type($condition) `,` type($yes) `,` type($no)";
  let hasVerifier = 1;
}

#endif
