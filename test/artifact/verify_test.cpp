// The meaning of tables: each rule, broken alone, is refused by name.
#include "artifact/Reader.h"
#include "test/runtime/TestArtifact.h"
#include <functional>
#include <gtest/gtest.h>

using namespace hfc;
using namespace hfc::artifact;
using namespace hfc::test;

namespace {

// What the reader says to tables that were changed after layout.
std::string verdict(const std::function<void(ArtifactT &)> &change) {
  std::vector<uint8_t> bytes = TestArtifact().bytes();
  Header header;
  ReadError error = {};
  EXPECT_TRUE(readHeader(bytes, bytes.size(), header, error));
  std::unique_ptr<ArtifactT> tables(
      GetArtifact(bytes.data() + header.tables.offset)->UnPack());
  change(*tables);
  flatbuffers::FlatBufferBuilder builder;
  builder.Finish(Artifact::Pack(builder, tables.get()), ArtifactIdentifier());
  bool good = verifyTables({builder.GetBufferPointer(), builder.GetSize()},
                           header, error);
  return good ? "" : error.message;
}

void expectRefused(const std::string &part,
                   const std::function<void(ArtifactT &)> &change) {
  std::string message = verdict(change);
  EXPECT_NE(message.find(part), std::string::npos) << message;
}

FunctionT &mainOf(ArtifactT &tables) { return *tables.functions[0]; }
FunctionT &selectOf(ArtifactT &tables) { return *tables.functions[1]; }

TEST(Verify, TheArtifactItself) {
  EXPECT_EQ(verdict([](ArtifactT &) {}), "");
}

TEST(Verify, NoFunctions) {
  expectRefused("no function", [](ArtifactT &t) { t.functions.clear(); });
  expectRefused("no name", [](ArtifactT &t) { mainOf(t).name = ""; });
}

TEST(Verify, Dims) {
  for (auto change : std::initializer_list<void (*)(DimT &)>{
           [](DimT &d) { d.min = -1; }, [](DimT &d) { d.max = -1; },
           [](DimT &d) { d.divisor = 0; }})
    expectRefused("function 'main': dim 's' has no valid range",
                  [&](ArtifactT &t) { change(*mainOf(t).dims[0]); });
}

TEST(Verify, State) {
  auto dims = [](ArtifactT &t) -> auto & { return t.state_dims; };
  expectRefused("state dim 0 'room': no name, kind or range",
                [&](ArtifactT &t) { dims(t)[0]->max = -1; });
  expectRefused("no name, kind or range",
                [&](ArtifactT &t) { dims(t)[1]->kind = StateDimKind(3); });
  for (uint32_t capacity : {1u, 2u, 3u})
    expectRefused("state dim 1 'past': ",
                  [&](ArtifactT &t) { dims(t)[1]->capacity = capacity; });
  expectRefused("state 0 'kept': no name or element type",
                [](ArtifactT &t) { t.states[0]->type = ElementType::none; });
  expectRefused("shape is no valid dim program",
                [](ArtifactT &t) { t.states[0]->shape[1]->code = {1, 3}; });
  expectRefused("a length among the dims",
                [](ArtifactT &t) { t.states[0]->shape[1]->code = {1, 1}; });
  expectRefused("state dim 0 is not its length",
                [](ArtifactT &t) { t.states[0]->length = 0; });
  // What is in use would not be part of what is allocated.
  expectRefused("state dim 1 is not its length", [](ArtifactT &t) {
    std::swap(t.states[0]->shape[0], t.states[0]->shape[1]);
  });
}

TEST(Verify, UsesOfState) {
  auto keep = [](ArtifactT &t) -> FunctionT & { return *t.functions[3]; };
  expectRefused("function 'keep': dim 'past' is no state dim 3",
                [&](ArtifactT &t) { keep(t).dims[2]->state = 3; });
  expectRefused("dim 'past' is no state dim -2",
                [&](ArtifactT &t) { keep(t).dims[2]->state = -2; });
  expectRefused("value 3: place 4, index 1",
                [&](ArtifactT &t) { keep(t).values[3]->index = 1; });
  expectRefused("state dim 0 is no length",
                [&](ArtifactT &t) { keep(t).lengths[0]->state_dim = 0; });
  expectRefused("a length is no valid dim program",
                [&](ArtifactT &t) { keep(t).lengths[0]->value = nullptr; });
  expectRefused("length 0 depends on a bound dim", [&](ArtifactT &t) {
    selectOf(t).lengths = std::move(keep(t).lengths);
    selectOf(t).lengths[0]->value->code = {1, 1};
  });
}

TEST(Verify, Signature) {
  expectRefused("value 99 of 6",
                [](ArtifactT &t) { mainOf(t).inputs[0]->value = 99; });
  expectRefused("input 0: value 2 lies elsewhere",
                [](ArtifactT &t) { mainOf(t).inputs[0]->value = 2; });
  expectRefused("output 0 has no name",
                [](ArtifactT &t) { mainOf(t).outputs[0]->name = ""; });
  expectRefused("input 0: element type 0", [](ArtifactT &t) {
    mainOf(t).inputs[0]->type = ElementType::none;
  });
  expectRefused("default value 7",
                [](ArtifactT &t) { mainOf(t).inputs[1]->default_value = 7; });
  expectRefused("input 0: bounds of its elements",
                [](ArtifactT &t) { mainOf(t).inputs[0]->most = 7; });
  expectRefused("default value is not one element",
                [](ArtifactT &t) { mainOf(t).inputs[1]->default_value = 0; });
  expectRefused("shape is no valid dim program", [](ArtifactT &t) {
    mainOf(t).inputs[0]->shape[0]->code = {1, 1};
  });
  expectRefused("rank 40", [](ArtifactT &t) {
    for (int i = 0; i < 38; ++i)
      mainOf(t).inputs[0]->shape.push_back(
          std::make_unique<DimProgramT>(*mainOf(t).inputs[0]->shape[0]));
  });
  expectRefused("never known", [](ArtifactT &t) {
    selectOf(t).inputs[0]->shape[0]->code = {1, 1};
  });
}

TEST(Verify, Values) {
  expectRefused("value 3: place 2, index 3",
                [](ArtifactT &t) { mainOf(t).values[3]->index = 3; });
  expectRefused("value 4: place 3, index 1",
                [](ArtifactT &t) { mainOf(t).values[4]->index = 1; });
  expectRefused("place 9",
                [](ArtifactT &t) { mainOf(t).values[4]->place = Place(9); });
  expectRefused("bytes is no valid dim program",
                [](ArtifactT &t) { mainOf(t).values[4]->bytes.reset(); });
  expectRefused("segment is no valid dim program",
                [](ArtifactT &t) { mainOf(t).segments[0]->code = {2}; });
  expectRefused("segment 0 depends on a bound dim",
                [](ArtifactT &t) { selectOf(t).segments[0]->code = {1, 1}; });
}

TEST(Verify, Dispatches) {
  auto first = [](ArtifactT &t) -> DispatchT & {
    return *mainOf(t).steps[0]->action.AsDispatch();
  };
  expectRefused("function 'main': step 0: kernel 6 of 6",
                [&](ArtifactT &t) { first(t).kernel = 6; });
  expectRefused("2 arguments for kernel 'add_row'",
                [&](ArtifactT &t) { first(t).args.pop_back(); });
  expectRefused("1 sizes for kernel 'add_row'",
                [&](ArtifactT &t) { first(t).sizes.pop_back(); });
  expectRefused("value 6 of 6", [&](ArtifactT &t) { first(t).args[0] = 6; });
  expectRefused("writes value 3, which is only read",
                [&](ArtifactT &t) { first(t).args[2] = 3; });
  expectRefused("writes value 0, which is only read",
                [&](ArtifactT &t) { first(t).args[2] = 0; });
  expectRefused("size is no valid dim program",
                [&](ArtifactT &t) { first(t).sizes[0]->code = {1, 1}; });
  expectRefused("step 1: unknown action 0",
                [&](ArtifactT &t) { mainOf(t).steps[1]->action.Reset(); });
  expectRefused("step 3: writes value 3", [&](ArtifactT &t) {
    mainOf(t).steps[3]->action.AsCopy()->target = 3;
  });
}

TEST(Verify, Binds) {
  auto bind = [](ArtifactT &t) -> BindT & {
    return *selectOf(t).steps[1]->action.AsBind();
  };
  for (uint32_t dim : {0, 2})
    expectRefused("step 1: dim " + std::to_string(dim) + " is not its to bind",
                  [&](ArtifactT &t) { bind(t).dim = dim; });
  expectRefused("segment 2 of 2", [&](ArtifactT &t) { bind(t).segment = 2; });
  expectRefused("no integer", [&](ArtifactT &t) { bind(t).value = 0; });
  // The schedule uses what the bind gives: before it, nothing is known.
  expectRefused("value 3 is not known yet", [&](ArtifactT &t) {
    std::swap(selectOf(t).steps[1], selectOf(t).steps[2]);
  });
  expectRefused("value 3 is not known yet",
                [&](ArtifactT &t) { bind(t).segment = 0; });
  expectRefused("step 0: size is not known yet", [&](ArtifactT &t) {
    selectOf(t).steps[0]->action.AsDispatch()->sizes[0]->code = {1, 1};
  });
}

FunctionT &repeatOf(ArtifactT &tables) { return *tables.functions[4]; }

TEST(Verify, Branches) {
  auto branch = [](ArtifactT &t) -> IfT & {
    return *repeatOf(t).steps[1]->action.AsIf();
  };
  auto set = [](ArtifactT &t, uint32_t step) -> SetT & {
    return *repeatOf(t).steps[step]->action.AsSet();
  };
  expectRefused("step 1: branches of 9 and 1 steps",
                [&](ArtifactT &t) { branch(t).yes = 9; });
  expectRefused("step 1: branches of 1 and 4294967295 steps",
                [&](ArtifactT &t) { branch(t).no = UINT32_MAX; });
  expectRefused("step 1: value 1 is no condition",
                [&](ArtifactT &t) { branch(t).value = 1; });
  expectRefused("value 99 of", [&](ArtifactT &t) { branch(t).value = 99; });
  // Only one branch gives k its value.
  expectRefused("step 9: value 4 is not known yet",
                [&](ArtifactT &t) { set(t, 2).dim = 2; });
  expectRefused("step 1: step 3: dim 0 is not its to bind",
                [&](ArtifactT &t) { set(t, 3).dim = 0; });
  expectRefused("step 1: step 2: size is not known yet",
                [&](ArtifactT &t) { set(t, 2).size->code = {1, 2}; });
  expectRefused("step 1: step 2: segment 2 of 2",
                [&](ArtifactT &t) { set(t, 2).segment = 2; });
}

TEST(Verify, Loops) {
  auto loop = [](ArtifactT &t) -> LoopT & {
    return *repeatOf(t).steps[4]->action.AsLoop();
  };
  expectRefused("step 4: a loop of 7 steps",
                [&](ArtifactT &t) { loop(t).steps = 7; });
  expectRefused("step 4: dim 0 is not its to bind",
                [&](ArtifactT &t) { loop(t).dim = 0; });
  expectRefused("step 4: count is not known yet",
                [&](ArtifactT &t) { loop(t).trip->code = {1, 2}; });
  expectRefused("step 4: value 2 is no condition",
                [&](ArtifactT &t) { loop(t).condition = 2; });
  expectRefused("step 4: step 6: value 6 is not known yet", [&](ArtifactT &t) {
    repeatOf(t).steps[5]->action.AsOpen()->segment = 0;
  });
  // What a loop opens is not open behind it: it may not have run.
  expectRefused("step 8: value 5 is not known yet", [&](ArtifactT &t) {
    repeatOf(t).steps[7]->action.AsOpen()->segment = 0;
  });
  // An output of a size that the loop decides is not written inside of it.
  expectRefused("step 4: step 6: value 3 is not known yet", [&](ArtifactT &t) {
    repeatOf(t).steps[6]->action.AsCopy()->target = 3;
  });
  expectRefused("step 10: size is not known yet", [&](ArtifactT &t) {
    repeatOf(t).dims.push_back(std::make_unique<DimT>(*repeatOf(t).dims[1]));
    repeatOf(t).steps[10]->action.AsCheck()->lhs->code = {1, 4};
  });
  expectRefused("loops and branches more than 64 deep", [&](ArtifactT &t) {
    auto &steps = repeatOf(t).steps;
    for (uint32_t i = 0; i < 70; ++i) {
      auto step = std::make_unique<StepT>(*steps[4]);
      step->action.AsLoop()->steps = 71 - i;
      steps.push_back(std::move(step));
    }
    steps.push_back(std::make_unique<StepT>(*steps[5]));
    steps.push_back(std::make_unique<StepT>(*steps[5]));
  });
}

TEST(Verify, Kernels) {
  auto entry = [](ArtifactT &t) -> EntryT & {
    return *t.kernels[1]->entries[1];
  };
  expectRefused("kernel 1 'relu': entry 1: executable 1 of 1",
                [&](ArtifactT &t) { entry(t).executable = 1; });
  expectRefused("has no symbol", [&](ArtifactT &t) { entry(t).symbol = ""; });
  expectRefused("grid is no valid",
                [&](ArtifactT &t) { entry(t).grid.reset(); });
  expectRefused("grid is no valid",
                [&](ArtifactT &t) { entry(t).grid->code = {1, 1}; });
  expectRefused("guard is no valid", [&](ArtifactT &t) {
    t.kernels[1]->entries[0]->guard->code = {99};
  });
  expectRefused("bytes of scratch",
                [&](ArtifactT &t) { entry(t).scratch = UINT64_MAX; });
  auto makeGpu = [&](ArtifactT &t) -> GpuT & {
    t.executables[0]->family = "amdgpu";
    for (auto &kernel : t.kernels)
      for (auto &each : kernel->entries) {
        each->gpu = std::make_unique<GpuT>();
        each->gpu->workgroup = 256;
        each->gpu->wave = 64;
        each->gpu->kernarg =
            8 * (kernel->operands + kernel->results) + 4 * kernel->sizes;
      }
    return *entry(t).gpu;
  };
  expectRefused("entry 0: what a GPU needs stands there for GPUs only",
                [&](ArtifactT &t) { t.executables[0]->family = "amdgpu"; });
  expectRefused("workgroups of 2048 threads in waves of 64",
                [&](ArtifactT &t) { makeGpu(t).workgroup = 2048; });
  expectRefused("workgroups of 256 threads in waves of 48",
                [&](ArtifactT &t) { makeGpu(t).wave = 48; });
  expectRefused("entry 1: 7 bytes of arguments, its kernel has",
                [&](ArtifactT &t) { makeGpu(t).kernarg = 7; });
  expectRefused("flops is no valid",
                [&](ArtifactT &t) { t.kernels[1]->flops->code = {3}; });
}

TEST(Verify, CodeAndConstants) {
  expectRefused("executable 0",
                [](ArtifactT &t) { t.executables[0]->offset = UINT64_MAX; });
  expectRefused("executable 0",
                [](ArtifactT &t) { t.executables[0]->size += 1; });
  expectRefused("executable 0",
                [](ArtifactT &t) { t.executables[0]->offset = 8; });
  expectRefused("constant 0 'w': lies in file 1",
                [](ArtifactT &t) { t.constants[0]->file = 1; });
  expectRefused("constant 1 'zero': 4 bytes at 65",
                [](ArtifactT &t) { t.constants[1]->offset = 65; });
  expectRefused("bytes at", [](ArtifactT &t) {
    t.constants[1]->offset = UINT64_MAX - 63;
    t.constants[1]->size = 64;
  });
  expectRefused("16 bytes do not make its shape",
                [](ArtifactT &t) { t.constants[0]->shape = {5}; });
  expectRefused("16 bytes do not make its shape",
                [](ArtifactT &t) { t.constants[0]->type = ElementType::f64; });
  expectRefused("do not make its shape", [](ArtifactT &t) {
    t.constants[0]->shape = {1ll << 32, 1ll << 32, 4};
  });
  expectRefused("negative dim",
                [](ArtifactT &t) { t.constants[0]->shape = {-4}; });
  EXPECT_EQ(verdict([](ArtifactT &t) {
              t.constants[0]->layout = "packed";
              t.constants[0]->shape = {3};
            }),
            "");
}

TEST(Verify, Provenance) {
  expectRefused("model hash of 5 bytes",
                [](ArtifactT &t) { t.provenance->model_sha256.resize(5); });
  expectRefused("unknown section",
                [](ArtifactT &t) { t.hashes[0]->section = "tables"; });
  expectRefused("wrong size",
                [](ArtifactT &t) { t.hashes[0]->leaves.resize(31); });
}

// Tables that share parts make little bytes mean much work.
TEST(Verify, WorkIsBounded) {
  Header header = {};
  header.code.size = header.constants.size = 1 << 20;
  flatbuffers::FlatBufferBuilder builder;
  std::vector<uint8_t> longProgram = {1, 0};
  while (longProgram.size() < 65000)
    longProgram.insert(longProgram.end(), {1, 0, 2});
  auto program = CreateDimProgram(builder, builder.CreateVector(longProgram));
  std::vector<flatbuffers::Offset<DimProgram>> shape(32, program);
  auto shared = builder.CreateVector(shape);
  auto dim = CreateDim(builder, builder.CreateString("s"));
  std::vector<flatbuffers::Offset<Value>> values(
      100000, CreateValue(builder, Place::arena, 0, 0, program,
                          ElementType::f32, shared));
  std::vector<flatbuffers::Offset<DimProgram>> segments = {program};
  auto dims = builder.CreateVector(&dim, 1);
  auto name = builder.CreateString("f");
  auto valueList = builder.CreateVector(values);
  auto segmentList = builder.CreateVector(segments);
  FunctionBuilder function(builder);
  function.add_name(name);
  function.add_dims(dims);
  function.add_values(valueList);
  function.add_segments(segmentList);
  auto made = function.Finish();
  auto functions = builder.CreateVector(&made, 1);
  ArtifactBuilder artifact(builder);
  artifact.add_functions(functions);
  builder.Finish(artifact.Finish(), ArtifactIdentifier());
  ReadError error = {};
  EXPECT_EQ(verifyTables({builder.GetBufferPointer(), builder.GetSize()},
                         header, error),
            nullptr);
  EXPECT_NE(std::string(error.message).find("more than 67108864 elements"),
            std::string::npos)
      << error.message;
}

} // namespace
