// See Expected.h.
#include "test/conformance/Expected.h"
#include "llvm/ADT/STLExtras.h"
#include <fstream>
#include <iostream>

using namespace hfc::conformance;

[[noreturn]] static void stop(const std::string &problem) {
  std::cerr << "error: " << problem << "\n";
  exit(2);
}

Expected::Expected(const char *path) {
  std::ifstream file(path);
  if (!file)
    stop(std::string("cannot read ") + path);
  for (std::string text; std::getline(file, text);) {
    if (text.empty() || text[0] == '#')
      continue;
    auto [key, reason] = llvm::StringRef(text).split(" | ");
    if (reason.empty())
      stop(std::string(path) + ": no reason in \"" + text + "\"");
    Line &line = lines.emplace_back(
        Line{key.str(), reason.str(), key.split(' ').second.str(), "", {}});
    llvm::StringRef pattern = llvm::StringRef(line.pattern).split(' ').first;
    if (pattern.consume_front("op:"))
      line.op = pattern.str();
    else if (auto glob = llvm::GlobPattern::create(pattern))
      line.glob = std::move(*glob);
    else
      stop(std::string(path) + ": " + llvm::toString(glob.takeError()));
  }
}

const std::string *Expected::find(const Test &test, const Mode &mode) {
  for (Line &line : lines) {
    if (!line.mode.empty() && line.mode != mode.name)
      continue;
    if (!(line.glob ? line.glob->match(test.name)
                    : llvm::is_contained(test.operators, line.op)))
      continue;
    line.isUsed = true;
    return &line.reason;
  }
  return nullptr;
}

std::vector<std::string> Expected::getUnused() const {
  std::vector<std::string> unused;
  for (const Line &line : lines)
    if (!line.isUsed)
      unused.push_back(line.pattern);
  return unused;
}
