#include "targets/common/WalkLines.h"
#include "dialects/Dim/DimTypes.h"

using namespace mlir;
using namespace hfc;
using namespace hfc::codegen;
using dim::DimExpr;

namespace {
// Elements of the dim across that are walked at once: lines of a cache.
constexpr int64_t pieceSize = 256;
// Steps of a workgroup at least: about 1 µs.
constexpr int64_t stepsPerGroup = 4096;
} // namespace

WalkLines::WalkLines(CodeBuilder &b, const KernelContext &context,
                     RankedTensorType type, unsigned axis)
    : b(b), context(context), dims(dim::getDims(type)) {
  for (unsigned i = 0; i < dims.size(); ++i) {
    if (i == axis)
      continue;
    if (i > axis && !dims[i].isConstant(1) && !b.simt) {
      if (across)
        rows.push_back(*across);
      across = i;
    } else {
      rows.push_back(i);
    }
  }
}

DimExpr WalkLines::forEach(
    DimExpr length,
    llvm::function_ref<void(LineIndices &, Value low, Value high)> body) {
  DimExpr lines = constant(1), pieces = constant(1), one = constant(1);
  for (unsigned i : rows)
    lines = lines * dims[i];
  DimExpr width = one;
  if (across) {
    DimExpr size = dims[*across];
    pieces = size.ceilDiv(constant(pieceSize));
    width = size.ceilDiv(constant(16));
    if (auto known = size.getConstant(); !known || *known > pieceSize)
      width = constant(pieceSize / 16);
  }
  DimExpr items = lines * pieces;
  DimExpr group = one;
  if (!b.simt)
    group = one.max(
        constant(stepsPerGroup).floorDiv(one.max(length) * one.max(width)));
  Value count = context.size(b, items), size = context.size(b, group);
  Value perLine = context.size(b, pieces);
  b.loop(context.begin, context.end, 1, [&](Value number) {
    Value first = b.mul(number, size);
    Value last = b.min(b.add(first, size), count);
    b.loop(first, last, 1, [&](Value item) {
      LineIndices indices(dims.size(), LaneValue::uniform(b.index(0)));
      Value low, high, rest = item;
      if (across) {
        low = b.mul(b.rem(item, perLine), b.index(pieceSize));
        high = b.min(b.add(low, pieceSize), context.size(b, dims[*across]));
        rest = b.div(item, perLine);
      }
      for (unsigned i : llvm::reverse(rows)) {
        if (dims[i].isConstant(1))
          continue;
        Value extent = context.size(b, dims[i]);
        indices[i] = LaneValue::uniform(b.rem(rest, extent));
        rest = b.div(rest, extent);
      }
      body(indices, low, high);
    });
  });
  return items.ceilDiv(group);
}

ProgramEmitter WalkLines::program(Block &block, int64_t lanes, Value mask,
                                  ArrayRef<LaneValue> indices) {
  ProgramEmitter program(b, context, lanes, mask);
  for (auto [argument, index] : llvm::zip(block.getArguments(), indices))
    program.bind(argument, index);
  return program;
}

Value hfc::codegen::yieldedIn(ProgramEmitter &program, Block &block) {
  program.emitBody(block);
  return program.wholeOf(block.getTerminator()->getOperand(0));
}
