// Operations whose places come from data. Negative indices count from the end; an index still outside is clamped: no
// data can make a kernel leave its tensors.
#ifndef HFC_INDEX_OPS_TD
#define HFC_INDEX_OPS_TD

include "dialects/HFC/HFCBase.td"
include "dialects/HFC/HFCReductionOps.td"

def HFC_GatherOp : HFC_InferredOp<"gather"> {
  let summary = "slices of the operand along an axis, chosen by indices of any rank (numpy's take)";
  let arguments = (ins HFC_Tensor:$operand, HFC_IndexTensor:$indices, I64Attr:$axis);
  let results = (outs HFC_Tensor:$result);
  let assemblyFormat = "$operand `at` $indices `axis` $axis attr-dict `:` type($operand) `,` type($indices)";
}

def HFC_GatherElementsOp : HFC_InferredOp<"gather_elements"> {
  let summary = "element of the operand at the result's own place, but for the axis, where the index says";
  let arguments = (ins HFC_Tensor:$operand, HFC_IndexTensor:$indices, I64Attr:$axis);
  let results = (outs HFC_Tensor:$result);
  let assemblyFormat = "$operand `at` $indices `axis` $axis attr-dict `:` type($operand) `,` type($indices)";
}

def HFC_GatherNDOp : HFC_InferredOp<"gather_nd"> {
  let summary = "the last dim of indices is a tuple that names a slice of the operand";
  let arguments = (ins HFC_Tensor:$operand, HFC_IndexTensor:$indices, I64Attr:$batch_dims);
  let results = (outs HFC_Tensor:$result);
  let assemblyFormat = "$operand `at` $indices `batch` $batch_dims attr-dict `:` type($operand) `,` type($indices)";
}

def HFC_ScatterOp : HFC_InferredOp<"scatter"> {
  let summary = "the operand, changed at the places of an axis that indices say";
  let description = [{
    The element of updates at (.., u, ..) goes to (.., indices(.., u, ..), ..) of the result: it is put there, or, where
    a kind is given (sum, prod, max, min; any and all for i1), combined with what is there, in ascending order of u.
    Indices have the dims of updates, or 1. Updates have the operand's rank, and but for the axis none of their dims is
    larger. Negative indices count from the end; an update whose index is still outside is dropped.
  }];
  let arguments = (ins HFC_Tensor:$operand, HFC_IndexTensor:$indices, HFC_Tensor:$updates, I64Attr:$axis,
                       OptionalAttr<HFC_ReduceKindAttr>:$kind);
  let results = (outs HFC_Tensor:$result);
  let assemblyFormat = "$updates `into` $operand `at` $indices `axis` $axis (`by` $kind^)? attr-dict `:` type($updates) `,` type($operand) `,` type($indices)";
  let hasVerifier = 1;
}

#endif
