// A kernel's body is written over the model's own symbols, which are then
// renamed d0, d1 … in order of appearance.
#include "passes/plan/KernelBuilder.h"
#include "dialects/HFC/NarrowTypes.h"
#include "dialects/Plan/PlanDialect.h"
#include "mlir/IR/AttrTypeSubElements.h"
#include "mlir/Transforms/GreedyPatternRewriteDriver.h"
#include "passes/plan/Program.h"
#include "passes/plan/Walks.h"

using namespace mlir;
using namespace hfc;
using namespace hfc::plan;

namespace {

class KernelBuilder {
public:
  KernelBuilder(const Fusion &fusion, Operation *root)
      : fusion(fusion), root(root), builder(root->getContext()),
        location(root->getLoc()) {}

  OutlinedKernel build();

private:
  Value operandOf(Value value);
  Program makeProgram() {
    return Program(builder, location,
                   [this](Value value) { return operandOf(value); });
  }
  Value buildMap();
  Value buildContract(hf::ContractOp op);
  Value buildConv(hf::ConvOp op);
  Value buildAttention(hf::AttentionOp op);

  // The tensor in memory behind operations that only move elements, and the
  // map that finds the element which `map` finds in `value`. Both are replaced.
  Value followMovement(Value &value, AffineMap &map);
  // The index of the root at which a dim of the heavy operation lies.
  AffineExpr indexOf(unsigned heavyDim) const;
  // Fills the region with the root's program, given the heavy operation's sum.
  void buildEpilogue(Region &region, Operation *heavy, Type sum);
  void renameSymbols();

  const Fusion &fusion;
  Operation *root;
  OpBuilder builder;
  Location location;
  func::FuncOp function;
  OutlinedKernel result;
};

} // namespace

Value KernelBuilder::operandOf(Value value) {
  if (value == root->getResult(0) || !fusion.isInMemory(value))
    return nullptr;
  auto *found = llvm::find(result.operands, value);
  unsigned index = found - result.operands.begin();
  Block &block = function.getBody().front();
  if (found == result.operands.end()) {
    result.operands.push_back(value);
    block.addArgument(getKernelType(cast<RankedTensorType>(value.getType())),
                      location);
  }
  return block.getArgument(index);
}

static RankedTensorType typeOf(Operation *op) {
  return getKernelType(cast<RankedTensorType>(op->getResult(0).getType()));
}

static bool isUnsigned(Value tensor) {
  return getElementTypeOrSelf(tensor.getType()).isUnsignedInteger();
}

// The type of sums of products of this result.
static Type sumTypeOf(Operation *op) {
  Type type = typeOf(op).getElementType();
  if (isa<FloatType>(type) && type.getIntOrFloatBitWidth() < 32)
    return Float32Type::get(op->getContext());
  return type;
}

Value KernelBuilder::buildMap() {
  return kernel::MapOp::create(
      builder, location, typeOf(root), [&](OpBuilder &, ValueRange indices) {
        Program program = makeProgram();
        return program.element(root->getResult(0), SmallVector<Value>(indices));
      });
}

// Of the bytes of a tensor of 8-bit floats.
static TypeAttr floatOf(Value tensor) {
  Type element = getElementTypeOrSelf(tensor.getType());
  return hf::isNarrowFloat(element) ? TypeAttr::get(element) : TypeAttr();
}

AffineExpr KernelBuilder::indexOf(unsigned heavyDim) const {
  int64_t place = fusion.getPlace(fusion.getHeavy(root))[heavyDim];
  if (place < 0)
    return getAffineConstantExpr(0, root->getContext());
  return getAffineDimExpr(place, root->getContext());
}

void KernelBuilder::buildEpilogue(Region &region, Operation *heavy, Type sum) {
  OpBuilder::InsertionGuard guard(builder);
  int64_t rank = typeOf(root).getRank();
  SmallVector<Type> types(rank, builder.getIndexType());
  types.push_back(sum);
  Block *block = builder.createBlock(&region, {}, types,
                                     SmallVector<Location>(rank + 1, location));
  Program program = makeProgram();
  program.replace(heavy->getResult(0), [&](ArrayRef<Value>) {
    Value value = block->getArguments().back();
    return isa<FloatType>(sum)
               ? program.narrow(value, typeOf(heavy).getElementType())
               : value;
  });
  SmallVector<Value> indices(block->getArguments().drop_back());
  kernel::YieldOp::create(builder, location,
                          program.element(root->getResult(0), indices));
}

Value KernelBuilder::followMovement(Value &value, AffineMap &map) {
  MLIRContext *context = builder.getContext();
  SmallVector<AffineExpr> place(map.getResults());
  while (!fusion.isInMemory(value)) {
    Operation *op = value.getDefiningOp();
    auto from =
        dim::getDims(cast<RankedTensorType>(op->getOperand(0).getType()));
    SmallVector<AffineExpr> next(from.size());
    if (auto transpose = dyn_cast<hf::TransposeOp>(op)) {
      for (auto [i, dim] : llvm::enumerate(transpose.getPermutation()))
        next[dim] = place[i];
    } else if (auto slice = dyn_cast<hf::SliceOp>(op)) {
      for (unsigned i = 0; i < from.size(); ++i)
        next[i] = place[i] * slice.getSteps()[i] +
                  *dim::DimExpr(slice.getStarts().getDims()[i]).getConstant();
    } else if (isa<hf::BroadcastOp>(op)) {
      for (unsigned i = 0; i < from.size(); ++i)
        next[i] = from[i].isConstant(1) ? getAffineConstantExpr(0, context)
                                        : place[place.size() - from.size() + i];
    } else if (isa<hf::CastOp>(op)) { // of a constant: widened as it is loaded
      next = place;
    } else { // a reshape that moves dims of 1
      auto to = dim::getDims(cast<RankedTensorType>(value.getType()));
      unsigned at = 0;
      for (unsigned i = 0; i < from.size(); ++i) {
        if (from[i].isConstant(1)) {
          next[i] = getAffineConstantExpr(0, context);
          continue;
        }
        while (to[at].isConstant(1))
          ++at;
        next[i] = place[at++];
      }
    }
    place = next;
    value = op->getOperand(0);
  }
  map = AffineMap::get(map.getNumDims(), 0, place, context);
  return operandOf(value);
}

Value KernelBuilder::buildContract(hf::ContractOp op) {
  MLIRContext *context = builder.getContext();
  int64_t rank = typeOf(root).getRank();
  StringRef letters = op.getResultLetters();
  Value sides[] = {op.getLhs(), op.getRhs()};
  StringRef sideLetters[] = {op.getLhsLetters(), op.getRhsLetters()};
  // A constant is the right operand: the one that targets pack.
  auto isConstant = [](Value value) {
    while (Operation *def = value.getDefiningOp()) {
      if (isa<hf::ConstantOp>(def))
        return true;
      if (!isa<hf::TransposeOp, hf::ReshapeOp, hf::CastOp>(def))
        return false;
      value = def->getOperand(0);
    }
    return false;
  };
  if (isConstant(sides[0]) && !isConstant(sides[1])) {
    std::swap(sides[0], sides[1]);
    std::swap(sideLetters[0], sideLetters[1]);
  }

  SmallVector<dim::DimExpr> reduce;
  llvm::SmallDenseMap<char, AffineExpr> indices;
  for (auto [i, letter] : llvm::enumerate(letters))
    indices[letter] = indexOf(i);
  for (auto [side, names] : llvm::zip(sides, sideLetters))
    for (auto [letter, dim] :
         llvm::zip(names, dim::getDims(cast<RankedTensorType>(side.getType()))))
      if (indices
              .try_emplace(letter,
                           getAffineDimExpr(rank + reduce.size(), context))
              .second)
        reduce.push_back(dim);

  Value operands[2];
  AffineMap maps[2];
  for (unsigned i = 0; i < 2; ++i) {
    SmallVector<AffineExpr> place;
    for (char letter : sideLetters[i])
      place.push_back(indices[letter]);
    maps[i] = AffineMap::get(rank + reduce.size(), 0, place, context);
    operands[i] = followMovement(sides[i], maps[i]);
  }
  auto contract = kernel::ContractOp::create(
      builder, location, typeOf(root), operands[0], operands[1], maps[0],
      maps[1], dim::getShapeAttr(context, reduce), /*padded=*/false,
      isUnsigned(sides[0]), isUnsigned(sides[1]), floatOf(sides[0]),
      floatOf(sides[1]));
  buildEpilogue(contract.getEpilogue(), op, sumTypeOf(op));
  return contract;
}

// Indices of the result (n, spatial…, channel), then of the window and of the
// channels of one group.
Value KernelBuilder::buildConv(hf::ConvOp op) {
  MLIRContext *context = builder.getContext();
  int64_t rank = typeOf(root).getRank();
  bool last = op.getChannelsLast();
  auto filter = dim::getDims(op.getFilter().getType());
  unsigned spatial = filter.size() - 2;
  unsigned first = last ? 1 : 2, channel = last ? spatial + 1 : 1;
  auto dimAt = [&](unsigned i) { return getAffineDimExpr(rank + i, context); };

  SmallVector<dim::DimExpr> reduce(llvm::drop_begin(filter, first).begin(),
                                   filter.begin() + first + spatial);
  reduce.push_back(filter[channel]);
  AffineExpr ofGroup = dimAt(spatial), out = indexOf(channel);
  SmallVector<AffineExpr> input(spatial + 2), weights(spatial + 2);
  input[0] = indexOf(0);
  weights[0] = out;
  for (unsigned i = 0; i < spatial; ++i) {
    input[first + i] = indexOf(first + i) * op.getStrides()[i] +
                       dimAt(i) * op.getDilations()[i] - op.getLow()[i];
    weights[first + i] = dimAt(i);
  }
  weights[channel] = ofGroup;
  input[channel] = ofGroup;
  if (op.getGroups() > 1) {
    auto context64 = [&](int64_t v) {
      return dim::DimExpr::constant(context, v);
    };
    auto perGroup =
        filter[0].exactDiv(context64(op.getGroups()))->getConstant();
    auto channels = filter[channel].getConstant();
    input[channel] = out.floorDiv(*perGroup) * *channels + ofGroup;
  }
  AffineMap inputMap = AffineMap::get(rank + reduce.size(), 0, input, context);
  AffineMap weightMap =
      AffineMap::get(rank + reduce.size(), 0, weights, context);
  Value inputSource = op.getOperand(), filterSource = op.getFilter();
  Value operand = followMovement(inputSource, inputMap);
  Value weight = followMovement(filterSource, weightMap);
  auto anyPad = [](ArrayRef<int64_t> pads) {
    return llvm::any_of(pads, [](int64_t pad) { return pad != 0; });
  };
  auto contract = kernel::ContractOp::create(
      builder, location, typeOf(root), operand, weight, inputMap, weightMap,
      dim::getShapeAttr(context, reduce),
      anyPad(op.getLow()) || anyPad(op.getHigh()), isUnsigned(inputSource),
      isUnsigned(filterSource), /*lhs_float=*/nullptr, /*rhs_float=*/nullptr);
  buildEpilogue(contract.getEpilogue(), op, sumTypeOf(op));
  return contract;
}

Value KernelBuilder::buildAttention(hf::AttentionOp op) {
  MLIRContext *context = builder.getContext();
  auto query = dim::getDims(op.getQuery().getType());
  auto key = dim::getDims(op.getKey().getType());
  auto value = dim::getDims(op.getValue().getType());
  Value inputs[] = {op.getQuery(), op.getKey(), op.getValue()}, operands[3];
  AffineMap maps[3];
  AffineExpr b, h, i, d;
  bindDims(context, b, h, i, d);
  auto grouped = h;
  if (key[1].isConstant(1))
    grouped = getAffineConstantExpr(0, context);
  else if (query[1] != key[1])
    grouped = h.floorDiv(*query[1].exactDiv(key[1])->getConstant());
  for (unsigned n = 0; n < 3; ++n) {
    maps[n] = AffineMap::get(4, 0, {b, n ? grouped : h, i, d}, context);
    operands[n] = followMovement(inputs[n], maps[n]);
  }
  // (b, h, i, e) of the operation to the indices of the root.
  const Place &place = fusion.getPlace(op);
  SmallVector<AffineExpr> where(typeOf(root).getRank(),
                                getAffineConstantExpr(0, context));
  for (unsigned n = 0; n < 4; ++n)
    if (place[n] >= 0)
      where[place[n]] = getAffineDimExpr(n, context);
  auto attention = kernel::AttentionOp::create(
      builder, location, typeOf(root), operands[0], operands[1], operands[2],
      maps[0], maps[1], maps[2], AffineMap::get(4, 0, where, context),
      dim::getShapeAttr(
          context, {query[0], query[1], query[2], key[2], query[3], value[3]}),
      op.getZeroEmptyRows());

  OpBuilder::InsertionGuard guard(builder);
  Type type = sumTypeOf(op);
  SmallVector<Type> types(4, builder.getIndexType());
  types.push_back(type);
  Block *block = builder.createBlock(&attention.getScores(), {}, types,
                                     SmallVector<Location>(5, location));
  Program p = makeProgram();
  SmallVector<Value> indices(block->getArguments().drop_back());
  Value score = p.make<arith::MulFOp>(
      block->getArgument(4), p.number(type, op.getScale().convertToDouble()));
  Value none = p.number(type, -std::numeric_limits<double>::infinity());
  if (Value mask = op.getMask()) {
    Value element = p.broadcast(mask, indices);
    if (element.getType().isInteger(1)) {
      score = p.select(element, score, none);
    } else {
      element = p.widen(element);
      score = p.make<arith::AddFOp>(score, element);
    }
  }
  if (op.getCausal()) {
    Value shift = p.size(key[2] - query[2]);
    Value keep = p.make<arith::CmpIOp>(arith::CmpIPredicate::sle, indices[3],
                                       p.add(indices[2], shift));
    score = p.select(keep, score, none);
  }
  kernel::YieldOp::create(builder, location, score);
  return attention;
}

// Renames symbols to d0, d1 … and gives the function an index argument for
// each.
void KernelBuilder::renameSymbols() {
  MLIRContext *context = builder.getContext();
  llvm::MapVector<StringRef, dim::DimExpr> names;
  AttrTypeReplacer replacer;
  replacer.addReplacement([&](dim::ExprAttr attr) {
    auto renamed = dim::DimExpr(attr).substitute(
        [&](StringRef name) -> std::optional<dim::DimExpr> {
          auto fresh = ("d" + Twine(names.size())).str();
          return names.try_emplace(name, dim::DimExpr::symbol(context, fresh))
              .first->second;
        });
    return std::make_pair(Attribute(renamed.getAttr()), WalkResult::skip());
  });
  replacer.recursivelyReplaceElementsIn(function, /*replaceAttrs=*/true,
                                        /*replaceLocs=*/false,
                                        /*replaceTypes=*/true);
  Block &block = function.getBody().front();
  for (auto &[name, renamed] : names) {
    block.addArgument(builder.getIndexType(), location);
    result.sizes.push_back(dim::DimExpr::symbol(context, name));
  }
  function.setType(builder.getFunctionType(
      block.getArgumentTypes(), block.getTerminator()->getOperandTypes()));
  for (auto [i, entry] : llvm::enumerate(names))
    function.setArgAttr(result.operands.size() + i, kernel::symbolAttr,
                        builder.getStringAttr(*entry.second.getSymbol()));
}

// Operands that are read only at the place that is written next.
static void markInPlace(func::FuncOp function) {
  Operation *work =
      function.getBody().front().getTerminator()->getOperand(0).getDefiningOp();
  if (isa<kernel::AttentionOp, kernel::TopKOp>(work))
    return;
  auto type = cast<RankedTensorType>(work->getResult(0).getType());
  for (BlockArgument argument : function.getArguments()) {
    if (argument.getType() != type)
      continue;
    bool inPlace = llvm::all_of(argument.getUsers(), [&](Operation *user) {
      auto load = dyn_cast<kernel::LoadOp>(user);
      return load && load->getParentRegion() == &work->getRegion(0) &&
             !load.getGuard() &&
             llvm::all_of(llvm::seq(type.getRank()), [&](int64_t dim) {
               // Of one place, 0 is that of the result.
               Value index = load.getIndices()[dim];
               return index == work->getRegion(0).getArgument(dim) ||
                      (type.getDimSize(dim) == 1 &&
                       matchPattern(index, m_Zero()));
             });
    });
    if (inPlace)
      function.setArgAttr(argument.getArgNumber(), inplaceAttr,
                          UnitAttr::get(function.getContext()));
  }
}

OutlinedKernel KernelBuilder::build() {
  Operation *heavy = fusion.getHeavy(root);
  std::string name = root->getName().stripDialect().str();
  if (heavy && heavy != root)
    name = (heavy->getName().stripDialect() + "_" + name).str();
  result.function =
      func::FuncOp::create(location, name, builder.getFunctionType({}, {}));
  function = *result.function;
  function.setPrivate();
  function->setAttr(kernel::entryAttr, builder.getUnitAttr());
  builder.setInsertionPointToStart(function.addEntryBlock());
  Value made;
  if (auto contract = dyn_cast_or_null<hf::ContractOp>(heavy))
    made = buildContract(contract);
  else if (auto conv = dyn_cast_or_null<hf::ConvOp>(heavy))
    made = buildConv(conv);
  else if (auto attention = dyn_cast_or_null<hf::AttentionOp>(heavy))
    made = buildAttention(attention);
  else if (isWalk(root))
    made = buildWalk(builder, root, [this] { return makeProgram(); });
  else
    made = buildMap();
  func::ReturnOp::create(builder, location, made);
  renameSymbols();
  markInPlace(function);
  return std::move(result);
}

OutlinedKernel plan::buildKernel(const Fusion &fusion, Operation *root) {
  return KernelBuilder(fusion, root).build();
}
