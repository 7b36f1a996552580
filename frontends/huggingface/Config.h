// Fields of a config.json, each asked for by name with its type and range. What
// is wrong is gathered and returned at the end, all of it; until then a
// question that failed has been answered by its default or smallest value.
#ifndef HFC_FRONTENDS_HUGGINGFACE_CONFIG_H
#define HFC_FRONTENDS_HUGGINGFACE_CONFIG_H

#include "frontends/files/MappedFile.h"
#include "llvm/Support/JSON.h"
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace hfc::huggingface {

class Config {
public:
  static llvm::Expected<Config> read(const files::MappedFile &file);

  llvm::StringRef getFileName() const { return fileName; }
  const llvm::json::Object &getObject() const { return *root.getAsObject(); }
  // Present and not null.
  bool has(llvm::StringRef key) const;

  // Without a default the field must be there. A null counts as absent.
  int64_t getInt(llvm::StringRef key, std::optional<int64_t> byDefault = {},
                 int64_t min = 1, int64_t max = INT32_MAX);
  double getNumber(llvm::StringRef key, std::optional<double> byDefault = {});
  bool getBool(llvm::StringRef key, std::optional<bool> byDefault = {});
  std::string getString(llvm::StringRef key,
                        std::optional<std::string> byDefault = {});
  std::vector<std::string> getStrings(llvm::StringRef key);

  // Notes that a field has a value that hfc cannot honour.
  void refuse(llvm::StringRef key, const llvm::Twine &why);
  // One error with everything that was noted.
  llvm::Error takeError();

private:
  Config(std::string fileName, llvm::json::Value root)
      : fileName(std::move(fileName)), root(std::move(root)) {}
  // The value, or null after noting that it is missing.
  const llvm::json::Value *get(llvm::StringRef key, bool isRequired);

  std::string fileName;
  llvm::json::Value root; // an object
  std::vector<std::string> problems;
};

} // namespace hfc::huggingface
#endif
