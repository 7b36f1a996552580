// See CheckReport.h.
#include "tools/hfc-compile/CheckReport.h"
#include "diagnostics/Error.h"
#include "frontends/onnx/Unsupported.h"
#include "llvm/ADT/MapVector.h"
#include <map>

using namespace hfc;
namespace json = llvm::json;

// Names in a file need not be UTF-8.
static std::string text(llvm::StringRef string) {
  return json::fixUTF8(string);
}

static json::Array textsOf(llvm::ArrayRef<std::string> strings) {
  json::Array array;
  for (const std::string &string : strings)
    array.push_back(text(string));
  return array;
}

static json::Array operatorsOf(const onnx::Rejections &rejections) {
  using Group = std::pair<std::string, std::string>;
  llvm::MapVector<Group, json::Array, std::map<Group, unsigned>> groups;
  std::map<Group, const onnx::RejectedNode *> first;
  for (const onnx::RejectedNode &node : rejections.nodes) {
    Group key(node.domain.empty() ? node.opType
                                  : node.domain + "::" + node.opType,
              node.reason);
    first.try_emplace(key, &node);
    groups[key].push_back(json::Object{{"name", text(node.name)},
                                       {"inputs", textsOf(node.inputs)}});
  }
  json::Array operators;
  for (auto &[key, nodes] : groups)
    operators.push_back(json::Object{{"operator", text(key.first)},
                                     {"opset", first[key]->opset},
                                     {"reason", text(key.second)},
                                     {"invalid", first[key]->isInvalid},
                                     {"nodes", std::move(nodes)}});
  return operators;
}

json::Object hfc::reportOf(llvm::StringRef target, llvm::Error error) {
  json::Object report{{"target", text(target)}, {"compiles", !error}};
  llvm::handleAllErrors(
      std::move(error),
      [&](const onnx::UnsupportedNodesError &refusal) {
        const onnx::Rejections &rejections = refusal.getRejections();
        report["code"] =
            llvm::formatv("HFC{0,0+4}", int(refusal.getCode())).str();
        report["message"] = text(refusal.getText().split('\n').first);
        report["operators"] = operatorsOf(rejections);
        report["nodes"] = int64_t(rejections.nodeCount);
        report["skipped"] = int64_t(rejections.skipped);
        report["outputs"] = textsOf(rejections.lastGood);
      },
      [&](const diag::DiagnosticError &refusal) {
        report["code"] =
            llvm::formatv("HFC{0,0+4}", int(refusal.getCode())).str();
        report["message"] = text(refusal.getText().split('\n').first);
      },
      [&](const llvm::ErrorInfoBase &other) {
        report["message"] = text(other.message());
      });
  return report;
}
