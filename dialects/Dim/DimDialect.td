// The dim dialect: symbolic sizes. It has attributes only, no operations.
//   #dim.expr<b*s>             a size: a polynomial over symbols and divisions, in canonical form
//   #dim.shape<b, s, 384>      the sizes of a tensor with dynamic dims: its encoding
//   #dim.symbol<"s", 0, 512, 1>    what is known of a symbol, in the function attribute `dim.symbols`
// Made by the frontends, read by everything up to the artifact writer.
#ifndef HFC_DIALECTS_DIM_DIMDIALECT_TD
#define HFC_DIALECTS_DIM_DIMDIALECT_TD

include "mlir/IR/AttrTypeBase.td"
include "mlir/IR/BuiltinAttributeInterfaces.td"
include "mlir/IR/DialectBase.td"
include "mlir/IR/EnumAttr.td"
include "mlir/IR/TensorEncoding.td"

def Dim_Dialect : Dialect {
  let name = "dim";
  let cppNamespace = "::hfc::dim";
  let useDefaultAttributePrinterParser = 1;
  let hasOperationAttrVerify = 1;
}

class Dim_Attr<string name, string attrMnemonic, list<Trait> traits = []>
    : AttrDef<Dim_Dialect, name, traits> {
  let mnemonic = attrMnemonic;
  let hasCustomAssemblyFormat = 1;
}

def Dim_ExprAttr : Dim_Attr<"Expr", "expr"> {
  let summary = "a size in canonical form";
  let description = [{
    A sum of terms, each an integer coefficient times a product of atoms. An
    atom is a StringAttr (a symbol) or an AtomAttr (a function). Terms and
    atoms are sorted, equal ones merged. Built through DimExpr alone, so that
    equal sizes are equal attributes.
  }];
  let parameters = (ins ArrayRefParameter<"int64_t">:$coefficients,
                        ArrayRefParameter<"::mlir::ArrayAttr">:$monomials);
}

def Dim_AtomAttr : AttrDef<Dim_Dialect, "Atom"> {
  let attrName = "dim.atom";
  let summary = "a function of sizes that no polynomial expresses";
  let description = [{
    floordiv and mod of two operands, max and min of two or more. Part of an
    ExprAttr, never printed alone. `depth` bounds recursion.
  }];
  let parameters = (ins "::hfc::dim::Function":$function,
                        ArrayRefParameter<"::mlir::Attribute">:$operands,
                        "unsigned":$depth);
}

def Dim_ShapeAttr : Dim_Attr<"Shape", "shape",
    [DeclareAttrInterfaceMethods<VerifiableTensorEncoding>]> {
  let summary = "one size a dim";
  let description = [{
    As an encoding it agrees with its tensor: the same rank, a constant where
    the dim is static, and not everything static.
  }];
  let parameters = (ins ArrayRefParameter<"::hfc::dim::ExprAttr">:$dims);
}

def Dim_SymbolAttr : Dim_Attr<"Symbol", "symbol"> {
  let summary = "the range of a symbol: 0 <= min <= value <= max, a multiple of divisor";
  let parameters = (ins "::mlir::StringAttr":$symbol, "int64_t":$min, "int64_t":$max,
                        "int64_t":$divisor);
  let genVerifyDecl = 1;
}

#endif
