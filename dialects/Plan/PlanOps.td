// The `plan` dialect: HOW a model runs. One operation, one table of artifact.fbs; made by form-kernels, given memory by
// plan-memory, read by the artifact emitter.
#ifndef HFC_PLAN_OPS_TD
#define HFC_PLAN_OPS_TD

include "dialects/Dim/DimDialect.td"
include "mlir/IR/BuiltinAttributeInterfaces.td"
include "mlir/IR/OpBase.td"
include "mlir/IR/SymbolInterfaces.td"
include "mlir/Interfaces/InferTypeOpInterface.td"
include "mlir/Interfaces/SideEffectInterfaces.td"

def Plan_Dialect : Dialect {
  let name = "plan";
  let cppNamespace = "::hfc::plan";
  let summary = "the schedule that the runtime walks";
  let description = [{
    Stands in the body of the model's `func.func`, which keeps its arguments, its results and their `hfc.name`. Values
    are tensors; program order is the order of the run. After plan-memory, each dispatch and copy says at which offset
    of the arena its results lie (`offsets`, bytes, expressions over the function's dims; a result that is a result of
    the function lies in the caller's memory and has offset -1), and the function says how many bytes the arena has
    (`plan.arena`).
  }];
  let dependentDialects = ["::hfc::dim::DimDialect"];
}

class Plan_Op<string mnemonic, list<Trait> traits = []> : Op<Plan_Dialect, mnemonic, traits>;

def Plan_ConstantOp : Plan_Op<"constant", [Pure, AllTypesMatch<["value", "result"]>]> {
  let summary = "a constant of the artifact: a dense value or a recipe";
  let arguments = (ins TypedAttrInterface:$value);
  let results = (outs AnyRankedTensor:$result);
  let assemblyFormat = "attr-dict $value";
}

def Plan_ViewOp : Plan_Op<"view", [Pure]> {
  let summary = "the same bytes with other dims";
  let arguments = (ins AnyRankedTensor:$operand);
  let results = (outs AnyRankedTensor:$result);
  let assemblyFormat = "$operand attr-dict `:` type($operand) `to` type($result)";
}

def Plan_AppendOp : Plan_Op<"append", [Pure]> {
  let summary = "a state that has grown: what was added lies behind it";
  let description = [{
    The state is an argument of the function with `hfc.state`. What is added is the result of a dispatch or copy, which
    plan-memory puts nowhere else: it is written where the state's next places lie.
  }];
  let arguments = (ins AnyRankedTensor:$added, AnyRankedTensor:$state);
  let results = (outs AnyRankedTensor:$result);
  let assemblyFormat = "$added `to` $state attr-dict `:` type($added) `,` type($state) `to` type($result)";
}

def Plan_DispatchOp : Plan_Op<"dispatch", [Pure]> {
  let summary = "runs a kernel";
  let description = [{
    Sizes are the values of the kernel's index arguments. An operand that the kernel marks `plan.inplace` may lie where
    the first result lies: the kernel reads its elements only before it writes the same place.
  }];
  let arguments = (ins FlatSymbolRefAttr:$kernel, Variadic<AnyRankedTensor>:$operands, Dim_ShapeAttr:$sizes, OptionalAttr<Dim_ShapeAttr>:$offsets);
  let results = (outs Variadic<AnyRankedTensor>:$results);
  let assemblyFormat = "$kernel `(` $operands `)` `sizes` $sizes (`at` $offsets^)? attr-dict `:` functional-type($operands, $results)";
}

// Not pure: two equal copies are two places.
def Plan_CopyOp : Plan_Op<"copy", [SameOperandsAndResultType]> {
  let summary = "the same elements in other memory";
  let arguments = (ins AnyRankedTensor:$operand, OptionalAttr<Dim_ShapeAttr>:$offsets);
  let results = (outs AnyRankedTensor:$result);
  let assemblyFormat = "$operand (`at` $offsets^)? attr-dict `:` type($operand)";
}

def Plan_BindOp : Plan_Op<"bind"> {
  let summary = "gives a symbol the value of an integer scalar on the device";
  let arguments = (ins StrAttr:$symbol, I64Attr:$min, I64Attr:$max, AnyRankedTensor:$value);
  let assemblyFormat = "$symbol `in` $min `to` $max `=` $value attr-dict `:` type($value)";
}

#endif
