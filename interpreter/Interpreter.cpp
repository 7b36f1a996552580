#include "interpreter/Interpreter.h"
#include "interpreter/Evaluators.h"

using namespace mlir;
using namespace hfc;
using namespace hfc::interpreter;

int64_t Call::value(dim::DimExpr size) const {
  std::optional<int64_t> known =
      size.evaluate([&](StringRef name) -> std::optional<int64_t> {
        auto found = symbols.find(name);
        if (found == symbols.end())
          return std::nullopt;
        return found->second;
      });
  assert(known && "a symbol without a value");
  return *known;
}

Sizes Call::values(ArrayRef<dim::DimExpr> sizes) const {
  return llvm::map_to_vector<6>(sizes,
                                [&](dim::DimExpr size) { return value(size); });
}

Tensor Call::makeResult() const {
  auto type = cast<RankedTensorType>(op->getResult(0).getType());
  return Tensor(type.getElementType(), values(dim::getDims(type)));
}

const Evaluator *Evaluators::find(Operation *op) const {
  auto found = all.find(op->getName().getStringRef());
  return found == all.end() ? nullptr : &found->second;
}

static const Evaluators &evaluators() {
  static const Evaluators all = [] {
    Evaluators made;
    addElementwise(made);
    addFunctions(made);
    addCast(made);
    addShape(made);
    addIndex(made);
    addReduction(made);
    addNormalization(made);
    addContraction(made);
    addWindow(made);
    addAttention(made);
    return made;
  }();
  return all;
}

bool hfc::canInterpret(Operation *op) { return evaluators().find(op); }

Tensor hfc::interpret(Operation *op, ArrayRef<Tensor> operands,
                      const SymbolValues &symbols) {
  return (*evaluators().find(op))({op, operands, symbols});
}

namespace {

// One run of a function.
struct Run {
  SymbolValues symbols;
  DenseMap<Value, Tensor> values;

  void bindSymbols(BlockArgument argument, const Tensor &tensor);
  llvm::Error bindArgument(BlockArgument argument, Tensor tensor);
  llvm::Error bind(hf::BindOp op);
  llvm::Error check(hf::CheckOp op);
  // The symbols that are a dim of a type take their values from a tensor.
  void set(std::optional<ArrayAttr> symbols, Type type, const Tensor &tensor);
  llvm::Error runBlock(Block &block, std::vector<Tensor> &results,
                       LoadConstant load);
  llvm::Error run(hf::IfOp op, LoadConstant load);
  llvm::Error run(hf::LoopOp op, LoadConstant load);
  llvm::Error evaluate(Operation *op, LoadConstant load);
};

} // namespace

template <typename... Args>
static llvm::Error failure(Location loc, const char *format, Args &&...args) {
  std::string message;
  llvm::raw_string_ostream(message)
      << loc << ": " << llvm::formatv(format, std::forward<Args>(args)...);
  return llvm::createStringError(message);
}

// A size that is a symbol gives it its value…
void Run::bindSymbols(BlockArgument argument, const Tensor &tensor) {
  auto type = cast<RankedTensorType>(argument.getType());
  if (type.getRank() != tensor.getRank())
    return;
  for (auto [axis, dim] : llvm::enumerate(dim::getDims(type)))
    if (auto symbol = dim.getSymbol())
      symbols.try_emplace(*symbol, tensor.getDim(axis));
}

// … and every other must agree.
llvm::Error Run::bindArgument(BlockArgument argument, Tensor tensor) {
  auto type = cast<RankedTensorType>(argument.getType());
  if (type.getElementType() != tensor.getElement() ||
      type.getRank() != tensor.getRank())
    return failure(argument.getLoc(), "argument {0} is not a {1}",
                   argument.getArgNumber(), type);
  Call call{nullptr, {}, symbols};
  for (auto [axis, dim] : llvm::enumerate(dim::getDims(type)))
    if (call.value(dim) != tensor.getDim(axis))
      return failure(argument.getLoc(),
                     "dim {0} of argument {1} is {2}, but {3} = {4}", axis,
                     argument.getArgNumber(), tensor.getDim(axis), dim.str(),
                     call.value(dim));
  values.try_emplace(argument, std::move(tensor));
  return llvm::Error::success();
}

llvm::Error Run::bind(hf::BindOp op) {
  auto value = values.at(op.getValue()).get<int64_t>(0);
  int64_t min = op.getMin(), max = op.getMax();
  if (value < min || value > max)
    return failure(op.getLoc(), "size {0} is {1}, outside {2}..{3}",
                   op.getSymbol(), value, min, max);
  symbols[op.getSymbol()] = value;
  return llvm::Error::success();
}

llvm::Error Run::check(hf::CheckOp op) {
  Call call{nullptr, {}, symbols};
  dim::DimExpr lhs = op.getLhs(), rhs = op.getRhs();
  if (call.value(lhs) == call.value(rhs))
    return llvm::Error::success();
  return failure(op.getLoc(), "{0} is {1}, but {2} is {3}", lhs.str(),
                 call.value(lhs), rhs.str(), call.value(rhs));
}

void Run::set(std::optional<ArrayAttr> declared, Type type,
              const Tensor &tensor) {
  if (!declared)
    return;
  for (auto [axis, dim] :
       llvm::enumerate(dim::getDims(cast<RankedTensorType>(type))))
    for (auto symbol : declared->getAsRange<dim::SymbolAttr>())
      if (dim.getSymbol() == symbol.getSymbol().getValue())
        symbols[symbol.getSymbol()] = tensor.getDim(axis);
}

llvm::Error Run::runBlock(Block &block, std::vector<Tensor> &results,
                          LoadConstant load) {
  for (Operation &op : block.without_terminator())
    if (llvm::Error error = evaluate(&op, load))
      return error;
  results.clear();
  for (Value result : block.getTerminator()->getOperands())
    results.push_back(values.at(result));
  return llvm::Error::success();
}

llvm::Error Run::run(hf::IfOp op, LoadConstant load) {
  bool holds = values.at(op.getCondition()).get<int64_t>(0);
  std::vector<Tensor> results;
  if (llvm::Error error =
          runBlock((holds ? op.getYes() : op.getNo()).front(), results, load))
    return error;
  for (auto [value, result] : llvm::zip(op.getResults(), results)) {
    set(op.getSymbols(), value.getType(), result);
    values.insert_or_assign(value, result);
  }
  return llvm::Error::success();
}

// Pieces of equal dims behind each other, in a new first dim.
static Tensor stack(const Tensor &empty, ArrayRef<Tensor> pieces) {
  Sizes dims(empty.getDims());
  dims[0] = pieces.size();
  Tensor all(empty.getElement(), dims);
  char *to = all.getBytes().data();
  for (const Tensor &piece : pieces)
    to = std::copy(piece.getBytes().begin(), piece.getBytes().end(), to);
  return all;
}

llvm::Error Run::run(hf::LoopOp op, LoadConstant load) {
  std::vector<Tensor> carried;
  for (Value init : op.getInits())
    carried.push_back(values.at(init));
  std::vector<std::vector<Tensor>> stacks(op.getNumResults() - carried.size());
  int64_t trip = INT64_MAX;
  if (op.getTrip())
    trip = Call{nullptr, {}, symbols}.value(*op.getTrip());
  int64_t &counter = symbols[op.getCounter()] = 0;
  auto update = [&] {
    for (auto [i, tensor] : llvm::enumerate(carried))
      set(op.getSymbols(), op.getResult(i).getType(), tensor);
  };
  update();
  while (counter < trip &&
         !(op.getConditional() && !carried[0].get<int64_t>(0))) {
    for (auto [argument, tensor] :
         llvm::zip(op.getBody().getArguments(), carried))
      values.insert_or_assign(argument, tensor);
    std::vector<Tensor> results;
    if (llvm::Error error = runBlock(op.getBody().front(), results, load))
      return error;
    for (auto [i, result] : llvm::enumerate(results))
      if (i < carried.size())
        carried[i] = result;
      else
        stacks[i - carried.size()].push_back(result);
    update();
    ++counter;
  }
  for (auto [i, result] : llvm::enumerate(op.getResults()))
    if (i < carried.size()) {
      values.insert_or_assign(result, carried[i]);
    } else {
      auto type = cast<RankedTensorType>(result.getType());
      Sizes dims = Call{nullptr, {}, symbols}.values(dim::getDims(type));
      values.insert_or_assign(result, stack(Tensor(type.getElementType(), dims),
                                            stacks[i - carried.size()]));
    }
  return llvm::Error::success();
}

llvm::Error Run::evaluate(Operation *op, LoadConstant load) {
  if (auto bindOp = dyn_cast<hf::BindOp>(op))
    return bind(bindOp);
  if (auto checkOp = dyn_cast<hf::CheckOp>(op))
    return check(checkOp);
  if (auto ifOp = dyn_cast<hf::IfOp>(op))
    return run(ifOp, load);
  if (auto loop = dyn_cast<hf::LoopOp>(op))
    return run(loop, load);
  if (auto constant = dyn_cast<hf::ConstantOp>(op);
      constant && !isa<DenseElementsAttr>(constant.getValue())) {
    if (!load)
      return failure(op->getLoc(), "the constant is not in the module");
    llvm::Expected<Tensor> loaded = load(constant.getValue());
    if (!loaded)
      return loaded.takeError();
    values.insert_or_assign(op->getResult(0), std::move(*loaded));
    return llvm::Error::success();
  }
  if (!canInterpret(op))
    return failure(op->getLoc(), "{0} cannot be interpreted",
                   op->getName().getStringRef());
  std::vector<Tensor> operands;
  for (Value operand : op->getOperands())
    operands.push_back(values.at(operand));
  values.insert_or_assign(op->getResult(0), interpret(op, operands, symbols));
  return llvm::Error::success();
}

llvm::Expected<std::vector<Tensor>>
hfc::interpret(func::FuncOp function, std::vector<Tensor> arguments,
               LoadConstant load) {
  Run run;
  if (arguments.size() != function.getNumArguments())
    return failure(function.getLoc(), "{0} arguments for {1}", arguments.size(),
                   function.getNumArguments());
  for (auto [argument, tensor] :
       llvm::zip_equal(function.getArguments(), arguments))
    run.bindSymbols(argument, tensor);
  for (auto [argument, tensor] :
       llvm::zip_equal(function.getArguments(), arguments))
    if (llvm::Error error = run.bindArgument(argument, std::move(tensor)))
      return error;
  std::vector<Tensor> results;
  if (llvm::Error error =
          run.runBlock(function.getBody().front(), results, load))
    return error;
  return results;
}
