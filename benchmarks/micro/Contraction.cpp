// micro-contraction [M N K [f16|bf16|i8]]: the contraction emitter's speed as a
// share of the peak of FP32 multiply-adds, measured in alternation in the same
// run. Warm: one set of weights; cold: weights from memory, as layer after
// layer of a model has them. Medians. The type is that of the weights.
#include "benchmarks/micro/Measure.h"
#include "targets/x86/ContractionEmitter.h"
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
  int64_t m, n, k;
  std::string weights = "f32";
};

Type weightType(CodeBuilder &b, const Shape &shape) {
  if (shape.weights == "f16")
    return b.getF16Type();
  if (shape.weights == "bf16")
    return b.getBF16Type();
  return shape.weights == "i8" ? Type(b.getI8Type()) : b.getF32Type();
}

// buffers: A[m, k], panels of B, bias[n], C[m, n]; size 0: m. Returns what
// contractionGrid wants.
int64_t emit(CodeBuilder &b, const KernelArguments &args, const Shape &shape,
             bool dynamic) {
  Type f32 = b.getF32Type();
  Contraction c;
  c.batch = c.outer = b.index(1);
  c.m = dynamic ? b.loadSize(args.sizes, 0) : b.index(shape.m);
  c.n = b.index(shape.n);
  c.k = b.index(shape.k);
  c.accumulator = f32;
  c.tile = pickTile(f32, shape.n);
  c.a = {f32};
  c.b = {weightType(b, shape)};
  Value a = b.loadPointer(args.buffers, 0), w = b.loadPointer(args.buffers, 1),
        bias = b.loadPointer(args.buffers, 2),
        out = b.loadPointer(args.buffers, 3);
  c.rowOfA = [=](CodeBuilder &b, Value, Value m, Value) {
    return b.offset(a, f32, b.mul(m, shape.k));
  };
  c.baseOfB = [=](CodeBuilder &, Value) { return w; };
  int64_t lanes = c.tile.lanes;
  c.epilogue = [=](CodeBuilder &b, Value, Value, Value n, Value acc,
                   Value mask) {
    return b.addValues(
        acc, b.loadVector(b.offset(bias, f32, n), {f32}, f32, lanes, mask));
  };
  c.store = [=](CodeBuilder &b, Value, Value m, Value n, Value value,
                Value mask) {
    Value at = b.add(b.mul(m, shape.n), n);
    b.store(value, b.offset(out, f32, at), mask);
  };
  emitContraction(b, c, args.begin, args.end, args.scratch);
  return blocksOfGroup(c);
}

void measure(const Shape &shape, bool dynamic, bool cold, Threads &threads) {
  double start = threads.seconds();
  int64_t group = 0;
  Kernel kernel([&](CodeBuilder &b, const KernelArguments &args) {
    group = emit(b, args, shape, dynamic);
  });
  double compile = threads.seconds() - start;
  Tile tile = pickTile(Float32Type::get(std::make_unique<MLIRContext>().get()),
                       shape.n);
  PackedShape packed = packedShape(tile, shape.k, shape.n);
  size_t element = shape.weights == "f32" ? 4 : shape.weights == "i8" ? 1 : 2;
  size_t weights = packed.panels * packed.depth * packed.width * element;
  size_t copies = cold ? std::max<size_t>(2, (192 << 20) / weights) : 1;
  auto a = allocate(shape.m * shape.k * 4), bias = allocate(shape.n * 4),
       c = allocate(shape.m * shape.n * 4), b = allocate(weights * copies);
  for (size_t i = 0; i < weights * copies / 4; ++i)
    static_cast<float *>(b.get())[i] = 0.01f;
  for (int64_t i = 0; i < shape.m * shape.k; ++i)
    static_cast<float *>(a.get())[i] = static_cast<float>(i % 13) * 0.1f;
  int64_t grid = contractionGrid(tile, group, 1, shape.m, shape.n);
  int64_t sizes[] = {shape.m};
  auto once = [&](size_t copy) {
    const void *buffers[] = {
        a.get(), static_cast<char *>(b.get()) + copy % copies * weights,
        bias.get(), c.get()};
    threads.run([&](int thread) {
      kernel(buffers, sizes, grid * thread / threads.size(),
             grid * (thread + 1) / threads.size());
    });
  };
  double flops = 2.0 * shape.m * shape.n * shape.k;
  size_t calls = std::max<size_t>(cold ? std::min<size_t>(copies, 16) : 1,
                                  static_cast<size_t>(6e7 / flops));
  std::vector<double> speed, share;
  size_t copy = 0;
  for (int round = 0; round < 41; ++round) {
    double peak = fmaPeak(threads);
    double begin = threads.seconds();
    for (size_t i = 0; i < calls; ++i)
      once(copy++);
    double rate = flops * calls / (threads.seconds() - begin) * 1e-9;
    peak = std::max(peak, fmaPeak(threads));
    speed.push_back(rate);
    share.push_back(rate / peak);
  }
  double rate = median(speed);
  std::printf(
      "%5ldx%ldx%ld %-4s %-7s %-4s %d thread%s %7.1f GF/s %5.1f %% of peak  "
      "weights %5.1f GB/s  compiled in %.0f ms\n",
      shape.m, shape.n, shape.k, shape.weights.c_str(),
      dynamic ? "dynamic" : "static", cold ? "cold" : "warm", threads.size(),
      threads.size() > 1 ? "s" : " ", rate, median(share) * 100,
      rate / flops * weights, compile * 1e3);
  std::fflush(stdout);
}

} // namespace

int main(int count, char **arguments) {
  std::vector<Shape> shapes;
  if (count >= 4)
    shapes.push_back({std::atol(arguments[1]), std::atol(arguments[2]),
                      std::atol(arguments[3]),
                      count > 4 ? arguments[4] : "f32"});
  else
    for (int64_t m : {128, 1, 16, 512})
      for (Shape shape :
           {Shape{m, 768, 768}, Shape{m, 3072, 768}, Shape{m, 768, 3072}})
        shapes.push_back(shape);
  for (int number : {1, 2}) {
    Threads threads(number);
    for (const Shape &shape : shapes)
      for (bool dynamic : {false, true})
        for (bool cold : {false, true})
          measure(shape, dynamic, cold, threads);
  }
  return 0;
}
