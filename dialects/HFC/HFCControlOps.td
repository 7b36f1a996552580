// Sizes that only data knows, and control flow. A symbol that one of these operations gives its value is named once in
// the function; types of later operations, in the same region or inside of it, may use it.
#ifndef HFC_CONTROL_OPS_TD
#define HFC_CONTROL_OPS_TD

include "dialects/Dim/DimDialect.td"
include "dialects/HFC/HFCBase.td"

// Not pure: it has no result, and must stay.
def HFC_BindOp : Op<HFC_Dialect, "bind"> {
  let summary = "introduces a size that only data knows";
  let description = [{
    Gives the symbol the value of an i64 scalar, at run time, on the device. Types of later operations may use the
    symbol. A value outside min..max is an error of the run.
    `hfc.bind "n" in 0 to 100 = %count : tensor<i64>`
  }];
  let arguments = (ins StrAttr:$symbol, I64Attr:$min, I64Attr:$max, HFC_TensorOf<I64>:$value);
  let results = (outs);
  let assemblyFormat = "$symbol `in` $min `to` $max `=` $value attr-dict `:` type($value)";
}

def HFC_CheckOp : Op<HFC_Dialect, "check"> {
  let summary = "two sizes that are equal, or the run fails";
  let description = [{ `hfc.check <a * b> = <12>` }];
  let arguments = (ins Dim_ExprAttr:$lhs, Dim_ExprAttr:$rhs);
  let results = (outs);
  let assemblyFormat = "$lhs `=` $rhs attr-dict";
}

def HFC_YieldOp : Op<HFC_Dialect, "yield", [Pure, Terminator, HasParent<"IfOp, LoopOp">]> {
  let summary = "what a region gives";
  let arguments = (ins Variadic<HFC_Tensor>:$operands);
  let assemblyFormat = "($operands^ `:` type($operands))? attr-dict";
}

def HFC_IfOp : Op<HFC_Dialect, "if", [SingleBlock, NoRegionArguments, RecursiveMemoryEffects]> {
  let summary = "the results of one of two regions";
  let description = [{
    A dim in which the regions differ is a symbol of `symbols`, which takes the size of the region that ran.
    ```mlir
    %y = hfc.if %c gives [#dim.symbol<"n", 0, 4, 1>] : tensor<i1> -> tensor<?xf32, #dim.shape<n>> {
      hfc.yield %a : tensor<4xf32>
    } else {
      hfc.yield %b : tensor<2xf32>
    }
    ```
  }];
  let arguments = (ins HFC_BoolTensor:$condition, OptionalAttr<ArrayAttr>:$symbols);
  let regions = (region SizedRegion<1>:$yes, SizedRegion<1>:$no);
  let results = (outs Variadic<HFC_Tensor>:$results);
  let assemblyFormat = "$condition (`gives` $symbols^)? attr-dict `:` type($condition) (`->` type($results)^)? $yes `else` $no";
  let hasVerifier = 1;
}

def HFC_LoopOp : Op<HFC_Dialect, "loop", [SingleBlock, RecursiveMemoryEffects]> {
  let summary = "a region, run again and again";
  let description = [{
    The region's arguments are the carried values: at first `inits`, then what the region yielded. It runs `trip`
    times, and where `while` is given only as long as the first carried value, an i1 scalar, is true. The counter is a
    symbol: the number of the iteration in the region, and of iterations behind it.

    A carried value's type is the same as argument and as result. A dim of it that changes is a symbol of `symbols`.
    What is yielded beyond the carried values is stacked: the result has the count of iterations before its dims.
    ```mlir
    %last, %all = hfc.loop "i" to <s> (%zero) : (tensor<4xf32>) -> (tensor<4xf32>, tensor<?x4xf32, #dim.shape<s, 4>>) {
    ^bb0(%h: tensor<4xf32>):
      …
      hfc.yield %next, %next : tensor<4xf32>, tensor<4xf32>
    }
    ```
  }];
  let arguments = (ins StrAttr:$counter, OptionalAttr<Dim_ExprAttr>:$trip, UnitAttr:$conditional, OptionalAttr<ArrayAttr>:$symbols,
                       Variadic<HFC_Tensor>:$inits);
  let regions = (region SizedRegion<1>:$body);
  let results = (outs Variadic<HFC_Tensor>:$results);
  let assemblyFormat = "$counter (`to` $trip^)? (`while` $conditional^)? (`gives` $symbols^)? `(` $inits `)` attr-dict `:` functional-type($inits, $results) $body";
  let hasVerifier = 1;
}

#endif
