// Equal, Less, …, And, Or, Xor, Not, Where.
#include "frontends/onnx/ops/Elementwise.h"

using namespace mlir;
using namespace hfc;
using dim::DimExpr;
using hf::Predicate;
using hfc::onnx::NodeImporter;
using hfc::onnx::OperatorTable;
using Elements = ArrayRef<DimExpr>;

// 1, 0 or null.
static DimExpr compareSizes(NodeImporter &n, Predicate predicate, DimExpr a,
                            DimExpr b) {
  auto decide = [&](bool yes, bool no) {
    return yes ? n.size(1) : no ? n.size(0) : DimExpr();
  };
  if (!a || !b)
    return {};
  auto le = [&](DimExpr x, DimExpr y) { return n.symbols.provablyLE(x, y); };
  switch (predicate) {
  case Predicate::eq:
    return decide(a == b, n.symbols.provablyDiffer(a, b));
  case Predicate::ne:
    return decide(n.symbols.provablyDiffer(a, b), a == b);
  case Predicate::lt:
    return decide(le(a + 1, b), le(b, a));
  case Predicate::le:
    return decide(le(a, b), le(b + 1, a));
  case Predicate::gt:
    return decide(le(b + 1, a), le(a, b));
  case Predicate::ge:
    return decide(le(b, a), le(a + 1, b));
  }
  return {};
}

template <Predicate predicate>
static LogicalResult importCompare(NodeImporter &n) {
  if (hfc::onnx::tryElementwise(n, n.builder.getI1Type(), [&](Elements e) {
        return compareSizes(n, predicate, e[0], e[1]);
      }))
    return success();
  auto [lhs, rhs] = hfc::onnx::getPair(n);
  return n.result(0, n.create<hf::CompareOp>(predicate, lhs, rhs));
}

template <typename Op>
static LogicalResult importLogic(NodeImporter &n,
                                 hfc::onnx::ElementFunction fold) {
  for (unsigned i = 0; i < n.getCount(); ++i)
    if (!n.element(i).isInteger(1))
      return n.invalid("input {0} is no bool", i);
  if (hfc::onnx::tryElementwise(n, n.element(0), fold))
    return success();
  auto [lhs, rhs] = hfc::onnx::getPair(n);
  return n.result(0, n.create<Op>(lhs, rhs));
}

static LogicalResult importAnd(NodeImporter &n) {
  return importLogic<hf::AndOp>(n, [](Elements e) { return e[0] * e[1]; });
}
static LogicalResult importOr(NodeImporter &n) {
  return importLogic<hf::OrOp>(n, [](Elements e) { return e[0].max(e[1]); });
}
static LogicalResult importXor(NodeImporter &n) {
  return importLogic<hf::XorOp>(
      n, [](Elements e) { return e[0] + e[1] - e[0] * e[1] * 2; });
}
static LogicalResult importNot(NodeImporter &n) {
  if (!n.element(0).isInteger(1))
    return n.invalid("its input is no bool");
  if (hfc::onnx::tryElementwise(n, n.element(0),
                                [](Elements e) { return -e[0] + 1; }))
    return success();
  return hfc::onnx::importUnary<hf::NotOp>(n);
}

static LogicalResult importWhere(NodeImporter &n) {
  if (hfc::onnx::tryElementwise(n, n.element(1), [](Elements e) -> DimExpr {
        if (e[1] == e[2])
          return e[1];
        if (std::optional<int64_t> condition = e[0].getConstant())
          return *condition ? e[1] : e[2];
        return {};
      }))
    return success();
  Value condition = n.in(0), yes = n.in(1), no = n.in(2);
  if (!n.align({&condition, &yes, &no}))
    return failure();
  return n.result(0, n.create<hf::SelectOp>(condition, yes, no));
}

void hfc::onnx::addComparisons(OperatorTable &table) {
  table.add({{"And", 1, importAnd},
             {"Equal", 1, importCompare<Predicate::eq>},
             {"Greater", 1, importCompare<Predicate::gt>},
             {"GreaterOrEqual", 12, importCompare<Predicate::ge>},
             {"Less", 1, importCompare<Predicate::lt>},
             {"LessOrEqual", 12, importCompare<Predicate::le>},
             {"Not", 1, importNot},
             {"Or", 1, importOr},
             {"Where", 9, importWhere},
             {"Xor", 1, importXor}});
}
