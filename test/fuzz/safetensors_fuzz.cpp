// The safetensors reader on any bytes. What it accepts must lie in the file.
#include "frontends/safetensors/Reader.h"

using namespace hfc;

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  auto file = files::MappedFile::copyOf({data, size}, "fuzz.safetensors");
  auto contents = safetensors::readFile(*file);
  if (!contents) {
    llvm::consumeError(contents.takeError());
    return 0;
  }
  for (const safetensors::Tensor &tensor : contents->tensors)
    if (tensor.data.offset > size ||
        tensor.data.length > size - tensor.data.offset)
      abort();
  return 0;
}
