// MFMA 32x32: lane % 32 is the row, lane / 32 which quad of the chunk; register
//   v of the sum is row 8 * (v / 4) + 4 * (lane / 32) + v % 4.
// WMMA 16x16: lane % 16 is the row, both quads in the lane; register v of the
//   sum is row 2 * v + lane / 16.
// Cycles: AMD's CDNA2/3/4 and RDNA3 ISA documents (passes of 4 cycles).
#include "targets/amdgpu/MatrixInstruction.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "targets/amdgpu/Intrinsics.h"

using namespace mlir;
using namespace hfc::amdgpu;

namespace {
struct Row {
  StringRef chip; // empty: all others of its kind
  Matrix matrix;
  StringRef type, name;
  int64_t steps, cycles; // of a chunk
};
// The first that fits.
constexpr Row rows[] = {
    {"gfx90a", Matrix::MFMA, "f16", "mfma.f32.32x32x8f16", 2, 128},
    {"gfx90a", Matrix::MFMA, "bf16", "mfma.f32.32x32x8bf16.1k", 2, 128},
    {"gfx90a", Matrix::MFMA, "f32", "mfma.f32.32x32x2f32", 4, 256},
    {"gfx90a", Matrix::MFMA, "i8", "mfma.i32.32x32x8i8", 4, 256},
    {"gfx942", Matrix::MFMA, "f8E4M3FNUZ", "mfma.f32.32x32x16.fp8.fp8", 2, 64},
    {"gfx942", Matrix::MFMA, "f8E4M3FN", "mfma.f32.32x32x16.fp8.fp8", 2, 64},
    {"gfx942", Matrix::MFMA, "f8E5M2FNUZ", "mfma.f32.32x32x16.bf8.bf8", 2, 64},
    {"gfx950", Matrix::MFMA, "f8E4M3FN", "mfma.f32.32x32x16.fp8.fp8", 2, 64},
    {"gfx950", Matrix::MFMA, "f8E5M2", "mfma.f32.32x32x16.bf8.bf8", 2, 64},
    {"gfx950", Matrix::MFMA, "f16", "mfma.f32.32x32x16.f16", 1, 32},
    {"gfx950", Matrix::MFMA, "bf16", "mfma.f32.32x32x16.bf16", 1, 32},
    {"gfx950", Matrix::MFMA, "i8", "mfma.i32.32x32x32.i8", 1, 32},
    {"", Matrix::MFMA, "f16", "mfma.f32.32x32x8f16", 2, 64},
    {"", Matrix::MFMA, "bf16", "mfma.f32.32x32x8bf16.1k", 2, 64},
    {"", Matrix::MFMA, "f32", "mfma.f32.32x32x2f32", 4, 256},
    {"", Matrix::MFMA, "i8", "mfma.i32.32x32x16.i8", 2, 64},
    {"", Matrix::WMMA, "f16", "wmma.f32.16x16x16.f16", 1, 32},
    {"", Matrix::WMMA, "bf16", "wmma.f32.16x16x16.bf16", 1, 32},
    {"", Matrix::WMMA, "i8", "wmma.i32.16x16x16.iu8", 2, 64},
};
} // namespace

static const Row *findRow(const Device &device, Type element) {
  std::string name;
  llvm::raw_string_ostream(name) << element;
  for (const Row &row : rows)
    if ((row.chip.empty() || row.chip == device.name) &&
        row.matrix == device.matrix && row.type == name)
      return &row;
  return nullptr;
}

bool MatrixInstruction::exists(const Device &device, Type element,
                               Type accumulator) {
  return findRow(device, element) &&
         (element.isInteger() ? accumulator.isInteger(32)
                              : accumulator.isF32());
}

MatrixInstruction::MatrixInstruction(const Device &device, Type element)
    : device(device), element(element),
      bytes(element.getIntOrFloatBitWidth() / 8) {
  const Row *row = findRow(device, element);
  assert(row && "the chip has an instruction for the type");
  MLIRContext *context = element.getContext();
  accumulator = element.isInteger() ? Type(IntegerType::get(context, 32))
                                    : Type(Float32Type::get(context));
  count = row->steps;
  intrinsic = row->name;
}

int64_t MatrixInstruction::cycles() const {
  return findRow(device, element)->cycles;
}

std::string MatrixInstruction::name() const {
  std::string text = isWmma() ? "WMMA " : "MFMA ";
  llvm::raw_string_ostream(text) << element;
  return text;
}

VectorType MatrixInstruction::quadType(CodeBuilder &b) const {
  return VectorType::get(4, b.getI32Type());
}

Value MatrixInstruction::zeros(CodeBuilder &b) const {
  return b.zeros(accumulator, size() * size() / device.wave);
}

Value MatrixInstruction::multiply(CodeBuilder &b, ValueRange right,
                                  ValueRange left, Value sum,
                                  int64_t step) const {
  auto cast = [&](Value words, Type to, int64_t lanes) -> Value {
    auto type = VectorType::get(lanes, to);
    return words.getType() == type
               ? words
               : Value(vector::BitCastOp::create(b, type, words));
  };
  Type type = sum.getType();
  if (isWmma()) {
    Value yes = arith::ConstantIntOp::create(b, 1, 1),
          no = arith::ConstantIntOp::create(b, 0, 1);
    if (element.isInteger())
      return callIntrinsic(b, intrinsic, type,
                           {yes, right[step], yes, left[step], sum, no});
    Type operand = element.isF16() ? element : Type(b.getI16Type());
    auto all = llvm::to_vector(llvm::seq<int64_t>(0, 8));
    auto join = [&](ValueRange quads) {
      Value words = vector::ShuffleOp::create(b, quads[0], quads[1], all);
      return cast(words, operand, 16);
    };
    return callIntrinsic(b, intrinsic, type, {join(right), join(left), sum});
  }
  int64_t words = 4 / count;
  auto operand = [&](ValueRange fragment) -> Value {
    Value quad = fragment[0];
    if (words < 4)
      quad = partOf(b, quad, step * words, words);
    if (element.isF32() || (bytes == 1 && words == 1)) {
      Type scalar = element.isF32() ? element : Type(b.getI32Type());
      return vector::ExtractOp::create(b, cast(quad, scalar, 1), 0);
    }
    if (bytes == 1)
      return words == 2 ? Value(vector::ExtractOp::create(
                              b, cast(quad, b.getI64Type(), 1), 0))
                        : quad;
    // Of bf16 the older instructions take bits.
    bool isBits = element.isBF16() && words == 2;
    return cast(quad, isBits ? Type(b.getI16Type()) : element, 2 * words);
  };
  Value zero = constantI32(b, 0);
  return callIntrinsic(b, intrinsic, type,
                       {operand(right), operand(left), sum, zero, zero, zero});
}

bool MatrixInstruction::isHalved() const {
  return device.name == "gfx942" && isa<Float8E4M3FNType>(element);
}

// The bits of an E4M3FN are of half the number as E4M3FNUZ, but for -0, which
// is NaN there, and the NaNs, which are its largest numbers.
Value MatrixInstruction::adapted(CodeBuilder &b, Value quad) const {
  if (!isHalved())
    return quad;
  auto splat = [&](uint32_t bits) -> Value {
    return arith::ConstantOp::create(
        b, DenseElementsAttr::get(quadType(b), APInt(32, bits)));
  };
  auto both = [&](Value x, Value y) -> Value {
    return arith::AndIOp::create(b, x, y);
  };
  auto sum = [&](Value x, Value y) -> Value {
    return arith::AddIOp::create(b, x, y);
  };
  Value tops = splat(0x80808080);
  Value magnitudes = both(quad, splat(0x7f7f7f7f));
  // The top bits of bytes that are not 0, and of those that are NaN.
  Value some = both(sum(magnitudes, splat(0x7f7f7f7f)), tops);
  Value nans = both(sum(magnitudes, splat(0x01010101)), tops);
  Value kept = arith::OrIOp::create(b, magnitudes, both(quad, some));
  Value whole =
      arith::SubIOp::create(b, arith::ShLIOp::create(b, nans, splat(1)),
                            arith::ShRUIOp::create(b, nans, splat(7)));
  Value others = arith::XOrIOp::create(b, whole, splat(0xffffffff));
  return arith::OrIOp::create(b, nans, both(kept, others));
}

Value MatrixInstruction::columnOf(CodeBuilder &b, Value row) const {
  auto rem = [&](Value x, int64_t y) { return b.rem(x, b.index(y)); };
  auto div = [&](Value x, int64_t y) { return b.div(x, b.index(y)); };
  if (isWmma())
    return b.add(b.mul(rem(row, 2), 8), div(row, 2));
  return b.add(b.add(b.mul(rem(div(row, 4), 2), 16), b.mul(div(row, 8), 4)),
               rem(row, 4));
}

Value MatrixInstruction::rowOf(CodeBuilder &b, Value column) const {
  auto rem = [&](Value x, int64_t y) { return b.rem(x, b.index(y)); };
  auto div = [&](Value x, int64_t y) { return b.div(x, b.index(y)); };
  Value half = div(column, run()), v = rem(column, run());
  if (isWmma())
    return b.add(b.mul(v, 2), half);
  return b.add(b.add(b.mul(div(v, 4), 8), b.mul(half, 4)), rem(v, 4));
}
