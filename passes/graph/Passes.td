// All passes on the hfc dialect. Each has a file of its name, and test/passes/graph/NAME.mlir.
// They recognise what is meant; whether something pays is decided when kernels are formed.
#ifndef HFC_PASSES_GRAPH_PASSES_TD
#define HFC_PASSES_GRAPH_PASSES_TD

include "mlir/Pass/PassBase.td"

class GraphPass<string name, string text> : Pass<name, "::mlir::func::FuncOp"> {
  let summary = text;
  let dependentDialects = ["::hfc::hf::HFCDialect"];
}

def Simplify : GraphPass<"simplify", "canonical forms, equal operations once, nothing unused"> {
  let description = [{
    Folders and canonical patterns of every operation, common subexpressions and dead code, until nothing changes. What
    the pipeline runs between other passes.
  }];
  let statistics = [Statistic<"rounds", "rounds", "Rounds until nothing changed">];
}

def ChannelsLast : GraphPass<"channels-last", "convolutions and pools over rows of channels"> {
  let description = [{
    Gives every convolution and pool its channels as the last dim, between transposes that eliminate-transposes cancels
    or moves.
  }];
  let statistics = [Statistic<"changed", "changed", "Operations whose channels were not last">];
}

def SeparatePads : GraphPass<"separate-pads", "convolutions of few channels read padded images"> {
  let description = [{
    Makes the pads of a convolution with few channels an operation before it, so that the taps of a row are one run of
    elements.
  }];
  let statistics = [Statistic<"separated", "separated", "Convolutions whose pads are an operation now">];
}

def EliminateTransposes : GraphPass<"eliminate-transposes", "move transposes to where they vanish"> {
  let description = [{
    Contractions take the order of dims into their letters. Elsewhere transposes sink through operations that treat all
    dims alike, where that adds none, until they meet one that undoes them.
  }];
  let statistics = [Statistic<"eliminated", "eliminated", "Transposes at the start minus transposes at the end">];
}

def FoldConstants : GraphPass<"fold-constants", "evaluate what depends on constants alone"> {
  let description = [{
    Operations over dense constants are evaluated by the interpreter where operands and results have at most 64 KiB.
    Movements, casts and scalings of weights become recipes over the same bytes, of any size. Rows of a table that is
    converted and scaled are looked up first.
  }];
  let statistics = [Statistic<"folded", "folded", "Operations evaluated">,
                    Statistic<"recipes", "recipes", "Operations turned into recipes of weights">];
}

def EliminateReshapes : GraphPass<"eliminate-reshapes", "take merged dims apart where merging them serves nothing"> {
  let description = [{
    Contractions over merged rows or batches become contractions over the dims themselves; other operations let the
    reshape sink, until it meets the one that undoes it. Before eliminate-transposes and fuse-attention.
  }];
  let statistics = [Statistic<"eliminated", "eliminated", "Reshapes at the start minus reshapes at the end">];
}

def FuseSoftmax : GraphPass<"fuse-softmax", "recognise softmax and its logarithm"> {
  let statistics = [Statistic<"fused", "fused", "Softmaxes recognised">];
}

def FuseLayerNorm : GraphPass<"fuse-layer-norm", "recognise layer and RMS normalisation"> {
  let statistics = [Statistic<"layerNorms", "layer-norms", "Layer normalisations recognised">,
                    Statistic<"rmsNorms", "rms-norms", "RMS normalisations recognised">];
}

def FuseGelu : GraphPass<"fuse-gelu", "recognise GELU, exact and with tanh"> {
  let statistics = [Statistic<"fused", "fused", "GELUs recognised">];
}

def FuseAttention : GraphPass<"fuse-attention", "recognise scaled dot-product attention"> {
  let statistics = [Statistic<"fused", "fused", "Attentions recognised">];
}

def Float8Products : GraphPass<"float8-products", "contract 8-bit floats as they are stored"> {
  let description = [{
    A contraction of 8-bit floats widened to f32 becomes one of the floats themselves, summed in f32. For targets that
    multiply them, or what they widen to, faster than f32.
  }];
}

def MergeProjections : GraphPass<"merge-projections", "contract once with the weights of several layers side by side"> {
  let statistics = [Statistic<"merged", "merged", "Contractions that became part of another">];
}

def FuseBatchNorm : GraphPass<"fuse-batch-norm", "fold a constant scale of channels into the weights of a convolution"> {
  let statistics = [Statistic<"fused", "fused", "Scales folded into weights">];
}

def HoistScales : GraphPass<"hoist-scales", "sum quantised operands as whole numbers, scale the sum"> {
  let description = [{
    The scales of both operands of a convolution or contraction of dequantised integers or 8-bit floats move behind it, and
    so does that of a sum or mean: sums of whole numbers are exact. Runs at every level, for the result is rounded to integers again.
  }];
}

def IntegerSums : GraphPass<"integer-sums", "contract bytes as bytes, correct the sums for zero points"> {
  let description = [{
    A convolution or contraction of 8-bit integers less their zero points becomes one of the integers themselves, summed
    in i32, less the zero points times the sums of the other operand. For targets that multiply bytes.
  }];
  let options = [Option<"signedOnly", "signed-only", "bool", "false", "Bytes without a sign become ones with it">];
}

#endif
