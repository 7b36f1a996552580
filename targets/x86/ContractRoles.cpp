#include "targets/x86/ContractRoles.h"
#include "dialects/Dim/DimTypes.h"

using namespace mlir;
using namespace hfc::x86;
using hfc::dim::DimExpr;

DimExpr ContractRoles::sizeOf(ArrayRef<unsigned> indices) const {
  DimExpr product = DimExpr::constant(accumulator.getContext(), 1);
  for (unsigned index : indices)
    product = product * sizes[index];
  return product;
}

static bool canWiden(Type from, Type to) {
  unsigned width = from.getIntOrFloatBitWidth();
  if (width < 8 || width > to.getIntOrFloatBitWidth())
    return false;
  return isa<FloatType>(to) || isa<IntegerType>(from);
}

static bool isAccumulator(Type type) {
  return type.isF32() || type.isF64() || type.isInteger(32) ||
         type.isInteger(64);
}

// Columns are the result's last index, along which B is read in vectors.
static bool findColumns(ContractRoles &roles) {
  if (roles.a.uses(roles.column))
    return false;
  if (auto width = roles.b.getPanelWidth(roles.column)) {
    roles.panels = true;
    roles.tile = tileOfWidth(roles.accumulator, *width);
    return roles.tile.rows > 0;
  }
  auto n = roles.sizes[roles.column].getConstant();
  roles.tile = pickTile(roles.accumulator, n.value_or(0));
  return static_cast<bool>(roles.b.getStride(roles.column));
}

// The sum: as many trailing indices as A walks in even steps are the inner
// ones; over all of them together B must.
static bool findSteps(ContractRoles &roles, unsigned rank) {
  SmallVector<unsigned> steps;
  for (unsigned i = rank; i < roles.sizes.size(); ++i)
    if (!roles.sizes[i].isConstant(1))
      steps.push_back(i);
  for (size_t i = 1; i < steps.size(); ++i)
    if (!roles.b.areOne(steps[i - 1], steps[i]))
      return false;
  if (!steps.empty()) {
    DimExpr stride = roles.b.getStride(steps.back());
    if (!stride || stride.isConstant(0))
      return false;
    if (roles.panels && !stride.isConstant(roles.tile.width()))
      return false;
  }
  roles.outer = steps;
  while (!roles.outer.empty()) {
    unsigned next = roles.outer.back();
    bool joins = roles.inner.empty()
                     ? roles.a.getStride(next) && !roles.a.mayLeave(next)
                     : roles.a.areOne(next, roles.inner.front());
    if (!joins)
      break;
    roles.inner.insert(roles.inner.begin(), next);
    roles.outer.pop_back();
  }
  return true;
}

// What stands in for a row outside of A is as long as the inner steps.
static bool canPad(const ContractRoles &roles, bool padded) {
  if (!padded)
    return true;
  return roles.sizeOf(roles.inner).isConstant() &&
         (roles.inner.empty() ||
          roles.a.getStride(roles.inner.back()).isConstant(1));
}

static std::optional<ContractRoles> tryRoles(hfc::kernel::ContractOp op,
                                             bool swapped) {
  auto type = cast<RankedTensorType>(op.getResult().getType());
  unsigned rank = type.getRank();
  SmallVector<DimExpr> sizes = hfc::dim::getDims(type);
  sizes.append(hfc::dim::getDims(op.getReduce()));
  Access lhs(op.getLhs(), op.getLhsMap(), sizes, op.getPadded());
  Access rhs(op.getRhs(), op.getRhsMap(), sizes);
  Storage left{lhs.getElementType(), op.getUnsignedLhs()},
      right{rhs.getElementType(), op.getUnsignedRhs()};
  ContractRoles roles{swapped,
                      swapped ? rhs : lhs,
                      swapped ? lhs : rhs,
                      swapped ? right : left,
                      swapped ? left : right,
                      op.getEpilogue().front().getArguments().back().getType(),
                      {},
                      false,
                      sizes,
                      rank - 1,
                      {},
                      {},
                      {},
                      {}};
  if (rank == 0 || (swapped && op.getPadded()) ||
      !isAccumulator(roles.accumulator) ||
      !canWiden(left.type, roles.accumulator) ||
      !canWiden(right.type, roles.accumulator))
    return std::nullopt;
  for (unsigned i = 0; i + 1 < rank; ++i)
    if (!sizes[i].isConstant(1))
      (roles.b.uses(i) ? roles.batch : roles.rows).push_back(i);
  if (!findColumns(roles) || !findSteps(roles, rank) ||
      !canPad(roles, op.getPadded()) || (roles.panels && !roles.batch.empty()))
    return std::nullopt;
  return roles;
}

std::optional<ContractRoles> hfc::x86::findRoles(kernel::ContractOp op) {
  if (auto roles = tryRoles(op, /*swapped=*/false))
    return roles;
  return tryRoles(op, /*swapped=*/true);
}
