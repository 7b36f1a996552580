// The elements of a map are dealt to threads, a few neighbours along the last
// index each (16 bytes where they can). Where the program holds reductions that
// are the same for many elements, or that read memory along their own index, a
// wave computes a row: first its reductions together, then its elements.
#include "targets/amdgpu/MapLowering.h"
#include "dialects/Dim/DimTypes.h"
#include "targets/amdgpu/Intrinsics.h"
#include "targets/common/LaneLoop.h"
#include "llvm/ADT/SmallBitVector.h"

using namespace mlir;
using namespace hfc;
using namespace hfc::amdgpu;
using codegen::LaneValue;
using codegen::LoopBox;
using codegen::LoopDim;
using codegen::ProgramEmitter;
using dim::DimExpr;

namespace {

// A thread does a reduction of fewer elements alone.
constexpr int64_t smallBox = 16;

class MapEmitter {
public:
  MapEmitter(CodeBuilder &b, kernel::MapOp op, Value result,
             const KernelContext &context)
      : b(b), block(op.getBody().front()), result(result), context(context),
        type(cast<RankedTensorType>(op.getResult().getType())),
        box(codegen::collapseBox(block, dim::getDims(type))) {
    for (const LoopDim &loop : box.loops)
      sizes.push_back(context.size(b, loop.size));
    findDependences();
  }

  LoweredOp run() {
    if (llvm::any_of(box.loops, [](const LoopDim &loop) {
          return loop.size.isConstant(0);
        }))
      return {constant(0), "map of nothing", ""};
    findRows();
    chooseWidth();
    return byWave ? emitRows() : emitElements();
  }

private:
  DimExpr constant(int64_t value) {
    return DimExpr::constant(b.getContext(), value);
  }

  // Which of the loops' indices each value of the program depends on.
  void findDependences() {
    for (auto [i, loop] : llvm::enumerate(box.loops)) {
      llvm::SmallBitVector bits(box.loops.size());
      bits.set(i);
      dependences[block.getArgument(loop.argument)] = bits;
    }
    block.walk([&](Operation *op) {
      llvm::SmallBitVector bits(box.loops.size());
      op->walk([&](Operation *inner) {
        for (Value operand : inner->getOperands())
          if (auto known = dependences.find(operand);
              known != dependences.end())
            bits |= known->second;
      });
      for (Value value : op->getResults())
        dependences[value] = bits;
    });
  }

  // The number of loops from the outside that an operation stands in.
  unsigned levelOf(Operation &op) {
    int last = dependences.at(op.getResult(0)).find_last();
    return last + 1;
  }

  // Whether neighbouring elements read neighbouring places.
  bool readsAlong(kernel::ReduceOp reduce, unsigned loop) {
    return reduce.getBody()
        .walk([&](kernel::LoadOp load) {
          if (load.getIndices().empty())
            return WalkResult::advance();
          auto known = dependences.find(load.getIndices().back());
          return known != dependences.end() && known->second.test(loop)
                     ? WalkResult::interrupt()
                     : WalkResult::advance();
        })
        .wasInterrupted();
  }

  void findRows() {
    unsigned loops = box.loops.size();
    for (Operation &op : block.without_terminator()) {
      auto reduce = dyn_cast<kernel::ReduceOp>(op);
      if (!reduce)
        continue;
      hasReductions = true;
      unsigned level = levelOf(op);
      auto elements =
          dim::product(b.getContext(), dim::getDims(reduce.getShape()));
      auto count = elements ? elements.getConstant() : std::nullopt;
      bool small = count && *count < smallBox;
      if (level < loops ? true
                        : !small && !(loops && readsAlong(reduce, loops - 1))) {
        byWave = true;
        rowLoops = std::max(rowLoops, level);
      }
    }
  }

  // Neighbours a thread takes at once: only where rows begin at multiples.
  void chooseWidth() {
    width = 1;
    if (box.loops.empty() || (byWave && rowLoops == box.loops.size()))
      return;
    int64_t bytes =
        codegen::Storage{codegen::storedType(type.getElementType())}.bytes();
    int64_t most = std::clamp<int64_t>(16 / bytes, 1, hasReductions ? 4 : 8);
    auto last = box.loops.back().size.getConstant();
    bool single = box.loops.size() == 1 && !byWave;
    while (most > 1 && !(last ? *last % most == 0 : single))
      most /= 2;
    width = most;
  }

  //===- Programs -----------------------------------------------------------//

  // Binds the loops from `first` on to the number of an element among them.
  void bindLoops(ProgramEmitter &program, unsigned first, unsigned last,
                 Value number, int64_t divisor) {
    Value rest = number;
    for (unsigned level = last; level-- > first;) {
      Value index = level > first ? b.rem(rest, sizes[level]) : rest;
      bool innermost = level + 1 == box.loops.size();
      program.bind(block.getArgument(box.loops[level].argument),
                   innermost && program.lanes > 1
                       ? LaneValue{index, b.index(1), divisor}
                       : LaneValue::uniform(index, innermost ? divisor : 1));
      if (level > first)
        rest = b.div(rest, sizes[level]);
    }
  }

  ProgramEmitter startProgram(int64_t lanes) {
    ProgramEmitter program(b, context, lanes);
    for (unsigned argument : box.zeros)
      program.bind(block.getArgument(argument), LaneValue::uniform(b.index(0)));
    return program;
  }

  void finishProgram(ProgramEmitter &program) {
    program.emitBody(block);
    SmallVector<LaneValue> indices;
    for (BlockArgument argument : block.getArguments())
      indices.push_back(program.get(argument));
    program.store(program.wholeOf(block.getTerminator()->getOperand(0)), result,
                  type.getElementType(), program.offsetOf(type, indices));
  }

  //===- Elements -----------------------------------------------------------//

  DimExpr productOf(unsigned first, unsigned last) {
    DimExpr product = constant(1);
    for (unsigned i = first; i < last; ++i)
      product = product * box.loops[i].size;
    return product;
  }

  void emitElement(Value first, int64_t lanes) {
    ProgramEmitter program = startProgram(lanes);
    bindLoops(program, 0, box.loops.size(), first, width);
    finishProgram(program);
  }

  LoweredOp emitElements() {
    DimExpr total = productOf(0, box.loops.size());
    Value count = context.size(b, total);
    Value number =
        b.add(b.mul(context.workgroup, workgroupSize), context.thread);
    Value first = b.mul(number, width);
    auto known = total.getConstant();
    bool ragged = width > 1 && !(known && *known % width == 0) &&
                  !(box.loops.back().size.getConstant());
    Value inside = b.compare(arith::CmpIPredicate::ult,
                             ragged ? b.add(first, width - 1) : first, count);
    b.when(inside, [&] { emitElement(first, width); });
    if (ragged) {
      Value rest = arith::AndIOp::create(
          b, b.compare(arith::CmpIPredicate::ult, first, count),
          b.compare(arith::CmpIPredicate::uge, b.add(first, width - 1), count));
      b.when(rest, [&] {
        b.loop(first, count, 1, [&](Value i) { emitElement(i, 1); });
      });
    }
    return {total.ceilDiv(constant(width * workgroupSize)),
            "map " + std::to_string(width) + " a thread",
            "no reduction is shared by elements"};
  }

  //===- Rows ---------------------------------------------------------------//

  LoweredOp emitRows() {
    int64_t wave = context.device->wave;
    DimExpr rows = productOf(0, rowLoops);
    DimExpr elements = productOf(rowLoops, box.loops.size());
    Value row = uniformIndex(b, b.div(context.thread, b.index(wave)));
    row = b.add(b.mul(context.workgroup, workgroupSize / wave), row);
    codegen::ThreadGroup group;
    group.size = wave;
    group.thread = b.rem(context.thread, b.index(wave));
    group.exchange = [&](CodeBuilder &b, Value value, int64_t bits) {
      return permute(b, value,
                     arith::XOrIOp::create(b, group.thread, b.index(bits)));
    };
    Value inside =
        b.compare(arith::CmpIPredicate::ult, row, context.size(b, rows));
    b.when(inside, [&] {
      ProgramEmitter program = startProgram(1);
      program.group = &group;
      bindLoops(program, 0, rowLoops, row, 1);
      for (Operation &op : block.without_terminator())
        if (levelOf(op) <= rowLoops)
          program.emit(op);
      Value count = context.size(b, elements);
      Value first = b.mul(group.thread, width);
      b.loop(first, count, wave * width, [&](Value i) {
        ProgramEmitter inner = program.forLanes(width, {}, nullptr);
        bindLoops(inner, rowLoops, box.loops.size(), i, width);
        finishProgram(inner);
      });
    });
    return {rows.ceilDiv(constant(workgroupSize / wave)),
            "rows by waves, " + std::to_string(width) + " a thread",
            "reductions are shared by the elements of a row"};
  }

  CodeBuilder &b;
  Block &block;
  Value result;
  const KernelContext &context;
  RankedTensorType type;
  LoopBox box;
  Values sizes; // of box.loops
  DenseMap<Value, llvm::SmallBitVector> dependences;
  bool byWave = false, hasReductions = false;
  unsigned rowLoops = 0; // outer loops whose indices number the rows
  int64_t width = 1;
};

} // namespace

LoweredOp hfc::amdgpu::lowerMap(CodeBuilder &b, kernel::MapOp op, Value result,
                                const KernelContext &context) {
  return MapEmitter(b, op, result, context).run();
}
