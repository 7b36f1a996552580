// The attention emitter against softmax in double: heads inside merged rows,
// masks, ragged and dynamic lengths, stored types.
#include "targets/x86/AttentionEmitter.h"
#include "test/targets/x86/Elements.h"
#include "test/targets/x86/Exponential.h"
#include "test/targets/x86/KernelJit.h"
#include <gtest/gtest.h>
#include <limits>

using namespace mlir;
using namespace hfc::codegen;
using namespace hfc::x86;
using namespace hfc::x86::test;

namespace {

struct Form {
  int64_t heads = 2, depth = 32, width = 32;
  Kind kind = Kind::F32;
  bool causal = false, bias = false, dynamic = true;
};

// q[queries, heads, depth], kv[keys, heads, depth + width], bias[keys],
// out[queries, heads, width]; sizes: queries, keys
class AttentionKernel {
public:
  AttentionKernel(const Form &form, int64_t queries = 0, int64_t keys = 0)
      : form(form), kernel([&](CodeBuilder &b, const KernelArguments &args) {
          emit(b, args, queries, keys);
        }) {}

  void check(int64_t queries, int64_t keys, double offset = 0) const;

private:
  void emit(CodeBuilder &b, const KernelArguments &args, int64_t queries,
            int64_t keys);

  Form form;
  Kernel kernel;
};

void AttentionKernel::emit(CodeBuilder &b, const KernelArguments &args,
                           int64_t queries, int64_t keys) {
  Type f32 = b.getF32Type();
  Value q = b.loadPointer(args.buffers, 0), kv = b.loadPointer(args.buffers, 1),
        bias = b.loadPointer(args.buffers, 2),
        out = b.loadPointer(args.buffers, 3);
  Attention a;
  a.batch = b.index(form.heads);
  a.queries = form.dynamic ? b.loadSize(args.sizes, 0) : b.index(queries);
  a.keys = form.dynamic ? b.loadSize(args.sizes, 1) : b.index(keys);
  a.depth = form.depth;
  a.width = form.width;
  a.q = a.k = a.v = typeOf(b, form.kind);
  int64_t both = form.depth + form.width;
  auto row = [=, this](Value base, Type type, int64_t width, int64_t start) {
    return [=, this](CodeBuilder &b, Value head, Value i) {
      Value at = b.add(b.mul(b.add(b.mul(i, form.heads), head), width), start);
      return b.offset(base, type, at);
    };
  };
  a.rowOfQ = row(q, a.q.type, form.depth, 0);
  a.rowOfK = row(kv, a.k.type, both, 0);
  a.rowOfV = row(kv, a.v.type, both, form.depth);
  a.strideOfK = a.strideOfV = b.index(form.heads * both);
  auto scale = [](CodeBuilder &b, Value score) -> Value {
    return arith::MulFOp::create(b, score, b.splat(b.getF32Type(), 16, 0.3));
  };
  a.score = [=](CodeBuilder &b, Value, Value, Value, Value score, Value) {
    return scale(b, score);
  };
  if (form.bias)
    a.score = [=](CodeBuilder &b, Value, Value, Value j, Value score,
                  Value mask) {
      Value v = b.loadVector(b.offset(bias, f32, j), {f32}, f32, 16, mask);
      return b.addValues(scale(b, score), v);
    };
  if (form.causal) {
    a.keysOf = [](CodeBuilder &b, Value, Value i) { return b.add(i, 1); };
    a.score = [=](CodeBuilder &b, Value, Value i, Value j, Value score, Value) {
      Value seen = b.firstLanes(b.sub(b.add(i, 1), j), 16);
      Value none =
          b.splat(b.getF32Type(), 16, -std::numeric_limits<double>::infinity());
      return b.select(seen, scale(b, score), none);
    };
  }
  a.exp = emitExponential;
  auto rowOfOut = row(out, f32, form.width, 0);
  a.store = [=](CodeBuilder &b, Value head, Value i, Value e, Value value,
                Value mask) {
    b.store(value, b.offset(rowOfOut(b, head, i), f32, e), mask);
  };
  emitAttention(b, a, args.begin, args.end, args.scratch);
}

void AttentionKernel::check(int64_t queries, int64_t keys,
                            double offset) const {
  int64_t heads = form.heads, both = form.depth + form.width;
  Elements q(form.kind, queries * heads * form.depth),
      kv(form.kind, keys * heads * both), bias(Kind::F32, keys),
      out(Kind::F32, queries * heads * form.width);
  q.fill(1);
  kv.fill(2);
  for (int64_t j = 0; j < keys; ++j)
    bias.set(j, j % 3 == 1 || j < 130 ? -std::numeric_limits<float>::infinity()
                                      : j * 0.01 + offset);
  if (keys <= 130)
    bias.fill(3);
  std::vector<char> memory(attentionScratch(form.depth, form.width) + 64);
  void *scratch = reinterpret_cast<void *>(
      (reinterpret_cast<uintptr_t>(memory.data()) + 63) & ~uintptr_t(63));
  int64_t grid = attentionGrid(heads, queries);
  for (int64_t part = 0; part < 2; ++part)
    kernel({q.data(), kv.data(), bias.data(), out.data()}, {queries, keys},
           grid * part / 2, grid * (part + 1) / 2, scratch);
  EXPECT_TRUE(out.fenceIsIntact());
  for (int64_t h = 0; h < heads; ++h)
    for (int64_t i = 0; i < queries; ++i) {
      int64_t seen = form.causal ? std::min(keys, i + 1) : keys;
      std::vector<double> p(seen), sum(form.width);
      double most = -std::numeric_limits<double>::infinity(), total = 0;
      for (int64_t j = 0; j < seen; ++j) {
        for (int64_t d = 0; d < form.depth; ++d)
          p[j] += q.get((i * heads + h) * form.depth + d) *
                  kv.get((j * heads + h) * both + d);
        p[j] = p[j] * 0.3 + (form.bias ? bias.get(j) : 0);
        most = std::max(most, p[j]);
      }
      for (int64_t j = 0; j < seen; ++j) {
        total += p[j] = std::exp(p[j] - most);
        for (int64_t e = 0; e < form.width; ++e)
          sum[e] += p[j] * kv.get((j * heads + h) * both + form.depth + e);
      }
      for (int64_t e = 0; e < form.width; ++e)
        ASSERT_NEAR(out.get((i * heads + h) * form.width + e), sum[e] / total,
                    2e-5)
            << "head " << h << " query " << i << " column " << e << " of "
            << queries << "x" << keys;
    }
}

TEST(Attention, DynamicLengths) {
  AttentionKernel kernel({});
  for (int64_t queries : {0, 1, 5, 6, 7, 13, 64, 65, 130})
    for (int64_t keys : {1, 15, 16, 17, 63, 65, 127, 128, 129, 300})
      kernel.check(queries, keys);
}

TEST(Attention, StaticLengths) {
  for (int64_t queries : {1, 12, 64, 128, 197})
    for (int64_t keys : {128, 197})
      AttentionKernel({.dynamic = false}, queries, keys).check(queries, keys);
}

TEST(Attention, WidthsThatAreNoMultipleOfAVector) {
  for (auto [depth, width] :
       {std::pair(64, 64), {80, 80}, {1, 1}, {20, 33}, {128, 128}, {96, 100}})
    for (int64_t queries : {1, 9})
      AttentionKernel({.depth = depth, .width = width}).check(queries, 141);
}

TEST(Attention, StoredAsHalf) {
  for (Kind kind : {Kind::F16, Kind::BF16})
    for (int64_t queries : {1, 9})
      AttentionKernel({.kind = kind}).check(queries, 141);
}

TEST(Attention, CausalSkipsLaterKeys) {
  AttentionKernel kernel({.causal = true});
  for (int64_t length : {1, 64, 100, 300})
    kernel.check(length, length);
}

TEST(Attention, BiasMayHideAWholeBlock) {
  AttentionKernel kernel({.bias = true});
  kernel.check(7, 100);
  kernel.check(7, 400);
  kernel.check(7, 400, -1000);
}

} // namespace
