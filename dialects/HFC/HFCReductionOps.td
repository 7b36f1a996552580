// Many elements to one, and what is normalised by such.
#ifndef HFC_REDUCTION_OPS_TD
#define HFC_REDUCTION_OPS_TD

include "dialects/HFC/HFCBase.td"

def HFC_ReduceKind : I32EnumAttr<"ReduceKind", "reduction", [
    I32EnumAttrCase<"sum", 0>, I32EnumAttrCase<"mean", 1>, I32EnumAttrCase<"prod", 2>, I32EnumAttrCase<"max", 3>,
    I32EnumAttrCase<"min", 4>, I32EnumAttrCase<"any", 5>, I32EnumAttrCase<"all", 6>]> {
  let cppNamespace = "::hfc::hf";
  let genSpecializedAttr = 0;
}
def HFC_ReduceKindAttr : EnumAttr<HFC_Dialect, HFC_ReduceKind, "reduce_kind"> { let assemblyFormat = "$value"; }

def HFC_ReduceOp : HFC_InferredOp<"reduce"> {
  let summary = "reduction over axes, which become dims of 1 where `keep` is given and vanish otherwise";
  let description = [{
    f16 and bf16 accumulate in f32. Over nothing: sum 0, prod 1, max the least and min the largest value of the type
    (infinities for floats), mean NaN. Max and min give NaN if any element is.
  }];
  let arguments = (ins HFC_ReduceKindAttr:$kind, HFC_ComputedTensor:$operand, DenseI64ArrayAttr:$axes, UnitAttr:$keep);
  let results = (outs HFC_Tensor:$result);
  let assemblyFormat = "$kind $operand `over` $axes (`keep` $keep^)? attr-dict `:` type($operand)";
  let hasVerifier = 1;
}

def HFC_ArgReduceOp : HFC_InferredOp<"arg_reduce"> {
  let summary = "i64 index of the largest (kind max) or smallest (min) element along an axis, which stays as a dim of 1";
  let description = [{ The first of equal ones, or the last where `last` is given. A NaN is larger and smaller than all. }];
  let arguments = (ins HFC_ReduceKindAttr:$kind, HFC_NumberTensor:$operand, I64Attr:$axis, UnitAttr:$last);
  let results = (outs HFC_TensorOf<I64>:$result);
  let assemblyFormat = "$kind $operand `axis` $axis (`last` $last^)? attr-dict `:` type($operand)";
  let hasVerifier = 1;
}

class HFC_CumulativeOp<string mnemonic> : HFC_InferredOp<mnemonic> {
  let arguments = (ins HFC_NumberTensor:$operand, I64Attr:$axis, UnitAttr:$exclusive, UnitAttr:$reverse);
  let results = (outs HFC_NumberTensor:$result);
  let assemblyFormat = "$operand `axis` $axis (`exclusive` $exclusive^)? (`reverse` $reverse^)? attr-dict `:` type($operand)";
}
def HFC_CumSumOp : HFC_CumulativeOp<"cumsum"> { let summary = "sums of the elements up to each place of an axis"; }
def HFC_CumProdOp : HFC_CumulativeOp<"cumprod"> { let summary = "products of the elements up to each place of an axis"; }

def HFC_TopKOp : HFC_Op<"top_k"> {
  let summary = "i64 indices of the largest elements along an axis, the largest first; of the smallest where `smallest` is given";
  let description = [{
    The result has the operand's dims but for the axis, where it has at most as many. Of equal elements the first comes
    first; a NaN is larger than all.
  }];
  let arguments = (ins HFC_NumberTensor:$operand, I64Attr:$axis, UnitAttr:$smallest);
  let results = (outs HFC_TensorOf<I64>:$result);
  let assemblyFormat = "$operand `axis` $axis (`smallest` $smallest^)? attr-dict `:` type($operand) `to` type($result)";
  let hasVerifier = 1;
}

def HFC_SoftmaxOp : HFC_InferredOp<"softmax"> {
  let summary = "exp(x - max) / sum of the same, along an axis; or its logarithm";
  let arguments = (ins HFC_FloatTensor:$operand, I64Attr:$axis, UnitAttr:$log);
  let results = (outs HFC_FloatTensor:$result);
  let assemblyFormat = "$operand `axis` $axis (`log` $log^)? attr-dict `:` type($operand)";
}

def HFC_LayerNormOp : HFC_InferredOp<"layer_norm"> {
  let summary = "(x - mean) / sqrt(variance + epsilon) * scale + bias, over the dims from `axis` on";
  let description = [{ Mean and variance (of the population) in f32, f64 for f64. Scale and bias broadcast to x. }];
  let arguments = (ins HFC_FloatTensor:$operand, HFC_FloatTensor:$scale, Optional<HFC_FloatTensor>:$bias, I64Attr:$axis, F64Attr:$epsilon);
  let results = (outs HFC_FloatTensor:$result);
  let assemblyFormat = "$operand `scale` $scale (`bias` $bias^)? `axis` $axis `epsilon` $epsilon attr-dict `:` type($operand) `,` type($scale) (`,` type($bias)^)?";
}

def HFC_RmsNormOp : HFC_InferredOp<"rms_norm"> {
  let summary = "x / sqrt(mean(x^2) + epsilon) * scale, over the dims from `axis` on";
  let arguments = (ins HFC_FloatTensor:$operand, HFC_FloatTensor:$scale, I64Attr:$axis, F64Attr:$epsilon);
  let results = (outs HFC_FloatTensor:$result);
  let assemblyFormat = "$operand `scale` $scale `axis` $axis `epsilon` $epsilon attr-dict `:` type($operand) `,` type($scale)";
}

#endif
