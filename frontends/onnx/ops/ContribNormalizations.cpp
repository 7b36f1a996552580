// Norms of com.microsoft with what stands before them: a residual and a bias,
// or the embeddings of BERT and GPT-2.
#include "frontends/onnx/ops/Elementwise.h"

using namespace mlir;
using namespace hfc;
using hfc::onnx::NodeImporter;
using hfc::onnx::OperatorTable;

static Value layerNorm(NodeImporter &n, Value x, Value scale, Value bias,
                       double epsilon) {
  if (!x || !scale)
    return nullptr;
  auto last = n.builder.getI64IntegerAttr(
      cast<RankedTensorType>(x.getType()).getRank() - 1);
  auto by = n.builder.getF64FloatAttr(epsilon);
  if (bias)
    return n.create<hf::LayerNormOp>(x, scale, bias, last, by);
  return n.create<hf::LayerNormOp>(x, scale, nullptr, last, by);
}

// norm(input + skip + bias); result 3 is the sum.
template <bool rms> static LogicalResult importSkipNorm(NodeImporter &n) {
  double epsilon = n.getFloat("epsilon", 1e-12f);
  Value x = n.in(0), skip = n.in(1), scale = n.in(2);
  if (!n.align({&x, &skip}))
    return failure();
  x = n.create<hf::AddOp>(x, skip);
  if (constexpr unsigned at = rms ? 3 : 4; n.has(at))
    x = n.create<hf::AddOp>(x, n.in(at));
  if (!x || failed(n.result(3, x)))
    return failure();
  if (!rms)
    return n.result(
        0, layerNorm(n, x, scale, n.has(3) ? n.in(3) : Value(), epsilon));
  return n.result(0, n.create<hf::RmsNormOp>(
                         x, scale, n.builder.getI64IntegerAttr(n.rank(0) - 1),
                         n.builder.getF64FloatAttr(epsilon)));
}

// Result 1: the reciprocal of the root mean square, in f32.
static LogicalResult importSimplifiedNorm(NodeImporter &n) {
  if (n.getInt("stash_type", 1) != 1)
    return n.unsupported("a stash_type other than FLOAT");
  std::optional<int64_t> axis = n.getAxis(n.getInt("axis", -1), n.rank(0));
  if (!axis)
    return failure();
  double epsilon = n.getFloat("epsilon", 1e-5f);
  Value x = n.in(0), scale = n.in(1);
  if (!n.align({&x, &scale}))
    return failure();
  if (n.wants(1)) {
    mlir::Type f32 = n.builder.getF32Type();
    Value wide = n.cast(x, f32);
    Value square = n.create<hf::ReduceOp>(
        hf::ReduceKind::mean, n.create<hf::MulOp>(wide, wide),
        n.builder.getDenseI64ArrayAttr(
            llvm::to_vector(llvm::seq<int64_t>(*axis, n.rank(0)))),
        true);
    Value sum = n.create<hf::AddOp>(square, n.constant(epsilon, f32));
    if (failed(n.result(1, n.create<hf::RsqrtOp>(sum))))
      return failure();
  }
  return n.result(0,
                  n.create<hf::RmsNormOp>(n.cast(x, n.element(1)), scale,
                                          n.builder.getI64IntegerAttr(*axis),
                                          n.builder.getF64FloatAttr(epsilon)));
}

// Words, positions and segments summed and normed. Result 1 counts the ones of
// the mask a row, 2 is the sum.
static LogicalResult importEmbedNorm(NodeImporter &n) {
  n.ignore("mask_index_type");
  double epsilon = n.getFloat("epsilon", 1e-12f);
  hf::Dims ids = n.dims(0);
  mlir::Type i32 = n.builder.getI32Type();
  auto rowsOf = [&](unsigned table, Value places) {
    return n.create<hf::GatherOp>(n.in(table), places, uint64_t{0});
  };
  if (ids.size() != 2 || n.rank(3) != 2)
    return n.invalid("input_ids or position_embedding is no matrix");
  Value places = n.has(8) ? n.in(8) : n.iota(1, {n.size(1), ids[1]}, i32);
  Value words = rowsOf(2, n.in(0)), positions = rowsOf(3, places);
  if (!n.align({&words, &positions}))
    return failure();
  Value sum = n.create<hf::AddOp>(words, positions);
  if (n.has(1) != n.has(4))
    return n.invalid("segment_ids and segment_embedding go together");
  if (n.has(1))
    sum = n.create<hf::AddOp>(sum, rowsOf(4, n.in(1)));
  if (!sum || failed(n.result(2, sum)))
    return failure();
  Value counts;
  if (n.has(7))
    counts = n.create<hf::ReduceOp>(
        hf::ReduceKind::sum,
        n.cast(n.create<hf::CompareOp>(hf::Predicate::eq, n.in(7),
                                       n.constant(1, n.element(7))),
               i32),
        n.builder.getDenseI64ArrayAttr({1}), false);
  else
    counts = n.broadcast(n.constant(0, i32), {ids[0]});
  if (n.wants(1) && failed(n.result(1, counts)))
    return failure();
  return n.result(0, layerNorm(n, sum, n.in(5), n.in(6), epsilon));
}

void hfc::onnx::addContribNormalizations(OperatorTable &table) {
  // ONNX Runtime has SimplifiedLayerNormalization in the default domain, where
  // ONNX does not.
  table.add({{"EmbedLayerNormalization", 1, importEmbedNorm, newestOpset,
              "com.microsoft", 5},
             {"SkipLayerNormalization", 1, importSkipNorm<false>, newestOpset,
              "com.microsoft", 3},
             {"SkipSimplifiedLayerNormalization", 1, importSkipNorm<true>,
              newestOpset, "com.microsoft", 3},
             {"SimplifiedLayerNormalization", 1, importSimplifiedNorm,
              newestOpset, "", 2}});
}
