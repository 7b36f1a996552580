// Syntax and verifiers of the kernel dialect.
#include "dialects/Dim/DimTypes.h"
#include "dialects/Kernel/KernelDialect.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/IR/OpImplementation.h"

using namespace mlir;
using namespace hfc;
using namespace hfc::kernel;

// (%i, %j) { … }, a program over indices.
static ParseResult parseIndexProgram(OpAsmParser &parser, Region &region);
static void printIndexProgram(OpAsmPrinter &printer, Operation *,
                              Region &region);

#define GET_OP_CLASSES
#include "dialects/Kernel/KernelOps.cpp.inc"

//===-- Bodies
//-------------------------------------------------------------===//

// A new block with these arguments, filled by the callback, that yields what
// the callback returns.
static void buildBody(OpBuilder &builder, Location loc, Region &region,
                      unsigned indices,
                      llvm::function_ref<Value(OpBuilder &, ValueRange)> body) {
  OpBuilder::InsertionGuard guard(builder);
  SmallVector<Type> types(indices, builder.getIndexType());
  Block *block = builder.createBlock(&region, {}, types,
                                     SmallVector<Location>(indices, loc));
  YieldOp::create(builder, loc, body(builder, block->getArguments()));
}

void ReduceOp::build(OpBuilder &builder, OperationState &state, ReduceKind kind,
                     dim::ShapeAttr shape, Type result,
                     llvm::function_ref<Value(OpBuilder &, ValueRange)> body) {
  state.addAttribute(getKindAttrName(state.name),
                     ReduceKindAttr::get(builder.getContext(), kind));
  state.addAttribute(getShapeAttrName(state.name), shape);
  state.addTypes(result);
  buildBody(builder, state.location, *state.addRegion(), shape.getDims().size(),
            body);
}

void MapOp::build(OpBuilder &builder, OperationState &state,
                  RankedTensorType result,
                  llvm::function_ref<Value(OpBuilder &, ValueRange)> body) {
  state.addTypes(result);
  buildBody(builder, state.location, *state.addRegion(), result.getRank(),
            body);
}

static LogicalResult verifyBody(Operation *op, Block &block, size_t indices,
                                Type yielded) {
  size_t count = 0;
  for (BlockArgument argument : block.getArguments())
    count += argument.getType().isIndex();
  if (count != indices)
    return op->emitOpError()
           << "has a program over " << indices << " indices, not " << count;
  auto yield = dyn_cast_or_null<YieldOp>(
      block.mightHaveTerminator() ? block.getTerminator() : nullptr);
  if (!yield || yield.getValue().getType() != yielded)
    return op->emitOpError() << "yields " << yielded;
  return success();
}

//===-- Syntax
//-------------------------------------------------------------===//

// <384, s>, as the generated syntax writes a shape.
static ParseResult parseShape(OpAsmParser &parser, OperationState &state,
                              StringAttr name) {
  dim::ShapeAttr shape;
  if (parser.parseCustomAttributeWithFallback(shape))
    return failure();
  state.addAttribute(name, shape);
  return success();
}

// (%i, %j) or, with typed ones behind, (%i, %j, %sum: f32)
static ParseResult parseProgram(OpAsmParser &parser, OperationState &state,
                                bool before(OpAsmParser &, OperationState &)) {
  SmallVector<OpAsmParser::Argument> arguments;
  auto parseArgument = [&]() -> ParseResult {
    auto &argument = arguments.emplace_back();
    if (parser.parseArgument(argument))
      return failure();
    argument.type = parser.getBuilder().getIndexType();
    if (succeeded(parser.parseOptionalColon()))
      return parser.parseType(argument.type);
    return success();
  };
  if (parser.parseCommaSeparatedList(OpAsmParser::Delimiter::Paren,
                                     parseArgument))
    return failure();
  if (before && !before(parser, state))
    return failure();
  return parser.parseRegion(*state.addRegion(), arguments);
}

static void printArguments(OpAsmPrinter &printer, Block &block) {
  printer << '(';
  llvm::interleaveComma(block.getArguments(), printer, [&](Value argument) {
    printer.printOperand(argument);
    if (!argument.getType().isIndex())
      printer << ": " << argument.getType();
  });
  printer << ')';
}

static void printProgram(OpAsmPrinter &printer, Region &region) {
  printer << ' ';
  printer.printRegion(region, /*printEntryBlockArgs=*/false);
}

static ParseResult parseIndexProgram(OpAsmParser &parser, Region &region) {
  SmallVector<OpAsmParser::Argument> arguments;
  auto parseArgument = [&]() -> ParseResult {
    arguments.emplace_back().type = parser.getBuilder().getIndexType();
    return parser.parseArgument(arguments.back());
  };
  return failure(parser.parseCommaSeparatedList(OpAsmParser::Delimiter::Paren,
                                                parseArgument) ||
                 parser.parseRegion(region, arguments));
}

static void printIndexProgram(OpAsmPrinter &printer, Operation *,
                              Region &region) {
  printArguments(printer, region.front());
  printProgram(printer, region);
}

ParseResult MapOp::parse(OpAsmParser &parser, OperationState &state) {
  Type type;
  if (parseProgram(parser, state, nullptr) ||
      parser.parseOptionalAttrDict(state.attributes) ||
      parser.parseColonType(type))
    return failure();
  state.addTypes(type);
  return success();
}

void MapOp::print(OpAsmPrinter &printer) {
  printer << ' ';
  printArguments(printer, getBody().front());
  printProgram(printer, getBody());
  printer.printOptionalAttrDict((*this)->getAttrs());
  printer << " : " << getResult().getType();
}

LogicalResult MapOp::verify() {
  auto type = getResult().getType();
  return verifyBody(*this, getBody().front(), type.getRank(),
                    type.getElementType());
}

ParseResult ReduceOp::parse(OpAsmParser &parser, OperationState &state) {
  StringRef keyword;
  auto location = parser.getCurrentLocation();
  if (parser.parseKeyword(&keyword))
    return failure();
  auto kind = symbolizeReduceKind(keyword);
  if (!kind)
    return parser.emitError(location, "unknown reduction ") << keyword;
  state.addAttribute(getKindAttrName(state.name),
                     ReduceKindAttr::get(parser.getContext(), *kind));
  auto parseBox = [](OpAsmParser &parser, OperationState &state) {
    return succeeded(parser.parseKeyword("in")) &&
           succeeded(parseShape(parser, state, getShapeAttrName(state.name)));
  };
  Type type;
  if (parseProgram(parser, state, parseBox) ||
      parser.parseOptionalAttrDict(state.attributes) ||
      parser.parseColonType(type))
    return failure();
  state.addTypes(type);
  return success();
}

void ReduceOp::print(OpAsmPrinter &printer) {
  printer << ' ' << stringifyReduceKind(getKind()) << ' ';
  printArguments(printer, getBody().front());
  printer << " in ";
  printer.printStrippedAttrOrType(getShape());
  printProgram(printer, getBody());
  printer.printOptionalAttrDict((*this)->getAttrs(),
                                {getKindAttrName(), getShapeAttrName()});
  printer << " : " << getResult().getType();
}

LogicalResult ReduceOp::verify() {
  bool argument = getKind() >= ReduceKind::argmax;
  if (argument && !getResult().getType().isInteger(64))
    return emitOpError("gives the i64 index of an element");
  auto yield = cast<YieldOp>(getBody().front().getTerminator());
  return verifyBody(*this, getBody().front(), getShape().getDims().size(),
                    argument ? yield.getValue().getType()
                             : getResult().getType());
}

static ParseResult parseMap(OpAsmParser &parser, StringAttr name,
                            OperationState &state) {
  AffineMap map;
  if (parser.parseAffineMap(map))
    return failure();
  state.addAttribute(name, AffineMapAttr::get(map));
  return success();
}

ParseResult ContractOp::parse(OpAsmParser &parser, OperationState &state) {
  OpAsmParser::UnresolvedOperand lhs, rhs;
  RankedTensorType lhsType, rhsType, type;
  if (parser.parseOperand(lhs) || parser.parseComma() ||
      parser.parseOperand(rhs) || parser.parseKeyword("maps") ||
      parser.parseLSquare() ||
      parseMap(parser, getLhsMapAttrName(state.name), state) ||
      parser.parseRSquare() || parser.parseComma() || parser.parseLSquare() ||
      parseMap(parser, getRhsMapAttrName(state.name), state) ||
      parser.parseRSquare() || parser.parseKeyword("reduce") ||
      parseShape(parser, state, getReduceAttrName(state.name)) ||
      parseProgram(parser, state, nullptr) ||
      parser.parseOptionalAttrDict(state.attributes) || parser.parseColon() ||
      parser.parseType(lhsType) || parser.parseComma() ||
      parser.parseType(rhsType) || parser.parseKeyword("to") ||
      parser.parseType(type) ||
      parser.resolveOperand(lhs, lhsType, state.operands) ||
      parser.resolveOperand(rhs, rhsType, state.operands))
    return failure();
  state.addTypes(type);
  return success();
}

void ContractOp::print(OpAsmPrinter &printer) {
  printer << ' ' << getLhs() << ", " << getRhs() << " maps [" << getLhsMap()
          << "], [" << getRhsMap() << "] reduce ";
  printer.printStrippedAttrOrType(getReduce());
  printer << ' ';
  printArguments(printer, getEpilogue().front());
  printProgram(printer, getEpilogue());
  printer.printOptionalAttrDict(
      (*this)->getAttrs(),
      {getLhsMapAttrName(), getRhsMapAttrName(), getReduceAttrName()});
  printer << " : " << getLhs().getType() << ", " << getRhs().getType() << " to "
          << getResult().getType();
}

static LogicalResult verifyMap(Operation *op, StringRef name, AffineMap map,
                               size_t dims, Type operand) {
  auto type = cast<RankedTensorType>(operand);
  if (map.getNumSymbols() == 0 && map.getNumDims() == dims &&
      map.getNumResults() == type.getRank())
    return success();
  return op->emitOpError() << "the map of " << name << " takes " << dims
                           << " indices to " << type.getRank();
}

LogicalResult ContractOp::verify() {
  auto type = getResult().getType();
  size_t dims = type.getRank() + getReduce().getDims().size();
  Block &block = getEpilogue().front();
  if (failed(verifyMap(*this, "lhs", getLhsMap(), dims, getLhs().getType())) ||
      failed(verifyMap(*this, "rhs", getRhsMap(), dims, getRhs().getType())))
    return failure();
  for (auto [operand, of] :
       {std::pair(getLhs(), getLhsFloat()), std::pair(getRhs(), getRhsFloat())})
    if (of && (!isa<FloatType>(*of) || of->getIntOrFloatBitWidth() != 8 ||
               !getElementTypeOrSelf(operand).isInteger(8)))
      return emitOpError("has an operand whose bytes are no ") << *of;
  if (block.getNumArguments() != type.getRank() + 1u ||
      block.getArguments().back().getType().isIndex())
    return emitOpError("has an epilogue over the result's indices and the sum");
  return verifyBody(*this, block, type.getRank(), type.getElementType());
}

ParseResult AttentionOp::parse(OpAsmParser &parser, OperationState &state) {
  OpAsmParser::UnresolvedOperand operands[3];
  StringAttr names[] = {
      getQueryMapAttrName(state.name), getKeyMapAttrName(state.name),
      getValueMapAttrName(state.name), getResultMapAttrName(state.name)};
  RankedTensorType types[3], type;
  for (auto [i, operand] : llvm::enumerate(operands))
    if ((i && parser.parseComma()) || parser.parseOperand(operand))
      return failure();
  if (parser.parseKeyword("maps"))
    return failure();
  for (auto [i, name] : llvm::enumerate(names))
    if ((i && parser.parseComma()) || parser.parseLSquare() ||
        parseMap(parser, name, state) || parser.parseRSquare())
      return failure();
  if (parser.parseKeyword("dims") ||
      parseShape(parser, state, getDimsAttrName(state.name)) ||
      parseProgram(parser, state, nullptr) ||
      parser.parseOptionalAttrDict(state.attributes) || parser.parseColon())
    return failure();
  for (auto [i, operandType] : llvm::enumerate(types))
    if ((i && parser.parseComma()) || parser.parseType(operandType))
      return failure();
  if (parser.parseKeyword("to") || parser.parseType(type))
    return failure();
  for (auto [operand, operandType] : llvm::zip(operands, types))
    if (parser.resolveOperand(operand, operandType, state.operands))
      return failure();
  state.addTypes(type);
  return success();
}

void AttentionOp::print(OpAsmPrinter &printer) {
  printer << ' ' << getOperands() << " maps [" << getQueryMap() << "], ["
          << getKeyMap() << "], [" << getValueMap() << "], [" << getResultMap()
          << "] dims ";
  printer.printStrippedAttrOrType(getDims());
  printer << ' ';
  printArguments(printer, getScores().front());
  printProgram(printer, getScores());
  printer.printOptionalAttrDict((*this)->getAttrs(),
                                {getQueryMapAttrName(), getKeyMapAttrName(),
                                 getValueMapAttrName(), getResultMapAttrName(),
                                 getDimsAttrName()});
  printer << " : " << getOperandTypes() << " to " << getResult().getType();
}

LogicalResult AttentionOp::verify() {
  if (getDims().getDims().size() != 6)
    return emitOpError("has the dims b, h, i, j, d and e");
  if (failed(
          verifyMap(*this, "query", getQueryMap(), 4, getQuery().getType())) ||
      failed(verifyMap(*this, "key", getKeyMap(), 4, getKey().getType())) ||
      failed(
          verifyMap(*this, "value", getValueMap(), 4, getValue().getType())) ||
      failed(
          verifyMap(*this, "result", getResultMap(), 4, getResult().getType())))
    return failure();
  if (!getResultMap().isPermutation())
    return emitOpError("permutes the dims of its result");
  Block &block = getScores().front();
  if (block.getNumArguments() != 5 ||
      block.getArguments().back().getType().isIndex())
    return emitOpError("has a program over b, h, i, j and the score");
  return verifyBody(*this, block, 4, block.getArguments().back().getType());
}

static Type yieldedBy(Region &program) {
  return cast<YieldOp>(program.front().getTerminator()).getValue().getType();
}

// As elements are yielded: floats of 16 bits may come as f32.
static bool isElement(Type yielded, Type element) {
  return yielded == element ||
         (yielded.isF32() && (element.isF16() || element.isBF16()));
}

static bool isAxisOf(uint64_t axis, RankedTensorType type) {
  return axis < static_cast<uint64_t>(type.getRank());
}

LogicalResult ScanOp::verify() {
  auto type = getResult().getType();
  if (!isAxisOf(getAxis(), type))
    return emitOpError("has an axis of its result");
  if (getKind() != ReduceKind::add && getKind() != ReduceKind::mul)
    return emitOpError("adds or multiplies");
  Type yielded = yieldedBy(getBody());
  if (!isElement(yielded, type.getElementType()))
    return emitOpError() << "yields " << type.getElementType();
  return verifyBody(*this, getBody().front(), type.getRank(), yielded);
}

LogicalResult ScatterOp::verify() {
  auto type = getResult().getType();
  if (!isAxisOf(getAxis(), type) ||
      static_cast<int64_t>(getOver().getDims().size()) != type.getRank())
    return emitOpError("has an axis and a box of its result's rank");
  if (getKind() && *getKind() >= ReduceKind::argmax)
    return emitOpError("combines elements");
  Type places = IntegerType::get(getContext(), 64);
  for (Region *region : {&getInitial(), &getPlaces(), &getValues()})
    if (failed(verifyBody(*this, region->front(), type.getRank(),
                          region == &getPlaces() ? places
                                                 : type.getElementType())))
      return failure();
  return success();
}

LogicalResult TopKOp::verify() {
  auto type = getResult().getType();
  if (!isAxisOf(getAxis(), type) || !type.getElementType().isInteger(64))
    return emitOpError("gives i64 indices along an axis of its result");
  return verifyBody(*this, getBody().front(), type.getRank(),
                    yieldedBy(getBody()));
}

//===-- Scalars
//------------------------------------------------------------===//

OpFoldResult SizeOp::fold(FoldAdaptor) {
  if (auto value = dim::DimExpr(getValue()).getConstant())
    return IntegerAttr::get(IndexType::get(getContext()), *value);
  return {};
}

Operation *KernelDialect::materializeConstant(OpBuilder &builder,
                                              Attribute value, Type type,
                                              Location loc) {
  return arith::ConstantOp::materialize(builder, value, type, loc);
}

LogicalResult LoadOp::verify() {
  if (static_cast<int64_t>(getIndices().size()) !=
      cast<RankedTensorType>(getTensor().getType()).getRank())
    return emitOpError("takes one index a dim");
  if (getGuard() &&
      (!getOtherwise() || getOtherwise().getType() != getResult().getType()))
    return emitOpError("with a guard gives an element of the same type");
  return success();
}
