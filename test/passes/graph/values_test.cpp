// Graph passes do not change values: every function of the lit tests beside
// this file is interpreted before and after each pass, and after all of them,
// with random arguments and weights.
#include "compiler/Weights.h"
#include "dialects/Dim/DimTypes.h"
#include "dialects/HFC/HFCDialect.h"
#include "frontends/files/MappedFile.h"
#include "interpreter/Interpreter.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/BuiltinOps.h"
#include "mlir/Parser/Parser.h"
#include "mlir/Pass/PassManager.h"
#include "mlir/Pass/PassRegistry.h"
#include "passes/graph/Passes.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "gtest/gtest.h"
#include <cmath>
#include <random>

using namespace mlir;
using namespace hfc;

namespace {
constexpr const char *passes[] = {"simplify",
                                  "float8-products",
                                  "integer-sums{signed-only=true}",
                                  "integer-sums",
                                  "fold-constants",
                                  "eliminate-reshapes",
                                  "fuse-batch-norm",
                                  "channels-last",
                                  "fuse-softmax",
                                  "eliminate-transposes",
                                  "fuse-layer-norm",
                                  "fuse-gelu",
                                  "fuse-attention",
                                  "merge-projections",
                                  "eliminate-reshapes",
                                  "fold-constants",
                                  "simplify"};

class GraphValues : public ::testing::Test {
protected:
  GraphValues() {
    context.loadDialect<hf::HFCDialect, func::FuncDialect, dim::DimDialect>();
    static bool once = (graph::registerGraphPasses(), true);
    (void)once;
    std::vector<float> numbers(65536);
    for (float &number : numbers)
      number = draw(-1, 1);
    files.add(files::MappedFile::copyOf(
        llvm::ArrayRef(reinterpret_cast<uint8_t *>(numbers.data()),
                       numbers.size() * sizeof(float)),
        "w"));
  }

  float draw(float low, float high) {
    return std::uniform_real_distribution<float>(low, high)(random);
  }

  // Small, and different, so that dims cannot be confused.
  static std::optional<int64_t> valueOf(llvm::StringRef symbol) {
    return symbol == "b" ? 2 : symbol == "s" ? 5 : 3;
  }

  Tensor makeArgument(Type type) {
    auto tensor = cast<RankedTensorType>(type);
    SmallVector<int64_t> sizes;
    for (dim::DimExpr dim : dim::getDims(tensor))
      sizes.push_back(*dim.evaluate(valueOf));
    Tensor result(tensor.getElementType(), sizes);
    for (int64_t i = 0; i < result.getSize(); ++i)
      if (isa<FloatType>(tensor.getElementType()))
        result.set<double>(i, draw(-2, 2));
      else
        result.set<int64_t>(i, random() % 2);
    return result;
  }

  std::vector<Tensor> run(func::FuncOp function,
                          const std::vector<Tensor> &arguments) {
    auto load = [&](TypedAttr attr) -> llvm::Expected<Tensor> {
      llvm::Expected<ConstantData> data = evaluateConstant(attr, files);
      if (!data)
        return data.takeError();
      auto type = cast<RankedTensorType>(attr.getType());
      Tensor tensor(type.getElementType(), type.getShape());
      llvm::copy(data->getBytes(), tensor.getBytes().begin());
      return tensor;
    };
    llvm::Expected<std::vector<Tensor>> results =
        interpret(function, arguments, load);
    if (!results) {
      ADD_FAILURE() << llvm::toString(results.takeError());
      return {};
    }
    return std::move(*results);
  }

  static void expectNear(const std::vector<Tensor> &wanted,
                         const std::vector<Tensor> &got,
                         const std::string &what) {
    ASSERT_EQ(wanted.size(), got.size()) << what;
    for (auto [a, b] : llvm::zip_equal(wanted, got)) {
      ASSERT_EQ(a.getDims(), b.getDims()) << what;
      for (int64_t i = 0; i < a.getSize(); ++i) {
        if (!isa<FloatType>(a.getElement())) {
          ASSERT_EQ(a.get<int64_t>(i), b.get<int64_t>(i)) << what;
          continue;
        }
        double x = a.get<double>(i), y = b.get<double>(i);
        bool near = std::abs(x - y) <= 1e-5 * std::max(1.0, std::abs(x));
        ASSERT_TRUE(near || x == y || (std::isnan(x) && std::isnan(y)))
            << what << ": element " << i << " was " << x << " and is " << y;
      }
    }
  }

  void checkPipeline(ModuleOp module, llvm::StringRef pipeline,
                     const std::string &what) {
    OwningOpRef<ModuleOp> changed = module.clone();
    PassManager manager(&context);
    ASSERT_TRUE(succeeded(
        parsePassPipeline(("func.func(" + pipeline + ")").str(), manager)));
    ASSERT_TRUE(succeeded(manager.run(*changed))) << what;
    for (auto function : module.getOps<func::FuncOp>()) {
      std::vector<Tensor> arguments;
      for (Type type : function.getArgumentTypes())
        arguments.push_back(makeArgument(type));
      auto after = changed->lookupSymbol<func::FuncOp>(function.getName());
      expectNear(run(function, arguments), run(after, arguments),
                 what + " @" + function.getName().str() + " --" +
                     pipeline.str());
      ++compared;
    }
  }

  MLIRContext context;
  files::FileSet files;
  std::mt19937 random;
  int compared = 0;
};
} // namespace

TEST_F(GraphValues, AreKept) {
  std::error_code error;
  std::string all = llvm::join(llvm::ArrayRef(passes), ",");
  for (llvm::sys::fs::directory_iterator entry(".", error), end;
       entry != end && !error; entry.increment(error)) {
    if (!llvm::StringRef(entry->path()).ends_with(".mlir"))
      continue;
    auto buffer = llvm::MemoryBuffer::getFile(entry->path());
    ASSERT_TRUE(static_cast<bool>(buffer));
    SmallVector<llvm::StringRef> chunks;
    (*buffer)->getBuffer().split(chunks, "// -----");
    for (llvm::StringRef chunk : chunks) {
      auto module = parseSourceString<ModuleOp>(chunk, &context);
      ASSERT_TRUE(module) << entry->path();
      for (const char *pass : passes)
        checkPipeline(*module, pass, entry->path());
      checkPipeline(*module, all, entry->path());
    }
  }
  EXPECT_GT(compared, 200);
}
