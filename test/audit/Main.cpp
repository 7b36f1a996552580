// hfc-audit FOLDER REFUSALS [EVERY]
//
// Checks (`hfc check`) every node that generate.py wrote, in two processes; one
// of EVERY (16) is compiled too, for check and compile must not disagree.
// REFUSALS has a line for each kind that may be refused:
// `OPERATOR | TEXT OF THE REFUSAL | reason`, `*` for any operator. A line that
// no node needs fails, so the list only shrinks. Prints a line an operator.
#include "compiler/Compile.h"
#include "test/conformance/Child.h"
#include "test/conformance/Compile.h"
#include "llvm/ADT/StringExtras.h"
#include <fstream>
#include <iostream>
#include <map>
#include <vector>

using namespace hfc;

namespace {

struct Node {
  std::string name, op, opset;
};

struct Refusal {
  std::string op, text, reason;
  unsigned count = 0;
};

} // namespace

static std::ifstream open(const std::string &path) {
  std::ifstream file(path);
  if (!file) {
    std::cerr << "error: cannot read " << path << "\n";
    exit(2);
  }
  return file;
}

static std::vector<Node> readNodes(const std::string &folder) {
  std::ifstream file = open(folder + "/checks.txt");
  std::vector<Node> nodes;
  for (Node node; file >> node.name >> node.op >> node.opset;)
    nodes.push_back(node);
  return nodes;
}

static std::vector<Refusal> readRefusals(const std::string &path) {
  std::ifstream file = open(path);
  std::vector<Refusal> refusals;
  for (std::string line; std::getline(file, line);) {
    if (line.empty() || line[0] == '#')
      continue;
    llvm::SmallVector<llvm::StringRef> fields;
    llvm::StringRef(line).split(fields, " | ");
    if (fields.size() != 3) {
      std::cerr << "error: " << path << ": three fields wanted: " << line
                << "\n";
      exit(2);
    }
    refusals.push_back({fields[0].str(), fields[1].str(), fields[2].str()});
  }
  return refusals;
}

// Empty, or the refusal in one line.
static std::string checkNode(const std::string &model, bool compiles) {
  if (compiles) {
    std::string artifact = model + ".hfa";
    std::string problem = conformance::compileModel(model, 0, artifact);
    std::remove(artifact.c_str());
    return problem;
  }
  CompileOptions options;
  options.model = model;
  options.targets = {"host"};
  std::string log;
  llvm::raw_string_ostream ignored(log);
  return conformance::takeText(check(options, ignored));
}

int main(int argc, char **argv) {
  if (argc != 3 && argc != 4) {
    std::cerr << "usage: hfc-audit FOLDER REFUSALS [EVERY]\n";
    return 2;
  }
  std::vector<Node> nodes = readNodes(argv[1]);
  size_t every = argc == 4 ? std::max(1, atoi(argv[3])) : 16;
  std::vector<Refusal> refusals = readRefusals(argv[2]);
  // One of `parts` parts of the nodes a child: what it sent before a crash
  // tells where that happened.
  constexpr size_t parts = 2;
  std::vector<conformance::Child> children;
  for (size_t part = 0; part < parts; ++part)
    children.push_back(conformance::startChild([&](conformance::SendLine send) {
      for (size_t i = part; i < nodes.size(); i += parts)
        send(checkNode(std::string(argv[1]) + "/" + nodes[i].name + ".onnx",
                       i / parts % every == 0));
    }));
  struct Counts {
    unsigned checked = 0, refused = 0, failed = 0;
  };
  std::map<std::string, Counts> counts;
  bool failed = false;
  for (size_t part = 0; part < parts; ++part) {
    std::vector<std::string> lines = conformance::readLines(children[part]);
    for (size_t i = part, line = 0; i < nodes.size(); i += parts, ++line) {
      Counts &count = counts[nodes[i].op];
      ++count.checked;
      std::string problem =
          line < lines.size() ? lines[line] : "crashed, or was behind a crash";
      if (problem.empty())
        continue;
      auto known = llvm::find_if(refusals, [&](const Refusal &refusal) {
        return (refusal.op == "*" || refusal.op == nodes[i].op) &&
               problem.find(refusal.text) != std::string::npos;
      });
      if (known != refusals.end()) {
        ++known->count;
        ++count.refused;
        continue;
      }
      ++count.failed;
      std::cout << "failed " << nodes[i].name << ": opset " << nodes[i].opset
                << ": " << problem.substr(0, 400) << "\n";
    }
  }
  for (const Refusal &refusal : refusals)
    if (!refusal.count) {
      failed = true;
      std::cout << "failed " << refusal.op << " " << refusal.text
                << ": no node is refused so; take it off the list\n";
    }
  for (const auto &[op, count] : counts) {
    failed |= count.failed != 0;
    if (!count.failed)
      std::cout << "passed " << op << ": " << count.checked << " nodes, "
                << count.refused << " refused as listed\n";
  }
  return failed;
}
