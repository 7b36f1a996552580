// Where the arithmetic is: contraction, convolution, pooling, attention. f16, bf16 and f32 accumulate in f32, f64 in
// f64, integers in the result type.
#ifndef HFC_CONTRACTION_OPS_TD
#define HFC_CONTRACTION_OPS_TD

include "dialects/HFC/HFCBase.td"

def HFC_ContractOp : HFC_Op<"contract"> {
  let summary = "sum of products, in Einstein's notation";
  let description = [{
    One letter a dim: `"bmk,kn->bmn"`. Letters of the result are distinct and occur in an operand; a letter that is not
    in the result is summed over. C1: dims of one letter are equal. C2: no letter twice in one operand. The result's
    element type is the operands', or wider (i32 of i8 and ui8, f32 of 8-bit floats).
    ```mlir
    %y = hfc.contract "bsk,kn->bsn" %x, %w : tensor<2x8x384xf32>, tensor<384x1536xf32> to tensor<2x8x1536xf32>
    ```
  }];
  let arguments = (ins StrAttr:$letters, HFC_FactorTensor:$lhs, HFC_FactorTensor:$rhs);
  let results = (outs HFC_NumberTensor:$result);
  let assemblyFormat = "$letters $lhs `,` $rhs attr-dict `:` type($lhs) `,` type($rhs) `to` type($result)";
  let hasVerifier = 1;
  let extraClassDeclaration = [{
    // The three parts of `letters`.
    ::llvm::StringRef getLhsLetters();
    ::llvm::StringRef getRhsLetters();
    ::llvm::StringRef getResultLetters();
    // Type of the result of these letters over these operand types; null where C1 or C2 fails, with the reason.
    static ::mlir::RankedTensorType inferType(::llvm::StringRef letters, ::mlir::RankedTensorType lhs,
                                              ::mlir::RankedTensorType rhs, ::mlir::Type element, std::string &reason);
  }];
}

def HFC_ConvOp : HFC_InferredOp<"conv"> {
  let summary = "convolution (cross-correlation) over any number of spatial dims";
  let description = [{
    Operand [N, C, spatial…] and filter [O, C / groups, spatial…], or, where `channels_last`, [N, spatial…, C] and
    [O, spatial…, C / groups]. Outside the operand lie zeros: low and high pads are not negative. One stride, dilation
    and pair of pads a spatial dim. The result's element type is the operand's (i32 for 8-bit integers).
  }];
  let arguments = (ins HFC_NumberTensor:$operand, HFC_NumberTensor:$filter, DenseI64ArrayAttr:$strides, DenseI64ArrayAttr:$dilations,
                       DenseI64ArrayAttr:$low, DenseI64ArrayAttr:$high, I64Attr:$groups, UnitAttr:$channels_last);
  let results = (outs HFC_NumberTensor:$result);
  let assemblyFormat = "$operand `,` $filter `strides` $strides `dilations` $dilations `low` $low `high` $high `groups` $groups (`channels_last` $channels_last^)? attr-dict `:` type($operand) `,` type($filter)";
}

def HFC_PoolKind : I32EnumAttr<"PoolKind", "pooling", [I32EnumAttrCase<"max", 0>, I32EnumAttrCase<"average", 1>]> {
  let cppNamespace = "::hfc::hf";
  let genSpecializedAttr = 0;
}
def HFC_PoolKindAttr : EnumAttr<HFC_Dialect, HFC_PoolKind, "pool_kind"> { let assemblyFormat = "$value"; }

def HFC_PoolOp : HFC_InferredOp<"pool"> {
  let summary = "largest or average element of each window";
  let description = [{
    Elements outside do not count, but where `count_padding` is given an average divides by the window's places inside
    the padded operand. A window wholly outside gives the least value, or NaN for an average.
  }];
  let arguments = (ins HFC_PoolKindAttr:$kind, HFC_NumberTensor:$operand, DenseI64ArrayAttr:$window, DenseI64ArrayAttr:$strides, DenseI64ArrayAttr:$dilations,
                       DenseI64ArrayAttr:$low, DenseI64ArrayAttr:$high, UnitAttr:$count_padding, UnitAttr:$channels_last);
  let results = (outs HFC_NumberTensor:$result);
  let assemblyFormat = "$kind $operand `window` $window `strides` $strides `dilations` $dilations `low` $low `high` $high (`count_padding` $count_padding^)? (`channels_last` $channels_last^)? attr-dict `:` type($operand)";
}

def HFC_AttentionOp : HFC_InferredOp<"attention"> {
  let summary = "softmax(scale q k^T + mask) v, for each batch and head";
  let description = [{
    q [B, H, S, D], k [B, G, T, D], v [B, G, T, E] with H a multiple of G (head h reads group h / (H / G)); the result
    is [B, H, S, E]. The mask broadcasts to [B, H, S, T]: floats are added to the scores, i1 keeps where true. `causal`
    keeps key t for query s where t <= s + T - S. A row that keeps nothing gives NaN, or 0 where `zero_empty_rows`.
  }];
  let arguments = (ins HFC_FloatTensor:$query, HFC_FloatTensor:$key, HFC_FloatTensor:$value, Optional<HFC_ComputedTensor>:$mask,
                       F64Attr:$scale, UnitAttr:$causal, UnitAttr:$zero_empty_rows);
  let results = (outs HFC_FloatTensor:$result);
  let assemblyFormat = "$query `,` $key `,` $value (`mask` $mask^)? `scale` $scale (`causal` $causal^)? (`zero_empty_rows` $zero_empty_rows^)? attr-dict `:` type($query) `,` type($key) `,` type($value) (`,` type($mask)^)?";
}

#endif
