#include "targets/x86/ContractRoles.h"
#include "dialects/Dim/DimTypes.h"
#include "targets/x86/ByteDot.h"

using namespace mlir;
using namespace hfc::codegen;
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

// The longest row of A that is copied into scratch as bytes.
static constexpr int64_t longestByteRow = 1 << 15;

static bool isByteProduct(hfc::kernel::ContractOp op) {
  auto isByte = [](Value tensor) {
    return getElementTypeOrSelf(tensor).isInteger(8);
  };
  Type sum = op.getEpilogue().front().getArguments().back().getType();
  DimExpr depth = DimExpr::constant(op.getContext(), 1);
  for (DimExpr size : hfc::dim::getDims(op.getReduce()))
    depth = depth * size;
  auto steps = depth.getConstant();
  return isByte(op.getLhs()) && isByte(op.getRhs()) && sum.isInteger(32) &&
         steps && *steps > 0 && *steps <= longestByteRow;
}

AffineMap hfc::x86::bytePanelMap(kernel::ContractOp op, int64_t width) {
  MLIRContext *context = op.getContext();
  unsigned rank = cast<RankedTensorType>(op.getResult().getType()).getRank();
  SmallVector<DimExpr> reduce = dim::getDims(op.getReduce());
  AffineExpr step = getAffineConstantExpr(0, context),
             column = getAffineDimExpr(rank - 1, context);
  for (auto [i, size] : llvm::enumerate(reduce)) {
    auto count = size.getConstant();
    if (!count)
      return {};
    step = step * *count + getAffineDimExpr(rank + i, context);
  }
  return AffineMap::get(rank + reduce.size(), 0,
                        {column.floorDiv(width), step.floorDiv(bytesOfDot),
                         column % width, step % bytesOfDot},
                        context);
}

// The width of the panels of bytes that the right operand lies in.
static std::optional<int64_t> widthOfBytePanels(hfc::kernel::ContractOp op) {
  auto type = cast<RankedTensorType>(op.getRhs().getType());
  if (!isByteProduct(op) || type.getRank() != 4 || type.getDimSize(3) != 4)
    return std::nullopt;
  int64_t width = type.getDimSize(2);
  if (width <= 0 || op.getRhsMap() != bytePanelMap(op, width))
    return std::nullopt;
  return width;
}

// Columns are the result's last index, along which B is read in vectors.
static bool findColumns(ContractRoles &roles, bool packing) {
  if (roles.bytes)
    return roles.tile.rows > 0 && !roles.a.uses(roles.column);
  auto n = roles.sizes[roles.column].getConstant();
  if (roles.a.uses(roles.column)) {
    auto isDense = [&](const Access &access) {
      DimExpr stride = access.getStride(roles.column);
      return stride && stride.isConstant(1);
    };
    roles.perColumn = true;
    roles.tile = pickTile(roles.accumulator, n.value_or(0));
    return n && isDense(roles.a) && !roles.a.mayLeave(roles.column) &&
           (packing || isDense(roles.b));
  }
  if (auto width = roles.b.getPanelWidth(roles.column)) {
    roles.panels = true;
    roles.tile = tileOfWidth(roles.accumulator, *width);
    return roles.tile.rows > 0;
  }
  roles.tile = pickTile(roles.accumulator, n.value_or(0));
  return packing || roles.b.getStride(roles.column);
}

// Where a row of A lies outside of it, as many zeros stand in for it as there
// are inner steps.
static bool canBeInner(const ContractRoles &roles, unsigned index,
                       bool padded) {
  if (roles.perColumn)
    return false;
  DimExpr stride = roles.a.getStride(index);
  if (!padded)
    return static_cast<bool>(stride);
  return stride && stride.isConstant(1) && roles.sizes[index].isConstant() &&
         !roles.a.mayLeave(index);
}

// The sum: as many trailing indices as A walks in even steps are the inner
// ones; over all of them together B must.
static bool findSteps(ContractRoles &roles, bool packing, bool padded) {
  SmallVector<unsigned> steps;
  for (unsigned i = roles.column + 1; i < roles.sizes.size(); ++i)
    if (!roles.sizes[i].isConstant(1))
      steps.push_back(i);
  for (size_t i = 1; i < steps.size() && !packing; ++i)
    if (!roles.b.areOne(steps[i - 1], steps[i]))
      return false;
  if (!steps.empty() && !packing) {
    DimExpr stride = roles.b.getStride(steps.back());
    if (!stride || stride.isConstant(0))
      return false;
    int64_t width = roles.tile.width();
    if (roles.panels && !stride.isConstant(width))
      return false;
    // Rows of just a tile's width are one panel.
    if (!roles.panels && !roles.perColumn && stride.isConstant(width) &&
        roles.sizes[roles.column].isConstant(width))
      roles.panels = roles.b.getStride(roles.column).isConstant(1);
  }
  if (roles.groupSteps > 1)
    steps.pop_back();
  roles.outer = steps;
  while (!roles.outer.empty()) {
    unsigned next = roles.outer.back();
    bool joins = roles.inner.empty()
                     ? canBeInner(roles, next, padded)
                     : roles.a.areOne(next, roles.inner.front());
    if (!joins)
      break;
    roles.inner.insert(roles.inner.begin(), next);
    roles.outer.pop_back();
  }
  return true;
}

// (…, index floordiv width, …): the width, where the map uses the index in no
// other way.
static std::optional<int64_t> widthOfGroups(AffineMap map, unsigned index) {
  AffineExpr dim = getAffineDimExpr(index, map.getContext());
  std::optional<int64_t> width;
  map.walkExprs([&](AffineExpr expr) {
    auto binary = dyn_cast<AffineBinaryOpExpr>(expr);
    if (binary && binary.getKind() == AffineExprKind::FloorDiv &&
        binary.getLHS() == dim)
      if (auto constant = dyn_cast<AffineConstantExpr>(binary.getRHS()))
        width = constant.getValue();
  });
  if (!width)
    return std::nullopt;
  AffineExpr zero = getAffineConstantExpr(0, map.getContext());
  AffineMap without = map.replace(dim.floorDiv(*width), zero, map.getNumDims(),
                                  map.getNumSymbols());
  return without.isFunctionOfDim(index) ? std::nullopt : width;
}

// A's column of groups of `width`, read as if every column had its own: (index
// floordiv width) * width + step becomes index, where `step` is the sum's last
// index. Nothing where the map is another one, or groups do not fill vectors.
static std::optional<AffineMap> readPerColumn(AffineMap map, unsigned index,
                                              int64_t width, int64_t lanes) {
  if (width == 1 || width >= lanes || lanes % width)
    return std::nullopt;
  MLIRContext *context = map.getContext();
  AffineExpr column = getAffineDimExpr(index, context),
             step = getAffineDimExpr(map.getNumDims() - 1, context);
  AffineExpr inGroup = column.floorDiv(width) * width + step;
  AffineMap result = map.replace(inGroup, column, map.getNumDims(), 0);
  if (result == map || result.isFunctionOfDim(map.getNumDims() - 1))
    return std::nullopt;
  return result;
}

// The map over indices of which `index` is two, (group, column).
static AffineMap splitIndex(AffineMap map, unsigned index, int64_t width) {
  MLIRContext *context = map.getContext();
  AffineExpr group = getAffineDimExpr(index, context),
             column = getAffineDimExpr(index + 1, context);
  SmallVector<AffineExpr> indices;
  for (unsigned i = 0; i < map.getNumDims(); ++i)
    indices.push_back(i == index ? group * width + column
                                 : getAffineDimExpr(i + (i > index), context));
  unsigned dims = map.getNumDims() + 1;
  map = map.compose(AffineMap::get(dims, 0, indices, context));
  map = map.replace(column % width, column, dims, 0);
  return map.replace(column.floorDiv(width), getAffineConstantExpr(0, context),
                     dims, 0);
}

// How the operands are taken.
enum class Reading { grouped, plain, swapped };

static std::optional<ContractRoles> tryRoles(hfc::kernel::ContractOp op,
                                             Reading reading, bool packing) {
  bool swapped = reading == Reading::swapped;
  auto type = cast<RankedTensorType>(op.getResult().getType());
  unsigned rank = type.getRank();
  if (rank == 0 || (swapped && op.getPadded()))
    return std::nullopt;
  SmallVector<DimExpr> sizes = hfc::dim::getDims(type);
  sizes.append(hfc::dim::getDims(op.getReduce()));
  AffineMap lhsMap = op.getLhsMap(), rhsMap = op.getRhsMap();
  Type sum = op.getEpilogue().front().getArguments().back().getType();
  if (!isAccumulator(sum))
    return std::nullopt;
  auto groupWidth = widthOfGroups(lhsMap, rank - 1);
  int64_t groupSteps = 1;
  if (reading == Reading::grouped) {
    if (!groupWidth || !sizes.back().isConstant(*groupWidth))
      return std::nullopt;
    auto perColumn = readPerColumn(lhsMap, rank - 1, *groupWidth, lanesOf(sum));
    if (!perColumn)
      return std::nullopt;
    lhsMap = *perColumn;
    groupSteps = *groupWidth;
    groupWidth.reset();
  }
  if (groupWidth) {
    lhsMap = splitIndex(lhsMap, rank - 1, *groupWidth);
    rhsMap = splitIndex(rhsMap, rank - 1, *groupWidth);
    DimExpr width = DimExpr::constant(op.getContext(), *groupWidth);
    auto groups = sizes[rank - 1].exactDiv(width);
    if (!groups)
      return std::nullopt;
    sizes[rank - 1] = *groups;
    sizes.insert(sizes.begin() + rank, width);
  }
  unsigned column = groupWidth ? rank : rank - 1;
  Access lhs(op.getLhs(), lhsMap, sizes, op.getPadded());
  Access rhs(op.getRhs(), rhsMap, sizes);
  Storage left{lhs.getElementType(), op.getUnsignedLhs()},
      right{rhs.getElementType(), op.getUnsignedRhs()};
  if (!canWiden(left.type, sum) || !canWiden(right.type, sum))
    return std::nullopt;
  ContractRoles roles(swapped ? rhs : lhs, swapped ? lhs : rhs);
  roles.swapped = swapped;
  roles.groupWidth = groupWidth.value_or(0);
  roles.groupSteps = groupSteps;
  roles.sizes = sizes;
  roles.column = column;
  roles.storageOfA = swapped ? right : left;
  roles.storageOfB = swapped ? left : right;
  roles.accumulator = sum;
  if (auto width = widthOfBytePanels(op); width && !groupWidth && !swapped) {
    roles.bytes = roles.panels = packing = true;
    roles.tile = tileOfWidth(sum, *width);
  }
  for (unsigned i = 0; i < column; ++i)
    if (!sizes[i].isConstant(1))
      (roles.b.uses(i) ? roles.batch : roles.rows).push_back(i);
  if (!findColumns(roles, packing) ||
      !findSteps(roles, packing, op.getPadded()))
    return std::nullopt;
  roles.bytes |= packing && !roles.panels && !groupWidth && !roles.perColumn &&
                 isByteProduct(op);
  return roles;
}

std::optional<ContractRoles> hfc::x86::findRoles(kernel::ContractOp op,
                                                 bool packing) {
  for (Reading reading : {Reading::grouped, Reading::plain, Reading::swapped}) {
    // Panels are the right operand's.
    if (packing && reading == Reading::swapped)
      break;
    if (auto roles = tryRoles(op, reading, packing))
      return roles;
  }
  return std::nullopt;
}
