// Operations whose places come from data. Negative indices count from the end; an index still outside is clamped: no
// data can make a kernel leave its tensors.
#ifndef HFC_INDEX_OPS_TD
#define HFC_INDEX_OPS_TD

include "dialects/HFC/HFCBase.td"

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

def HFC_SearchOp : HFC_InferredOp<"search"> {
  let summary = "for each value, how many elements of an ascending vector are not above it (a binary search)";
  let arguments = (ins HFC_NumberTensor:$values, HFC_NumberTensor:$sorted);
  let results = (outs HFC_TensorOf<I64>:$result);
  let assemblyFormat = "$values `in` $sorted attr-dict `:` type($values) `,` type($sorted)";
}

#endif
