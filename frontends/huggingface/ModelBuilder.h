// Builds the function of a model from a folder: weights by name, and the blocks
// that architectures share. Names are those of the checkpoint; what is missing
// or of the wrong shape is gathered and reported together.
#ifndef HFC_FRONTENDS_HUGGINGFACE_MODELBUILDER_H
#define HFC_FRONTENDS_HUGGINGFACE_MODELBUILDER_H

#include "dialects/Dim/DimTypes.h"
#include "dialects/HFC/HFCDialect.h"
#include "frontends/huggingface/Folder.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/Builders.h"

namespace hfc::huggingface {

class ModelBuilder {
public:
  ModelBuilder(
      mlir::ModuleOp module, Folder &folder,
      std::function<std::optional<dim::SymbolRange>(llvm::StringRef)> bounds);

  Config &config;

  // Starts a function; what the last one had of dims, inputs and outputs ends
  // with it.
  void begin(llvm::StringRef name);
  // `decode` takes one token a row.
  bool isFunction(llvm::StringRef name) { return function.getName() == name; }

  //===-- Signature
  //--------------------------------------------------------===//
  // A size of the inputs; `--dim` narrows its range. Again by its name it is
  // the same.
  dim::DimExpr symbol(llvm::StringRef name, int64_t max, int64_t min = 1);
  // `fill`: the value of an input that is left out.
  mlir::Value input(llvm::StringRef name, llvm::ArrayRef<dim::DimExpr> dims,
                    mlir::Type element, std::optional<int64_t> fill = {});
  void output(llvm::StringRef name, mlir::Value value);
  // A size that the session remembers: the places in use of state, at most
  // `capacity`, which `--dim` bounds; where the model does not, `most` is
  // INT32_MAX, and a bound is chosen.
  dim::DimExpr length(llvm::StringRef name, llvm::StringRef capacity,
                      int64_t most);
  // A size that only data knows: the value of an i64 scalar, from 1 on.
  dim::DimExpr bind(llvm::StringRef name, mlir::Value value);
  // What a capacity may be.
  int64_t boundOf(llvm::StringRef capacity, int64_t most);
  // `added` behind what the session keeps under that name: [length + s, …] of
  // [s, …].
  mlir::Value keep(const llvm::Twine &name, dim::DimExpr length,
                   mlir::Value added);
  // A state that another function made: [length, …].
  mlir::Value readKept(const llvm::Twine &name,
                       llvm::ArrayRef<dim::DimExpr> dims, mlir::Type element);
  // Makes the whole of a state that other functions read.
  void makeKept(const llvm::Twine &name, mlir::Value value) {
    kept.push_back({name.str(), value});
  }
  size_t countKept() const { return kept.size(); }
  // Ends the function; an error where weights or config fields were refused.
  llvm::Error finish();

  //===-- Weights
  //----------------------------------------------------------===//
  bool hasWeight(llvm::StringRef name) const {
    return folder.weights.find(name);
  }
  // Of the type that it is stored in: contractions and gathers widen as they
  // read.
  mlir::Value storedWeight(const llvm::Twine &name,
                           llvm::ArrayRef<int64_t> shape);
  // As f32.
  mlir::Value weight(const llvm::Twine &name, llvm::ArrayRef<int64_t> shape);
  // Its values, for constants that the import makes of them; zeros where it
  // does not fit.
  std::vector<double> readWeight(const llvm::Twine &name,
                                 llvm::ArrayRef<int64_t> shape);
  // A weight [out, in, size] that is stored as direction and length (weight
  // norm): each slice along the last dim has a length of its own.
  mlir::Value normedWeight(const llvm::Twine &prefix,
                           llvm::ArrayRef<int64_t> shape);
  // `prefix` where the checkpoint has prefix + name, else nothing: a bare model
  // is published without the prefix that it has below a head.
  std::string prefixOf(llvm::StringRef prefix, llvm::StringRef name) const;
  // Tensors of these names (with * in them) may be there and are not read.
  void ignore(llvm::StringRef pattern) { ignored.push_back(pattern.str()); }

  //===-- Blocks
  //-----------------------------------------------------------===//
  // x w^T + b over the last dim, with PREFIX.weight [out, in] and PREFIX.bias.
  mlir::Value linear(mlir::Value x, const llvm::Twine &prefix, int64_t out,
                     bool bias = true);
  // The same with PREFIX.weight stored as [in, out]: transformers' Conv1D.
  mlir::Value conv1d(mlir::Value x, const llvm::Twine &prefix, int64_t out);
  // PREFIX.weight and PREFIX.bias, or their old names gamma and beta.
  mlir::Value layerNorm(mlir::Value x, const llvm::Twine &prefix,
                        double epsilon);
  mlir::Value rmsNorm(mlir::Value x, const llvm::Twine &prefix, double epsilon);
  // Rows of PREFIX.weight.
  mlir::Value embedding(mlir::Value ids, const llvm::Twine &prefix,
                        int64_t rows, int64_t width);
  // i64 [b, s] of `ids`: the input position_ids, below `count`, where it is
  // given; else `usual`, and nothing: the token's place in its row.
  mlir::Value positions(mlir::Value ids, int64_t count, mlir::Value usual = {});
  // [b, s, width] to the state of the first token, [b, width].
  mlir::Value firstToken(mlir::Value hidden);
  // num_labels, or the size of id2label, which transformers writes instead.
  int64_t countLabels();
  // ACT2FN[name]; refuses `key` of the config where it is unknown.
  mlir::Value activation(mlir::Value x, llvm::StringRef key,
                         llvm::StringRef name);
  //===-- Single operations
  //------------------------------------------------===//
  mlir::Value number(double value); // f32 scalar
  mlir::Value numbers(llvm::ArrayRef<float> values,
                      llvm::ArrayRef<int64_t> shape);
  mlir::Value integer(int64_t value);   // i64 scalar
  mlir::Value size(dim::DimExpr value); // i64 scalar
  mlir::Value cast(mlir::Value x, mlir::Type element);
  // `size` elements of an axis from `start` on.
  mlir::Value slice(mlir::Value x, int64_t axis, dim::DimExpr start,
                    dim::DimExpr size);
  mlir::Value slice(mlir::Value x, int64_t axis, int64_t start, int64_t size) {
    return slice(x, axis, constant(start), constant(size));
  }
  mlir::Value contract(llvm::StringRef letters, mlir::Value a, mlir::Value b);
  mlir::Value reshape(mlir::Value x, llvm::ArrayRef<dim::DimExpr> dims);
  llvm::SmallVector<dim::DimExpr> dims(mlir::Value x) const;
  dim::DimExpr constant(int64_t value);
  template <typename Op, typename... Args> auto make(Args &&...args) {
    return Op::create(builder, location, std::forward<Args>(args)...)
        .getResult();
  }
  // Operations made until the next call are of this part of the model.
  void enter(const llvm::Twine &name);
  mlir::OpBuilder &getBuilder() { return builder; }

private:
  void refuseUnreadWeights();
  // The stored tensor; null after noting what is wrong with it.
  const safetensors::Tensor *findWeight(llvm::StringRef name,
                                        llvm::ArrayRef<int64_t> shape);
  // The span of the file as an attribute of its own type.
  hf::WeightAttr getRecipe(const safetensors::Tensor &tensor);

  Folder &folder;
  mlir::ModuleOp module;
  mlir::OpBuilder builder;
  mlir::Location location;
  mlir::func::FuncOp function;
  std::function<std::optional<dim::SymbolRange>(llvm::StringRef)> bounds;
  llvm::SmallVector<mlir::Attribute> symbols;
  llvm::StringMap<dim::DimExpr> sizes; // by the symbol's name
  llvm::SmallVector<mlir::Value> results;
  llvm::SmallVector<std::string> resultNames;
  llvm::SmallVector<std::pair<std::string, mlir::Value>> kept;
  llvm::StringMap<mlir::Value> loaded;
  std::vector<std::string> ignored;
  bool readsAll = true;              // the first function does, others need not
  std::vector<std::string> problems; // weights that do not fit
  std::string outOfRange;            // of a --dim option; empty: none
};

} // namespace hfc::huggingface
#endif
