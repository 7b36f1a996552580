// The contraction emitter against sums in double: every kind of element and
// layout, sizes around the edges of tiles, static and dynamic.
#include "targets/x86/ContractionEmitter.h"
#include "test/targets/x86/Elements.h"
#include "test/targets/x86/KernelJit.h"
#include <gtest/gtest.h>

using namespace mlir;
using namespace hfc::codegen;
using namespace hfc::x86;
using namespace hfc::x86::test;

namespace {

enum class Known { Static, OnlyN, Nothing };
enum class LayoutOfB { Panels, Rows, Columns };

struct Form {
  Kind a = Kind::F32, b = Kind::F32, accumulator = Kind::F32;
  LayoutOfB layout = LayoutOfB::Panels;
  Known known = Known::Static;
  int64_t outer = 1;
  bool transposedA = false;
  bool longEpilogue = false;
};

struct Shape {
  int64_t batch, m, n, k;
};

// buffers: A[batch, m, outer * k], B, bias[n], C[batch, m, n]; sizes: m, n, k
class ContractionKernel {
public:
  ContractionKernel(const Form &setup, const Shape &shape)
      : setup(setup), kernel([&](CodeBuilder &b, const KernelArguments &args) {
          emit(b, args, shape);
        }) {}

  void check(const Shape &shape, int64_t parts = 1) const;

private:
  void emit(CodeBuilder &b, const KernelArguments &args, const Shape &shape);

  Form setup;
  Tile tile;
  int64_t scratch = 0, group = 0;
  Kernel kernel;
};

void ContractionKernel::emit(CodeBuilder &b, const KernelArguments &args,
                             const Shape &shape) {
  auto size = [&](int64_t slot, int64_t value, Known least) {
    return setup.known <= least ? b.index(value) : b.loadSize(args.sizes, slot);
  };
  Contraction c;
  c.batch = b.index(shape.batch);
  c.m = size(0, shape.m, Known::Static);
  c.n = size(1, shape.n, Known::OnlyN);
  c.k = size(2, shape.k, Known::Static);
  c.outer = b.index(setup.outer);
  c.accumulator = typeOf(b, setup.accumulator).type;
  c.longEpilogue = setup.longEpilogue;
  c.tile = pickTile(c.accumulator, setup.known == Known::Nothing ? 0 : shape.n);
  tile = c.tile;
  c.a = typeOf(b, setup.a);
  c.b = typeOf(b, setup.b);
  Value a = b.loadPointer(args.buffers, 0),
        bBase = b.loadPointer(args.buffers, 1),
        bias = b.loadPointer(args.buffers, 2),
        out = b.loadPointer(args.buffers, 3);
  Value depth = b.mul(c.outer, c.k);
  c.rowOfA = [&, depth](CodeBuilder &b, Value batch, Value m, Value o) {
    Value at =
        setup.transposedA
            ? b.add(b.mul(b.add(b.mul(batch, depth), b.mul(o, c.k)), c.m), m)
            : b.add(b.mul(b.add(b.mul(batch, c.m), m), depth), b.mul(o, c.k));
    return b.offset(a, c.a.type, at);
  };
  if (setup.transposedA)
    c.strideOfA = c.m;
  c.panels = setup.layout == LayoutOfB::Panels;
  c.baseOfB = [&](CodeBuilder &b, Value batch) {
    if (setup.layout == LayoutOfB::Panels)
      return bBase;
    return b.offset(bBase, c.b.type, b.mul(batch, b.mul(depth, c.n)));
  };
  bool columns = setup.layout == LayoutOfB::Columns;
  c.strideOfB = columns ? b.index(1) : c.n;
  if (columns)
    c.columnStrideOfB = depth;
  c.epilogue = [&](CodeBuilder &b, Value, Value, Value n, Value acc,
                   Value mask) {
    Value v = b.loadVector(b.offset(bias, c.accumulator, n), {c.accumulator},
                           c.accumulator, tile.lanes, mask);
    return b.addValues(acc, v);
  };
  c.store = [&](CodeBuilder &b, Value batch, Value m, Value n, Value value,
                Value mask) {
    Value at = b.add(b.mul(b.add(b.mul(batch, c.m), m), c.n), n);
    b.store(value, b.offset(out, c.accumulator, at), mask);
  };
  scratch = contractionScratch(c);
  group = blocksOfGroup(c);
  emitContraction(b, c, args.begin, args.end, args.scratch);
}

void ContractionKernel::check(const Shape &shape, int64_t parts) const {
  auto [batch, m, n, k] = shape;
  int64_t depth = k * setup.outer;
  bool panels = setup.layout == LayoutOfB::Panels;
  Elements a(setup.a, batch * m * depth), bias(setup.accumulator, n),
      out(setup.accumulator, batch * m * n);
  Elements b(setup.b, (panels ? 1 : batch) * depth * n);
  a.fill(1);
  b.fill(2);
  bias.fill(3);
  auto atB = [&](int64_t g, int64_t i, int64_t j) {
    if (panels)
      return b.get(i * n + j);
    return b.get(g * depth * n +
                 (setup.layout == LayoutOfB::Rows ? i * n + j : j * depth + i));
  };
  PackedShape packed = packedShape(tile, depth, n);
  Elements panelB(setup.b, packed.panels * packed.depth * packed.width);
  for (int64_t i = 0; panels && i < depth; ++i)
    for (int64_t j = 0; j < n; ++j)
      panelB.set((j / tile.width() * depth + i) * tile.width() +
                     j % tile.width(),
                 b.get(i * n + j));
  int64_t grid = contractionGrid(tile, group, batch, m, n);
  std::vector<char> memory(scratch + 64);
  void *aligned = reinterpret_cast<void *>(
      (reinterpret_cast<uintptr_t>(memory.data()) + 63) & ~uintptr_t(63));
  for (int64_t part = 0; part < parts; ++part)
    kernel(
        {a.data(), panels ? panelB.data() : b.data(), bias.data(), out.data()},
        {m, n, k}, grid * part / parts, grid * (part + 1) / parts, aligned);
  EXPECT_TRUE(out.fenceIsIntact());
  for (int64_t g = 0; g < batch; ++g)
    for (int64_t i = 0; i < m; ++i)
      for (int64_t j = 0; j < n; ++j) {
        double sum = 0, magnitude = 1;
        for (int64_t p = 0; p < depth; ++p) {
          double x = a.get(setup.transposedA ? (g * depth + p) * m + i
                                             : (g * m + i) * depth + p);
          sum += x * atB(g, p, j);
          magnitude += std::abs(x * atB(g, p, j));
        }
        sum += bias.get(j);
        double tolerance = setup.accumulator == Kind::F64   ? 1e-14
                           : setup.accumulator == Kind::F32 ? 1e-6
                                                            : 0;
        double got = out.get((g * m + i) * n + j);
        ASSERT_LE(std::abs(got - sum), tolerance * magnitude)
            << "at " << g << ", " << i << ", " << j << " of " << batch << "x"
            << m << "x" << n << "x" << k;
      }
}

TEST(Contraction, StaticSizesAroundTheTile) {
  for (int64_t n : {1, 15, 47, 48, 49, 64, 97})
    for (int64_t m : {1, 2, 9, 13})
      for (int64_t k : {1, 7}) {
        Shape shape{1, m, n, k};
        ContractionKernel({}, shape).check(shape);
      }
}

TEST(Contraction, DynamicRowsAndDepth) {
  for (LayoutOfB layout : {LayoutOfB::Panels, LayoutOfB::Rows})
    for (Known known : {Known::OnlyN, Known::Nothing})
      for (int64_t n : {1, 48, 50}) {
        Form setup{.layout = layout, .known = known};
        ContractionKernel kernel(setup, {1, 0, n, 0});
        for (int64_t m : {0, 1, 2, 7, 8, 9, 47, 48, 49, 140, 300})
          for (int64_t k : {0, 1, 2, 7, 8, 9, 47, 65})
            kernel.check({1, m, n, k}, 3);
      }
}

TEST(Contraction, DynamicColumns) {
  for (LayoutOfB layout :
       {LayoutOfB::Panels, LayoutOfB::Rows, LayoutOfB::Columns}) {
    ContractionKernel kernel({.layout = layout, .known = Known::Nothing},
                             {1, 0, 0, 0});
    for (int64_t n : {0, 1, 2, 7, 8, 9, 47, 48, 49, 100})
      for (int64_t m : {1, 9, 16})
        kernel.check({1, m, n, 19}, 2);
  }
}

TEST(Contraction, BatchesOfActivations) {
  for (LayoutOfB layout : {LayoutOfB::Rows, LayoutOfB::Columns})
    for (int64_t n : {1, 15, 48, 49, 65})
      for (int64_t k : {1, 16, 31, 64}) {
        Shape shape{3, 10, n, k};
        ContractionKernel({.layout = layout}, shape).check(shape, 2);
      }
}

TEST(Contraction, OuterStepsAndTransposedRows) {
  for (bool transposed : {false, true})
    for (Known known : {Known::Static, Known::OnlyN}) {
      Shape shape{1, 21, 70, 6};
      Form setup{.known = known, .outer = 9, .transposedA = transposed};
      ContractionKernel(setup, shape).check(shape, 2);
    }
}

TEST(Contraction, LongEpilogues) {
  for (Known known : {Known::Static, Known::OnlyN}) {
    Shape shape{1, 21, 70, 6};
    Form setup{.known = known, .longEpilogue = true};
    ContractionKernel(setup, shape).check(shape, 2);
  }
}

TEST(Contraction, EveryElementType) {
  std::vector<Form> setups;
  for (Kind a : {Kind::F32, Kind::F16, Kind::BF16})
    for (Kind b : {Kind::F32, Kind::F16, Kind::BF16, Kind::I8, Kind::U8})
      setups.push_back({.a = a, .b = b});
  setups.push_back({.a = Kind::F64, .b = Kind::F64, .accumulator = Kind::F64});
  setups.push_back({.a = Kind::F32, .b = Kind::F64, .accumulator = Kind::F64});
  for (Kind a : {Kind::I8, Kind::U8})
    for (Kind b : {Kind::I8, Kind::U8})
      setups.push_back({.a = a, .b = b, .accumulator = Kind::I32});
  setups.push_back({.a = Kind::I32, .b = Kind::I32, .accumulator = Kind::I32});
  for (Form setup : setups)
    for (LayoutOfB layout : {LayoutOfB::Panels, LayoutOfB::Columns}) {
      setup.layout = layout;
      Shape shape{1, 5, 53, 18};
      ContractionKernel(setup, shape).check(shape);
    }
}

} // namespace
