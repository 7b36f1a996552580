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
    (`plan.arena`). What depends on a symbol that the schedule gives its value lies in a segment of its own, which is
    opened when it does: `plan.segments` names them, [name, bytes], counted from 1; the first word of a name is the
    symbol. Offsets count from the start of the segment of the last such symbol in the value's type.
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
  let description = [{ Where values depend on the symbol, the segment of the arena that they lie in is opened now. }];
  let arguments = (ins StrAttr:$symbol, I64Attr:$min, I64Attr:$max, AnyRankedTensor:$value);
  let assemblyFormat = "$symbol `in` $min `to` $max `=` $value attr-dict `:` type($value)";
}

def Plan_SetOp : Plan_Op<"set"> {
  let summary = "gives a symbol the value of a size";
  let arguments = (ins StrAttr:$symbol, Dim_ExprAttr:$value);
  let assemblyFormat = "$symbol `=` $value attr-dict";
}

def Plan_CheckOp : Plan_Op<"check"> {
  let summary = "two sizes that are equal, or the run fails";
  let arguments = (ins Dim_ExprAttr:$lhs, Dim_ExprAttr:$rhs);
  let assemblyFormat = "$lhs `=` $rhs attr-dict";
}

def Plan_YieldOp : Plan_Op<"yield", [Pure, Terminator, HasParent<"IfOp, LoopOp">]> {
  let summary = "what a region gives: it lies in the place of the result (plan::placeOf), or is copied there";
  let arguments = (ins Variadic<AnyRankedTensor>:$operands);
  let assemblyFormat = "($operands^ `:` type($operands))? attr-dict";
}

def Plan_IfOp : Plan_Op<"if", [SingleBlock, NoRegionArguments]> {
  let summary = "one of two lists of steps, chosen by a boolean on the device";
  let description = [{ As hfc.if; the symbols take the sizes that a region yields when it ends. }];
  let arguments = (ins AnyRankedTensor:$condition, OptionalAttr<ArrayAttr>:$symbols, OptionalAttr<Dim_ShapeAttr>:$offsets);
  let regions = (region SizedRegion<1>:$yes, SizedRegion<1>:$no);
  let results = (outs Variadic<AnyRankedTensor>:$results);
  let assemblyFormat = "$condition (`gives` $symbols^)? (`at` $offsets^)? attr-dict `:` type($condition) (`->` type($results)^)? $yes `else` $no";
}

def Plan_LoopOp : Plan_Op<"loop", [SingleBlock]> {
  let summary = "a list of steps, run again and again";
  let description = [{
    As hfc.loop. A carried value has one place, where it lies as an argument of the region and as a result: `inits` are
    copied there, and what the region yields, at its end. A value to be stacked is copied to its place among the others.
    A carried value whose size changes is yielded as a copy over the symbols `NAME.next`, which `plan.set` gives.
  }];
  let arguments = (ins StrAttr:$counter, OptionalAttr<Dim_ExprAttr>:$trip, UnitAttr:$conditional, OptionalAttr<ArrayAttr>:$symbols,
                       Variadic<AnyRankedTensor>:$inits, OptionalAttr<Dim_ShapeAttr>:$offsets);
  let regions = (region SizedRegion<1>:$body);
  let results = (outs Variadic<AnyRankedTensor>:$results);
  let assemblyFormat = "$counter (`to` $trip^)? (`while` $conditional^)? (`gives` $symbols^)? `(` $inits `)` (`at` $offsets^)? attr-dict `:` functional-type($inits, $results) $body";
  let extraClassDeclaration = [{
    // A stack whose height nobody knows before: it grows in a segment of its own.
    bool isGrowing(unsigned result) { return getConditional() && result >= getInits().size(); }
    std::string getSegmentName(unsigned result) { return (getCounter() + "#" + ::llvm::Twine(result)).str(); }
  }];
}

#endif
