// Structure of models: each rule of onnx.checker that hfc keeps, and each that
// it bends.
#include "test/frontends/onnx/Proto.h"

using namespace hfc;
using namespace hfc::onnx;
using namespace hfc::test;
using diag::Code;

namespace {

void expectInvalid(const Proto &proto, llvm::StringRef text) {
  expectError(readModel(proto), Code::InvalidModel, text);
}

Proto relu(const char *name, const char *from, const char *to) {
  return node(name, "Relu", {from}, {to});
}
Proto branch(const Proto &graph) {
  return attribute("then_branch", 5).add(6, graph);
}

TEST(CheckModel, VersionsAreKnown) {
  Proto body = graph({relu("n", "x", "y")});
  for (int64_t version : {2, 15})
    expectInvalid(Proto().add(1, version).add(7, body).add(8, opset("", 17)),
                  "m.onnx: IR version " + std::to_string(version) +
                      ", and hfc reads 3 (2017) to 14 (onnx 1.23)");
  expectInvalid(Proto().add(1, 8).add(7, body), "m.onnx: no opset is imported");
  auto importError = [&](const Proto &import, llvm::StringRef text) {
    expectError(readModel(model(body).add(8, import)), Code::MalformedFile,
                text);
  };
  importError(opset("x", 0), "the opset 0 of domain \"x\" is no version");
  importError(opset("x", int64_t(1) << 40), "is no version");
  importError(opset("", 16), "the domain \"\" is imported twice, as 17 and 16");
  expectValue(readModel(model(body).add(8, opset("ai.onnx", 17))));
}

TEST(CheckModel, DomainsAreImported) {
  expectInvalid(model(graph({relu("n", "x", "y").add(7, "com.microsoft")})),
                "node \"n\" (Relu): no opset is imported for its domain "
                "\"com.microsoft\"");
  Model read = expectValue(
      readModel(model(graph({relu("n", "x", "y").add(7, "ai.onnx")}))));
  EXPECT_EQ(read.graph.nodes[0].domain, "");
  EXPECT_EQ(read.graph.nodes[0].opset, 17);
}

TEST(CheckModel, NamesAreDefinedOnce) {
  expectInvalid(model(graph({relu("n", "x", "y")}, {"x", "x"})),
                "two inputs of a graph are named \"x\"");
  expectInvalid(model(graph({relu("n", "x", "y")}, {"x"}, {"y", "y"})),
                "two outputs of the graph are named \"y\"");
  expectInvalid(model(graph({relu("n", "x", "y"), relu("m", "x", "y")})),
                "node \"m\" (Relu): its output \"y\" is already defined");
  expectInvalid(model(graph({relu("n", "x", "x")}, {"x"}, {"x"})),
                "node \"n\" (Relu): ");
  expectInvalid(model(graph({node("n", "Split", {"x"}, {"y", "y"})})),
                "its output \"y\" is already defined");
  Proto w = tensor("w", {0}, 1);
  expectInvalid(model(graph({relu("n", "x", "y")}).add(5, w).add(5, w)),
                "two initializers are named \"w\"");
  expectInvalid(model(graph({relu("n", "x", "w")}, {"x"}, {"w"}).add(5, w)),
                "its output \"w\" is already defined");
  expectInvalid(model(graph({relu("n", "x", "y")}).add(5, tensor("", {0}, 1))),
                "an initializer has no name");
}

TEST(CheckModel, NamesAreDefinedBeforeTheirUse) {
  expectInvalid(model(graph({relu("n", "t", "y")})),
                "node \"n\" (Relu): its input \"t\" is defined nowhere");
  expectInvalid(model(graph({relu("n", "x", "t")})),
                "nothing in the graph computes its output \"y\"");
  expectValue(
      readModel(model(graph({node("n", "Clip", {"x", "", ""}, {"y", ""})}))));
}

TEST(CheckModel, InputsHaveTypes) {
  expectInvalid(
      model(graph({relu("n", "x", "y")}).add(11, Proto().add(1, "z"))),
      "the input \"z\" has no type");
}

TEST(CheckModel, AttributesAppearOnce) {
  expectInvalid(model(graph({node("n", "Relu", {"x"}, {"y"},
                                  {attribute("a", 2), attribute("a", 1)})})),
                "node \"n\" (Relu): has two attributes \"a\"");
}

TEST(CheckModel, NodesAreSorted) {
  Model read = expectValue(readModel(model(graph(
      {relu("c", "t2", "y"), relu("a", "x", "t1"), relu("b", "t1", "t2")}))));
  std::vector<std::string> names;
  for (const Node &node : read.graph.nodes)
    names.push_back(node.name);
  EXPECT_EQ(names, (std::vector<std::string>{"a", "b", "c"}));
}

TEST(CheckModel, SortedNodesKeepTheirOrder) {
  Model read = expectValue(readModel(model(
      graph({relu("a", "x", "t"), relu("b", "x", "u"), relu("c", "t", "y")}))));
  EXPECT_EQ(read.graph.nodes[1].name, "b");
}

TEST(CheckModel, SubgraphsCountWhenNodesAreSorted) {
  Proto inner = graph({node("i", "Add", {"x", "late"}, {"z"})}, {}, {"z"});
  Model read = expectValue(
      readModel(model(graph({node("if", "If", {"x"}, {"y"}, {branch(inner)}),
                             relu("first", "x", "late")}))));
  EXPECT_EQ(read.graph.nodes[0].name, "first");
}

TEST(CheckModel, CyclesAreRefused) {
  expectInvalid(model(graph({relu("a", "t", "y"), relu("b", "y", "t")})),
                "uses a value that depends on its own result");
  expectInvalid(
      model(graph({node("a", "Add", {"x", "y"}, {"y"})})),
      "node \"a\" (Add): uses a value that depends on its own result");
}

TEST(CheckModel, SubgraphsSeeWhatIsAroundThem) {
  auto inside = [](const Proto &inner) {
    return model(graph({node("if", "If", {"x"}, {"y"}, {branch(inner)})}));
  };
  expectValue(readModel(inside(graph({relu("i", "x", "z")}, {}, {"z"}))));
  // Their inputs need no type.
  Proto untyped = graph({relu("i", "a", "z")}, {}, {"z"});
  expectValue(readModel(inside(untyped.add(11, Proto().add(1, "a")))));
  expectInvalid(inside(graph({relu("i", "x", "z")}, {}, {"x"})),
                "nothing in the graph computes its output \"x\"");
  expectInvalid(inside(graph({node("i", "Constant", {}, {"x"})}, {}, {"x"})),
                "its output \"x\" is already defined");
  expectInvalid(inside(graph({relu("i", "q", "z")}, {}, {"z"})),
                "node \"i\" (Relu): its input \"q\" is defined nowhere");
  // Branches do not see each other.
  Proto one = graph({relu("i", "x", "z")}, {}, {"z"});
  Proto two = graph({relu("j", "z", "u")}, {}, {"u"});
  expectInvalid(model(graph({node(
                    "if", "If", {"x"}, {"y"},
                    {branch(one), attribute("else_branch", 5).add(6, two)})})),
                "node \"j\" (Relu): its input \"z\" is defined nowhere");
}

TEST(CheckModel, OldModelsMayHaveInitializersThatAreNoInputs) {
  Proto body = graph({node("n", "Mul", {"x", "w"}, {"y"})});
  body.add(5, tensor("w", {1}, 2).add(9, "x"));
  expectValue(readModel(Proto().add(1, 3).add(7, body).add(8, opset("", 7))));
}

// Functions

Proto withFunction(const Proto &function) {
  return model(graph({relu("n", "x", "y")}), {function});
}

TEST(CheckModel, FunctionsHaveNames) {
  expectError(readModel(withFunction(function("", {}, {}, {}))),
              Code::MalformedFile, "function \"\": has no name");
  Proto f = function("f", {"a"}, {"b"}, {relu("r", "a", "b")});
  expectInvalid(model(graph({relu("n", "x", "y")}), {f, f}),
                "a second function \"f\" of domain \"local\"");
  Proto overload = f;
  overload.add(13, "2");
  expectValue(readModel(model(graph({relu("n", "x", "y")}), {f, overload})));
}

TEST(CheckModel, SignaturesOfFunctionsAreSets) {
  expectInvalid(withFunction(function("f", {"a", "a"}, {}, {})),
                "function \"f\" has two inputs \"a\"");
  expectInvalid(withFunction(function("f", {"a"}, {"a", "a"}, {})),
                "function \"f\" has two outputs \"a\"");
  expectInvalid(withFunction(function("f", {""}, {}, {})),
                "function \"f\" has an input or output without a name");
  expectInvalid(withFunction(function("f", {"a"}, {""}, {})),
                "function \"f\" has an input or output without a name");
  Proto f = function("f", {"a"}, {"a"}, {});
  expectInvalid(withFunction(Proto(f).add(6, "k").add(6, "k")),
                "function \"f\" has two attributes \"k\"");
  expectInvalid(withFunction(Proto(f).add(6, "k").add(11, attribute("k", 2))),
                "function \"f\" has two attributes \"k\"");
  expectInvalid(
      withFunction(Proto(f).add(11, attribute("k", 2).add(21, "q"))),
      "the default of attribute \"k\" of function \"f\" is no constant");
}

TEST(CheckModel, BodiesOfFunctionsAreChecked) {
  expectInvalid(withFunction(function("f", {"a"}, {"b"}, {})),
                "nothing in function \"f\" computes \"b\"");
  expectInvalid(
      withFunction(function("f", {"a"}, {"b"}, {relu("r", "x", "b")})),
      "its input \"x\" is defined nowhere");
  expectInvalid(withFunction(function("f", {"a"}, {"b"},
                                      {relu("r", "a", "b").add(7, "other")})),
                "no opset is imported for its domain \"other\"");
}

TEST(CheckModel, ReferencesNameAttributesOfTheFunction) {
  auto body = [](const char *name) {
    return node("r", "Relu", {"a"}, {"b"}, {attribute("k", 2).add(21, name)});
  };
  expectInvalid(model(graph({node("r", "Relu", {"x"}, {"y"},
                                  {attribute("k", 2).add(21, "q")})})),
                "its attribute \"k\" refers to \"q\", and there is no function "
                "around it");
  expectInvalid(
      withFunction(function("f", {"a"}, {"b"}, {body("q")}).add(6, "k")),
      "its attribute \"k\" refers to \"q\", which function \"f\" does not "
      "have");
  expectValue(readModel(
      withFunction(function("f", {"a"}, {"b"}, {body("k")}).add(6, "k"))));
}

TEST(CheckModel, CallsFitTheirFunctions) {
  Proto f = function("f", {"a"}, {"b"}, {relu("r", "a", "b")});
  expectInvalid(model(graph({call("c", "f", {"x", "x"}, {"y"})}), {f}),
                "node \"c\" (f): has 2 inputs, and the function takes 1");
  expectInvalid(model(graph({call("c", "f", {"x"}, {"y", "z"})}), {f}),
                "node \"c\" (f): has 2 outputs, and the function gives 1");
  expectInvalid(
      model(graph({call("c", "f", {"x"}, {"y"}, {attribute("k", 2)})}), {f}),
      "node \"c\" (f): has the attribute \"k\", which the function does not");
}

} // namespace
