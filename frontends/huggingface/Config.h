// Fields of a config.json, each asked for by name with its type and range. What
// is wrong is gathered and returned at the end, all of it; until then a
// question that failed has been answered by its default or smallest value. A
// field that nobody asked for is wrong too, unless it is known to change
// nothing that is computed (InertFields.cpp).
#ifndef HFC_FRONTENDS_HUGGINGFACE_CONFIG_H
#define HFC_FRONTENDS_HUGGINGFACE_CONFIG_H

#include "frontends/files/MappedFile.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/JSON.h"
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace hfc::huggingface {

class Config {
public:
  static llvm::Expected<Config> read(const files::MappedFile &file);

  llvm::StringRef getFileName() const { return fileName; }
  const llvm::json::Object &getObject() const { return *root.getAsObject(); }
  bool isEmpty() const { return getObject().empty(); }
  // Present and not null.
  bool has(llvm::StringRef key);

  // The one that is there of several names of a field, else the first.
  llvm::StringRef anyOf(llvm::ArrayRef<llvm::StringRef> names);

  // Without a default the field must be there. A null counts as absent.
  int64_t getInt(llvm::StringRef key, std::optional<int64_t> byDefault = {},
                 int64_t min = 1, int64_t max = INT32_MAX);
  double getNumber(llvm::StringRef key, std::optional<double> byDefault = {});
  bool getBool(llvm::StringRef key, std::optional<bool> byDefault = {});
  std::string getString(llvm::StringRef key,
                        std::optional<std::string> byDefault = {});
  std::vector<std::string> getStrings(llvm::StringRef key);
  std::vector<int64_t> getInts(llvm::StringRef key,
                               std::vector<int64_t> byDefault);
  // The object of that name, empty where it is absent; what is wrong in it is
  // wrong here.
  Config &getConfig(llvm::StringRef key);

  // Notes that a field has a value that hfc cannot honour.
  void refuse(llvm::StringRef key, const llvm::Twine &why);
  // Refuses `key` unless `part` of it divides `whole` of the other field.
  void requireDivides(llvm::StringRef key, int64_t part,
                      llvm::StringRef otherKey, int64_t whole);
  // Refuses a field that is there and is not what hfc computes.
  void requireBool(llvm::StringRef key, bool only);
  void requireString(llvm::StringRef key, llvm::StringRef only);
  // Refuses what nobody asked for and what is not known to change nothing.
  void refuseUnknown();
  // One error with everything that was noted.
  llvm::Error takeError();

private:
  Config(std::string fileName, llvm::json::Value root)
      : fileName(std::move(fileName)), root(std::move(root)) {}
  // The value, or null after noting that it is missing.
  const llvm::json::Value *get(llvm::StringRef key, bool isRequired);
  // Of this and all nested objects.
  std::vector<std::string> takeProblems();

  std::string fileName;
  llvm::json::Value root; // an object
  llvm::StringSet<> asked;
  llvm::StringMap<std::unique_ptr<Config>> nested;
  std::vector<std::string> problems;
};

// Whether a field is about training, generation, labels or bookkeeping.
bool isInert(llvm::StringRef key);

} // namespace hfc::huggingface
#endif
