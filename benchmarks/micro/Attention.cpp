// micro-attention [heads length depth]: the attention emitter's speed on a
// merged projection [length, 3, heads, depth], as a share of the peak of FP32
// multiply-adds, measured in alternation in the same run. Medians.
#include "benchmarks/micro/Measure.h"
#include "targets/x86/AttentionEmitter.h"
#include "test/targets/x86/Exponential.h"
#include "test/targets/x86/KernelJit.h"
#include <cstdio>
#include <cstdlib>

using namespace mlir;
using namespace hfc::codegen;
using namespace hfc::x86;
using namespace hfc::bench;
using hfc::x86::test::Kernel;
using hfc::x86::test::KernelArguments;

namespace {

struct Shape {
  int64_t heads, queries, keys, depth;
};

// buffers: qkv[keys, 3, heads, depth], out[queries, heads, depth]
void emit(CodeBuilder &b, const KernelArguments &args, const Shape &shape,
          bool dynamic) {
  Type f32 = b.getF32Type();
  Value qkv = b.loadPointer(args.buffers, 0),
        out = b.loadPointer(args.buffers, 1);
  Attention a;
  a.batch = b.index(shape.heads);
  a.queries = dynamic ? b.loadSize(args.sizes, 0) : b.index(shape.queries);
  a.keys = dynamic ? b.loadSize(args.sizes, 1) : b.index(shape.keys);
  a.depth = a.width = shape.depth;
  a.q = a.k = a.v = {f32};
  int64_t hidden = shape.heads * shape.depth;
  auto rows = [=](Value base, int64_t stride, int64_t start) {
    return [=](CodeBuilder &b, Value head, Value row) {
      Value at = b.add(b.mul(row, stride), b.mul(head, shape.depth));
      return b.offset(base, f32, b.add(at, start));
    };
  };
  a.rowOfQ = rows(qkv, 3 * hidden, 0);
  a.rowOfK = rows(qkv, 3 * hidden, hidden);
  a.rowOfV = rows(qkv, 3 * hidden, 2 * hidden);
  a.strideOfK = a.strideOfV = b.index(3 * hidden);
  a.score = [=](CodeBuilder &b, Value, Value, Value, Value score,
                Value) -> Value {
    return arith::MulFOp::create(b, score, b.splat(f32, 16, 0.125));
  };
  a.exp = test::emitExponential;
  auto rowOfOut = rows(out, hidden, 0);
  a.store = [=](CodeBuilder &b, Value head, Value i, Value e, Value value,
                Value mask) {
    b.store(value, b.offset(rowOfOut(b, head, i), f32, e), mask);
  };
  emitAttention(b, a, args.begin, args.end, args.scratch);
}

void measure(const Shape &shape, bool dynamic, Threads &threads) {
  double start = threads.seconds();
  Kernel kernel([&](CodeBuilder &b, const KernelArguments &args) {
    emit(b, args, shape, dynamic);
  });
  double compile = threads.seconds() - start;
  int64_t hidden = shape.heads * shape.depth;
  auto qkv = allocate(shape.keys * 3 * hidden * 4),
       out = allocate(shape.queries * hidden * 4);
  for (int64_t i = 0; i < shape.keys * 3 * hidden; ++i)
    static_cast<float *>(qkv.get())[i] = static_cast<float>(i % 17) * 0.01f;
  std::vector<std::shared_ptr<void>> scratch;
  for (int i = 0; i < threads.size(); ++i)
    scratch.push_back(allocate(attentionScratch(shape.depth, shape.depth)));
  int64_t grid = attentionGrid(shape.heads, shape.queries);
  int64_t sizes[] = {shape.queries, shape.keys};
  const void *buffers[] = {qkv.get(), out.get()};
  double flops = 4.0 * shape.heads * shape.queries * shape.keys * shape.depth;
  size_t calls = std::max<size_t>(1, static_cast<size_t>(6e7 / flops));
  std::vector<double> time, share;
  for (int round = 0; round < 41; ++round) {
    double peak = fmaPeak(threads);
    double begin = threads.seconds();
    for (size_t i = 0; i < calls; ++i)
      threads.run([&](int thread) {
        kernel(buffers, sizes, grid * thread / threads.size(),
               grid * (thread + 1) / threads.size(), scratch[thread].get());
      });
    double each = (threads.seconds() - begin) / calls;
    peak = std::max(peak, fmaPeak(threads));
    time.push_back(each);
    share.push_back(flops / each * 1e-9 / peak);
  }
  std::printf("%2ld heads %4ldx%-4ldx%-3ld %-7s %d thread%s %8.1f us %5.1f %% "
              "of peak  compiled in %.0f ms\n",
              shape.heads, shape.queries, shape.keys, shape.depth,
              dynamic ? "dynamic" : "static", threads.size(),
              threads.size() > 1 ? "s" : " ", median(time) * 1e6,
              median(share) * 100, compile * 1e3);
  std::fflush(stdout);
}

} // namespace

int main(int count, char **arguments) {
  std::vector<Shape> shapes = {{12, 128, 128, 64},  {12, 128, 128, 32},
                               {12, 197, 197, 64},  {12, 512, 512, 64},
                               {32, 128, 128, 128}, {12, 1, 512, 64}};
  if (count == 4) {
    int64_t length = std::atol(arguments[2]);
    shapes = {
        {std::atol(arguments[1]), length, length, std::atol(arguments[3])}};
  }
  for (int number : {1, 2}) {
    Threads threads(number);
    for (const Shape &shape : shapes)
      for (bool dynamic : {false, true})
        measure(shape, dynamic, threads);
  }
  return 0;
}
