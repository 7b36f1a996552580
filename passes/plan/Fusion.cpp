// Consumers are decided before producers. A value is computed where it is used
// when that costs no more than a load and a store would: it has one kernel that
// uses it, and that kernel asks for each element about once. Operations that
// only move elements are computed by every kernel that reads them.
#include "passes/plan/Fusion.h"
#include "dialects/Dim/DimTypes.h"
#include "dialects/HFC/HFCShapes.h"
#include "dialects/HFC/NarrowTypes.h"
#include "dialects/Plan/PlanDialect.h"
#include "mlir/IR/Remarks.h"
#include "passes/plan/Walks.h"

using namespace mlir;
using namespace hfc;
using namespace hfc::plan;
using hf::Dims;

// Operations of one kernel: its program is walked by functions that call
// themselves, and no model needs more.
static constexpr unsigned largestKernel = 1024;

static Dims dimsOf(Value value) {
  return dim::getDims(cast<RankedTensorType>(value.getType()));
}

bool plan::isHeavy(Operation *op) {
  return isa<hf::ContractOp, hf::ConvOp, hf::AttentionOp>(op);
}

bool plan::isUnitReshape(Operation *op) {
  if (!isa<hf::ReshapeOp>(op))
    return false;
  Dims from = dimsOf(op->getOperand(0)), to = dimsOf(op->getResult(0));
  auto isOne = [](dim::DimExpr dim) { return dim.isConstant(1); };
  llvm::erase_if(from, isOne);
  llvm::erase_if(to, isOne);
  // An attention's kernel keeps all four dims of its result: a view drops one.
  if (op->getOperand(0).getDefiningOp<hf::AttentionOp>() &&
      dimsOf(op->getResult(0)).size() != 4)
    return false;
  return from == to;
}

bool plan::isView(Operation *op) {
  return isa<hf::RedimOp>(op) || (isa<hf::ReshapeOp>(op) && !isUnitReshape(op));
}

static bool isReduction(Operation *op) {
  return isa<hf::ReduceOp, hf::ArgReduceOp, hf::SoftmaxOp, hf::LayerNormOp,
             hf::RmsNormOp, hf::PoolOp>(op);
}

static bool isElementwise(Operation *op) {
  return op->hasTrait<hf::Elementwise>();
}

static bool isMovement(Operation *op) {
  return isa<hf::BroadcastOp, hf::TransposeOp, hf::SliceOp, hf::IotaOp,
             hf::SizeOp, hf::ConcatOp, hf::PadOp, hf::GatherOp,
             hf::GatherElementsOp, hf::GatherNDOp>(op) ||
         isUnitReshape(op);
}

// One or two machine instructions a vector.
static bool isCheap(Operation *op) {
  if (!isElementwise(op))
    return isMovement(op);
  return isa<hf::AbsOp, hf::NegOp, hf::NotOp, hf::CastOp, hf::BitCastOp,
             hf::AddOp, hf::SubOp, hf::MulOp, hf::MaxOp, hf::MinOp, hf::AndOp,
             hf::OrOp, hf::XorOp, hf::CompareOp, hf::SelectOp>(op);
}

// What every reader may compute again: movement of what lies in memory, and
// conversions.
static bool isTrivial(Operation *op) {
  return (isMovement(op) && !isa<hf::ConcatOp, hf::PadOp>(op)) ||
         isa<hf::CastOp>(op);
}

// An operand of a contraction is read through an affine map.
static bool isAffineMovement(Operation *op) {
  if (auto slice = dyn_cast<hf::SliceOp>(op))
    return llvm::all_of(slice.getStarts().getDims(), [](dim::ExprAttr start) {
      return dim::DimExpr(start).isConstant();
    });
  return isa<hf::BroadcastOp, hf::TransposeOp>(op) || isUnitReshape(op);
}

// A constant stored narrower than it is computed with: the kernel widens what
// it loads.
static bool isWidenedConstant(Operation *op) {
  if (!isa<hf::CastOp>(op) ||
      hf::isNarrowFloat(getElementTypeOrSelf(op->getOperand(0))))
    return false;
  Value operand = op->getOperand(0);
  while (Operation *def = operand.getDefiningOp()) {
    if (isa<hf::ConstantOp>(def))
      return getElementTypeOrSelf(op->getOperand(0)).getIntOrFloatBitWidth() <
             getElementTypeOrSelf(op->getResult(0)).getIntOrFloatBitWidth();
    if (!isAffineMovement(def))
      return false;
    operand = def->getOperand(0);
  }
  return false;
}

// Not more elements in `large` than in `small`, as far as dims tell.
static bool isNotLarger(Value large, Value small) {
  auto most = dim::numElements(cast<RankedTensorType>(large.getType()));
  auto least = dim::numElements(cast<RankedTensorType>(small.getType()));
  return most && least && dim::provablyLE(most, least);
}

// Whether a contraction's kernel could compute this as its epilogue.
static bool endsContraction(Operation *op, unsigned depth = 16) {
  if (isHeavy(op))
    return !isa<hf::AttentionOp>(op);
  if (!depth || !isElementwise(op))
    return false;
  return llvm::any_of(op->getOperands(), [&](Value operand) {
    Operation *def = operand.getDefiningOp();
    return def && def->hasOneUse() && isNotLarger(op->getResult(0), operand) &&
           endsContraction(def, depth - 1);
  });
}

// From here to the root, only dims change their order.
static bool isOnlyMoved(Operation *op, Operation *root) {
  while (op != root) {
    if (!op->hasOneUse())
      return false;
    op = *op->user_begin();
    if (!isa<hf::TransposeOp>(op) && !isUnitReshape(op))
      return false;
  }
  return true;
}

// Whether several windows of a convolution hold the same element of its image.
static bool readsAgain(hf::ConvOp conv) {
  auto isOne = [](int64_t number) { return number == 1; };
  auto isZero = [](int64_t number) { return number == 0; };
  ArrayRef<int64_t> window =
      cast<RankedTensorType>(conv.getFilter().getType()).getShape();
  window = conv.getChannelsLast() ? window.drop_front().drop_back()
                                  : window.drop_front(2);
  return !llvm::all_of(window, isOne) ||
         !llvm::all_of(conv.getStrides(), isOne) ||
         !llvm::all_of(conv.getLow(), isZero) ||
         !llvm::all_of(conv.getHigh(), isZero);
}

// A convolution that reads an image several times would find its channels, the
// last dim, elsewhere.
static bool movesChannels(hf::TransposeOp transpose, OpOperand &use) {
  auto conv = dyn_cast<hf::ConvOp>(use.getOwner());
  ArrayRef<int64_t> order = transpose.getPermutation();
  return conv && use.getOperandNumber() == 0 && conv.getChannelsLast() &&
         readsAgain(conv) &&
         order.back() != static_cast<int64_t>(order.size()) - 1;
}

// A gather of whole rows would find their elements, the last dim, elsewhere,
// for more of them than a copy moves.
static bool movesRows(hf::TransposeOp transpose, OpOperand &use) {
  Operation *user = use.getOwner();
  int64_t last = transpose.getPermutation().size() - 1;
  bool takesRows = false;
  if (auto gather = dyn_cast<hf::GatherOp>(user))
    takesRows = static_cast<int64_t>(gather.getAxis()) != last;
  else if (auto gather = dyn_cast<hf::GatherNDOp>(user))
    takesRows = gather.getIndices().getType().getShape().back() +
                    static_cast<int64_t>(gather.getBatchDims()) <=
                last;
  return takesRows && use.getOperandNumber() == 0 &&
         transpose.getPermutation().back() != last &&
         !isNotLarger(user->getResult(0), transpose.getResult());
}

// Masks are computed a score at a time, like elements of an epilogue.
static bool isMask(OpOperand &use) {
  return isa<hf::AttentionOp>(use.getOwner()) && use.getOperandNumber() == 3;
}

// A part of a carried value that the kernel makes into the next one: the kernel
// can overwrite the value where it reads elements of its own place alone.
static bool isPartOfCarried(Operation *op, Operation *root) {
  if (!isMovement(op) || !op->getNumOperands())
    return false;
  auto carried = dyn_cast<BlockArgument>(op->getOperand(0));
  auto loop = carried
                  ? dyn_cast<plan::LoopOp>(carried.getOwner()->getParentOp())
                  : nullptr;
  Operation *yield = op->getBlock()->getTerminator();
  return loop && carried.getOwner() == op->getBlock() &&
         yield->getOperand(carried.getArgNumber()) == root->getResult(0) &&
         !isNotLarger(carried, op->getResult(0)) &&
         isNotLarger(op->getResult(0), carried);
}

// Steps of the schedule that are no kernels.
static bool isStep(Operation *op) {
  return isa<func::ReturnOp, hf::YieldOp, hf::BindOp, hf::CheckOp, hf::IfOp,
             hf::LoopOp, hf::AppendOp>(op);
}

Fusion::Fusion(Block &block) : block(block) {
  for (Operation &op : llvm::reverse(block))
    if (!isStep(&op) && !isa<hf::ConstantOp>(op) && !isView(&op))
      decide(&op);
}

bool Fusion::isInMemory(Value value) const {
  Operation *op = value.getDefiningOp();
  return !op || op->getBlock() != &block || isStep(op) ||
         isa<hf::ConstantOp>(op) || isView(op) || roots.contains(op);
}

SmallVector<Operation *> Fusion::getMembers(Operation *root) const {
  SmallVector<Operation *> members;
  for (auto &[op, owners] : llvm::reverse(groups))
    if (owners.size() == 1 && owners[0] == root)
      members.push_back(op);
  members.push_back(root);
  return members;
}

void Fusion::makeRoot(Operation *op) {
  roots.insert(op);
  int64_t rank = cast<RankedTensorType>(op->getResult(0).getType()).getRank();
  places[op] = llvm::to_vector(llvm::seq<int64_t>(rank));
  if (isHeavy(op))
    heavy[op] = op;
  if (isReduction(op))
    reducing.insert(op);
}

void Fusion::decide(Operation *op) {
  Operation *root = nullptr;
  if (auto reason = whyMemory(op, root)) {
    remark::missed(op->getLoc(),
                   remark::RemarkOpts::name("form-kernels").category("plan"))
        << "stored: " << *reason;
    makeRoot(op);
    return;
  }
  llvm::SmallSetVector<Operation *, 4> owners;
  for (Operation *user : op->getUsers())
    if (roots.contains(user))
      owners.insert(user);
    else
      owners.insert(groups[user].begin(), groups[user].end());
  groups[op] = llvm::to_vector(owners);
  if (isAffineMovement(op) || isWidenedConstant(op))
    for (OpOperand &use : op->getUses()) {
      if (readThrough.contains(use.getOwner()) ||
          (isHeavy(use.getOwner()) && !isMask(use)))
        readThrough.insert(op);
      if (Operation *conv = getPadding(use))
        padded[op] = conv;
    }
  if (owners.size() == 1)
    if (auto place = findPlace(op))
      places[op] = *place;
  if (root)
    ++sizes[root];
  if (isHeavy(op))
    heavy[root] = op;
  if (isReduction(op))
    reducing.insert(root);
}

std::optional<StringRef> Fusion::whyMemory(Operation *op,
                                           Operation *&root) const {
  if (op->use_empty())
    return "nothing uses it";
  if (isWalk(op))
    return "it is computed as a whole";
  llvm::SmallSetVector<Operation *, 4> owners;
  for (OpOperand &use : op->getUses()) {
    Operation *user = use.getOwner();
    if (user->getBlock() != &block)
      return "a region uses it";
    if (isa<hf::AppendOp>(user))
      return "it is kept";
    if (isStep(user))
      return "it is a result";
    if (isView(user))
      return "it is reshaped";
    if (roots.contains(user)) {
      owners.insert(user);
    } else {
      auto found = groups.find(user);
      owners.insert(found->second.begin(), found->second.end());
    }
    if (auto reason = whyNotInto(op, use))
      return reason;
  }
  for (Operation *owner : owners)
    if (isPartOfCarried(op, owner))
      return "its loop's value changes in its place";
  if (owners.size() > 1)
    return isTrivial(op) ? std::nullopt
                         : std::optional<StringRef>("several kernels use it");
  root = owners[0];
  if (sizes.lookup(root) >= largestKernel)
    return "the kernel is large as it is";
  if (!isHeavy(op) && !isReduction(op))
    return std::nullopt;

  Dims rootDims = dimsOf(root->getResult(0));
  // Both need to know which element of theirs an element of the root reads.
  auto place = findPlace(op);
  if (!place)
    return "it is read at other places than its own";
  if (isHeavy(op)) {
    if (!isNotLarger(root->getResult(0), op->getResult(0)))
      return "the kernel would compute its elements again and again";
    if (heavy.contains(root) || reducing.contains(root))
      return "the kernel holds a contraction or a reduction already";
    auto conv = dyn_cast<hf::ConvOp>(op);
    if (conv && conv.getChannelsLast() && readsAgain(conv) &&
        place->back() != places.at(root).back())
      return "its channels would not lie side by side";
    if (isa<hf::AttentionOp>(op) &&
        (!isOnlyMoved(op, root) || rootDims.size() != 4))
      return "attention has no epilogue but the order of its dims";
    return std::nullopt;
  }
  if (heavy.contains(root))
    return "the kernel holds a contraction";
  // Computed once for each place in a prefix of the root's dims.
  Dims dims = dimsOf(op->getResult(0));
  int64_t next = 0;
  bool counts = false, ended = false;
  for (auto [dim, at] : llvm::zip(dims, *place)) {
    if (at < 0)
      continue;
    if (dim.isConstant(1) && !rootDims[at].isConstant(1)) {
      ended = true;
      continue;
    }
    while (next < at && rootDims[next].isConstant(1))
      ++next;
    if (at != next++ || (ended && !dim.isConstant(1)))
      return "its sums would be computed again and again";
    counts |= !dim.isConstant(1);
  }
  if (!counts)
    return "all of the kernel needs its one value";
  auto lastAxis = [&](int64_t axis) {
    return axis == static_cast<int64_t>(dims.size()) - 1;
  };
  if (auto softmax = dyn_cast<hf::SoftmaxOp>(op);
      softmax && !lastAxis(softmax.getAxis()))
    return "its axis is not the last";
  if (isa<hf::PoolOp>(op))
    return "its windows overlap";
  return std::nullopt;
}

Operation *Fusion::getPadding(OpOperand &use) const {
  auto conv = dyn_cast<hf::ConvOp>(use.getOwner());
  if (!conv)
    return padded.lookup(use.getOwner());
  auto isPad = [](int64_t pad) { return pad != 0; };
  return use.getOperandNumber() == 0 && (llvm::any_of(conv.getLow(), isPad) ||
                                         llvm::any_of(conv.getHigh(), isPad))
             ? conv.getOperation()
             : nullptr;
}

// Pads begin where the tensor in memory ends, so that movement between it and a
// padded convolution may change neither sizes nor, for a padded dim of 1, drop
// it.
static bool keepsBounds(Operation *op, hf::ConvOp conv) {
  if (!isUnitReshape(op))
    return isa<hf::TransposeOp, hf::CastOp>(op);
  Dims dims = dimsOf(conv.getOperand());
  unsigned first = conv.getChannelsLast() ? 1 : 2;
  for (auto [i, low, high] : llvm::enumerate(conv.getLow(), conv.getHigh()))
    if ((low || high) && dims[first + i].isConstant(1))
      return false;
  return true;
}

std::optional<StringRef> Fusion::whyNotInto(Operation *op,
                                            OpOperand &use) const {
  Operation *user = use.getOwner();
  if (Operation *conv = getPadding(use);
      conv && !keepsBounds(op, cast<hf::ConvOp>(conv)))
    return "a convolution pads it";
  if (readThrough.contains(user) && !isAffineMovement(op) &&
      !isWidenedConstant(op))
    return "a contraction reads it, moved";
  if (auto transpose = dyn_cast<hf::TransposeOp>(op);
      transpose && movesRows(transpose, use))
    return "a gather reads its rows side by side";
  if (isHeavy(user)) {
    if (isMask(use))
      return isCheap(op) ? std::nullopt
                         : std::optional<StringRef>("it costs too much to "
                                                    "compute for each score");
    if (auto transpose = dyn_cast<hf::TransposeOp>(op);
        transpose && movesChannels(transpose, use))
      return "a convolution reads its channels side by side";
    if (!isAffineMovement(op) &&
        (isa<hf::AttentionOp>(user) || !isWidenedConstant(op)))
      return "a contraction reads it";
    return std::nullopt;
  }
  if (isWalk(user)) {
    if (isHeavy(op) || isReduction(op))
      return "a walk along an axis reads it";
    if (endsContraction(op))
      return "it is the epilogue of a contraction";
    // A sum reads each element once, and a scatter its operand.
    bool once = isa<hf::CumSumOp, hf::CumProdOp>(user) ||
                (isa<hf::ScatterOp>(user) && use.getOperandNumber() == 0);
    if (!once && !isCheap(op))
      return "it is read several times";
    return std::nullopt;
  }
  if (isReduction(user)) {
    // A sum reads each element once, the others several times.
    if (isHeavy(op) || isReduction(op))
      return "a reduction reads it";
    if (endsContraction(op))
      return "it is the epilogue of a contraction";
    if (!isa<hf::ReduceOp, hf::ArgReduceOp>(user) && !isCheap(op))
      return "it is read several times";
    return std::nullopt;
  }
  if (isHeavy(op) || isReduction(op))
    return std::nullopt; // by place
  if (!isCheap(op) && !isNotLarger(user->getResult(0), op->getResult(0)))
    return "it is read several times";
  return std::nullopt;
}

// Each user reads the operation's element at the user's own place, up to the
// order of dims, and all users agree.
std::optional<Place> Fusion::findPlace(Operation *op) const {
  std::optional<Place> result;
  Dims dims = dimsOf(op->getResult(0));
  for (OpOperand &use : op->getUses()) {
    Operation *user = use.getOwner();
    auto found = places.find(user);
    if (found == places.end())
      return std::nullopt;
    const Place &outer = found->second;
    Dims userDims = dimsOf(user->getResult(0));
    Place place;
    if (auto transpose = dyn_cast<hf::TransposeOp>(user)) {
      place.resize(dims.size());
      for (auto [i, dim] : llvm::enumerate(transpose.getPermutation()))
        place[dim] = outer[i];
    } else if (isUnitReshape(user)) {
      unsigned next = 0;
      for (dim::DimExpr dim : dims) {
        if (dim.isConstant(1)) {
          place.push_back(-1);
          continue;
        }
        while (userDims[next].isConstant(1))
          ++next;
        place.push_back(outer[next++]);
      }
    } else if (isElementwise(user) || isa<hf::BroadcastOp>(user)) {
      place.append(outer.end() - dims.size(), outer.end());
    } else {
      return std::nullopt;
    }
    if (result && *result != place)
      return std::nullopt;
    result = place;
  }
  return result;
}
