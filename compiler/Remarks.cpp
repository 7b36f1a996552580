// See Remarks.h.
#include "compiler/Remarks.h"
#include "compiler/Sources.h"
#include "mlir/IR/Remarks.h"

using namespace hfc;
using namespace mlir;

namespace {

class RemarkPrinter : public remark::detail::MLIRRemarkStreamerBase {
public:
  explicit RemarkPrinter(llvm::raw_ostream &log) : log(log) {}

  void streamOptimizationRemark(const remark::detail::Remark &remark) override {
    log << "remark: " << remark.getRemarkName() << ": ";
    for (const auto &argument : remark.getArgs())
      log << argument.val;
    std::string source = sourceOf(remark.getLocation());
    if (!source.empty())
      log << " (" << source << ')';
    log << '\n';
  }

private:
  llvm::raw_ostream &log;
};

} // namespace

void hfc::printRemarks(MLIRContext &context, llvm::StringRef kind,
                       llvm::raw_ostream &log) {
  remark::RemarkCategories categories;
  (kind == "passed" ? categories.passed : categories.missed) = ".*";
  (void)remark::enableOptimizationRemarks(
      context, std::make_unique<RemarkPrinter>(log),
      std::make_unique<remark::RemarkEmittingPolicyAll>(), categories);
}
