// Loops that are embedding bags, as PyTorch's two exporters write
// torch.nn.EmbeddingBag (mode sum), become operators without a loop.
#ifndef HFC_FRONTENDS_ONNX_REPLACEEMBEDDINGBAGS_H
#define HFC_FRONTENDS_ONNX_REPLACEEMBEDDINGBAGS_H

#include "frontends/onnx/Model.h"

namespace hfc::onnx {

// A loop whose iteration i sums the rows bounds[i] to bounds[i + 1] of a
// matrix. The sums are stacked by the loop, or put into a sequence that is
// concatenated behind it. What is not exactly this stays as it is.
void replaceEmbeddingBags(Model &model);

} // namespace hfc::onnx
#endif
