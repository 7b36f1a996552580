// The `kernel` dialect: WORK. One function a kernel, tensors in, tensors out; made by form-kernels, read by targets.
#ifndef HFC_KERNEL_OPS_TD
#define HFC_KERNEL_OPS_TD

include "dialects/Dim/DimDialect.td"
include "mlir/IR/EnumAttr.td"
include "mlir/IR/OpBase.td"
include "mlir/Interfaces/SideEffectInterfaces.td"

def Kernel_Dialect : Dialect {
  let name = "kernel";
  let cppNamespace = "::hfc::kernel";
  let summary = "work on tensors, purely functional over indices";
  let description = [{
    A kernel is a private `func.func` with the unit attribute `kernel.entry`. Its arguments are its operands (tensors),
    then one `index` argument for each symbol of its types, `d0`, `d1`, … in order of appearance, each with
    `dim.symbol = "d0"`; its results are tensors. Names and constants of the model do not occur, so equal layers give
    equal functions.

    Each result comes from one `map`, `contract`, `attention`, `scan`, `scatter` or `top_k`. Inside their regions stand
    scalars: arith, math, `kernel.load`, `kernel.reduce`, `kernel.size`. Such a *scalar program* has no control flow and no order: it says
    what one element of the result is, and a target decides the loops around it. Moving elements (reshape, transpose,
    slice, concat, pad, gather) is arithmetic on indices, and fusing a producer is inlining its scalar program at the
    consumer's indices. All integers are signless.

    It never contains: layouts beyond row-major (a packed constant is a tensor of higher rank, and the map that reads
    it says so), memory, loops, threads.
  }];
  let useDefaultAttributePrinterParser = 1;
  let hasConstantMaterializer = 1;
  let dependentDialects = ["::hfc::dim::DimDialect", "::mlir::arith::ArithDialect", "::mlir::math::MathDialect"];
}

class Kernel_Op<string mnemonic, list<Trait> traits = []> : Op<Kernel_Dialect, mnemonic, [Pure] # traits>;
def Kernel_Scalar : AnyTypeOf<[AnySignlessInteger, AnyFloat], "a signless integer or a float">;

def Kernel_YieldOp : Op<Kernel_Dialect, "yield", [Pure, Terminator, HasParent<"MapOp, ReduceOp, ContractOp, AttentionOp, ScanOp, ScatterOp, TopKOp">]> {
  let summary = "the value of a scalar program";
  let arguments = (ins Kernel_Scalar:$value);
  let assemblyFormat = "$value attr-dict `:` type($value)";
}

def Kernel_SizeOp : Kernel_Op<"size"> {
  let summary = "a size as an index";
  let arguments = (ins Dim_ExprAttr:$value);
  let results = (outs Index:$result);
  let assemblyFormat = "$value attr-dict";
  let hasFolder = 1;
}

def Kernel_LoadOp : Kernel_Op<"load", [AttrSizedOperandSegments, TypesMatchWith<"the result is an element", "tensor", "result",
    "::mlir::cast<::mlir::RankedTensorType>($_self).getElementType()">]> {
  let summary = "an element of a tensor";
  let description = [{
    With a guard: the element where the guard is true, `otherwise` where it is not; the indices may then be anything.
    ```mlir
    %x = kernel.load %t[%i, %k] : tensor<?x384xf32, #dim.shape<d0, 384>>
    %y = kernel.load %t[%i, %k] if %inside else %zero of f32 : tensor<?x384xf32, #dim.shape<d0, 384>>
    ```
  }];
  let arguments = (ins AnyRankedTensor:$tensor, Variadic<Index>:$indices, Optional<I1>:$guard, Optional<Kernel_Scalar>:$otherwise);
  let results = (outs Kernel_Scalar:$result);
  let assemblyFormat = "$tensor `[` $indices `]` (`if` $guard^ `else` $otherwise `of` type($otherwise))? attr-dict `:` type($tensor)";
  let hasVerifier = 1;
}

def Kernel_ReduceKind : I32EnumAttr<"ReduceKind", "reduction", [
    I32EnumAttrCase<"add", 0>, I32EnumAttrCase<"mul", 1>, I32EnumAttrCase<"max", 2>, I32EnumAttrCase<"min", 3>,
    I32EnumAttrCase<"umax", 4>, I32EnumAttrCase<"umin", 5>, I32EnumAttrCase<"bit_and", 6, "and">, I32EnumAttrCase<"bit_or", 7, "or">,
    I32EnumAttrCase<"argmax", 8>, I32EnumAttrCase<"argmin", 9>, I32EnumAttrCase<"argumax", 10>, I32EnumAttrCase<"argumin", 11>]> {
  let cppNamespace = "::hfc::kernel";
  let genSpecializedAttr = 0;
}
def Kernel_ReduceKindAttr : EnumAttr<Kernel_Dialect, Kernel_ReduceKind, "reduce_kind"> { let assemblyFormat = "$value"; }

def Kernel_ReduceOp : Kernel_Op<"reduce", [SingleBlock, RecursiveMemoryEffects]> {
  let summary = "a scalar program over a box of indices, reduced to one value";
  let description = [{
    The region has one index argument a dim of `shape` and yields the element. Order of the sum is free, the rest is
    not: max and min give NaN if any element is; the arg kinds give the i64 index (row-major over the box) of the first
    largest or smallest element, a NaN being larger and smaller than all. Over nothing: 0, 1, the least or greatest
    value (infinities for floats), all ones, 0; an arg kind gives 0.
    ```mlir
    %sum = kernel.reduce add (%k) in <384> {
      %x = kernel.load %arg0[%i, %k] : tensor<?x384xf32, #dim.shape<d0, 384>>
      kernel.yield %x : f32
    } : f32
    ```
    It is a value like any other: a target computes it once in the loop of the indices it uses.
  }];
  let arguments = (ins Kernel_ReduceKindAttr:$kind, Dim_ShapeAttr:$shape);
  let regions = (region SizedRegion<1>:$body);
  let results = (outs Kernel_Scalar:$result);
  let hasCustomAssemblyFormat = 1;
  let hasVerifier = 1;
  let builders = [OpBuilder<(ins "::hfc::kernel::ReduceKind":$kind, "::hfc::dim::ShapeAttr":$shape, "::mlir::Type":$result,
                                 "::llvm::function_ref<::mlir::Value(::mlir::OpBuilder &, ::mlir::ValueRange)>":$body)>];
}

def Kernel_MapOp : Kernel_Op<"map", [SingleBlock, RecursiveMemoryEffects]> {
  let summary = "a tensor, one scalar program an element";
  let description = [{
    ```mlir
    %y = kernel.map (%i, %j) {
      %x = kernel.load %arg0[%j, %i] : tensor<4x3xf32>
      kernel.yield %x : f32
    } : tensor<3x4xf32>
    ```
  }];
  let regions = (region SizedRegion<1>:$body);
  let results = (outs AnyRankedTensor:$result);
  let hasCustomAssemblyFormat = 1;
  let hasVerifier = 1;
  let builders = [OpBuilder<(ins "::mlir::RankedTensorType":$result,
                                 "::llvm::function_ref<::mlir::Value(::mlir::OpBuilder &, ::mlir::ValueRange)>":$body)>];
}

def Kernel_ContractOp : Kernel_Op<"contract", [SingleBlock, RecursiveMemoryEffects]> {
  let summary = "a tensor of sums of products, each sum going through an epilogue";
  let description = [{
    Element (o…) of the result is epilogue(o…, sum over (r…) in `reduce` of lhs[lhs_map(o…, r…)] * rhs[rhs_map(o…, r…)]).
    Maps take the result's indices in the order of its dims, then those of `reduce`. Where `padded` is given, lhs is
    zero outside its dims; else all places lie inside. Sums are f32 for floats up to 32 bits, f64 for f64, and of the
    type of the epilogue's argument for integers, to which elements are extended (`unsigned_lhs`, `unsigned_rhs`: with
    zeros). `lhs_float` and `rhs_float` say of which 8-bit float an operand's bytes are. A packed constant shows in its map: `(m, n, k) -> (n floordiv 48, k, n mod 48)`.
    ```mlir
    %y = kernel.contract %a, %b maps [(m, n, k) -> (m, k)], [(m, n, k) -> (n floordiv 48, k, n mod 48)] reduce <384> (%m, %n, %sum: f32) {
      %bias = kernel.load %c[%n] : tensor<1536xf32>
      %v = arith.addf %sum, %bias : f32
      kernel.yield %v : f32
    } : tensor<?x384xf32, …>, tensor<32x384x48xf32> to tensor<?x1536xf32, …>
    ```
  }];
  let arguments = (ins AnyRankedTensor:$lhs, AnyRankedTensor:$rhs, AffineMapAttr:$lhs_map, AffineMapAttr:$rhs_map, Dim_ShapeAttr:$reduce,
                       UnitAttr:$padded, UnitAttr:$unsigned_lhs, UnitAttr:$unsigned_rhs, OptionalAttr<TypeAttr>:$lhs_float,
                       OptionalAttr<TypeAttr>:$rhs_float);
  let regions = (region SizedRegion<1>:$epilogue);
  let results = (outs AnyRankedTensor:$result);
  let hasCustomAssemblyFormat = 1;
  let hasVerifier = 1;
}

def Kernel_AttentionOp : Kernel_Op<"attention", [SingleBlock, RecursiveMemoryEffects]> {
  let summary = "softmax over keys of the scores' program, times values";
  let description = [{
    For batch b, head h, query i, key j: score = program(b, h, i, j, sum over d of q[q_map(b, h, i, d)] * k[k_map(b, h, j, d)]);
    the element for e is sum over j of softmax_j(score) * v[v_map(b, h, j, e)]. The program holds scale and mask.
    Element types are those of the operands, sums and scores f32 (f64 for f64). `dims` are the sizes of (b, h, i, j, d,
    e); the result holds element (b, h, i, e) at result_map(b, h, i, e), a permutation.
    Where `zero_empty_rows` is given, a row whose scores are all -inf gives 0, not NaN.
  }];
  let arguments = (ins AnyRankedTensor:$query, AnyRankedTensor:$key, AnyRankedTensor:$value, AffineMapAttr:$query_map, AffineMapAttr:$key_map,
                       AffineMapAttr:$value_map, AffineMapAttr:$result_map, Dim_ShapeAttr:$dims, UnitAttr:$zero_empty_rows);
  let regions = (region SizedRegion<1>:$scores);
  let results = (outs AnyRankedTensor:$result);
  let hasCustomAssemblyFormat = 1;
  let hasVerifier = 1;
}

def Kernel_ScanOp : Kernel_Op<"scan", [SingleBlock, RecursiveMemoryEffects]> {
  let summary = "along an axis, each element combined with those before it";
  let description = [{
    Element (.., i, ..) is the combination (add or mul) of what the program yields at (.., j, ..) for all j <= i; for
    j < i where it is exclusive (0 or 1 over nothing), for j >= i or j > i in reverse. Order is free. Floats of 16 bits are
    yielded, and combined, as f32, and rounded to the element type at last.
    ```mlir
    %y = kernel.scan add axis 1 (%i, %j) {
      %x = kernel.load %arg0[%i, %j] : tensor<4x384xf32>
      kernel.yield %x : f32
    } : tensor<4x384xf32>
    ```
  }];
  let arguments = (ins Kernel_ReduceKindAttr:$kind, I64Attr:$axis, UnitAttr:$exclusive, UnitAttr:$reverse);
  let regions = (region SizedRegion<1>:$body);
  let results = (outs AnyRankedTensor:$result);
  let assemblyFormat = [{ $kind `axis` $axis (`exclusive` $exclusive^)? (`reverse` $reverse^)? custom<IndexProgram>($body)
                          attr-dict `:` type($result) }];
  let hasVerifier = 1;
}

def Kernel_ScatterOp : Kernel_Op<"scatter", [RecursiveMemoryEffects]> {
  let summary = "a tensor changed at places that a program says";
  let description = [{
    An element is first what `initial` yields. Then, for u = 0, 1, … along the axis of the box `over`, the element at
    (.., place, ..) becomes what `values` yields at (.., u, ..), or, where a kind is given, its combination with that;
    `places` yields the place, an i64. Where the place is outside of the result's axis nothing happens. Dims of the box
    other than the axis are not larger than those of the result.
    ```mlir
    %y = kernel.scatter axis 0 over <16, 768> by add initial (%p, %j) {
      %x = kernel.load %arg0[%p, %j] : tensor<128x768xf32>
      kernel.yield %x : f32
    } places (%u, %j) {
      %p = kernel.load %arg1[%u, %j] : tensor<16x768xi64>
      kernel.yield %p : i64
    } values (%u, %j) {
      %x = kernel.load %arg2[%u, %j] : tensor<16x768xf32>
      kernel.yield %x : f32
    } : tensor<128x768xf32>
    ```
  }];
  let arguments = (ins OptionalAttr<Kernel_ReduceKindAttr>:$kind, I64Attr:$axis, Dim_ShapeAttr:$over);
  let regions = (region SizedRegion<1>:$initial, SizedRegion<1>:$places, SizedRegion<1>:$values);
  let results = (outs AnyRankedTensor:$result);
  let assemblyFormat = [{ `axis` $axis `over` $over (`by` $kind^)? `initial` custom<IndexProgram>($initial) `places`
                          custom<IndexProgram>($places) `values` custom<IndexProgram>($values) attr-dict `:` type($result) }];
  let hasVerifier = 1;
}

def Kernel_TopKOp : Kernel_Op<"top_k", [SingleBlock, RecursiveMemoryEffects]> {
  let summary = "along an axis, the indices of the first so many elements in descending order";
  let description = [{
    Element (.., r, ..), an i64, is the index along the axis, of `size` elements, that comes at place r when what the
    program yields is sorted: largest first (smallest first where `smallest` is given), of equal ones the first. Integers
    are signed. A NaN is larger than all. The result's axis is not larger than `size`.
    ```mlir
    %y = kernel.top_k axis 1 of <384> (%i, %j) {
      %x = kernel.load %arg0[%i, %j] : tensor<4x384xf32>
      kernel.yield %x : f32
    } : tensor<4x5xi64>
    ```
  }];
  let arguments = (ins I64Attr:$axis, Dim_ExprAttr:$size, UnitAttr:$smallest);
  let regions = (region SizedRegion<1>:$body);
  let results = (outs AnyRankedTensor:$result);
  let assemblyFormat = [{ (`smallest` $smallest^)? `axis` $axis `of` $size custom<IndexProgram>($body) attr-dict `:`
                          type($result) }];
  let hasVerifier = 1;
}

#endif
