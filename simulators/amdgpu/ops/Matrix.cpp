// MFMA. Lane l holds row (of A) or column (of B) l % S of block and k group
// l / S, `len` consecutive k in its registers; D has a column a lane, its rows
// in registers. "Matrix Fused-Multiply-Add", CDNA3 ISA, chapter 7; products are
// summed in f32 in the order of k, and rounded each time.
//
// Of f8f6f4 (CDNA4), a lane's 32 elements are consecutive where they have 4 or
// 6 bits, and two runs of 16 where they have 8; scales are a lane's for the k
// from 32 (l / S) on, and are applied to the sum of these 32 products ("Matrix
// Core Programming on AMD CDNA3 and CDNA4 architecture", rocm.blogs.amd.com).
#include "simulators/amdgpu/Matrix.h"
#include "simulators/amdgpu/Access.h"
#include "simulators/amdgpu/Lanes.h"
#include "simulators/amdgpu/Operations.h"
#include "simulators/amdgpu/SmallFloat.h"
#include <algorithm>
#include <cmath>

using namespace hfc::sim;

namespace {
using E = Element;

constexpr MatrixShape shapes[] = {
    {32, 1, 2, E::F32, E::F32, 16, 16, 16},
    {16, 1, 4, E::F32, E::F32, 8, 8, 8},
    {4, 1, 16, E::F32, E::F32, 2, 2, 2},
    {32, 2, 1, E::F32, E::F32, 16, 16, 16},
    {16, 4, 1, E::F32, E::F32, 8, 8, 8},
    {32, 4, 2, E::F16, E::F16, 16, 16, 16},
    {16, 4, 4, E::F16, E::F16, 8, 8, 8},
    {4, 4, 16, E::F16, E::F16, 2, 2, 2},
    {32, 8, 1, E::F16, E::F16, 16, 8, 8},
    {16, 16, 1, E::F16, E::F16, 8, 4, 4},
    {32, 4, 2, E::BF16, E::BF16, 16, 16, 16},
    {16, 4, 4, E::BF16, E::BF16, 8, 8, 8},
    {4, 4, 16, E::BF16, E::BF16, 2, 2, 2},
    {32, 8, 1, E::BF16, E::BF16, 16, 8, 8},
    {16, 16, 1, E::BF16, E::BF16, 8, 4, 4},
    {32, 4, 2, E::I8, E::I8, 16, 16, 16},
    {16, 4, 4, E::I8, E::I8, 8, 8, 8},
    {4, 4, 16, E::I8, E::I8, 2, 2, 2},
    {32, 8, 1, E::I8, E::I8, 16, 0, 0},
    {16, 16, 1, E::I8, E::I8, 8, 0, 0},
    {32, 16, 1, E::I8, E::I8, 0, 8, 8},
    {16, 32, 1, E::I8, E::I8, 0, 4, 4},
    {16, 4, 1, E::F64, E::F64, 8, 8, 16},
    {4, 4, 4, E::F64, E::F64, 4, 4, 4},
    {16, 8, 1, E::XF32, E::XF32, 0, 4, 0},
    {32, 4, 1, E::XF32, E::XF32, 0, 8, 0},
    {16, 32, 1, E::FP8, E::FP8, 0, 4, 4},
    {16, 32, 1, E::FP8, E::BF8, 0, 4, 4},
    {16, 32, 1, E::BF8, E::FP8, 0, 4, 4},
    {16, 32, 1, E::BF8, E::BF8, 0, 4, 4},
    {32, 16, 1, E::FP8, E::FP8, 0, 8, 8},
    {32, 16, 1, E::FP8, E::BF8, 0, 8, 8},
    {32, 16, 1, E::BF8, E::FP8, 0, 8, 8},
    {32, 16, 1, E::BF8, E::BF8, 0, 8, 8},
    {16, 32, 1, E::F16, E::F16, 0, 0, 4},
    {32, 16, 1, E::F16, E::F16, 0, 0, 8},
    {16, 32, 1, E::BF16, E::BF16, 0, 0, 4},
    {32, 16, 1, E::BF16, E::BF16, 0, 0, 8},
    {16, 64, 1, E::I8, E::I8, 0, 0, 4},
    {32, 32, 1, E::I8, E::I8, 0, 0, 8},
    {16, 128, 1, E::F8F6F4, E::F8F6F4, 0, 0, 8},
    {32, 64, 1, E::F8F6F4, E::F8F6F4, 0, 0, 16},
};

// Of an element; the format is that of f8f6f4.
unsigned widthOf(Element element, unsigned format) {
  switch (element) {
  case E::F8F6F4:
    return format < 2 ? 8 : format < 4 ? 6 : 4;
  case E::F64:
    return 64;
  case E::F32:
  case E::XF32:
    return 32;
  case E::F16:
  case E::BF16:
    return 16;
  default:
    return 8;
  }
}

// One operand of 8 bits and fewer, with its format for f8f6f4: cbsz, blgp.
const SmallFormat &smallFormat(const Wave &wave, Element element,
                               unsigned format) {
  static constexpr SmallFormat formats[] = {fp8Ocp, bf8Ocp, fp6, bf6, fp4};
  if (element == E::F8F6F4)
    return formats[std::min(format, 4u)];
  if (wave.chip.gfx942)
    return element == E::BF8 ? bf8Fnuz : fp8Fnuz;
  return element == E::BF8 ? bf8Ocp : fp8Ocp;
}

// The element `index` of a lane's registers, as a number.
struct Fetch {
  const Wave &wave;
  const Row *rows;
  Element element;
  unsigned format;

  uint64_t bits(unsigned lane, unsigned index, unsigned width) const {
    unsigned at = index * width, word = at / 32, shift = at % 32;
    uint64_t value = rows[word][lane];
    if (shift + width > 32 || width == 64)
      value |= uint64_t(rows[word + 1][lane]) << 32;
    value >>= shift;
    return width == 64 ? value : value & ((1ull << width) - 1);
  }
  unsigned width() const { return widthOf(element, format); }
  template <typename T> T number(unsigned lane, unsigned index) const {
    uint64_t value = bits(lane, index, width());
    switch (element) {
    case E::F64:
      return T(std::bit_cast<double>(value));
    case E::F32:
      return T(std::bit_cast<float>(uint32_t(value)));
    case E::XF32: // 10 bits of mantissa
      return T(std::bit_cast<float>(uint32_t(value) & 0xffffe000));
    case E::F16:
      // gfx90a takes subnormals for zero.
      return wave.chip.gfx90a && !(value & 0x7c00) ? T(0)
                                                   : T(widen(uint16_t(value)));
    case E::BF16:
      return wave.chip.gfx90a && !(value & 0x7f80)
                 ? T(0)
                 : T(std::bit_cast<float>(uint32_t(value << 16)));
    case E::I8:
      return T(int8_t(value));
    default:
      return T(fromSmall(smallFormat(wave, element, format), uint32_t(value)));
    }
  }
};

// Where D has an element: a register (or pair) and a lane.
struct Cell {
  unsigned row, lane;
};
Cell cellOf(const MatrixShape &shape, unsigned block, unsigned row,
            unsigned column) {
  if (shape.isDouble())
    return shape.size == 16 ? Cell{row / 4, row % 4 * 16 + column}
                            : Cell{0, row * 16 + block * 4 + column};
  if (shape.size == 32)
    return {block * 16 + row / 8 * 4 + row % 4, row / 4 % 2 * 32 + column};
  if (shape.size == 16)
    return {block * 4 + row % 4, row / 4 * 16 + column};
  return {row, block * 4 + column};
}

template <typename T>
void gather(const MatrixShape &shape, const Fetch &fetch, bool byRow,
            unsigned block, T *out) {
  unsigned size = shape.size, groups = 64 / size / shape.blocks;
  unsigned length = shape.k / groups;
  bool runs = shape.a == E::F8F6F4 && fetch.width() == 8;
  for (unsigned k = 0; k < shape.k; ++k)
    for (unsigned m = 0; m < size; ++m) {
      unsigned group = block * groups + k / length, index = k % length;
      if (shape.isDouble() && size == 4) // blocks lie between the k
        group = k * shape.blocks + block;
      if (runs)
        group = k / 16 % groups, index = k / 16 / groups * 16 + k % 16;
      out[byRow ? m * shape.k + k : k * size + m] =
          fetch.number<T>(group * size + m, index);
    }
}

template <typename T, unsigned Size>
void multiply(const T *a, const T *b, T *sums, unsigned k) {
  for (unsigned row = 0; row < Size; ++row)
    for (unsigned i = 0; i < k; ++i) {
      T factor = a[row * k + i];
      for (unsigned column = 0; column < Size; ++column) {
        T &sum = sums[row * Size + column];
        if constexpr (std::is_same_v<T, float>)
          sum = __builtin_fmaf(factor, b[i * Size + column], sum);
        else if constexpr (std::is_same_v<T, double>)
          sum = __builtin_fma(factor, b[i * Size + column], sum);
        else
          sum = T(uint32_t(sum) + uint32_t(factor * b[i * Size + column]));
      }
    }
}

// The power of two of a block of 32 k: E8M0, in the byte that op_sel (its lower
// bit) and op_sel_hi name; NaN for 255.
float scaleOf(const Wave &wave, const Instruction &in, unsigned slot,
              unsigned lane) {
  unsigned byte = (in.opSel >> slot & 1) | (in.opSelHigh >> slot & 1) << 1;
  const Operand &operand = in.sources[3 + slot];
  uint32_t code = wave.v[operand.index][lane] >> 8 * byte & 255;
  return code == 255 ? NAN : std::ldexp(1.0f, int(code) - 127);
}

void multiplyScaled(const Wave &wave, const Instruction &in,
                    const MatrixShape &shape, const float *a, const float *b,
                    float *sums) {
  unsigned size = shape.size;
  for (unsigned row = 0; row < size; ++row)
    for (unsigned column = 0; column < size; ++column)
      for (unsigned first = 0; first < shape.k; first += 32) {
        double dot = 0;
        for (unsigned i = first; i < first + 32; ++i)
          dot += double(a[row * shape.k + i]) * b[i * size + column];
        unsigned lane = first / 32 * size;
        dot *= double(scaleOf(wave, in, 0, lane + row)) *
               double(scaleOf(wave, in, 1, lane + column));
        float &sum = sums[row * size + column];
        sum = float(sum + dot);
      }
}

template <typename T>
void run(Wave &wave, const Instruction &in, const MatrixShape &shape) {
  Fetch a{wave, wave.v + in.sources[0].index, shape.a, in.matrix[0]};
  Fetch b{wave, wave.v + in.sources[1].index, shape.b, in.matrix[2]};
  constexpr unsigned words = sizeof(T) / 4;
  const Operand &c = in.sources[2], &d = in.results[0];
  alignas(64) static thread_local T left[32 * 128], right[32 * 128];
  alignas(64) static thread_local T sums[32 * 32];
  alignas(64) static thread_local Row result[32];
  unsigned size = shape.size;
  for (unsigned block = 0; block < shape.blocks; ++block) {
    gather<T>(shape, a, true, block, left);
    gather<T>(shape, b, false, block, right);
    for (unsigned row = 0; row < size; ++row)
      for (unsigned column = 0; column < size; ++column) {
        Cell cell = cellOf(shape, block, row, column);
        uint64_t bits = c.constant;
        if (c.place == Place::Vector) {
          bits = wave.v[c.index + cell.row * words][cell.lane];
          if (words == 2)
            bits |= uint64_t(wave.v[c.index + cell.row * 2 + 1][cell.lane])
                    << 32;
        }
        if constexpr (words == 2)
          sums[row * size + column] = std::bit_cast<T>(bits);
        else
          sums[row * size + column] = std::bit_cast<T>(uint32_t(bits));
      }
    bool scaled = in.sourceCount == 5;
    if constexpr (std::is_same_v<T, float>)
      if (scaled)
        multiplyScaled(wave, in, shape, left, right, sums);
    if (!scaled) {
      auto product = size == 32   ? multiply<T, 32>
                     : size == 16 ? multiply<T, 16>
                                  : multiply<T, 4>;
      product(left, right, sums, shape.k);
    }
    for (unsigned row = 0; row < size; ++row)
      for (unsigned column = 0; column < size; ++column) {
        Cell cell = cellOf(shape, block, row, column);
        T value = sums[row * size + column];
        if constexpr (words == 2) {
          uint64_t bits = std::bit_cast<uint64_t>(value);
          result[cell.row * 2][cell.lane] = uint32_t(bits);
          result[cell.row * 2 + 1][cell.lane] = uint32_t(bits >> 32);
        } else {
          result[cell.row][cell.lane] = std::bit_cast<uint32_t>(value);
        }
      }
  }
  for (unsigned i = 0; i < shape.results(); ++i) {
    std::copy_n(result[i], maxLanes, wave.overwriteRow(d.index + i));
    wave.setDefined(d.index + i, wave.full);
  }
}

void mfma(Wave &wave, const Instruction &in) {
  const MatrixShape &shape = *matrixShape(in);
  unsigned passes = matrixPasses(wave.chip, in);
  if (!passes)
    return wave.fault(-1, "not an instruction of this chip");
  bool small = shape.a == E::F8F6F4;
  if (in.negateLow ||
      (!small && (in.matrix[0] || in.matrix[1] || in.matrix[2])))
    return wave.fault(-1, "cbsz, abid, blgp or neg of MFMA is not known");
  unsigned widthA = widthOf(shape.a, in.matrix[0]);
  unsigned widthB = widthOf(shape.b, in.matrix[2]);
  // Which k share a register is published for equal widths alone.
  if (widthA != widthB)
    return wave.fault(-1, "formats of %u and %u bits in one product", widthA,
                      widthB);
  unsigned words =
      std::max(shape.size * shape.k * shape.blocks / 64 * widthA / 32, 1u);
  bool scaled = in.sourceCount == 5;
  if (!hasRows(wave, in.sources[0], words) ||
      !hasRows(wave, in.sources[1], words) ||
      !hasRows(wave, in.results[0], shape.results()) ||
      (scaled &&
       (!hasRows(wave, in.sources[3], 1) || !hasRows(wave, in.sources[4], 1))))
    return;
  const Operand &c = in.sources[2];
  if (c.place == Place::Vector ? !hasRows(wave, c, shape.results())
                               : c.place != Place::Constant)
    return wave.fault(-1, "the third operand is not known");
  if (c.place == Place::Constant && c.constant && shape.isDouble())
    return wave.fault(-1, "a constant other than 0 as the third operand");
  // All lanes take part, whatever EXEC says.
  for (const Operand &operand : in.sources)
    for (unsigned i = 0; operand.place == Place::Vector && i < operand.words;
         ++i)
      wave.useRow(operand.index + i, wave.full);
  if (wave.stopped)
    return;
  if (shape.isDouble())
    run<double>(wave, in, shape);
  else if (shape.a == E::I8)
    run<int32_t>(wave, in, shape);
  else
    run<float>(wave, in, shape);
  wave.counters.matrixCycles += 4 * passes;
  wave.counters.matrixOperations += multiplyAdds(in);
}

consteval uint16_t find(unsigned size, unsigned k, unsigned blocks, E a, E b) {
  for (unsigned i = 0; i < std::size(shapes); ++i)
    if (shapes[i].size == size && shapes[i].k == k &&
        shapes[i].blocks == blocks && shapes[i].a == a && shapes[i].b == b)
      return uint16_t(i);
  __builtin_trap(); // no such shape: no constant
}
constexpr Operation row(const char *name, uint16_t shape) {
  return {name, mfma, Class::Matrix, 1, Kind::Rows, {}, 0, nullptr, shape};
}
// A type has a name on gfx90a and one from gfx942 on.
#define NEW(d, shape, size, k, blocks, type, A, B)                             \
  row("v_mfma_" d "_" shape "_" type, find(size, k, blocks, A, B))

constexpr Operation table[] = {
#define OLD_AND_NEW(d, type, E, size, k, blocks, suffix, oldType)              \
  row("v_mfma_" d "_" #size "x" #size "x" #k oldType,                          \
      find(size, k, blocks, E, E)),                                            \
      row("v_mfma_" d "_" #size "x" #size "x" #k suffix "_" type,              \
          find(size, k, blocks, E, E))
    OLD_AND_NEW("f32", "f32", E::F32, 32, 1, 2, "_2b", "f32"),
    OLD_AND_NEW("f32", "f32", E::F32, 16, 1, 4, "_4b", "f32"),
    OLD_AND_NEW("f32", "f32", E::F32, 4, 1, 16, "_16b", "f32"),
    OLD_AND_NEW("f32", "f32", E::F32, 32, 2, 1, "", "f32"),
    OLD_AND_NEW("f32", "f32", E::F32, 16, 4, 1, "", "f32"),
    OLD_AND_NEW("f32", "f16", E::F16, 32, 4, 2, "_2b", "f16"),
    OLD_AND_NEW("f32", "f16", E::F16, 16, 4, 4, "_4b", "f16"),
    OLD_AND_NEW("f32", "f16", E::F16, 4, 4, 16, "_16b", "f16"),
    OLD_AND_NEW("f32", "f16", E::F16, 32, 8, 1, "", "f16"),
    OLD_AND_NEW("f32", "f16", E::F16, 16, 16, 1, "", "f16"),
    OLD_AND_NEW("f32", "bf16", E::BF16, 32, 4, 2, "_2b", "bf16_1k"),
    OLD_AND_NEW("f32", "bf16", E::BF16, 16, 4, 4, "_4b", "bf16_1k"),
    OLD_AND_NEW("f32", "bf16", E::BF16, 4, 4, 16, "_16b", "bf16_1k"),
    OLD_AND_NEW("f32", "bf16", E::BF16, 32, 8, 1, "", "bf16_1k"),
    OLD_AND_NEW("f32", "bf16", E::BF16, 16, 16, 1, "", "bf16_1k"),
    OLD_AND_NEW("i32", "i8", E::I8, 32, 4, 2, "_2b", "i8"),
    OLD_AND_NEW("i32", "i8", E::I8, 16, 4, 4, "_4b", "i8"),
    OLD_AND_NEW("i32", "i8", E::I8, 4, 4, 16, "_16b", "i8"),
    row("v_mfma_i32_32x32x8i8", find(32, 8, 1, E::I8, E::I8)),
    row("v_mfma_i32_16x16x16i8", find(16, 16, 1, E::I8, E::I8)),
    OLD_AND_NEW("f64", "f64", E::F64, 16, 4, 1, "", "f64"),
    OLD_AND_NEW("f64", "f64", E::F64, 4, 4, 4, "_4b", "f64"),
    NEW("i32", "32x32x16", 32, 16, 1, "i8", E::I8, E::I8),
    NEW("i32", "16x16x32", 16, 32, 1, "i8", E::I8, E::I8),
    NEW("f32", "16x16x8", 16, 8, 1, "xf32", E::XF32, E::XF32),
    NEW("f32", "32x32x4", 32, 4, 1, "xf32", E::XF32, E::XF32),
    NEW("f32", "16x16x32", 16, 32, 1, "fp8_fp8", E::FP8, E::FP8),
    NEW("f32", "16x16x32", 16, 32, 1, "fp8_bf8", E::FP8, E::BF8),
    NEW("f32", "16x16x32", 16, 32, 1, "bf8_fp8", E::BF8, E::FP8),
    NEW("f32", "16x16x32", 16, 32, 1, "bf8_bf8", E::BF8, E::BF8),
    NEW("f32", "32x32x16", 32, 16, 1, "fp8_fp8", E::FP8, E::FP8),
    NEW("f32", "32x32x16", 32, 16, 1, "fp8_bf8", E::FP8, E::BF8),
    NEW("f32", "32x32x16", 32, 16, 1, "bf8_fp8", E::BF8, E::FP8),
    NEW("f32", "32x32x16", 32, 16, 1, "bf8_bf8", E::BF8, E::BF8),
    NEW("f32", "16x16x32", 16, 32, 1, "f16", E::F16, E::F16),
    NEW("f32", "32x32x16", 32, 16, 1, "f16", E::F16, E::F16),
    NEW("f32", "16x16x32", 16, 32, 1, "bf16", E::BF16, E::BF16),
    NEW("f32", "32x32x16", 32, 16, 1, "bf16", E::BF16, E::BF16),
    NEW("i32", "16x16x64", 16, 64, 1, "i8", E::I8, E::I8),
    NEW("i32", "32x32x32", 32, 32, 1, "i8", E::I8, E::I8),
    NEW("f32", "16x16x128", 16, 128, 1, "f8f6f4", E::F8F6F4, E::F8F6F4),
    NEW("f32", "32x32x64", 32, 64, 1, "f8f6f4", E::F8F6F4, E::F8F6F4),
    NEW("scale_f32", "16x16x128", 16, 128, 1, "f8f6f4", E::F8F6F4, E::F8F6F4),
    NEW("scale_f32", "32x32x64", 32, 64, 1, "f8f6f4", E::F8F6F4, E::F8F6F4),
};
} // namespace

const MatrixShape *hfc::sim::matrixShape(const Instruction &in) {
  return in.operation->run == mfma ? &shapes[in.operation->extra] : nullptr;
}

unsigned hfc::sim::matrixPasses(const Chip &chip, const Instruction &in) {
  const MatrixShape &shape = *matrixShape(in);
  if (chip.gfx90a)
    return shape.passes90a;
  if (chip.gfx942)
    return shape.passes942;
  if (!chip.gfx950)
    return 0;
  // Formats of 6 and 4 bits run twice as fast, if both are.
  bool fast = shape.a == E::F8F6F4 && in.matrix[0] >= 2 && in.matrix[2] >= 2;
  return shape.passes950 / (fast ? 2 : 1);
}

unsigned hfc::sim::multiplyAdds(const Instruction &in) {
  const MatrixShape *shape = matrixShape(in);
  return shape ? unsigned(shape->size) * shape->size * shape->k * shape->blocks
               : 16 * 16 * 16;
}

OperationTable hfc::sim::matrixOperations() { return table; }
