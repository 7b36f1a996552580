// JSON of unknown origin, as config.json has it: refused with a message, or a
// value that can be written and read again.
#include "frontends/files/Json.h"
#include "llvm/Support/raw_ostream.h"

using namespace hfc;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  auto value = files::parseJson({reinterpret_cast<const char *>(data), size},
                                "fuzz.json");
  if (!value) {
    llvm::consumeError(value.takeError());
    return 0;
  }
  std::string text;
  llvm::raw_string_ostream(text) << *value;
  auto again = files::parseJson(text, "again.json");
  if (!again || *again != *value)
    abort();
  return 0;
}
