// See NarrowFloats.h. The formats: OCP 8-bit Floating Point Specification 1.0,
// OCP Microscaling Formats 1.0, and arXiv 2206.02915 for FNUZ. Everything holds
// where subnormals of f32 are flushed: none is computed with.
#include "passes/plan/lowering/NarrowFloats.h"
#include "llvm/ADT/TypeSwitch.h"

using namespace mlir;
using namespace hfc;
using namespace hfc::plan;

namespace {

struct Format {
  int width, mantissa, bias;
  int largest; // the code of the largest finite magnitude
  int beyond;  // what is larger: infinity or NaN; `largest` where neither is
  int nan;     // without its sign
  bool isFnuz = false;

  int sign() const { return 1 << (width - 1); }
};

Format formatOf(FloatType type) {
  return llvm::TypeSwitch<Type, Format>(type)
      .Case([](Float8E4M3FNType) { return Format{8, 3, 7, 0x7e, 0x7f, 0x7f}; })
      .Case([](Float8E4M3FNUZType) {
        return Format{8, 3, 8, 0x7f, 0x80, 0x80, true};
      })
      .Case([](Float8E5M2Type) { return Format{8, 2, 15, 0x7b, 0x7c, 0x7e}; })
      .Case([](Float8E5M2FNUZType) {
        return Format{8, 2, 16, 0x7f, 0x80, 0x80, true};
      })
      .Case([](Float6E2M3FNType) { return Format{6, 3, 1, 0x1f, 0x1f, 0x20}; })
      .Case([](Float6E3M2FNType) { return Format{6, 2, 3, 0x1f, 0x1f, 0x20}; })
      .Default([](Type) { return Format{4, 1, 1, 0x7, 0x7, 0x8}; });
}

// Arithmetic on 32-bit words.
struct Words {
  Program &p;
  Type i32 = p.getBuilder().getI32Type(), f32 = p.getBuilder().getF32Type();

  Value word(int64_t value) { return p.integer(i32, value); }
  Value add(Value a, int64_t b) { return p.add(a, word(b)); }
  Value with(Value a, int64_t b) { return p.make<arith::AndIOp>(a, word(b)); }
  Value either(Value a, Value b) { return p.make<arith::OrIOp>(a, b); }
  Value up(Value a, int64_t count) {
    return p.make<arith::ShLIOp>(a, word(count));
  }
  Value down(Value a, int64_t count) {
    return p.make<arith::ShRUIOp>(a, word(count));
  }
  Value compare(arith::CmpIPredicate predicate, Value a, int64_t b) {
    return p.make<arith::CmpIOp>(predicate, a, word(b));
  }
  Value equals(Value a, int64_t b) {
    return compare(arith::CmpIPredicate::eq, a, b);
  }
  Value isBelow(Value a, int64_t b) {
    return compare(arith::CmpIPredicate::slt, a, b);
  }
  Value isAbove(Value a, int64_t b) {
    return compare(arith::CmpIPredicate::sgt, a, b);
  }
  Value bitsOf(Value real) { return p.make<arith::BitcastOp>(i32, real); }
  Value realOf(Value bits) { return p.make<arith::BitcastOp>(f32, bits); }
};

constexpr int64_t nanBits = 0x7fc00000, infinityBits = 0x7f800000;

// The code is f32's exponent: 0 is 2^-127, a subnormal.
Value decodePowerOfTwo(Words &w, Value code) {
  Value bits = w.p.select(w.equals(code, 0), w.word(0x400000), w.up(code, 23));
  return w.realOf(w.p.select(w.equals(code, 255), w.word(nanBits), bits));
}

Value encodePowerOfTwo(Words &w, Value x, bool overflowing,
                       hf::Rounding rounding) {
  Value magnitude = w.with(w.bitsOf(x), 0x7fffffff);
  Value exponent = w.down(magnitude, 23), code = exponent;
  if (rounding != hf::Rounding::down) {
    bool isUp = rounding == hf::Rounding::up;
    // The fraction from which on the exponent grows; 2^-127 itself is 0x400000
    // among subnormals.
    Value least =
        w.p.select(w.equals(exponent, 0), w.word(isUp ? 0x400001 : 0x600000),
                   w.word(isUp ? 1 : 0x400000));
    Value grows = w.p.make<arith::CmpIOp>(arith::CmpIPredicate::uge,
                                          w.with(magnitude, 0x7fffff), least);
    code = w.p.select(grows, w.add(exponent, 1), exponent);
  }
  code =
      w.p.select(w.isAbove(code, 254), w.word(overflowing ? 255 : 254), code);
  if (overflowing)
    code = w.p.select(w.isBelow(magnitude, 0x400000), w.word(255), code);
  return w.p.select(w.isAbove(magnitude, infinityBits), w.word(255), code);
}

// f32 rounded to odd: rounding it again is rounding x once. An inexact result
// is cut, and its last bit set.
Value roundToOdd(Words &w, Value x) {
  using F = arith::CmpFPredicate;
  Value near = w.p.make<arith::TruncFOp>(w.f32, x);
  Value back = w.p.make<arith::ExtFOp>(x.getType(), near);
  Value grew = w.p.make<arith::CmpFOp>(F::OGT, w.p.make<math::AbsFOp>(back),
                                       w.p.make<math::AbsFOp>(x));
  Value bits = w.bitsOf(near);
  bits = w.p.select(grew, w.add(bits, -1), bits);
  Value inexact = w.p.make<arith::CmpFOp>(F::ONE, back, x);
  return w.realOf(w.p.select(inexact, w.either(bits, w.word(1)), bits));
}

} // namespace

Value plan::decodeNarrow(Program &p, Value byte, FloatType from) {
  Words w{p};
  Value code = p.make<arith::ExtUIOp>(w.i32, byte);
  if (isa<Float8E8M0FNUType>(from))
    return decodePowerOfTwo(w, code);
  Format format = formatOf(from);
  Value magnitude = w.with(code, format.sign() - 1);
  // Subnormals are whole numbers of the least one.
  Value small = p.make<arith::MulFOp>(
      p.make<arith::SIToFPOp>(w.f32, magnitude),
      p.number(w.f32, std::ldexp(1.0, 1 - format.bias - format.mantissa)));
  Value normal = w.add(w.up(magnitude, 23 - format.mantissa),
                       int64_t(127 - format.bias) << 23);
  Value bits = p.select(w.isBelow(magnitude, 1 << format.mantissa),
                        w.bitsOf(small), normal);
  if (isa<Float8E5M2Type>(from)) // infinity and NaN, as in f32
    bits = p.select(
        w.isBelow(magnitude, format.beyond), bits,
        w.either(w.up(magnitude, 23 - format.mantissa), w.word(infinityBits)));
  else if (format.width == 8)
    bits = p.select(w.equals(format.isFnuz ? code : magnitude, format.nan),
                    w.word(nanBits), bits);
  Value sign = w.up(w.with(code, format.sign()), 32 - format.width);
  return w.realOf(w.either(bits, sign));
}

Value plan::encodeNarrow(Program &p, Value x, FloatType to, bool overflowing,
                         hf::Rounding rounding) {
  Words w{p};
  Type i8 = p.getBuilder().getI8Type();
  if (isa<Float8E8M0FNUType>(to))
    return p.make<arith::TruncIOp>(
        i8, encodePowerOfTwo(w, p.narrow(x, w.f32), overflowing, rounding));
  Format format = formatOf(to);
  if (x.getType().isF64())
    x = roundToOdd(w, x);
  Value bits = w.bitsOf(x), magnitude = w.with(bits, 0x7fffffff);
  int dropped = 23 - format.mantissa;
  Value odd = w.with(w.down(magnitude, dropped), 1);
  Value normal = w.down(
      p.add(w.add(magnitude, (int64_t(1) << (dropped - 1)) - 1), odd), dropped);
  normal = w.add(normal, -(int64_t(127 - format.bias) << format.mantissa));
  // Added to a number whose last place is the least subnormal.
  double places = std::ldexp(1.0, 1 - format.bias - format.mantissa + 23);
  Value small = w.bitsOf(
      p.make<arith::AddFOp>(w.realOf(magnitude), p.number(w.f32, places)));
  small = p.sub(small, w.bitsOf(p.number(w.f32, places)));
  Value code = p.select(w.isBelow(magnitude, int64_t(128 - format.bias) << 23),
                        small, normal);
  code = p.select(w.isAbove(code, format.largest),
                  w.word(overflowing ? format.beyond : format.largest), code);
  Value sign = w.with(w.down(bits, 32 - format.width), format.sign());
  Value result = w.either(code, sign);
  if (format.isFnuz)
    result = p.select(w.equals(code, 0), code, result);
  Value nan = w.word(format.nan);
  if (format.width == 8 && !format.isFnuz)
    nan = w.either(nan, sign);
  result = p.select(w.isAbove(magnitude, infinityBits), nan, result);
  return p.make<arith::TruncIOp>(i8, result);
}
