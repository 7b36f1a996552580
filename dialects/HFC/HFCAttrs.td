// Constants that are not loaded: which bytes of which file, and what is done to them. See HFCRecipe.h.
#ifndef HFC_ATTRS_TD
#define HFC_ATTRS_TD

include "dialects/HFC/HFCBase.td"

class HFC_Recipe<string name, string attrMnemonic> : AttrDef<HFC_Dialect, name, [TypedAttrInterface]> {
  let mnemonic = attrMnemonic;
  let genVerifyDecl = 1;
}

def HFC_WeightAttr : HFC_Recipe<"Weight", "weight"> {
  let summary = "a span of a file of the model";
  let description = [{
    `#hfc.weight<"model.safetensors", 24 : tensor<384x384xf32>>`: row-major little-endian elements from byte 24 of the
    file that the frontend registered under this name. Any alignment. The span lies inside the file: frontends check.
  }];
  let parameters = (ins StringRefParameter<>:$file, "uint64_t":$offset, AttributeSelfTypeParameter<"">:$type);
  let assemblyFormat = "`<` $file `,` $offset `>`";
}

def HFC_TransposedAttr : HFC_Recipe<"Transposed", "transposed"> {
  let summary = "dim i of the result is dim permutation[i] of the base";
  let parameters = (ins "::mlir::TypedAttr":$base, ArrayRefParameter<"int64_t">:$permutation, AttributeSelfTypeParameter<"">:$type);
  let assemblyFormat = "`<` $base `,` `[` $permutation `]` `>`";
}

def HFC_ReshapedAttr : HFC_Recipe<"Reshaped", "reshaped"> {
  let summary = "the same elements in row-major order with other dims";
  let parameters = (ins "::mlir::TypedAttr":$base, AttributeSelfTypeParameter<"">:$type);
  let assemblyFormat = "`<` $base `>`";
}

def HFC_SlicedAttr : HFC_Recipe<"Sliced", "sliced"> {
  let summary = "from `starts`, as many elements as the type says";
  let parameters = (ins "::mlir::TypedAttr":$base, ArrayRefParameter<"int64_t">:$starts, AttributeSelfTypeParameter<"">:$type);
  let assemblyFormat = "`<` $base `,` `[` $starts `]` `>`";
}

def HFC_ConcatenatedAttr : HFC_Recipe<"Concatenated", "concatenated"> {
  let summary = "parts behind each other along an axis";
  let parameters = (ins ArrayRefParameter<"::mlir::TypedAttr">:$parts, "int64_t":$axis, AttributeSelfTypeParameter<"">:$type);
  let assemblyFormat = "`<` `[` $parts `]` `,` $axis `>`";
}

def HFC_PaddedAttr : HFC_Recipe<"Padded", "padded"> {
  let summary = "zeros behind the base, up to the dims of the type";
  let parameters = (ins "::mlir::TypedAttr":$base, AttributeSelfTypeParameter<"">:$type);
  let assemblyFormat = "`<` $base `>`";
}

def HFC_UnpackedAttr : HFC_Recipe<"Unpacked", "unpacked"> {
  let summary = "elements of 2, 4 or 6 bits from a vector of bytes, where they follow each other from the lowest bit up";
  let parameters = (ins "::mlir::TypedAttr":$base, AttributeSelfTypeParameter<"">:$type);
  let assemblyFormat = "`<` $base `>`";
}

def HFC_ConvertedAttr : HFC_Recipe<"Converted", "converted"> {
  let summary = "each element converted as hfc.cast does";
  let parameters = (ins "::mlir::TypedAttr":$base, AttributeSelfTypeParameter<"">:$type);
  let assemblyFormat = "`<` $base `>`";
}

def HFC_ScaledAttr : HFC_Recipe<"Scaled", "scaled"> {
  let summary = "base times a constant that broadcasts to it; how a batch norm enters its convolution";
  let parameters = (ins "::mlir::TypedAttr":$base, "::mlir::TypedAttr":$factor, AttributeSelfTypeParameter<"">:$type);
  let assemblyFormat = "`<` $base `,` $factor `>`";
}

def HFC_RecentredAttr : HFC_Recipe<"Recentred", "recentred"> {
  let summary = "base - 128: bytes without a sign as bytes with one";
  let parameters = (ins "::mlir::TypedAttr":$base, AttributeSelfTypeParameter<"">:$type);
  let assemblyFormat = "`<` $base `>`";
}

def HFC_SummedAttr : HFC_Recipe<"Summed", "summed"> {
  let summary = "sums in i32 of the 8-bit elements along some dims, which become 1";
  let parameters = (ins "::mlir::TypedAttr":$base, AttributeSelfTypeParameter<"">:$type);
  let assemblyFormat = "`<` $base `>`";
}

#endif
