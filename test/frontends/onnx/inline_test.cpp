// Inlining of functions: names, attributes, subgraphs, and how far it may go.
#include "frontends/onnx/InlineFunctions.h"
#include "test/frontends/onnx/Proto.h"

using namespace hfc;
using namespace hfc::onnx;
using namespace hfc::test;
using diag::Code;

namespace {

Model inlined(const Proto &proto) {
  Model model = expectValue(readModel(proto));
  if (llvm::Error error = inlineFunctions(model))
    ADD_FAILURE() << llvm::toString(std::move(error));
  EXPECT_TRUE(model.functions.empty());
  return model;
}
void expectRefused(const Proto &proto, Code code, llvm::StringRef text) {
  Model model = expectValue(readModel(proto));
  expectError(inlineFunctions(model), code, text);
}

// "y = Relu(x)" for each node
std::string print(const Graph &graph) {
  std::string text;
  for (const Node &node : graph.nodes) {
    text += llvm::join(node.outputs, ", ") + " = " + node.opType + "(" +
            llvm::join(node.inputs, ", ") + ")";
    for (const Attribute &attribute : node.attributes) {
      if (auto *number = std::get_if<int64_t>(&attribute.value))
        text += " " + attribute.name + "=" + std::to_string(*number);
      for (const Attribute::GraphPtr &inner : attribute.getGraphs()) {
        text += " { " + print(*inner) + "-> ";
        for (const ValueInfo &output : inner->outputs)
          text += output.name + " ";
        text += "}";
      }
    }
    text += "; ";
  }
  return text;
}

Proto relu(const char *from, const char *to) {
  return node("r", "Relu", {from}, {to});
}
Proto twice() { // b = Relu(Relu(a))
  return function("f", {"a"}, {"b"}, {relu("a", "t"), relu("t", "b")});
}

TEST(InlineFunctions, ReplacesACallByTheBody) {
  Model model =
      inlined(test::model(graph({call("c", "f", {"x"}, {"y"})}), {twice()}));
  EXPECT_EQ(print(model.graph), "c/t = Relu(x); y = Relu(c/t); ");
  EXPECT_EQ(model.graph.nodes[0].name, "c/r");
  EXPECT_EQ(model.graph.nodes[0].opset, 17);
}

TEST(InlineFunctions, NamesStayDistinct) {
  // Two calls of one name, and a value that has the name already.
  Model model = inlined(
      test::model(graph({relu("x", "c/t"), call("c", "f", {"c/t"}, {"u"}),
                         call("c", "f", {"u"}, {"y"})}),
                  {twice()}));
  EXPECT_EQ(print(model.graph),
            "c/t = Relu(x); c/t_2 = Relu(c/t); u = Relu(c/t_2); "
            "c/t_3 = Relu(u); y = Relu(c/t_3); ");
}

TEST(InlineFunctions, UnnamedCallsAreNamedAfterTheirFunction) {
  Model model =
      inlined(test::model(graph({call("", "f", {"x"}, {"y"})}), {twice()}));
  EXPECT_EQ(model.graph.nodes[0].outputs[0], "f/t");
}

TEST(InlineFunctions, BodiesKeepTheirOwnOpsets) {
  Proto f = Proto()
                .add(1, "f")
                .add(4, "a")
                .add(5, "b")
                .add(7, relu("a", "b"))
                .add(9, opset("", 9))
                .add(10, "local");
  Model model =
      inlined(test::model(graph({call("c", "f", {"x"}, {"y"})}), {f}));
  EXPECT_EQ(model.graph.nodes[0].opset, 9);
}

TEST(InlineFunctions, InputsAndOutputsMayBeLeftOut) {
  Proto f =
      function("f", {"a", "min"}, {"b", "rest"},
               {node("n", "Clip", {"a", "min"}, {"b"}), relu("a", "rest")});
  Model model =
      inlined(test::model(graph({call("c", "f", {"x"}, {"y"})}), {f}));
  EXPECT_EQ(print(model.graph), "y = Clip(x, ); c/rest = Relu(x); ");
  model =
      inlined(test::model(graph({call("c", "f", {"x", "x"}, {"", "y"})}), {f}));
  EXPECT_EQ(print(model.graph), "c/b = Clip(x, x); y = Relu(x); ");
}

TEST(InlineFunctions, AnInputMayBeAnOutput) {
  Proto f = function("f", {"a"}, {"a"}, {});
  Model model =
      inlined(test::model(graph({call("c", "f", {"x"}, {"y"})}), {f}));
  EXPECT_EQ(print(model.graph), "y = Identity(x); ");
}

TEST(InlineFunctions, OverloadsAreDistinct) {
  Proto one = function("f", {"a"}, {"b"}, {relu("a", "b")});
  Proto two = function("f", {"a"}, {"b"}, {node("n", "Neg", {"a"}, {"b"})});
  two.add(13, "2");
  Model model =
      inlined(test::model(graph({call("c", "f", {"x"}, {"t"}),
                                 call("d", "f", {"t"}, {"y"}).add(8, "2")}),
                          {one, two}));
  EXPECT_EQ(print(model.graph), "t = Relu(x); y = Neg(t); ");
}

TEST(InlineFunctions, ReferencesTakeTheCallsValueOrTheDefault) {
  Proto f = function("f", {"a"}, {"b"},
                     {node("n", "Softmax", {"a"}, {"b"},
                           {attribute("axis", 2).add(21, "k"),
                            attribute("other", 2).add(21, "absent")})});
  f.add(6, "absent").add(11, attribute("k", 2).add(3, 7));
  auto body = [&](std::initializer_list<Proto> given) {
    return print(
        inlined(test::model(graph({call("c", "f", {"x"}, {"y"}, given)}), {f}))
            .graph);
  };
  EXPECT_EQ(body({}), "y = Softmax(x) axis=7; ");
  EXPECT_EQ(
      body({attribute("k", 2).add(3, 1), attribute("absent", 2).add(3, 2)}),
      "y = Softmax(x) axis=1 other=2; ");
  expectRefused(
      test::model(graph({call("c", "f", {"x"}, {"y"},
                              {attribute("k", 1).add(2, 1.0f)})}),
                  {f}),
      Code::InvalidModel,
      "node \"c\" (f): its attribute \"k\" is of kind FLOAT, and node "
      "\"n\" in function \"f\" wants INT");
}

TEST(InlineFunctions, SubgraphsAreCopiedWithNewNames) {
  Proto inner = graph(
      {node("i", "Add", {"a", "w"}, {"z"}, {attribute("k", 2).add(21, "k")}),
       relu("z", "v")},
      {}, {"v"});
  inner.add(5, tensor("w", {1}, 2).add(9, "x"));
  Proto f = function("f", {"a"}, {"b"},
                     {node("if", "If", {"a"}, {"b"},
                           {attribute("then_branch", 5).add(6, inner)})});
  f.add(6, "k");
  Model model = inlined(test::model(
      graph({call("c", "f", {"x"}, {"t"}, {attribute("k", 2).add(3, 5)}),
             call("c", "f", {"t"}, {"y"})}),
      {f}));
  EXPECT_EQ(print(model.graph),
            "t = If(x) { c/z = Add(x, c/w) k=5; c/v = Relu(c/z); -> c/v }; "
            "y = If(t) { c/z_2 = Add(t, c/w_2); c/v_2 = Relu(c/z_2); -> c/v_2 "
            "}; ");
}

TEST(InlineFunctions, CallsInSubgraphsAreReplaced) {
  Proto inner = graph({call("c", "f", {"x"}, {"z"})}, {}, {"z"});
  Model model = inlined(
      test::model(graph({node("if", "If", {"x"}, {"y"},
                              {attribute("then_branch", 5).add(6, inner)})}),
                  {twice()}));
  EXPECT_EQ(print(model.graph),
            "y = If(x) { c/t = Relu(x); z = Relu(c/t); -> z }; ");
}

TEST(InlineFunctions, GraphsThatACallGivesSeeTheCaller) {
  Proto f = function(
      "f", {"a"}, {"b"},
      {relu("a", "x"), node("if", "If", {"x"}, {"b"},
                            {attribute("then_branch", 5).add(21, "body")})});
  f.add(6, "body");
  Proto given = graph({relu("x", "z")}, {}, {"z"});
  Model model =
      inlined(test::model(graph({call("c", "f", {"x"}, {"y"},
                                      {attribute("body", 5).add(6, given)})}),
                          {f}));
  EXPECT_EQ(print(model.graph),
            "c/x = Relu(x); y = If(c/x) { z = Relu(x); -> z }; ");
}

TEST(InlineFunctions, FunctionsCallFunctions) {
  // The caller is declared before the callee.
  Proto g = function(
      "g", {"a"}, {"b"},
      {call("one", "f", {"a"}, {"t"}), call("two", "f", {"t"}, {"b"})});
  Model model =
      inlined(test::model(graph({call("c", "g", {"x"}, {"y"})}), {g, twice()}));
  EXPECT_EQ(print(model.graph),
            "c/one/t = Relu(x); c/t = Relu(c/one/t); c/two/t = Relu(c/t); y = "
            "Relu(c/two/t); ");
}

TEST(InlineFunctions, CyclesAreRefused) {
  Proto f = function("f", {"a"}, {"b"}, {call("c", "f", {"a"}, {"b"})});
  expectRefused(test::model(graph({call("c", "f", {"x"}, {"y"})}), {f}),
                Code::InvalidModel, "function \"f\" calls itself");
  Proto g = function("g", {"a"}, {"b"}, {call("c", "h", {"a"}, {"b"})});
  Proto h = function("h", {"a"}, {"b"}, {call("c", "g", {"a"}, {"b"})});
  expectRefused(test::model(graph({relu("x", "y")}), {g, h}),
                Code::InvalidModel, "function \"g\" calls itself");
}

// f0 calls f1 calls … ; the last is Relu.
Proto chain(int length, int callsEach = 1) {
  Proto result = test::model(graph({call("c", "f0", {"x"}, {"y"})}));
  for (int i = 0; i != length; ++i) {
    std::string name = "f" + std::to_string(i);
    std::string next = "f" + std::to_string(i + 1);
    Proto body;
    body.add(1, name).add(4, "v0").add(5, "v" + std::to_string(callsEach));
    for (int j = 0; j != callsEach; ++j) {
      std::string from = "v" + std::to_string(j);
      std::string to = "v" + std::to_string(j + 1);
      body.add(7, i + 1 == length
                      ? node("r", "Relu", {from.c_str()}, {to.c_str()})
                      : call("c", next, {from.c_str()}, {to.c_str()}));
    }
    result.add(
        25,
        body.add(9, opset("", 17)).add(9, opset("local", 1)).add(10, "local"));
  }
  return result;
}

TEST(InlineFunctions, DepthIsLimited) {
  EXPECT_EQ(inlined(chain(64)).graph.nodes.size(), 1u);
  expectRefused(chain(65), Code::LimitExceeded,
                "function \"f0\" begins calls that are more than 64 deep");
  expectRefused(chain(3'000), Code::LimitExceeded, "more than 64 deep");
}

TEST(InlineFunctions, GrowthIsLimited) {
  EXPECT_EQ(inlined(chain(10, 2)).graph.nodes.size(), 1024u);
  expectRefused(chain(60, 2), Code::LimitExceeded,
                "the bodies of inlined functions take more than");
}

TEST(InlineFunctions, SubgraphsDoNotPileUp) {
  // Each body nests 20 subgraphs around a call of the next.
  Proto result = test::model(graph({call("c", "f0", {"x"}, {"y"})}));
  for (int i = 0; i != 5; ++i) {
    std::string next = "f" + std::to_string(i + 1);
    Proto inner = i == 4 ? graph({relu("a", "z")}, {}, {"z"})
                         : graph({call("c", next, {"a"}, {"z"})}, {}, {"z"});
    for (int depth = 0; depth != 20; ++depth) {
      std::string name = "z" + std::to_string(depth);
      inner = graph({node("if", "If", {"a"}, {name.c_str()},
                          {attribute("then_branch", 5).add(6, inner)})},
                    {}, {name.c_str()});
    }
    result.add(25,
               function("f" + std::to_string(i), {"a"}, {"b"},
                        {node("if", "If", {"a"}, {"b"},
                              {attribute("then_branch", 5).add(6, inner)})}));
  }
  expectRefused(result, Code::LimitExceeded,
                "subgraphs are more than 64 deep when functions are inlined");
}

} // namespace
