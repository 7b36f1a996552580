// hfc.contract: sums of products, in double for floats, modulo 2^64 for
// integers.
#include "interpreter/Evaluators.h"

using namespace mlir;
using namespace hfc;
using namespace hfc::interpreter;

namespace {

// The stride of each letter in an operand; 0 for letters it does not have.
Sizes stridesOfLetters(StringRef letters, StringRef all,
                       ArrayRef<int64_t> dims) {
  Sizes own = stridesOf(dims), result(all.size(), 0);
  for (auto [letter, stride] : llvm::zip_equal(letters, own))
    result[all.find(letter)] = stride;
  return result;
}

// Elements as they are multiplied. Operands may differ in type (i8 and ui8).
template <class T> std::vector<T> elementsOf(const Tensor &tensor) {
  std::vector<T> elements(tensor.getSize());
  inComputeType(tensor.getElement(), [&](auto zero) {
    for (auto [i, element] : llvm::enumerate(elements))
      element = T(tensor.get<decltype(zero)>(i));
  });
  return elements;
}

template <class T>
void contract(hf::ContractOp op, const Call &call, Tensor &result) {
  StringRef lhs = op.getLhsLetters(), rhs = op.getRhsLetters();
  std::string all = op.getResultLetters().str();
  for (char letter : (lhs + rhs).str())
    if (!StringRef(all).contains(letter))
      all += letter;
  Sizes sizes;
  for (char letter : all)
    sizes.push_back(lhs.contains(letter) ? call[0].getDim(lhs.find(letter))
                                         : call[1].getDim(rhs.find(letter)));
  Sizes a = stridesOfLetters(lhs, all, call[0].getDims());
  Sizes b = stridesOfLetters(rhs, all, call[1].getDims());
  std::vector<T> left = elementsOf<T>(call[0]), right = elementsOf<T>(call[1]);

  size_t kept = op.getResultLetters().size();
  auto outer = [&](ArrayRef<int64_t> of) { return of.take_front(kept); };
  auto summed = [&](ArrayRef<int64_t> of) { return of.drop_front(kept); };
  int64_t i = 0;
  forEachPlace(outer(sizes), [&](ArrayRef<int64_t> place) {
    int64_t firstA = offsetOf(place, outer(a));
    int64_t firstB = offsetOf(place, outer(b));
    T sum = 0;
    forEachPlace(summed(sizes), [&](ArrayRef<int64_t> inner) {
      sum += left[firstA + offsetOf(inner, summed(a))] *
             right[firstB + offsetOf(inner, summed(b))];
    });
    result.set(i++, sum);
  });
}

} // namespace

void interpreter::addContraction(Evaluators &evaluators) {
  evaluators.add<hf::ContractOp>([](hf::ContractOp op, const Call &call) {
    Tensor result = call.makeResult();
    if (isa<FloatType>(result.getElement()))
      contract<double>(op, call, result);
    else
      contract<uint64_t>(op, call, result);
    return result;
  });
}
