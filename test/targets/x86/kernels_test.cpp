// Kernels from text to an image, loaded as the runtime does, against the
// definition of their programs: Inputs/*.mlir. `test.sizes` of a kernel are the
// values that its symbols take in turn; `test.limit` of an operand bounds its
// integers; `test.special` puts NaN, infinities and -0 among its elements;
// `plan.inplace` lets the result take its place. A line `// for A:B in x:1 y:2`
// before a kernel stands for two kernels, where $A and $B are replaced.
#include "artifact/kernel_abi.h"
#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Parser/Parser.h"
#include "runtime/devices/cpu/ElfImage.h"
#include "targets/common/ExpandToMap.h"
#include "targets/x86/Chips.h"
#include "targets/x86/X86Target.h"
#include "test/targets/x86/KernelEvaluator.h"
#include "llvm/Support/MemoryBuffer.h"
#include <cmath>
#include <gtest/gtest.h>

using namespace mlir;
using namespace hfc;
using namespace hfc::codegen;
using namespace hfc::x86;
using namespace hfc::x86::test;

namespace {

std::string replaceAll(std::string text, StringRef name, StringRef value) {
  for (size_t at = 0; (at = text.find(name, at)) != std::string::npos;)
    text.replace(at, name.size(), value);
  return text;
}

// Writes the kernels out that `for` lines stand for.
std::string expandText(StringRef text) {
  std::string all;
  SmallVector<StringRef> lines;
  text.split(lines, '\n');
  std::vector<std::pair<StringRef, StringRef>> loops;
  std::string kernel;
  for (StringRef line : lines) {
    if (line.consume_front("// for ")) {
      loops.push_back(line.split(" in "));
      continue;
    }
    kernel += line.str() + "\n";
    if (line != "}")
      continue;
    std::vector<std::string> copies = {kernel};
    for (auto [names, values] : loops) {
      std::vector<std::string> next;
      for (StringRef value : llvm::split(values, ' '))
        for (const std::string &copy : copies) {
          next.push_back(copy);
          SmallVector<StringRef> variables, parts;
          names.split(variables, ':');
          value.split(parts, ':');
          for (auto [name, part] : llvm::zip_equal(variables, parts))
            next.back() = replaceAll(next.back(), ("$" + name).str(), part);
        }
      copies = next;
    }
    for (const std::string &copy : copies)
      all += copy;
    kernel.clear();
    loops.clear();
  }
  return all;
}

std::string readFile(const std::string &path) {
  auto file = llvm::cantFail(
      llvm::errorOrToExpected(llvm::MemoryBuffer::getFile(path)));
  return file->getBuffer().str();
}

class Program {
public:
  explicit Program(StringRef text) {
    DialectRegistry registry;
    registry.insert<arith::ArithDialect, func::FuncDialect, math::MathDialect,
                    dim::DimDialect, kernel::KernelDialect>();
    context.appendDialectRegistry(registry);
    context.allowUnregisteredDialects();
    module = parseSourceString<ModuleOp>(expandText(text), &context);
    if (!module)
      llvm::report_fatal_error("the test's kernels do not parse");
  }

  llvm::Expected<target::Executable> compile(unsigned optimization = 3,
                                             unsigned jobs = 2) {
    target::Options options;
    options.optimization = optimization;
    options.jobs = jobs;
    return getTarget().compile(*module, getTarget().getChips().front(), options,
                               nullptr);
  }

  MLIRContext context;
  OwningOpRef<ModuleOp> module;
};

class Random {
public:
  explicit Random(uint32_t seed) : state(seed * 2654435761u + 1) {}
  uint32_t next() { return (state = state * 1664525u + 1013904223u) >> 8; }

private:
  uint32_t state;
};

void fill(Tensor &tensor, Type element, uint32_t seed, Attribute limit,
          bool special) {
  Random random(seed);
  static const double specials[] = {std::numeric_limits<double>::quiet_NaN(),
                                    std::numeric_limits<double>::infinity(),
                                    -std::numeric_limits<double>::infinity(),
                                    -0.0};
  for (int64_t i = 0; i < tensor.size(); ++i) {
    Scalar value;
    if (isa<FloatType>(element)) {
      value.real = random.next() / 4194304.0 - 2;
      if (special && random.next() % 5 == 0)
        value.real = specials[random.next() % 4];
    } else if (limit) {
      value.integer = random.next() % cast<IntegerAttr>(limit).getInt();
    } else {
      value.integer = int64_t(uint64_t(random.next()) << 40 |
                              uint64_t(random.next()) << 20 | random.next());
    }
    tensor.set(i, value);
  }
}

// Not equal within what the order of sums and the formulas may change.
bool differs(Type type, const Scalar &got, const Scalar &expected) {
  auto real = dyn_cast<FloatType>(type);
  if (!real)
    return got.integer != expected.integer;
  if (std::isnan(expected.real) || std::isinf(expected.real))
    return std::isnan(expected.real) ? !std::isnan(got.real)
                                     : got.real != expected.real;
  double digit = std::ldexp(1, 1 - int(real.getFPMantissaWidth()));
  double tolerance = real.isF32()   ? 64 * digit
                     : real.isF64() ? 64 * digit
                                    : digit;
  return !(std::abs(got.real - expected.real) <=
           tolerance * (1 + std::abs(expected.real)));
}

void checkKernel(func::FuncOp kernel, const target::Entry &entry, void *code,
                 ArrayRef<int64_t> sizes, int64_t parts) {
  SCOPED_TRACE(testing::Message()
               << entry.kernel << " (" << entry.strategy << ") with sizes "
               << testing::PrintToString(sizes.vec()));
  KernelEvaluator evaluator(kernel, sizes);
  std::vector<std::unique_ptr<Tensor>> tensors;
  std::vector<void *> buffers;
  Tensor *inPlace = nullptr; // the result is written over this operand
  auto allocate = [&](Type type) -> Tensor & {
    tensors.push_back(
        std::make_unique<Tensor>(cast<RankedTensorType>(type).getElementType(),
                                 evaluator.shapeOf(type)));
    buffers.push_back(tensors.back()->data());
    return *tensors.back();
  };
  for (auto [i, argument] : llvm::enumerate(kernel.getArguments()))
    if (auto type = dyn_cast<RankedTensorType>(argument.getType())) {
      Tensor &tensor = allocate(type);
      fill(tensor, type.getElementType(), i + 1,
           kernel.getArgAttr(i, "test.limit"),
           static_cast<bool>(kernel.getArgAttr(i, "test.special")));
      if (kernel.getArgAttr(i, "plan.inplace")) {
        inPlace = &tensor;
        tensors.push_back(std::make_unique<Tensor>(tensor));
        evaluator.bind(argument, *tensors.back());
        continue;
      }
      evaluator.bind(argument, tensor);
    }
  std::vector<Tensor *> results;
  for (Type type : kernel.getResultTypes())
    results.push_back(&allocate(type));
  if (inPlace) {
    results.back() = inPlace;
    buffers.back() = inPlace->data();
  }

  int64_t grid = evaluator.evaluate(entry.grid);
  std::vector<char> memory(entry.scratch + 64, 0x7f);
  void *scratch = reinterpret_cast<void *>(
      (reinterpret_cast<uintptr_t>(memory.data()) + 63) & ~uintptr_t(63));
  auto run = reinterpret_cast<hfc_cpu_kernel>(code);
  for (int64_t part = 0; part < parts; ++part)
    if (int64_t begin = grid * part / parts, end = grid * (part + 1) / parts;
        begin < end)
      run(buffers.data(), sizes.data(), begin, end, scratch);

  auto returned = kernel.getBody().front().getTerminator()->getOperands();
  for (auto [value, result] : llvm::zip(returned, results)) {
    EXPECT_TRUE(result->fenceIsIntact());
    Operation *op = value.getDefiningOp();
    OpBuilder builder(op);
    Operation *made = op;
    if (isa<kernel::ContractOp, kernel::AttentionOp>(op))
      made = expandToMap(builder, op);
    Type element = cast<RankedTensorType>(value.getType()).getElementType();
    ArrayRef<int64_t> shape = result->getShape();
    SmallVector<int64_t> at(shape.size());
    int64_t step = std::max<int64_t>(1, result->size() / 997);
    for (int64_t flat = 0; flat < result->size(); flat += step) {
      int64_t rest = flat;
      for (size_t i = shape.size(); i-- > 0;) {
        at[i] = rest % shape[i];
        rest /= shape[i];
      }
      Scalar expected = evaluator.element(made, at);
      Scalar got = result->get(flat);
      if (differs(element, got, expected)) {
        ADD_FAILURE() << "at "
                      << testing::PrintToString(
                             at.begin() == at.end()
                                 ? std::vector<int64_t>()
                                 : std::vector<int64_t>(at.begin(), at.end()))
                      << ": " << got.real << " " << got.integer
                      << " instead of " << expected.real << " "
                      << expected.integer;
        break;
      }
    }
    if (made != op)
      made->erase();
  }
}

void checkFile(const std::string &path, unsigned optimization) {
  if (!hostHas(getTarget().getChips().front().features))
    GTEST_SKIP() << "this machine has no AVX-512";
  Program program(readFile(path));
  auto executable = program.compile(optimization);
  ASSERT_TRUE(static_cast<bool>(executable))
      << llvm::toString(executable.takeError());
  rt::Host host = rt::Host::make({}, {});
  rt::ElfImage image;
  hfc_status *status = image.load(
      host, {reinterpret_cast<const uint8_t *>(executable->image.data()),
             executable->image.size()});
  ASSERT_EQ(status, nullptr) << hfc_status_message(status);
  for (const target::Entry &entry : executable->entries) {
    void *code = image.find(entry.symbol.c_str());
    ASSERT_NE(code, nullptr) << entry.symbol;
    auto kernel = program.module->lookupSymbol<func::FuncOp>(entry.kernel);
    auto all = kernel->getAttrOfType<ArrayAttr>("test.sizes");
    if (!all) {
      checkKernel(kernel, entry, code, {}, 3);
      continue;
    }
    for (Attribute sizes : all) {
      SmallVector<int64_t> values;
      for (auto size : cast<ArrayAttr>(sizes).getAsRange<IntegerAttr>())
        values.push_back(size.getInt());
      checkKernel(kernel, entry, code, values, 3);
    }
  }
}

class Kernels : public testing::TestWithParam<std::string> {};

TEST_P(Kernels, AsDefined) { checkFile("Inputs/" + GetParam() + ".mlir", 3); }
TEST_P(Kernels, AsDefinedUnoptimised) {
  checkFile("Inputs/" + GetParam() + ".mlir", 0);
}

INSTANTIATE_TEST_SUITE_P(All, Kernels,
                         testing::Values("elementwise", "models", "movement",
                                         "reductions", "walks"),
                         [](const auto &info) { return info.param; });

// The message for a kernel whose program has these operations of %x.
std::string errorOf(const std::string &operations) {
  Program program("func.func private @broken(%a: tensor<8xf32>) -> "
                  "tensor<8xf32> attributes {kernel.entry} {\n"
                  "%y = kernel.map (%i) {\n"
                  "%x = kernel.load %a[%i] : tensor<8xf32>\n" +
                  operations +
                  "\nkernel.yield %v : f32\n} : tensor<8xf32>\n"
                  "return %y : tensor<8xf32>\n}\n");
  auto executable = program.compile();
  return executable ? "" : llvm::toString(executable.takeError());
}

TEST(Errors, NameTheKernelAndWhatItWouldImport) {
  std::string message = errorOf("%n = kernel.load %a[%i] : tensor<8xf32>\n"
                                "%m = arith.fptosi %n : f32 to i32\n"
                                "%v = math.fpowi %x, %m : f32, i32");
  EXPECT_NE(message.find("'broken'"), std::string::npos) << message;
  EXPECT_NE(message.find("powi"), std::string::npos) << message;
}

TEST(Errors, NameTheKernelOfAnOperationWithoutCode) {
  std::string message =
      errorOf("%n = arith.constant 3 : i32\n"
              "%s, %o = arith.addui_extended %n, %n : i32, i1\n"
              "%v = arith.select %o, %x, %x : f32");
  EXPECT_NE(message.find("'broken'"), std::string::npos) << message;
  EXPECT_NE(message.find("no such operation"), std::string::npos) << message;
}

TEST(Image, HasTheSameBytesForAnyNumberOfJobs) {
  std::string text = readFile("Inputs/movement.mlir");
  Program one(text), four(text);
  auto first = one.compile(3, 1), second = four.compile(3, 4);
  ASSERT_TRUE(first && second);
  EXPECT_EQ(first->image, second->image);
}

} // namespace
