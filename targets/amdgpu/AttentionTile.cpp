// Each wave has a square of queries, a workgroup 128 of one head; keys go by in
// tiles of 64 or 32, through LDS, while the next tile is on its way from
// memory.
//
// Both products are taken transposed, scores = key * query and sums = value *
// weight, so that a query is a lane in every register: the greatest score and
// the sum of weights are register operations and one exchange between the
// lanes that share the query, and a new greatest score multiplies the sums by a
// factor of the lane's own. The scores' registers, narrowed, are the second
// product's right operand as they stand: of a square a lane has `run` keys in a
// row, and the order of the sum is free. (WMMA wants both lanes' keys: one
// exchange a register.) The values' tile is transposed on its way to LDS. Where
// registers are scarce, WMMA's queries lie in LDS as well.
//
// Rows of both tiles stand in LDS in the order of the instruction's rows
// (MatrixInstruction::rowOf), their 16-byte units exchanged by the row's number
// against bank conflicts.
//
// Online softmax: AttentionLowering.cpp. Keys beyond the last are loaded as the
// last one, and score -inf.
#include "targets/amdgpu/AttentionTile.h"
#include "dialects/Dim/DimTypes.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "targets/amdgpu/AttentionOperands.h"
#include "targets/amdgpu/Intrinsics.h"
#include "targets/amdgpu/MatrixInstruction.h"
#include "targets/amdgpu/PackContract.h"
#include "targets/amdgpu/ReadAhead.h"
#include "targets/common/ProgramEmitter.h"
#include "targets/common/ScalarOps.h"

using namespace mlir;
using namespace hfc;
using namespace hfc::amdgpu;
using arith::CmpFPredicate;
using arith::CmpIPredicate;
using dim::DimExpr;

namespace {

constexpr int64_t tileQueries = 128;
// A thread brings so many keys of the values' tile, to transpose them.
constexpr int64_t blockKeys = 4;
constexpr int64_t mostDepth = 128;
// Of a thread, about: where they spill, a wave for a query does not.
constexpr int64_t tileRegisters = 256;
constexpr double negativeInfinity = -std::numeric_limits<double>::infinity();

// Of a tile, the keys that exist: all; some; and where what the scores read is
// not to be read of others.
enum class Keys { all, some, oneByOne };

// What one tile of keys hands to the next.
struct State {
  Value greatest, total;
  Values sums;         // [element square]
  Values keys, values; // of the next tile
};

class TileEmitter {
public:
  TileEmitter(CodeBuilder &b, kernel::AttentionOp op, Value result,
              const KernelContext &context, Type element)
      : b(b), op(op), result(result), context(context), element(element),
        matrix(*context.device, element), size(matrix.size()),
        bytes(element.getIntOrFloatBitWidth() / 8),
        dims(dim::getDims(op.getDims())), depth(*dims[4].getConstant()),
        width(*dims[5].getConstant()), isWide(depth + width > 192),
        tileKeys(matrix.isWmma() && isWide ? 32 : 64),
        storesQueries(matrix.isWmma() && depth + width > 128) {}

  LoweredOp run() {
    findPlace();
    loadQueries();
    State state;
    state.greatest = constant(negativeInfinity);
    state.total = constant(0);
    state.sums = Values(width / size, matrix.zeros(b));
    load(state, b.index(0));
    auto causal = causalShift(op);
    Value tiles = b.ceilDiv(causal ? seenKeys(*causal) : keyCount, tileKeys);
    // The last tile's keys may end before it. Scores that read memory read it
    // key by key there, and where rows of the mask are not aligned.
    auto known = dims[3].getConstant();
    bool reads =
        op.getScores()
            .walk([](kernel::LoadOp) { return WalkResult::interrupt(); })
            .wasInterrupted();
    Value whole = b.div(keyCount, b.index(tileKeys));
    if (reads)
      whole =
          b.select(b.compare(CmpIPredicate::eq, rem(keyCount, 4), b.index(0)),
                   whole, b.index(0));
    if (causal)
      whole = b.min(whole, tiles);
    auto loop = [&](Value from, Value to, Keys keys) {
      Values carried = b.loop(from, to, 1, flatten(state),
                              [&](Value tile, ValueRange values) {
                                State now = unflatten(values);
                                step(now, tile, tiles, keys);
                                return flatten(now);
                              });
      state = unflatten(carried);
    };
    loop(b.index(0), whole, Keys::all);
    if (!known || *known % tileKeys)
      loop(whole, tiles, reads ? Keys::oneByOne : Keys::some);
    finish(state);
    DimExpr each = DimExpr::constant(b.getContext(), tileQueries);
    return {dims[0] * dims[1] * dims[2].ceilDiv(each),
            "attention " + matrix.name() + " 128x" + std::to_string(tileKeys),
            std::string("tiles of queries and keys on matrix instructions") +
                (causal ? "; tiles of keys that none of them sees are left out"
                        : ""),
            workgroupSize, tileRegisters};
  }

private:
  Value rem(Value x, int64_t y) { return b.rem(x, b.index(y)); }
  Value div(Value x, int64_t y) { return b.div(x, b.index(y)); }
  Value constant(double value) {
    return arith::ConstantOp::create(b, b.getF32FloatAttr(value));
  }

  void findPlace() {
    Value queries = context.size(b, dims[2]), heads = context.size(b, dims[1]);
    Value tiles = b.ceilDiv(queries, tileQueries);
    Value row = b.div(context.workgroup, tiles);
    head = b.rem(row, heads);
    batch = b.div(row, heads);
    lane = rem(context.thread, context.device->wave);
    half = div(lane, size);
    Value wave = uniformIndex(b, div(context.thread, context.device->wave));
    firstQuery = b.mul(b.rem(context.workgroup, tiles), tileQueries);
    query = b.add(b.add(firstQuery, b.mul(wave, size)), rem(lane, size));
    hasQuery = b.compare(CmpIPredicate::ult, query, queries);
    query = b.min(query, b.sub(queries, b.index(1)));
    keyCount = context.size(b, dims[3]);
    int64_t tileBytes = keyTileBytes() + width * tileKeys * bytes;
    Value lds = context.lds(tileBytes +
                            (storesQueries ? tileQueries * depth * bytes : 0));
    keyTile = lds;
    valueTile = b.offset(lds, b.getI8Type(), b.index(keyTileBytes()));
    Value own = b.add(b.mul(wave, size), rem(lane, size));
    queryPlace =
        b.offset(lds, b.getI8Type(), b.add(b.mul(own, quadBytes), tileBytes));
  }
  // By the workgroup's last query; the shift may be negative.
  Value seenKeys(DimExpr shift) {
    Value queries = context.size(b, dims[2]), zero = b.index(0);
    Value end = b.min(b.add(firstQuery, tileQueries), queries);
    end = b.add(end, context.size(b, shift));
    Value none = b.compare(CmpIPredicate::slt, end, zero);
    return b.min(b.select(none, zero, end), keyCount);
  }
  int64_t keyTileBytes() const { return tileKeys * depth * bytes; }

  //===- Memory -------------------------------------------------------------//

  // Neighbours of a tensor's row, as `element`s.
  Value loadElements(Value tensor, AffineMap map, ValueRange indices,
                     int64_t lanes) {
    auto ranked = cast<RankedTensorType>(tensor.getType());
    Type stored = ranked.getElementType();
    bool isSmall = codegen::isSmallFloat(stored);
    Type bits = isSmall ? Type(b.getI16Type()) : stored;
    Value at = b.offset(context.buffer(tensor), codegen::storedType(stored),
                        attentionOffset(b, context, ranked, map, indices));
    Value value = LLVM::LoadOp::create(b, VectorType::get(lanes, bits), at,
                                       codegen::Storage{stored}.bytes());
    if (stored == element)
      return value;
    if (isSmall)
      value = codegen::bitcastTo(b, stored, value);
    return bitsOf(codegen::convertFloat(b, value, element));
  }

  // Floats of 16 bits are bits between loads, stores and instructions.
  Value bitsOf(Value value) {
    Type type = bytes == 2 ? Type(b.getI16Type()) : element;
    auto vector = cast<VectorType>(value.getType());
    return vector.getElementType() == type
               ? value
               : Value(arith::BitcastOp::create(
                     b, VectorType::get(vector.getShape(), type), value));
  }
  Value quadOf(Value value) {
    return vector::BitCastOp::create(b, matrix.quadType(b), bitsOf(value));
  }
  int64_t quadElements() const { return quadBytes / bytes; }

  void loadQueries() {
    for (int64_t chunk = 0; chunk < depth / matrix.chunkElements(); ++chunk) {
      Values fragment;
      for (int64_t quad = 0; quad < matrix.quads(); ++quad) {
        Value d =
            b.index(chunk * matrix.chunkElements() + quad * quadElements());
        if (matrix.quads() == 1)
          d = b.add(d, b.mul(half, quadElements()));
        fragment.push_back(
            quadOf(loadElements(op.getQuery(), op.getQueryMap(),
                                {batch, head, query, d}, quadElements())));
      }
      queries.push_back(fragment);
      for (auto [i, quad] : llvm::enumerate(fragment))
        if (storesQueries)
          LLVM::StoreOp::create(b, quad, placeOfQuery(chunk, i), quadBytes);
    }
  }

  // Both lanes of a query have the same: each reads what it wrote.
  Value placeOfQuery(int64_t chunk, int64_t quad) {
    int64_t number = chunk * matrix.quads() + quad;
    return b.offset(queryPlace, b.getI8Type(),
                    b.index(number * tileQueries * quadBytes));
  }
  Values readQuery(int64_t chunk) {
    Values fragment = queries[chunk];
    for (auto [i, quad] : llvm::enumerate(fragment))
      if (storesQueries)
        quad = LLVM::LoadOp::create(b, matrix.quadType(b),
                                    placeOfQuery(chunk, i), quadBytes);
    return fragment;
  }

  // Units of the keys' tile that a thread brings, of every so many rows.
  int64_t keyUnits() const { return depth * bytes / quadBytes; }
  int64_t keyRounds() const { return tileKeys * keyUnits() / workgroupSize; }
  std::pair<Value, Value> keyPlace(int64_t round) {
    Value number = b.add(context.thread, round * workgroupSize);
    return {div(number, keyUnits()), rem(number, keyUnits())};
  }
  // Elements of the values' tile that a thread brings of each of its keys.
  int64_t valueElements() const {
    return width * tileKeys / blockKeys / workgroupSize;
  }

  void load(State &state, Value tile) {
    Value first = b.mul(tile, tileKeys), last = b.sub(keyCount, b.index(1));
    state.keys.clear();
    state.values.clear();
    for (int64_t round = 0; round < keyRounds(); ++round) {
      auto [row, unit] = keyPlace(round);
      state.keys.push_back(
          loadElements(op.getKey(), op.getKeyMap(),
                       {batch, head, b.min(b.add(first, row), last),
                        b.mul(unit, quadElements())},
                       quadElements()));
    }
    Value block = b.mul(rem(context.thread, tileKeys / blockKeys), blockKeys);
    Value e = b.mul(div(context.thread, tileKeys / blockKeys), valueElements());
    for (int64_t i = 0; i < blockKeys; ++i)
      state.values.push_back(loadElements(
          op.getValue(), op.getValueMap(),
          {batch, head, b.min(b.add(first, b.add(block, i)), last), e},
          valueElements()));
  }

  // The address of a unit of a row of a tile. Rows are matrix rows.
  Value placeOf(Value tile, int64_t units, Value row, Value unit,
                int64_t offset = 0) {
    int64_t banks = context.device->ldsBanks / 4; // units
    if (llvm::isPowerOf2_64(units)) {
      Value exchange = units >= banks ? rem(row, banks)
                                      : rem(div(row, banks / units), units);
      unit = arith::XOrIOp::create(b, unit, exchange);
    }
    return b.offset(tile, b.getI8Type(),
                    b.add(b.mul(b.add(b.mul(row, units), unit), quadBytes),
                          b.index(offset)));
  }
  // The matrix row among squares that stands for a key or an element.
  Value rowOf(Value index) {
    return b.add(b.mul(div(index, size), size),
                 matrix.rowOf(b, rem(index, size)));
  }
  int64_t valueUnits() const { return tileKeys * bytes / quadBytes; }

  void write(const State &state) {
    for (int64_t round = 0; round < keyRounds(); ++round) {
      auto [row, unit] = keyPlace(round);
      LLVM::StoreOp::create(b, state.keys[round],
                            placeOf(keyTile, keyUnits(), rowOf(row), unit),
                            quadBytes);
    }
    Value block = rem(context.thread, tileKeys / blockKeys);
    Value first =
        b.mul(div(context.thread, tileKeys / blockKeys), valueElements());
    int64_t blocksOfUnit = quadElements() / blockKeys;
    Value unit = div(block, blocksOfUnit);
    Value inUnit = b.mul(rem(block, blocksOfUnit), blockKeys * bytes);
    for (int64_t e = 0; e < valueElements(); ++e) {
      Values column;
      for (Value row : state.values)
        column.push_back(vector::ExtractOp::create(b, row, e));
      Value keys = vector::FromElementsOp::create(
          b, VectorType::get(blockKeys, column[0].getType()), column);
      Value at = placeOf(valueTile, valueUnits(), rowOf(b.add(first, e)), unit);
      LLVM::StoreOp::create(b, keys, b.offset(at, b.getI8Type(), inUnit),
                            blockKeys * bytes);
    }
  }

  // The quads of unit `unit` on of the square's row that is the lane's; MFMA's
  // lanes take the `half`-th of two, `stride` apart.
  Values readFragment(Value tile, int64_t units, int64_t square, int64_t unit,
                      int64_t stride) {
    Value row = b.add(rem(lane, size), square * size);
    Values quads;
    for (int64_t quad = 0; quad < matrix.quads(); ++quad) {
      Value at = matrix.quads() == 1 ? b.add(b.mul(half, stride), unit)
                                     : b.index(unit + quad * stride);
      quads.push_back(LLVM::LoadOp::create(
          b, matrix.quadType(b), placeOf(tile, units, row, at), quadBytes));
    }
    return quads;
  }

  Value multiply(ValueRange right, ValueRange left, Value sum) {
    for (int64_t part = 0; part < matrix.steps(); ++part)
      sum = matrix.multiply(b, right, left, sum, part);
    return sum;
  }

  //===- A tile of keys -----------------------------------------------------//

  Value other(Value value) {
    return permute(b, value, arith::XOrIOp::create(b, lane, b.index(size)));
  }
  // A NaN among the scores is one of the weights as well.
  Value greater(Value x, Value y) { return arith::MaxNumFOp::create(b, x, y); }

  // e^x for x that are not above 0.
  Value exp(Value x) {
    if (bytes == 4)
      return context.exp(b, x);
    Value log2e = constant(1.4426950408889634);
    if (auto vector = dyn_cast<VectorType>(x.getType()))
      log2e = b.broadcast(log2e, vector.getNumElements());
    return exp2(b, arith::MulFOp::create(b, x, log2e));
  }

  // Scores of the lane's keys from `first` on. Some at a time: comparisons of
  // all would not fit into scalar registers.
  Values scores(Value products, Value first, Keys keys) {
    constexpr int64_t together = 8;
    Values all;
    for (int64_t from = 0; from < matrix.run(); from += together) {
      Value some = partOf(b, products, from, together);
      Value key = b.add(first, from);
      Values pieces = keys == Keys::oneByOne
                          ? scoresOneByOne(some, key)
                          : elementsOf(program(key, some, together));
      for (auto [i, value] : llvm::enumerate(pieces)) {
        if (keys != Keys::all) {
          Value exists = b.compare(CmpIPredicate::ult, b.add(key, i), keyCount);
          value = b.select(exists, value, constant(negativeInfinity));
        }
        all.push_back(value);
      }
      scheduleBarrier(b);
    }
    return all;
  }

  Values scoresOneByOne(Value products, Value first) {
    Values all;
    for (auto [i, product] : llvm::enumerate(elementsOf(products))) {
      Value key = b.min(b.add(first, i), b.sub(keyCount, b.index(1)));
      all.push_back(program(key, product, 1));
    }
    return all;
  }

  Value program(Value key, Value products, int64_t lanes) {
    Value value =
        context.program(b, op.getScores().front(),
                        {batch, head, query, key, products}, 3, lanes, {});
    return codegen::convertFloat(b, value, b.getF32Type());
  }

  Values elementsOf(Value vector) {
    Values all;
    int64_t count = cast<VectorType>(vector.getType()).getNumElements();
    for (int64_t i = 0; i < count; ++i)
      all.push_back(vector::ExtractOp::create(b, vector, i));
    return all;
  }

  void step(State &state, Value tile, Value tiles, Keys keys) {
    write(state);
    barrier(b);
    load(state, b.min(b.add(tile, 1), b.sub(tiles, b.index(1))));
    scheduleBarrier(b);
    Value first = b.add(b.mul(tile, tileKeys), b.mul(half, matrix.run()));
    Values sums(tileKeys / size, matrix.zeros(b));
    SmallVector<Values> weights(sums.size()); // fragments, when they are known
    std::vector<Product> products = scoreProducts(sums);
    size_t ofScores = products.size();
    for (Product &product : valueProducts(state, weights))
      products.push_back(std::move(product));
    size_t early = isWide || matrix.quads() > 1 ? 2 : 4;
    Products ahead(b, products, storesQueries ? 1 : early);
    ahead.multiply(ofScores);

    Value most = state.greatest;
    for (auto [square, sum] : llvm::enumerate(sums)) {
      Values all = scores(sum, b.add(first, square * size), keys);
      sum = vector::FromElementsOp::create(b, sum.getType(), all);
      for (Value score : all)
        most = greater(most, score);
    }
    most = greater(most, other(most));
    Value none = arith::CmpFOp::create(b, CmpFPredicate::OEQ, most,
                                       constant(negativeInfinity));
    Value base = arith::SelectOp::create(b, none, constant(0), most);
    Value before = exp(arith::SubFOp::create(b, state.greatest, base));
    state.greatest = most;
    state.total = arith::MulFOp::create(b, state.total, before);
    Value factor = b.broadcast(before, matrix.run());
    for (Value &sum : state.sums)
      sum = arith::MulFOp::create(b, sum, factor);
    for (auto [square, score] : llvm::enumerate(sums))
      weights[square] = weightsOf(state, score, base);
    ahead.multiply(products.size() - ofScores);
    barrier(b);
  }

  std::vector<Product> scoreProducts(Values &sums) {
    std::vector<Product> products;
    int64_t unitsOfChunk = chunkBytes / quadBytes;
    for (size_t chunk = 0; chunk < queries.size(); ++chunk)
      for (size_t square = 0; square < sums.size(); ++square)
        products.push_back(
            {[=, this] {
               Values both = readFragment(keyTile, keyUnits(), square,
                                          chunk * unitsOfChunk, 1);
               llvm::append_range(both, readQuery(chunk));
               return both;
             },
             [=, this, &sums](ValueRange both) {
               sums[square] =
                   multiply(both.take_front(matrix.quads()),
                            both.drop_front(matrix.quads()), sums[square]);
             }});
    return products;
  }

  // A square's keys are so many quads of weights.
  int64_t partsOfSquare() const { return matrix.run() / quadElements(); }

  std::vector<Product> valueProducts(State &state,
                                     SmallVector<Values> &weights) {
    std::vector<Product> products;
    int64_t parts = partsOfSquare(), unitsOfSquare = size * bytes / quadBytes;
    for (size_t square = 0; square < weights.size(); ++square)
      for (int64_t part = 0; part < parts; ++part)
        for (size_t i = 0; i < state.sums.size(); ++i)
          products.push_back(
              {[=, this] {
                 return readFragment(valueTile, valueUnits(), i,
                                     square * unitsOfSquare + part, parts);
               },
               [=, this, &state, &weights](ValueRange values) {
                 ValueRange all = weights[square];
                 state.sums[i] = multiply(
                     values, all.slice(part * matrix.quads(), matrix.quads()),
                     state.sums[i]);
               }});
    return products;
  }

  // Of a square's keys, as fragments; adds them to the total.
  Values weightsOf(State &state, Value score, Value base) {
    Value weight =
        exp(arith::SubFOp::create(b, score, b.broadcast(base, matrix.run())));
    state.total = b.addValues(
        state.total,
        vector::ReductionOp::create(b, vector::CombiningKind::ADD, weight,
                                    arith::FastMathFlags::reassoc));
    Value narrow =
        bitsOf(bytes == 2 ? codegen::convertFloat(b, weight, element) : weight);
    Values fragments;
    for (int64_t part = 0; part < partsOfSquare(); ++part) {
      Value own = partOf(b, narrow, part * quadElements(), quadElements());
      llvm::append_range(fragments, withOther(vector::BitCastOp::create(
                                        b, matrix.quadType(b), own)));
    }
    return fragments;
  }

  // The lane's own quad; for WMMA those of both lanes of the query.
  Values withOther(Value own) {
    if (matrix.quads() == 1)
      return {own};
    Values words;
    for (int64_t i = 0; i < 4; ++i)
      words.push_back(other(vector::ExtractOp::create(b, own, i)));
    Value others = vector::FromElementsOp::create(b, matrix.quadType(b), words);
    Value isFirst = b.compare(CmpIPredicate::eq, half, b.index(0));
    return {arith::SelectOp::create(b, isFirst, own, others),
            arith::SelectOp::create(b, isFirst, others, own)};
  }

  void finish(State &state) {
    for (Value &sum : state.sums)
      sum = pinned(b, sum);
    Value total = b.addValues(state.total, other(state.total));
    auto ranked = op.getResult().getType();
    Type stored = ranked.getElementType();
    b.when(hasQuery, [&] {
      Value all = b.broadcast(total, matrix.run());
      for (auto [i, sum] : llvm::enumerate(state.sums)) {
        Value value = arith::DivFOp::create(b, sum, all);
        if (op.getZeroEmptyRows())
          value = arith::SelectOp::create(
              b,
              arith::CmpFOp::create(b, CmpFPredicate::OEQ, all,
                                    b.zeros(b.getF32Type(), matrix.run())),
              b.zeros(b.getF32Type(), matrix.run()), value);
        value = codegen::convertFloat(b, value, stored);
        Value e = b.add(b.mul(half, matrix.run()), i * size);
        Value at = attentionOffset(b, context, ranked, op.getResultMap(),
                                   {batch, head, query, e});
        b.store(value, b.offset(result, codegen::storedType(stored), at));
      }
    });
  }

  //===- State as the loop's values -----------------------------------------//

  static Values flatten(const State &state) {
    Values all{state.greatest, state.total};
    for (const Values *part : {&state.sums, &state.keys, &state.values})
      llvm::append_range(all, *part);
    return all;
  }
  State unflatten(ValueRange values) {
    State state;
    state.greatest = values[0];
    state.total = values[1];
    values = values.drop_front(2);
    int64_t sums = width / size;
    state.sums = Values(values.take_front(sums));
    state.keys = Values(values.slice(sums, keyRounds()));
    state.values = Values(values.drop_front(sums + keyRounds()));
    return state;
  }

  CodeBuilder &b;
  kernel::AttentionOp op;
  Value result;
  const KernelContext &context;
  Type element; // multiplied
  MatrixInstruction matrix;
  int64_t size, bytes;
  SmallVector<DimExpr> dims; // of b, h, i, j, d, e
  int64_t depth, width;
  bool isWide; // registers are scarce
  int64_t tileKeys;
  bool storesQueries;
  Value batch, head, firstQuery, query, hasQuery, keyCount, lane, half;
  Value keyTile, valueTile, queryPlace;
  SmallVector<Values> queries; // [chunk]: fragments
};

} // namespace

std::optional<LoweredOp>
hfc::amdgpu::lowerAttentionTile(CodeBuilder &b, kernel::AttentionOp op,
                                Value result, const KernelContext &context) {
  SmallVector<DimExpr> dims = dim::getDims(op.getDims());
  auto typeOf = [](Value tensor) {
    return cast<RankedTensorType>(tensor.getType()).getElementType();
  };
  Type element = typeOf(op.getQuery());
  if (typeOf(op.getKey()) != element || typeOf(op.getValue()) != element)
    return std::nullopt;
  if (element.isF32() && context.precision != target::Precision::f32)
    element = smallType(element.getContext(), context.precision);
  Type sum = op.getScores().front().getArguments().back().getType();
  if (!isa<FloatType>(element) ||
      !MatrixInstruction::exists(*context.device, element, sum))
    return std::nullopt;
  auto fits = [&](DimExpr dim) {
    auto size = dim.getConstant();
    return size && *size % 32 == 0 && *size > 0 && *size <= mostDepth;
  };
  bool dense =
      llvm::all_of(ArrayRef<AffineMap>{op.getQueryMap(), op.getKeyMap(),
                                       op.getValueMap(), op.getResultMap()},
                   isDenseAlongLast);
  auto queries = dims[2].getConstant();
  if (!fits(dims[4]) || !fits(dims[5]) || !dense ||
      (queries && *queries <= mostFewQueries) ||
      context.mostRegisters < tileRegisters)
    return std::nullopt;
  return TileEmitter(b, op, result, context, element).run();
}
