#include "test/runtime/TestArtifact.h"
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <unistd.h>

using namespace hfc;
using namespace hfc::artifact;
using namespace hfc::test;

namespace {

std::unique_ptr<DimProgramT> program(DimAssembler &assembler) {
  auto made = std::make_unique<DimProgramT>();
  made->code = assembler.take();
  return made;
}
std::unique_ptr<DimProgramT> number(int64_t value) {
  DimAssembler assembler;
  return program(assembler.constant(value));
}
std::unique_ptr<DimProgramT> dim(uint32_t index) {
  DimAssembler assembler;
  return program(assembler.dim(index));
}
std::unique_ptr<DimProgramT> times(uint32_t index, int64_t factor) {
  DimAssembler assembler;
  return program(assembler.dim(index).constant(factor).op(DimOp::mul));
}
// times, as an arena offset
std::unique_ptr<DimProgramT> aligned(uint32_t index, int64_t factor) {
  DimAssembler assembler;
  return program(assembler.dim(index)
                     .constant(factor)
                     .op(DimOp::mul)
                     .constant(64)
                     .op(DimOp::ceilDiv)
                     .constant(64)
                     .op(DimOp::mul));
}

template <typename... Programs> auto shape(Programs... programs) {
  std::vector<std::unique_ptr<DimProgramT>> made;
  (made.push_back(std::move(programs)), ...);
  return made;
}

class FunctionBuilder {
public:
  FunctionBuilder(const char *name) : made(std::make_unique<FunctionT>()) {
    made->name = name;
    made->family = "x86";
  }
  void dim(const char *name, int64_t min, int64_t max, bool bound = false) {
    auto dim = std::make_unique<DimT>();
    dim->name = name;
    dim->min = min;
    dim->max = max;
    dim->bound = bound;
    made->dims.push_back(std::move(dim));
  }
  uint32_t value(Place place, uint32_t index, ElementType type,
                 std::unique_ptr<DimProgramT> bytes,
                 std::unique_ptr<DimProgramT> offset = nullptr) {
    auto value = std::make_unique<ValueT>();
    value->place = place;
    value->index = index;
    value->type = type;
    value->bytes = std::move(bytes);
    value->offset = std::move(offset);
    made->values.push_back(std::move(value));
    return uint32_t(made->values.size()) - 1;
  }
  std::unique_ptr<TensorT>
  tensor(const char *name, ElementType type, uint32_t value,
         std::vector<std::unique_ptr<DimProgramT>> shape, int32_t fill = -1) {
    auto tensor = std::make_unique<TensorT>();
    tensor->name = name;
    tensor->type = type;
    tensor->value = value;
    tensor->shape = std::move(shape);
    tensor->default_value = fill;
    return tensor;
  }
  template <typename T> void step(T action) {
    auto step = std::make_unique<StepT>();
    step->action.Set(std::move(action));
    made->steps.push_back(std::move(step));
  }
  void dispatch(uint32_t kernel, std::vector<uint32_t> args,
                std::vector<std::unique_ptr<DimProgramT>> sizes) {
    DispatchT dispatch;
    dispatch.kernel = kernel;
    dispatch.args = std::move(args);
    dispatch.sizes = std::move(sizes);
    dispatch.source = "node" + std::to_string(made->steps.size());
    step(std::move(dispatch));
  }
  std::unique_ptr<FunctionT> made;
};

enum Kernels { addRow, relu, scale, countPositive, iota, mode };

void addKernel(ArtifactT &tables, const char *name, uint32_t operands,
               uint32_t results, uint32_t sizes,
               std::unique_ptr<DimProgramT> grid, uint64_t scratch = 0) {
  auto kernel = std::make_unique<KernelT>();
  kernel->name = name;
  kernel->operands = operands;
  kernel->results = results;
  kernel->sizes = sizes;
  kernel->flops = dim(sizes - 1);
  // The first entry is never taken, the second always.
  for (int i = 0; i < 2; ++i) {
    auto entry = std::make_unique<EntryT>();
    if (i == 0)
      entry->guard = number(0);
    entry->symbol = name;
    entry->grid = std::make_unique<DimProgramT>(*grid);
    entry->scratch = scratch;
    entry->strategy = i ? "plain" : "never";
    kernel->entries.push_back(std::move(entry));
  }
  tables.kernels.push_back(std::move(kernel));
}

std::unique_ptr<FunctionT> makeMain() {
  FunctionBuilder f("main");
  f.dim("s", 0, 1000);
  auto rows = [] { return times(0, 16); };
  uint32_t x = f.value(Place::input, 0, ElementType::f32, rows());
  uint32_t bias = f.value(Place::input, 1, ElementType::f32, rows());
  uint32_t y = f.value(Place::output, 0, ElementType::f32, rows());
  uint32_t w = f.value(Place::constant, 0, ElementType::f32, number(16));
  uint32_t a = f.value(Place::arena, 0, ElementType::f32, rows());
  uint32_t b =
      f.value(Place::arena, 0, ElementType::f32, rows(), aligned(0, 16));
  DimAssembler total;
  f.made->segments.push_back(program(
      total.dim(0).constant(32).op(DimOp::mul).constant(64).op(DimOp::add)));
  f.made->inputs.push_back(
      f.tensor("x", ElementType::f32, x, shape(dim(0), number(4))));
  f.made->inputs.push_back(
      f.tensor("bias", ElementType::f32, bias, shape(dim(0), number(4)), 1));
  f.made->outputs.push_back(
      f.tensor("y", ElementType::f32, y, shape(dim(0), number(4))));
  f.dispatch(addRow, {x, w, a}, shape(number(4), dim(0)));
  f.dispatch(scale, {a, b}, shape(number(1), times(0, 4)));
  // One row of all: bias is added as a row of 4*s.
  f.dispatch(addRow, {b, bias, a}, shape(times(0, 4), number(1)));
  CopyT copy;
  copy.source = a;
  copy.target = b;
  f.step(std::move(copy));
  f.dispatch(relu, {b, y}, shape(times(0, 4)));
  return std::move(f.made);
}

std::unique_ptr<FunctionT> makeSelect() {
  FunctionBuilder f("select");
  f.dim("n", 0, 1000);
  f.dim("k", 0, 5, true);
  uint32_t x = f.value(Place::input, 0, ElementType::f32, times(0, 4));
  uint32_t y = f.value(Place::output, 0, ElementType::i64, times(1, 8));
  uint32_t counts = f.value(Place::arena, 0, ElementType::i64, number(16));
  uint32_t open = f.value(Place::arena, 1, ElementType::i64, times(1, 8));
  f.made->segments.push_back(number(64));
  f.made->segments.push_back(times(1, 8));
  f.made->inputs.push_back(f.tensor("x", ElementType::f32, x, shape(dim(0))));
  f.made->outputs.push_back(f.tensor("y", ElementType::i64, y, shape(dim(1))));
  f.dispatch(countPositive, {x, counts}, shape(dim(0)));
  BindT bind;
  bind.dim = 1;
  bind.value = counts;
  bind.element = 1;
  bind.segment = 1;
  f.step(std::move(bind));
  f.dispatch(iota, {open}, shape(dim(1)));
  CopyT copy;
  copy.source = open;
  copy.target = y;
  f.step(std::move(copy));
  return std::move(f.made);
}

std::unique_ptr<FunctionT> makeMode() {
  FunctionBuilder f("mode");
  f.dim("g", 1, 100000);
  uint32_t t = f.value(Place::input, 0, ElementType::u32, times(0, 4));
  uint32_t y = f.value(Place::output, 0, ElementType::u32, times(0, 4));
  f.made->inputs.push_back(f.tensor("t", ElementType::u32, t, shape(dim(0))));
  f.made->outputs.push_back(f.tensor("y", ElementType::u32, y, shape(dim(0))));
  f.dispatch(mode, {y}, shape(dim(0)));
  return std::move(f.made);
}

// Dims s, r, past; state dims room, past, r.
std::unique_ptr<DimProgramT> keptRows(int64_t factor) {
  DimAssembler rows;
  rows.dim(2).dim(0).op(DimOp::add);
  if (factor)
    rows.dim(1).op(DimOp::mul).constant(factor).op(DimOp::mul);
  return program(rows);
}

std::unique_ptr<FunctionT> makeKeep() {
  FunctionBuilder f("keep");
  f.dim("s", 0, 1000);
  f.dim("r", 0, 1000);
  f.dim("past", 0, 1000);
  f.made->dims[1]->state = 2;
  f.made->dims[2]->state = 1;
  auto product = [](uint32_t a, uint32_t b) {
    DimAssembler bytes;
    return program(
        bytes.dim(a).dim(b).op(DimOp::mul).constant(4).op(DimOp::mul));
  };
  uint32_t x = f.value(Place::input, 0, ElementType::f32, product(0, 1));
  f.value(Place::input, 1, ElementType::u8, keptRows(0));
  uint32_t y = f.value(Place::output, 0, ElementType::f32, keptRows(4));
  uint32_t all = f.value(Place::state, 0, ElementType::f32, keptRows(4));
  uint32_t added =
      f.value(Place::state, 0, ElementType::f32, product(0, 1), product(2, 1));
  f.made->inputs.push_back(
      f.tensor("x", ElementType::f32, x, shape(dim(0), dim(1))));
  f.made->inputs.push_back(
      f.tensor("flags", ElementType::u8, 1, shape(keptRows(0)), 2));
  f.made->outputs.push_back(
      f.tensor("y", ElementType::f32, y, shape(keptRows(0), dim(1))));
  CopyT append, show;
  append.source = x;
  append.target = added;
  f.step(std::move(append));
  show.source = all;
  show.target = y;
  f.step(std::move(show));
  auto update = std::make_unique<LengthUpdateT>();
  update->state_dim = 1;
  update->value = keptRows(0);
  f.made->lengths.push_back(std::move(update));
  return std::move(f.made);
}

// Dims n, t (bound), i (counts), k (set).
std::unique_ptr<FunctionT> makeRepeat() {
  FunctionBuilder f("repeat");
  f.dim("n", 0, 1000);
  f.dim("t", 0, 100, true);
  f.dim("i", 0, 100, true);
  f.dim("k", 0, 2000, true);
  auto bytes = [](int64_t more) {
    DimAssembler bytes;
    return program(bytes.dim(2)
                       .constant(more)
                       .op(DimOp::add)
                       .dim(0)
                       .op(DimOp::mul)
                       .constant(4)
                       .op(DimOp::mul));
  };
  uint32_t more = f.value(Place::input, 0, ElementType::bool_, number(1));
  uint32_t count = f.value(Place::input, 1, ElementType::i64, number(8));
  uint32_t x = f.value(Place::input, 2, ElementType::f32, times(0, 4));
  uint32_t y = f.value(Place::output, 0, ElementType::f32, bytes(0));
  uint32_t z = f.value(Place::output, 1, ElementType::i64, times(3, 8));
  uint32_t stack = f.value(Place::arena, 1, ElementType::f32, bytes(0));
  uint32_t next =
      f.value(Place::arena, 1, ElementType::f32, times(0, 4), bytes(0));
  f.made->segments.push_back(number(64));
  f.made->segments.push_back(bytes(1));
  f.made->inputs.push_back(f.tensor("more", ElementType::bool_, more, {}));
  f.made->inputs.push_back(f.tensor("times", ElementType::i64, count, {}));
  f.made->inputs.push_back(f.tensor("x", ElementType::f32, x, shape(dim(0))));
  f.made->outputs.push_back(
      f.tensor("y", ElementType::f32, y, shape(dim(2), dim(0))));
  f.made->outputs.push_back(f.tensor("z", ElementType::i64, z, shape(dim(3))));
  BindT bind;
  bind.dim = 1;
  bind.value = count;
  f.step(std::move(bind)); // 0
  IfT branch;
  branch.value = more;
  branch.yes = branch.no = 1;
  f.step(std::move(branch)); // 1
  for (int64_t factor : {1, 2}) {
    SetT set;
    set.dim = 3;
    set.size = times(0, factor);
    f.step(std::move(set)); // 2, 3
  }
  LoopT loop;
  loop.dim = 2;
  loop.trip = dim(1);
  loop.steps = 2;
  f.step(std::move(loop)); // 4
  OpenT open;
  open.segment = 1;
  open.keep = true;
  f.step(OpenT(open)); // 5
  CopyT copy, show;
  copy.source = x;
  copy.target = next;
  f.step(std::move(copy)); // 6
  f.step(OpenT(open));     // 7
  show.source = stack;
  show.target = y;
  f.step(std::move(show)); // 8
  f.dispatch(iota, {z}, shape(dim(3)));
  CheckT check;
  check.lhs = dim(2);
  check.rhs = dim(1);
  check.source = "repeat";
  f.step(std::move(check)); // 10
  return std::move(f.made);
}

void addState(ArtifactT &tables) {
  auto add = [&](const char *name, StateDimKind kind, int64_t max) {
    auto made = std::make_unique<StateDimT>();
    made->name = name;
    made->kind = kind;
    made->max = max;
    tables.state_dims.push_back(std::move(made));
  };
  add("room", StateDimKind::capacity, 4);
  add("past", StateDimKind::length, 4);
  add("r", StateDimKind::rows, 1000);
  auto state = std::make_unique<StateT>();
  state->name = "kept";
  state->type = ElementType::f32;
  state->shape = shape(dim(0), dim(2));
  state->length = 1;
  tables.states.push_back(std::move(state));
}

void addConstant(TestArtifact &artifact, const char *name,
                 std::vector<float> values, std::vector<int64_t> shape) {
  auto constant = std::make_unique<ConstantT>();
  constant->name = name;
  constant->type = ElementType::f32;
  constant->shape = std::move(shape);
  artifact.tables.constants.push_back(std::move(constant));
  auto *bytes = reinterpret_cast<uint8_t *>(values.data());
  artifact.constants.emplace_back(bytes, bytes + values.size() * 4);
}

void addByte(TestArtifact &artifact) {
  auto constant = std::make_unique<ConstantT>();
  constant->name = "one";
  constant->type = ElementType::u8;
  artifact.tables.constants.push_back(std::move(constant));
  artifact.constants.push_back({1});
}

} // namespace

TestArtifact::TestArtifact() : image(readAll(HFC_TEST_KERNELS)) {
  addKernel(tables, "add_row", 2, 1, 2, dim(1), 64 * 1024);
  addKernel(tables, "relu", 1, 1, 1, dim(0));
  addKernel(tables, "scale", 1, 1, 2, dim(1));
  addKernel(tables, "count_positive", 1, 1, 1, number(1));
  addKernel(tables, "iota", 0, 1, 1, dim(0));
  addKernel(tables, "mode", 0, 1, 1, dim(0));
  tables.functions.push_back(makeMain());
  tables.functions.push_back(makeSelect());
  tables.functions.push_back(makeMode());
  tables.functions.push_back(makeKeep());
  tables.functions.push_back(makeRepeat());
  addState(tables);
  addConstant(*this, "w", {1, -2, 3, -4}, {4});
  addConstant(*this, "zero", {0}, {});
  addByte(*this);
  auto executable = std::make_unique<ExecutableT>();
  executable->family = "x86";
  executable->chip = "x86-64";
  executable->features = "sse3";
  executable->abi = 1;
  tables.executables.push_back(std::move(executable));
  auto eos = std::make_unique<KeyValueT>();
  eos->key = "eos_token_id";
  eos->value = "2 7";
  tables.metadata.push_back(std::move(eos));
  tables.provenance = std::make_unique<ProvenanceT>();
  tables.provenance->compiler = "hfc test";
  tables.provenance->model_sha256.resize(32);
  auto option = std::make_unique<KeyValueT>();
  option->key = "precision";
  option->value = "f32";
  tables.provenance->options.push_back(std::move(option));
}

std::optional<Failure> TestArtifact::write(const std::string &path) {
  Contents contents;
  for (size_t i = 0; i < tables.executables.size(); ++i)
    contents.images.push_back(image);
  for (const std::vector<uint8_t> &bytes : constants)
    contents.constants.push_back(
        {bytes.size(),
         [&bytes](const ByteSink &sink) -> std::optional<Failure> {
           sink(bytes);
           return std::nullopt;
         }});
  return writeArtifact(path, tables, contents);
}

std::vector<uint8_t> TestArtifact::bytes() {
  std::string path = temporaryPath("bytes.hfa");
  if (std::optional<Failure> failure = write(path)) {
    std::fprintf(stderr, "%s\n", failure->message.c_str());
    std::abort();
  }
  return readAll(path);
}

std::vector<uint8_t> hfc::test::readAll(const std::string &path) {
  std::ifstream file(path, std::ios::binary);
  return std::vector<uint8_t>(std::istreambuf_iterator<char>(file), {});
}

std::string hfc::test::temporaryPath(const std::string &name) {
  struct Folder {
    std::string path = std::filesystem::temp_directory_path() /
                       ("hfc-test-" + std::to_string(getpid()));
    Folder() { std::filesystem::create_directories(path); }
    ~Folder() { std::filesystem::remove_all(path); }
  };
  static Folder folder;
  return folder.path + "/" + name;
}
