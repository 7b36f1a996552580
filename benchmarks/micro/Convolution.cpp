// micro-convolution: convolutions of ResNet-50 and others, channels last,
// filters packed, as a share of the peak of FP32 multiply-adds, measured in
// alternation in the same run, on one thread. Medians.
#include "benchmarks/micro/Measure.h"
#include "targets/x86/ContractLowering.h"
#include "targets/x86/Packing.h"
#include "test/targets/x86/LoweringHarness.h"
#include <cstdio>

using namespace mlir;
using hfc::codegen::LoweredOp;
using namespace hfc::codegen;
using namespace hfc::x86;
using namespace hfc::bench;
using hfc::x86::test::KernelText;

namespace {

struct Shape {
  int64_t size, channels, filters, window, stride, padding, groups = 1;
};

void measure(const Shape &s, Threads &threads) {
  int64_t out = (s.size + 2 * s.padding - s.window) / s.stride + 1;
  int64_t inGroup = s.channels / s.groups, outGroup = s.filters / s.groups;
  int64_t depth = s.window * s.window * inGroup;
  Tile tile = pickTile(Float32Type::get(std::make_unique<MLIRContext>().get()),
                       outGroup);
  PackedShape packed = packedShape(tile, depth, outGroup);
  std::string in =
      llvm::formatv("tensor<1x{0}x{0}x{1}xf32>", s.size, s.channels);
  std::string filter = llvm::formatv("tensor<{0}x{1}x{2}x{3}xf32>", s.groups,
                                     packed.panels, depth, packed.width);
  std::string result =
      llvm::formatv("tensor<1x{0}x{0}x{1}xf32>", out, s.filters);
  std::string body = llvm::formatv(
      "%y = kernel.contract %a, %b maps [(n, y, x, f, i, j, c) -> (n, y * {0} "
      "+ i - {1}, x * {0} + j - {1}, f floordiv {5} * {3} + c)], "
      "[(n, y, x, f, i, j, c) -> (f floordiv {5}, (f mod {5}) floordiv {6}, (i "
      "* {2} + j) * {3} + c, (f mod {5}) mod {6})] reduce <{2}, {2}, {3}> (%n, "
      "%y, %x, %f, %sum: f32) {{ %v = kernel.load %bias[%f] : tensor<{4}xf32> "
      "%w = arith.addf %sum, %v : f32 kernel.yield %w : f32 } {7} : {8}, {9} "
      "to {10}",
      s.stride, s.padding, s.window, inGroup, s.filters, outGroup, packed.width,
      s.padding ? "{padded}" : "", in, filter, result);
  KernelText text(llvm::formatv("%a: {0}, %b: {1}, %bias: tensor<{2}xf32>", in,
                                filter, s.filters)
                      .str(),
                  result, body);
  auto op = text.find<hfc::kernel::ContractOp>();
  if (!canLowerContract(op)) {
    std::printf("%s does not fit\n", body.c_str());
    return;
  }
  double start = threads.seconds();
  text.compile([&](CodeBuilder &b, Value result, const KernelContext &context) {
    return lowerContract(b, op, result, context);
  });
  double compile = threads.seconds() - start;
  text.run({}, 1);
  double flops = 2.0 * out * out * s.filters * depth;
  std::vector<double> time, share;
  for (int round = 0; round < 21; ++round) {
    double peak = fmaPeak(threads);
    double begin = threads.seconds();
    text.call(1);
    time.push_back(threads.seconds() - begin);
    peak = std::max(peak, fmaPeak(threads));
    share.push_back(flops / time.back() * 1e-9 / peak);
  }
  std::printf("%3ld x %ld, %4ld to %4ld, window %ld, stride %ld, groups %ld: "
              "%-20s %8.1f us %5.1f %% of peak, compiled in %.0f ms\n",
              s.size, s.size, s.channels, s.filters, s.window, s.stride,
              s.groups, text.getLowered().strategy.c_str(), median(time) * 1e6,
              median(share) * 100, compile * 1e3);
  std::fflush(stdout);
}

} // namespace

int main() {
  Threads threads(1);
  for (Shape shape : {Shape{224, 3, 64, 7, 2, 3},
                      {56, 64, 64, 1, 1, 0},
                      {56, 64, 64, 3, 1, 1},
                      {56, 64, 256, 1, 1, 0},
                      {56, 256, 128, 1, 1, 0},
                      {56, 128, 128, 3, 2, 1},
                      {28, 128, 128, 3, 1, 1},
                      {14, 256, 256, 3, 1, 1},
                      {14, 1024, 256, 1, 1, 0},
                      {7, 512, 512, 3, 1, 1},
                      {7, 2048, 512, 1, 1, 0},
                      {56, 256, 512, 1, 2, 0},
                      {224, 3, 768, 16, 16, 0},
                      {56, 128, 128, 3, 1, 1, 32},
                      {112, 16, 96, 1, 1, 0}})
    measure(shape, threads);
  return 0;
}
