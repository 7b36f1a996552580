// The `hfc` dialect: WHAT a model computes. Both frontends produce it, graph passes rewrite it, `form-kernels` consumes it.
#ifndef HFC_DIALECT_TD
#define HFC_DIALECT_TD

include "mlir/IR/OpBase.td"

def HFC_Dialect : Dialect {
  let name = "hfc";
  let cppNamespace = "::hfc::hf";
  let summary = "named tensor operations of a model, without hardware";
  let description = [{
    Values are ranked tensors. A dynamic tensor carries its sizes as expressions over named symbols
    (`tensor<?x?x384xf32, #dim.shape<b, s, 384>>`), so the dialect has no shape computations: frontends resolve them.
    Integers: `iN` is signed, `uiN` unsigned, `i1` is bool. Floats: f16, bf16, f32, f64.
    Types of a byte and less (f8E4M3FN …, f4E2M1FN, i4, ui2) are only moved and converted, by hfc.cast.

    Operations that hardware has a strategy for stay whole: contract, conv, pool, attention, softmax, layer_norm,
    rms_norm, gelu. Everything else is elementwise, a reduction, or a movement of elements.

    It never contains: files, layouts of a chip, buffers, control over how work is split. Constants are small `dense`
    values or recipes over spans of a mapped file (`#hfc.weight`), never loaded.

    Functions are `func.func`; arguments and results carry `hfc.name`; locations are the model's own node names.
  }];
  let useDefaultAttributePrinterParser = 1;
  let hasConstantMaterializer = 1;
  let dependentDialects = ["::hfc::dim::DimDialect"];
}

#endif
