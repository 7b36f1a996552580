#include "test/targets/x86/KernelEvaluator.h"
#include "dialects/Dim/DimTypes.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "llvm/ADT/APFloat.h"
#include "llvm/ADT/TypeSwitch.h"
#include <cmath>
#include <cstring>

using namespace mlir;
using namespace hfc;
using namespace hfc::x86::test;
using kernel::ReduceKind;

static unsigned widthOf(Type type) {
  return isa<IndexType>(type) ? 64 : type.getIntOrFloatBitWidth();
}

// What is left of a value in a type.
static Scalar fit(Type type, Scalar value) {
  if (auto real = dyn_cast<FloatType>(type)) {
    if (real.isF64())
      return value;
    if (real.isF32())
      return {static_cast<float>(value.real), 0};
    APFloat rounded(value.real);
    bool lost;
    rounded.convert(real.getFloatSemantics(), APFloat::rmNearestTiesToEven,
                    &lost);
    rounded.convert(APFloat::IEEEdouble(), APFloat::rmNearestTiesToEven, &lost);
    return {rounded.convertToDouble(), 0};
  }
  unsigned width = widthOf(type);
  if (width == 1)
    return {0, value.integer & 1};
  return {0, static_cast<int64_t>(static_cast<uint64_t>(value.integer)
                                  << (64 - width)) >>
                 (64 - width)};
}

//===- Tensors ------------------------------------------------------------===//

Tensor::Tensor(Type element, ArrayRef<int64_t> shape)
    : element(element), shape(shape), count(1),
      width((widthOf(element) + 7) / 8) {
  for (int64_t size : shape)
    count *= size;
  bytes.assign(count * width + 64, 0x5a);
}

Scalar Tensor::get(int64_t at) const {
  uint64_t bits = 0;
  std::memcpy(&bits, bytes.data() + at * width, width);
  if (auto real = dyn_cast<FloatType>(element)) {
    APFloat value(real.getFloatSemantics(), APInt(width * 8, bits));
    bool lost;
    value.convert(APFloat::IEEEdouble(), APFloat::rmNearestTiesToEven, &lost);
    return {value.convertToDouble(), 0};
  }
  if (element.isInteger(1))
    return {0, bits != 0};
  return fit(element, {0, static_cast<int64_t>(bits)});
}

void Tensor::set(int64_t at, const Scalar &value) {
  uint64_t bits = value.integer;
  if (auto real = dyn_cast<FloatType>(element)) {
    APFloat number(value.real);
    bool lost;
    number.convert(real.getFloatSemantics(), APFloat::rmNearestTiesToEven,
                   &lost);
    bits = number.bitcastToAPInt().getZExtValue();
  }
  std::memcpy(bytes.data() + at * width, &bits, width);
}

bool Tensor::fenceIsIntact() const {
  return llvm::all_of(ArrayRef(bytes).drop_front(count * width),
                      [](uint8_t byte) { return byte == 0x5a; });
}

int64_t Tensor::flatten(ArrayRef<int64_t> indices) const {
  int64_t flat = 0;
  for (auto [index, size] : llvm::zip_equal(indices, shape)) {
    if (index < 0 || index >= size)
      return -1;
    flat = flat * size + index;
  }
  return flat;
}

//===- Programs -----------------------------------------------------------===//

KernelEvaluator::KernelEvaluator(func::FuncOp kernel, ArrayRef<int64_t> sizes)
    : kernel(kernel), sizes(sizes) {}

int64_t KernelEvaluator::evaluate(dim::DimExpr expr) const {
  auto value = expr.evaluate([&](StringRef name) -> std::optional<int64_t> {
    size_t number;
    if (name.drop_front().getAsInteger(10, number) || number >= sizes.size())
      return std::nullopt;
    return sizes[number];
  });
  if (!value)
    llvm::report_fatal_error("a size of the test has no value");
  return *value;
}

SmallVector<int64_t> KernelEvaluator::shapeOf(Type type) const {
  SmallVector<int64_t> shape;
  for (dim::DimExpr dim : dim::getDims(cast<RankedTensorType>(type)))
    shape.push_back(evaluate(dim));
  return shape;
}

Scalar KernelEvaluator::at(Block &block, ArrayRef<int64_t> indices) {
  Values values;
  for (auto [argument, index] : llvm::zip(block.getArguments(), indices))
    values[argument] = {0, index};
  return run(block, values);
}

Scalar KernelEvaluator::element(Operation *op, ArrayRef<int64_t> indices) {
  return llvm::TypeSwitch<Operation *, Scalar>(op)
      .Case(
          [&](kernel::MapOp map) { return at(map.getBody().front(), indices); })
      .Case([&](kernel::ScanOp op) { return scan(op, indices); })
      .Case([&](kernel::ScatterOp op) { return scatter(op, indices); })
      .Case([&](kernel::TopKOp op) { return topK(op, indices); });
}

Scalar KernelEvaluator::run(Block &block, Values &values) {
  for (Operation &op : block.without_terminator())
    values[op.getResult(0)] =
        fit(op.getResult(0).getType(), compute(op, values));
  return values[block.getTerminator()->getOperand(0)];
}

static bool beats(ReduceKind kind, bool real, unsigned width, const Scalar &x,
                  const Scalar &y) {
  bool min = kind == ReduceKind::min || kind == ReduceKind::umin ||
             kind == ReduceKind::argmin || kind == ReduceKind::argumin;
  bool isUnsigned = kind == ReduceKind::umax || kind == ReduceKind::umin ||
                    kind == ReduceKind::argumax || kind == ReduceKind::argumin;
  if (real) {
    if (std::isnan(y.real))
      return false;
    return std::isnan(x.real) || (min ? x.real < y.real : x.real > y.real);
  }
  if (isUnsigned) {
    uint64_t a = static_cast<uint64_t>(x.integer) << (64 - width);
    uint64_t b = static_cast<uint64_t>(y.integer) << (64 - width);
    return min ? a < b : a > b;
  }
  return min ? x.integer < y.integer : x.integer > y.integer;
}

Scalar KernelEvaluator::scan(kernel::ScanOp op, ArrayRef<int64_t> indices) {
  SmallVector<int64_t> place(indices);
  int64_t &along = place[op.getAxis()], own = along;
  int64_t size = shapeOf(op.getResult().getType())[op.getAxis()];
  bool multiplies = op.getKind() == ReduceKind::mul;
  Scalar all{double(multiplies), multiplies};
  for (along = 0; along < size; ++along) {
    bool counts = op.getReverse() ? along > own : along < own;
    if (!counts && (along != own || op.getExclusive()))
      continue;
    Scalar x = at(op.getBody().front(), place);
    all = multiplies
              ? Scalar{all.real * x.real,
                       int64_t(uint64_t(all.integer) * uint64_t(x.integer))}
              : Scalar{all.real + x.real,
                       int64_t(uint64_t(all.integer) + uint64_t(x.integer))};
  }
  return fit(op.getResult().getType().getElementType(), all);
}

Scalar KernelEvaluator::scatter(kernel::ScatterOp op,
                                ArrayRef<int64_t> indices) {
  Scalar value = at(op.getInitial().front(), indices);
  SmallVector<int64_t> place(indices), over;
  for (dim::DimExpr dim : dim::getDims(op.getOver()))
    over.push_back(evaluate(dim));
  unsigned axis = op.getAxis();
  for (unsigned i = 0; i < over.size(); ++i)
    if (i != axis && place[i] >= over[i])
      return value;
  Type type = op.getResult().getType().getElementType();
  for (int64_t &u = place[axis] = 0; u < over[axis]; ++u) {
    if (at(op.getPlaces().front(), place).integer != indices[axis])
      continue;
    Scalar x = at(op.getValues().front(), place);
    if (!op.getKind())
      value = x;
    else if (*op.getKind() == ReduceKind::add)
      value = {value.real + x.real,
               int64_t(uint64_t(value.integer) + uint64_t(x.integer))};
    else if (*op.getKind() == ReduceKind::mul)
      value = {value.real * x.real,
               int64_t(uint64_t(value.integer) * uint64_t(x.integer))};
    else if (beats(*op.getKind(), isa<FloatType>(type), widthOf(type), x,
                   value))
      value = x;
    value = fit(type, value);
  }
  return value;
}

// The element before which as many others come.
Scalar KernelEvaluator::topK(kernel::TopKOp op, ArrayRef<int64_t> indices) {
  SmallVector<int64_t> place(indices);
  int64_t &along = place[op.getAxis()], rank = along;
  Block &block = op.getBody().front();
  Type type = block.getTerminator()->getOperand(0).getType();
  std::vector<Scalar> all;
  for (along = 0; along < evaluate(op.getSize()); ++along)
    all.push_back(at(block, place));
  auto comesBefore = [&](int64_t i, int64_t j) {
    auto larger = [&](int64_t i, int64_t j) {
      return beats(ReduceKind::max, isa<FloatType>(type), widthOf(type), all[i],
                   all[j]);
    };
    if (larger(i, j) || larger(j, i))
      return op.getSmallest() ? larger(j, i) : larger(i, j);
    return i < j;
  };
  for (int64_t i = 0, e = all.size(); i < e; ++i) {
    int64_t before = 0;
    for (int64_t j = 0; j < e; ++j)
      before += comesBefore(j, i);
    if (before == rank)
      return {0, i};
  }
  llvm::report_fatal_error("no element comes at this place");
}

Scalar KernelEvaluator::reduce(kernel::ReduceOp op, Values &values) {
  SmallVector<int64_t> shape, at;
  for (dim::DimExpr dim : dim::getDims(op.getShape()))
    shape.push_back(evaluate(dim));
  at.resize(shape.size());
  Block &block = op.getBody().front();
  Type type = block.getTerminator()->getOperand(0).getType();
  ReduceKind kind = op.getKind();
  bool real = isa<FloatType>(type), arg = kind >= ReduceKind::argmax;
  unsigned width = widthOf(type);
  int64_t elements = 1;
  for (int64_t size : shape)
    elements *= size;

  std::optional<Scalar> best;
  Scalar sum{0, 0}, product{1, 1}, all{0, -1}, any{0, 0}, index{0, 0};
  for (int64_t flat = 0; flat < elements; ++flat) {
    int64_t rest = flat;
    for (size_t i = shape.size(); i-- > 0;) {
      at[i] = rest % shape[i];
      rest /= shape[i];
    }
    for (auto [argument, place] : llvm::zip(block.getArguments(), at))
      values[argument] = {0, place};
    Scalar x = run(block, values);
    sum = {sum.real + x.real, sum.integer + x.integer};
    product = {product.real * x.real, product.integer * x.integer};
    all.integer &= x.integer;
    any.integer |= x.integer;
    if (!best || beats(kind, real, width, x, *best)) {
      best = x;
      index.integer = flat;
    }
  }
  if (arg)
    return index;
  switch (kind) {
  case ReduceKind::add:
    return sum;
  case ReduceKind::mul:
    return product;
  case ReduceKind::bit_and:
    return all;
  case ReduceKind::bit_or:
    return any;
  default:
    break;
  }
  if (best)
    return *best;
  double infinity = std::numeric_limits<double>::infinity();
  switch (kind) {
  case ReduceKind::max:
    return {-infinity, APInt::getSignedMinValue(width).getSExtValue()};
  case ReduceKind::min:
    return {infinity, APInt::getSignedMaxValue(width).getSExtValue()};
  case ReduceKind::umax:
    return {0, 0};
  default:
    return {0, -1};
  }
}

static bool compareInts(arith::CmpIPredicate predicate, int64_t a, int64_t b,
                        unsigned width) {
  uint64_t x = static_cast<uint64_t>(a) << (64 - width);
  uint64_t y = static_cast<uint64_t>(b) << (64 - width);
  switch (predicate) {
  case arith::CmpIPredicate::eq:
    return a == b;
  case arith::CmpIPredicate::ne:
    return a != b;
  case arith::CmpIPredicate::slt:
    return a < b;
  case arith::CmpIPredicate::sle:
    return a <= b;
  case arith::CmpIPredicate::sgt:
    return a > b;
  case arith::CmpIPredicate::sge:
    return a >= b;
  case arith::CmpIPredicate::ult:
    return x < y;
  case arith::CmpIPredicate::ule:
    return x <= y;
  case arith::CmpIPredicate::ugt:
    return x > y;
  case arith::CmpIPredicate::uge:
    return x >= y;
  }
}

static bool compareReals(arith::CmpFPredicate predicate, double a, double b) {
  bool unordered = std::isnan(a) || std::isnan(b);
  switch (predicate) {
  case arith::CmpFPredicate::OEQ:
    return a == b;
  case arith::CmpFPredicate::ONE:
    return !unordered && a != b;
  case arith::CmpFPredicate::OLT:
    return a < b;
  case arith::CmpFPredicate::OLE:
    return a <= b;
  case arith::CmpFPredicate::OGT:
    return a > b;
  case arith::CmpFPredicate::OGE:
    return a >= b;
  case arith::CmpFPredicate::UNE:
    return a != b;
  case arith::CmpFPredicate::UGT:
    return unordered || a > b;
  case arith::CmpFPredicate::ULT:
    return unordered || a < b;
  case arith::CmpFPredicate::UNO:
    return unordered;
  case arith::CmpFPredicate::ORD:
    return !unordered;
  default:
    llvm::report_fatal_error("a comparison that the evaluator does not know");
  }
}

Scalar KernelEvaluator::compute(Operation &op, Values &values) {
  // Constants may stand outside of the program.
  auto get = [&](unsigned i) {
    Value operand = op.getOperand(i);
    if (!values.contains(operand))
      values[operand] = compute(*operand.getDefiningOp(), values);
    return values[operand];
  };
  auto real = [&](double value) { return Scalar{value, 0}; };
  auto integer = [&](int64_t value) { return Scalar{0, value}; };
  auto unsignedOf = [&](unsigned i) {
    unsigned width = widthOf(op.getOperand(i).getType());
    return static_cast<uint64_t>(get(i).integer) << (64 - width) >>
           (64 - width);
  };
  return llvm::TypeSwitch<Operation *, Scalar>(&op)
      .Case([&](kernel::LoadOp load) {
        if (load.getGuard() && !values[load.getGuard()].integer)
          return values[load.getOtherwise()];
        Tensor &tensor = *tensors.at(load.getTensor());
        SmallVector<int64_t> at;
        for (Value index : load.getIndices()) {
          if (!values.contains(index))
            values[index] = compute(*index.getDefiningOp(), values);
          at.push_back(values[index].integer);
        }
        int64_t flat = tensor.flatten(at);
        if (flat < 0) {
          load.emitError() << "outside of the tensor";
          llvm::report_fatal_error("a program reads what is not there");
        }
        return tensor.get(flat);
      })
      .Case(
          [&](kernel::ReduceOp reduction) { return reduce(reduction, values); })
      .Case([&](kernel::SizeOp size) {
        return integer(evaluate(size.getValue()));
      })
      .Case([&](arith::ConstantOp constant) {
        if (auto number = dyn_cast<FloatAttr>(constant.getValue()))
          return real(number.getValueAsDouble());
        return integer(
            cast<IntegerAttr>(constant.getValue()).getValue().getSExtValue());
      })
      .Case([&](arith::AddFOp) { return real(get(0).real + get(1).real); })
      .Case([&](arith::SubFOp) { return real(get(0).real - get(1).real); })
      .Case([&](arith::MulFOp) { return real(get(0).real * get(1).real); })
      .Case([&](arith::DivFOp) { return real(get(0).real / get(1).real); })
      .Case([&](arith::RemFOp) {
        return real(std::fmod(get(0).real, get(1).real));
      })
      .Case([&](arith::NegFOp) { return real(-get(0).real); })
      .Case([&](arith::MaximumFOp) {
        double a = get(0).real, b = get(1).real;
        return real(std::isnan(a) ? a : std::isnan(b) ? b : std::max(a, b));
      })
      .Case([&](arith::MinimumFOp) {
        double a = get(0).real, b = get(1).real;
        return real(std::isnan(a) ? a : std::isnan(b) ? b : std::min(a, b));
      })
      .Case([&](arith::CmpFOp compare) {
        return integer(
            compareReals(compare.getPredicate(), get(0).real, get(1).real));
      })
      .Case([&](arith::CmpIOp compare) {
        return integer(compareInts(compare.getPredicate(), get(0).integer,
                                   get(1).integer,
                                   widthOf(compare.getLhs().getType())));
      })
      .Case([&](arith::SelectOp) { return get(0).integer ? get(1) : get(2); })
      .Case([&](arith::AddIOp) {
        return integer(get(0).integer + get(1).integer);
      })
      .Case([&](arith::SubIOp) {
        return integer(get(0).integer - get(1).integer);
      })
      .Case([&](arith::MulIOp) {
        return integer(get(0).integer * get(1).integer);
      })
      .Case([&](arith::AndIOp) {
        return integer(get(0).integer & get(1).integer);
      })
      .Case([&](arith::OrIOp) {
        return integer(get(0).integer | get(1).integer);
      })
      .Case([&](arith::XOrIOp) {
        return integer(get(0).integer ^ get(1).integer);
      })
      .Case([&](arith::DivSIOp) {
        int64_t d = get(1).integer;
        return integer(d == -1 ? -get(0).integer
                               : get(0).integer / (d ? d : 1));
      })
      .Case([&](arith::RemSIOp) {
        int64_t d = get(1).integer;
        return integer(d == -1 ? 0 : get(0).integer % (d ? d : 1));
      })
      .Case([&](arith::DivUIOp) {
        uint64_t d = unsignedOf(1);
        return integer(unsignedOf(0) / (d ? d : 1));
      })
      .Case([&](arith::RemUIOp) {
        uint64_t d = unsignedOf(1);
        return integer(unsignedOf(0) % (d ? d : 1));
      })
      .Case([&](arith::FloorDivSIOp) {
        return integer(llvm::divideFloorSigned(get(0).integer, get(1).integer));
      })
      .Case([&](arith::MaxSIOp) {
        return integer(std::max(get(0).integer, get(1).integer));
      })
      .Case([&](arith::MinSIOp) {
        return integer(std::min(get(0).integer, get(1).integer));
      })
      .Case([&](arith::MaxUIOp) {
        return integer(std::max(unsignedOf(0), unsignedOf(1)));
      })
      .Case([&](arith::MinUIOp) {
        return integer(std::min(unsignedOf(0), unsignedOf(1)));
      })
      .Case([&](arith::ShLIOp) {
        return integer(get(0).integer << get(1).integer);
      })
      .Case([&](arith::ShRSIOp) {
        return integer(get(0).integer >> get(1).integer);
      })
      .Case([&](arith::ShRUIOp) {
        return integer(unsignedOf(0) >> get(1).integer);
      })
      .Case<arith::ExtFOp, arith::TruncFOp>([&](auto) { return get(0); })
      .Case<arith::ExtSIOp, arith::TruncIOp, arith::IndexCastOp>([&](auto) {
        bool flag =
            op.getOperand(0).getType().isInteger(1) && isa<arith::ExtSIOp>(op);
        return integer(flag ? -get(0).integer : get(0).integer);
      })
      .Case([&](arith::ExtUIOp) { return integer(unsignedOf(0)); })
      .Case([&](arith::SIToFPOp) {
        return real(static_cast<double>(get(0).integer));
      })
      .Case([&](arith::UIToFPOp) {
        return real(static_cast<double>(unsignedOf(0)));
      })
      .Case([&](arith::FPToSIOp) {
        return integer(static_cast<int64_t>(get(0).real));
      })
      .Case([&](arith::FPToUIOp) {
        return integer(static_cast<uint64_t>(get(0).real));
      })
      .Case([&](arith::BitcastOp) {
        Type from = op.getOperand(0).getType();
        APInt bits(widthOf(from), get(0).integer, /*isSigned=*/true);
        if (isa<FloatType>(from)) {
          APFloat value(get(0).real);
          bool lost;
          value.convert(cast<FloatType>(from).getFloatSemantics(),
                        APFloat::rmNearestTiesToEven, &lost);
          bits = value.bitcastToAPInt();
        }
        auto to = dyn_cast<FloatType>(op.getResult(0).getType());
        if (!to)
          return integer(bits.getSExtValue());
        APFloat value(to.getFloatSemantics(), bits);
        bool lost;
        value.convert(APFloat::IEEEdouble(), APFloat::rmNearestTiesToEven,
                      &lost);
        return real(value.convertToDouble());
      })
      .Case([&](math::FmaOp) {
        return real(std::fma(get(0).real, get(1).real, get(2).real));
      })
      .Case([&](math::CopySignOp) {
        return real(std::copysign(get(0).real, get(1).real));
      })
      .Case([&](math::ExpOp) { return real(std::exp(get(0).real)); })
      .Case([&](math::LogOp) { return real(std::log(get(0).real)); })
      .Case([&](math::TanhOp) { return real(std::tanh(get(0).real)); })
      .Case([&](math::ErfOp) { return real(std::erf(get(0).real)); })
      .Case([&](math::SinOp) { return real(std::sin(get(0).real)); })
      .Case([&](math::PowFOp) {
        return real(std::pow(get(0).real, get(1).real));
      })
      .Case([&](math::SqrtOp) { return real(std::sqrt(get(0).real)); })
      .Case([&](math::RsqrtOp) { return real(1 / std::sqrt(get(0).real)); })
      .Case([&](math::AbsFOp) { return real(std::fabs(get(0).real)); })
      .Case([&](math::FloorOp) { return real(std::floor(get(0).real)); })
      .Case([&](math::CeilOp) { return real(std::ceil(get(0).real)); })
      .Case([&](math::TruncOp) { return real(std::trunc(get(0).real)); })
      .Case(
          [&](math::RoundEvenOp) { return real(std::nearbyint(get(0).real)); })
      .Default([&](Operation *) -> Scalar {
        llvm::report_fatal_error("an operation that the evaluator does not "
                                 "know: " +
                                 op.getName().getStringRef());
      });
}
