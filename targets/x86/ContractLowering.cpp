#include "targets/x86/ContractLowering.h"
#include "targets/x86/ContractRoles.h"
#include "targets/x86/ContractionEmitter.h"
#include "llvm/Support/MathExtras.h"

using namespace mlir;
using namespace hfc::codegen;
using namespace hfc::x86;
using hfc::dim::DimExpr;

namespace {

// Operations of an epilogue: a bias, a residual and a clamp are short.
constexpr int64_t longestInRegisters = 12;

class Lowering {
public:
  Lowering(CodeBuilder &b, hfc::kernel::ContractOp op,
           const ContractRoles &roles, Value result,
           const KernelContext &context)
      : op(op), roles(roles), context(context), result(result) {
    c.batch = size(b, roles.batch);
    c.m = size(b, roles.rows);
    c.n = context.size(b, roles.sizes[roles.column]);
    c.outer = size(b, roles.outer);
    c.k = size(b, roles.inner);
    c.accumulator = roles.accumulator;
    c.tile = roles.tile;
    c.a = roles.storageOfA;
    c.b = roles.storageOfB;
    c.panels = roles.panels;
    if (roles.bytes)
      c.dot = {c.a.isUnsigned, c.b.isUnsigned};
    c.perColumn = roles.perColumn;
    c.groupSteps = roles.groupSteps;
    setStrides(b);
    c.longEpilogue =
        llvm::range_size(op.getEpilogue().front()) > longestInRegisters;
    evenRows = isEven(roles.a);
    if (op.getPadded())
      zeroBytes =
          llvm::alignTo(*constantOf(c.perColumn ? c.n : c.k) * c.a.bytes(), 64);
  }

  LoweredOp run(CodeBuilder &b) {
    c.rowOfA = [this](CodeBuilder &b, Value batch, Value m, Value o) {
      return rowOfA(b, batch, m, o);
    };
    c.baseOfB = [this](CodeBuilder &b, Value batch) {
      Values indices = origin(b);
      split(b, roles.batch, batch, indices);
      return roles.b.address(b, context, indices);
    };
    c.epilogue = [this](CodeBuilder &b, Value batch, Value m, Value n,
                        Value acc, Value mask) {
      Values arguments = resultIndices(b, batch, m, n);
      if (roles.groupWidth) {
        Value column = arguments.pop_back_val();
        arguments.back() =
            b.add(b.mul(arguments.back(), roles.groupWidth), column);
      }
      unsigned last = arguments.size() - 1;
      arguments.push_back(acc);
      return context.program(b, op.getEpilogue().front(), arguments, last,
                             c.tile.lanes, mask);
    };
    Type element =
        cast<RankedTensorType>(op.getResult().getType()).getElementType();
    c.store = [this, element](CodeBuilder &b, Value batch, Value m, Value n,
                              Value value, Value mask) {
      Value at = resultRow(b, batch, m);
      b.store(value, b.offset(result, element, b.add(b.mul(at, c.n), n)), mask);
    };
    fillZeros(b);
    Value scratch =
        b.offset(context.scratch, b.getI8Type(), b.index(zeroBytes));
    emitContraction(b, c, context.begin, context.end, scratch);
    return describe();
  }

private:
  Value size(CodeBuilder &b, ArrayRef<unsigned> indices) {
    return context.size(b, roles.sizeOf(indices));
  }

  void setStrides(CodeBuilder &b) {
    if (!roles.inner.empty())
      c.strideOfA = context.size(b, roles.a.getStride(roles.inner.back()));
    if (roles.panels)
      return;
    DimExpr along = roles.b.getStride(roles.column);
    if (!along.isConstant(1) && !roles.sizes[roles.column].isConstant(1))
      c.columnStrideOfB = context.size(b, along);
    SmallVector<unsigned> steps =
        roles.inner.empty() ? roles.outer : roles.inner;
    if (roles.groupSteps > 1)
      steps.push_back(roles.sizes.size() - 1);
    c.strideOfB = steps.empty()
                      ? b.index(0)
                      : context.size(b, roles.b.getStride(steps.back()));
  }

  // Rows are evenly spaced: no division is needed to find one.
  bool isEven(const Access &access) {
    for (size_t i = 0; i < roles.rows.size(); ++i) {
      if (access.mayLeave(roles.rows[i]) || !access.getStride(roles.rows[i]))
        return false;
      if (i && !access.areOne(roles.rows[i - 1], roles.rows[i]))
        return false;
    }
    return true;
  }

  Values origin(CodeBuilder &b) {
    return Values(roles.sizes.size(), b.index(0));
  }

  // Sets the indices of which `flat` is the row-major number.
  void split(CodeBuilder &b, ArrayRef<unsigned> indices, Value flat,
             Values &into) {
    for (size_t i = indices.size(); i-- > 0;) {
      Value size = context.size(b, roles.sizes[indices[i]]);
      into[indices[i]] = i ? b.rem(flat, size) : flat;
      flat = i ? b.div(flat, size) : flat;
    }
  }

  Value rowOfA(CodeBuilder &b, Value batch, Value m, Value o) {
    Values indices = origin(b);
    split(b, roles.batch, batch, indices);
    split(b, roles.outer, o, indices);
    Value offset = b.index(0);
    if (evenRows && !roles.rows.empty())
      offset = b.mul(m, context.size(b, roles.a.getStride(roles.rows.back())));
    else
      split(b, roles.rows, m, indices);
    Value address =
        b.offset(roles.a.address(b, context, indices), c.a.type, offset);
    if (Value inside =
            op.getPadded() ? roles.a.inside(b, context, indices) : Value())
      address = b.select(inside, address, context.scratch);
    return address;
  }

  Values resultIndices(CodeBuilder &b, Value batch, Value m, Value n) {
    Values indices = origin(b);
    split(b, roles.batch, batch, indices);
    split(b, roles.rows, m, indices);
    indices[roles.column] = n;
    indices.resize(roles.column + 1);
    return indices;
  }

  // The row-major number of a row of the result.
  Value resultRow(CodeBuilder &b, Value batch, Value m) {
    if (roles.batch.empty())
      return m;
    Values indices = resultIndices(b, batch, m, b.index(0));
    Value row = b.index(0);
    for (unsigned i = 0; i < roles.column; ++i)
      row = b.add(b.mul(row, context.size(b, roles.sizes[i])), indices[i]);
    return row;
  }

  // Scratch starts with what stands for a row of A outside of it.
  void fillZeros(CodeBuilder &b) {
    b.loop(b.index(0), b.index(zeroBytes), 64, [&](Value at) {
      b.store(b.zeros(b.getI8Type(), 64),
              b.offset(context.scratch, b.getI8Type(), at));
    });
  }

  LoweredOp describe() {
    MLIRContext *mlir = roles.accumulator.getContext();
    auto count = [&](DimExpr size, int64_t step) {
      return size.ceilDiv(DimExpr::constant(mlir, step));
    };
    LoweredOp lowered;
    lowered.grid =
        roles.sizeOf(roles.batch) *
        count(roles.sizes[roles.column], c.tile.width()) *
        count(count(roles.sizeOf(roles.rows), c.tile.rows), blocksOfGroup(c));
    lowered.scratch = zeroBytes + contractionScratch(c);
    lowered.strategy =
        llvm::formatv("contract {0}x{1}{2}", c.tile.rows, c.tile.width(),
                      roles.bytes            ? " bytes"
                      : roles.panels         ? " packed"
                      : roles.groupSteps > 1 ? " grouped"
                      : roles.perColumn      ? " depthwise"
                                             : "")
            .str();
    return lowered;
  }

  hfc::kernel::ContractOp op;
  const ContractRoles &roles;
  const KernelContext &context;
  Value result;
  Contraction c;
  bool evenRows = false;
  int64_t zeroBytes = 0;
};

} // namespace

bool hfc::x86::canLowerContract(kernel::ContractOp op) {
  return findRoles(op).has_value();
}

LoweredOp hfc::x86::lowerContract(CodeBuilder &b, kernel::ContractOp op,
                                  Value result, const KernelContext &context) {
  ContractRoles roles = *findRoles(op);
  return Lowering(b, op, roles, result, context).run(b);
}
