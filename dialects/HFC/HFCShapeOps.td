// Constants, sizes, and operations that move elements without computing.
#ifndef HFC_SHAPE_OPS_TD
#define HFC_SHAPE_OPS_TD

include "dialects/HFC/HFCBase.td"
include "dialects/Dim/DimDialect.td"

def HFC_ConstantOp : HFC_Op<"constant", [ConstantLike, AllTypesMatch<["value", "result"]>]> {
  let summary = "a small dense value, or a recipe over a file of the model";
  let arguments = (ins TypedAttrInterface:$value);
  let results = (outs HFC_Tensor:$result);
  let assemblyFormat = "attr-dict $value";
  let hasFolder = 1;
  let hasVerifier = 1;
}

def HFC_SizeOp : HFC_Op<"size"> {
  let summary = "a size of the model as an i64 scalar";
  let description = [{ `hfc.size <b * s> : tensor<i64>` }];
  let arguments = (ins Dim_ExprAttr:$value);
  let results = (outs HFC_TensorOf<I64>:$result);
  let assemblyFormat = "$value attr-dict `:` type($result)";
  let hasFolder = 1;
}

def HFC_RedimOp : HFC_Op<"redim"> {
  let summary = "the same tensor, its dims written as other expressions that are equal when it runs";
  let description = [{ Where data decides sizes, equal sizes may have different names; `hfc.check` sees to it that they are equal. }];
  let arguments = (ins HFC_Tensor:$operand);
  let results = (outs HFC_Tensor:$result);
  let assemblyFormat = "$operand attr-dict `:` type($operand) `to` type($result)";
  let hasVerifier = 1;
}

def HFC_IotaOp : HFC_Op<"iota"> {
  let summary = "each element is its index along an axis";
  let arguments = (ins I64Attr:$axis);
  let results = (outs HFC_NumberTensor:$result);
  let assemblyFormat = "$axis attr-dict `:` type($result)";
  let hasVerifier = 1;
}

def HFC_ReshapeOp : HFC_Op<"reshape"> {
  let summary = "the same elements in row-major order with other dims";
  let description = [{ C1: the products of dims are equal expressions. }];
  let arguments = (ins HFC_Tensor:$operand);
  let results = (outs HFC_Tensor:$result);
  let assemblyFormat = "$operand attr-dict `:` type($operand) `to` type($result)";
  let hasFolder = 1;
  let hasVerifier = 1;
}

def HFC_BroadcastOp : HFC_Op<"broadcast"> {
  let summary = "repeats dims of size 1, and adds leading dims, as numpy does";
  let arguments = (ins HFC_Tensor:$operand);
  let results = (outs HFC_Tensor:$result);
  let assemblyFormat = "$operand attr-dict `:` type($operand) `to` type($result)";
  let hasFolder = 1;
  let hasVerifier = 1;
}

def HFC_TransposeOp : HFC_InferredOp<"transpose"> {
  let summary = "dim i of the result is dim permutation[i] of the operand";
  let arguments = (ins HFC_Tensor:$operand, DenseI64ArrayAttr:$permutation);
  let results = (outs HFC_Tensor:$result);
  let assemblyFormat = "$operand $permutation attr-dict `:` type($operand)";
  let hasFolder = 1;
  let hasVerifier = 1;
}

def HFC_SliceOp : HFC_Op<"slice"> {
  let summary = "element i of the result is element start + i * step of the operand, in each dim";
  let description = [{
    Starts are size expressions, steps constants that may be negative; sizes are those of the result type. All elements
    lie inside the operand: frontends clamp.
    `hfc.slice %x from <0, s - 1> by [1, -1] : tensor<…> to tensor<…>`
  }];
  let arguments = (ins HFC_Tensor:$operand, Dim_ShapeAttr:$starts, DenseI64ArrayAttr:$steps);
  let results = (outs HFC_Tensor:$result);
  let assemblyFormat = "$operand `from` $starts `by` $steps attr-dict `:` type($operand) `to` type($result)";
  let hasFolder = 1;
  let hasVerifier = 1;
}

def HFC_ConcatOp : HFC_InferredOp<"concat"> {
  let summary = "operands behind each other along an axis";
  let arguments = (ins Variadic<HFC_Tensor>:$operands, I64Attr:$axis);
  let results = (outs HFC_Tensor:$result);
  let assemblyFormat = "$axis `of` $operands attr-dict `:` type($operands)";
  let hasFolder = 1;
}

def HFC_AppendOp : HFC_InferredOp<"append"> {
  let summary = "a state of the function with more places behind those that it has along dim 0";
  let description = [{
    Concatenation along dim 0. Where the argument is state (`hfc.state = "name"`) and this is returned as the result of
    the same name, nothing moves: what is added is computed where the state's next places lie.
    `hfc.append %new to %keys : tensor<1x4x8xf32> to tensor<?x4x8xf32, #dim.shape<past, 4, 8>>`
  }];
  let arguments = (ins HFC_Tensor:$added, HFC_Tensor:$state);
  let results = (outs HFC_Tensor:$result);
  let assemblyFormat = "$added `to` $state attr-dict `:` type($added) `to` type($state)";
  let hasVerifier = 1;
}

def HFC_PadMode : I32EnumAttr<"PadMode", "what lies outside", [
    I32EnumAttrCase<"constant", 0>, I32EnumAttrCase<"reflect", 1>, I32EnumAttrCase<"edge", 2>, I32EnumAttrCase<"wrap", 3>]> {
  let cppNamespace = "::hfc::hf";
  let genSpecializedAttr = 0;
}
def HFC_PadModeAttr : EnumAttr<HFC_Dialect, HFC_PadMode, "pad_mode"> { let assemblyFormat = "$value"; }

def HFC_PadOp : HFC_Op<"pad"> {
  let summary = "element i of the result is element i - low of the operand, or what the mode puts outside";
  let description = [{ Low is not negative; the rest follows from the result type. `value` is a scalar, used by `constant`. }];
  let arguments = (ins HFC_Tensor:$operand, HFC_Tensor:$value, Dim_ShapeAttr:$low, HFC_PadModeAttr:$mode);
  let results = (outs HFC_Tensor:$result);
  let assemblyFormat = "$mode $operand `with` $value `low` $low attr-dict `:` type($operand) `,` type($value) `to` type($result)";
  let hasVerifier = 1;
}

#endif
