// The caller's tensors against a function's signature: what dims are, whether
// everything has the right type, shape and size, and where it lies.
#include "artifact/CheckedSize.h"
#include "artifact/DimProgram.h"
#include "runtime/Binding.h"
#include <algorithm>
#include <cstdio>

using namespace hfc;
using namespace hfc::rt;
using artifact::bytesOf;
using artifact::CheckedSize;
using artifact::codeOf;
using artifact::count;
using artifact::maxRank;
using artifact::text;

static constexpr int64_t unknown = -1;

hfc_status *Binding::mismatch(uint32_t input, const char *format, ...) const {
  char reason[200];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(reason, sizeof reason, format, arguments);
  va_end(arguments);
  return failure(program->host, Code::InputMismatch, "input '%.80s' %s",
                 text(function->inputs()->Get(input)->name()), reason);
}

hfc_status *Binding::checkRange(uint32_t index, int64_t value) const {
  const artifact::Dim *dim = function->dims()->Get(index);
  const char *name = text(dim->name());
  if (value < dim->min() || value > dim->max())
    return failure(program->host, Code::DimOutOfRange,
                   "dim '%.80s' is %lld, its range is %lld to %lld", name,
                   (long long)value, (long long)dim->min(),
                   (long long)dim->max());
  if (value % dim->divisor())
    return failure(program->host, Code::DimOutOfRange,
                   "dim '%.80s' is %lld, no multiple of %lld", name,
                   (long long)value, (long long)dim->divisor());
  return nullptr;
}

static bool leftOut(const hfc_tensor &tensor) {
  return !tensor.data && tensor.type == HFC_NONE;
}

static const char *nameOf(hfc_type type) {
  const char *name = hfc_type_name(type);
  return name ? name : "of no type";
}

// Type and rank, and the dims that stand alone in its shape.
hfc_status *Binding::takeDims(uint32_t index, const hfc_tensor &tensor) {
  const artifact::Tensor *input = function->inputs()->Get(index);
  uint32_t rank = count(input->shape());
  if (tensor.type != hfc_type(input->type()))
    return mismatch(index, "is %s, not %s", nameOf(hfc_type(input->type())),
                    nameOf(tensor.type));
  if (tensor.rank != rank)
    return mismatch(index, "has rank %u, not %u", rank, tensor.rank);
  for (uint32_t d = 0; d < rank; ++d) {
    int64_t size = tensor.dims[d];
    if (size < 0)
      return mismatch(index, "has %lld as dim %u", (long long)size, d);
    int64_t dim = artifact::bareDim(codeOf(input->shape()->Get(d)));
    if (dim < 0)
      continue;
    if (newDims[dim] == unknown) {
      if (hfc_status *status = checkRange(uint32_t(dim), size))
        return status;
      newDims[dim] = size;
    } else if (newDims[dim] != size) {
      return failure(program->host, Code::DimOutOfRange,
                     "dim %u of input '%.80s' is %lld, but '%.80s' is %lld in "
                     "another input",
                     d, text(input->name()), (long long)size,
                     text(function->dims()->Get(uint32_t(dim))->name()),
                     (long long)newDims[dim]);
    }
  }
  return nullptr;
}

// The one dim of a program that has no value yet; -1 for none or several.
static int64_t findUnknown(std::span<const uint8_t> code,
                           std::span<const int64_t> dims) {
  int64_t found = -1;
  bool several = false;
  artifact::verifyDimProgram(code, dims.size(), [&](uint64_t dim) {
    if (dims[dim] != unknown)
      return;
    several |= found >= 0 && found != int64_t(dim);
    found = int64_t(dim);
  });
  return several ? -1 : found;
}

// A dim that stands only in an expression, such as 2 * d: where the expression
// grows by the same for each, there is one value of it. Others are refused by
// checkInput.
hfc_status *Binding::takeImpliedDims(uint32_t index, const hfc_tensor &tensor,
                                     bool &found) {
  const artifact::Tensor *input = function->inputs()->Get(index);
  for (uint32_t d = 0; d < tensor.rank; ++d) {
    std::span<const uint8_t> code = codeOf(input->shape()->Get(d));
    int64_t dim = findUnknown(code, {newDims.data(), newDims.size()});
    if (dim < 0)
      continue;
    auto at = [&](int64_t value, int64_t &size) {
      newDims[dim] = value;
      bool known = artifact::evaluateDimProgram(
          code, {newDims.data(), newDims.size()}, size);
      newDims[dim] = unknown;
      return known;
    };
    int64_t least, next, step;
    if (!at(0, least) || !at(1, next) ||
        __builtin_sub_overflow(next, least, &step) || step < 1 ||
        tensor.dims[d] < least)
      continue;
    int64_t size = (tensor.dims[d] - least) / step;
    if ((tensor.dims[d] - least) % step)
      return mismatch(index,
                      "has %lld as dim %u, which is no multiple of %lld%s",
                      (long long)tensor.dims[d], d, (long long)step,
                      least ? " behind its first places" : "");
    if (hfc_status *status = checkRange(uint32_t(dim), size))
      return status;
    newDims[dim] = size;
    found = true;
  }
  return nullptr;
}

// Whether each chooses a row that is there: a kernel clamps what is outside.
hfc_status *Binding::checkElements(uint32_t index, const void *data,
                                   uint64_t bytes) const {
  const artifact::Tensor *input = function->inputs()->Get(index);
  int64_t least = input->least(), most = input->most(), outside = 0;
  auto find = [&](auto *elements) {
    for (uint64_t i = 0; i < bytes / sizeof *elements; ++i)
      if (elements[i] < least || elements[i] > most) {
        outside = elements[i];
        return true;
      }
    return false;
  };
  bool found = input->type() == artifact::ElementType::i32
                   ? find(static_cast<const int32_t *>(data))
                   : find(static_cast<const int64_t *>(data));
  if (!found)
    return nullptr;
  return failure(program->host, Code::ElementOutOfRange,
                 "input '%.80s' has the element %lld, and the model has rows "
                 "for %lld to %lld",
                 text(input->name()), (long long)outside, (long long)least,
                 (long long)most);
}

// The rest of its shape, once all dims are known, and its memory.
hfc_status *Binding::checkInput(uint32_t index, const hfc_tensor &tensor) {
  const artifact::Tensor *input = function->inputs()->Get(index);
  CheckedSize bytes = bytesOf(input->type());
  for (uint32_t d = 0; d < tensor.rank; ++d) {
    bytes = bytes * uint64_t(tensor.dims[d]);
    std::span<const uint8_t> code = codeOf(input->shape()->Get(d));
    if (artifact::bareDim(code) >= 0)
      continue;
    int64_t size = 0;
    if (!artifact::evaluateDimProgram(code, {newDims.data(), newDims.size()},
                                      size) ||
        size != tensor.dims[d])
      return mismatch(index, "has %lld as dim %u, not %lld", (long long)size, d,
                      (long long)tensor.dims[d]);
  }
  if (!bytes.fits(tensor.bytes))
    return mismatch(index, "needs more than the %llu bytes that it has",
                    (unsigned long long)tensor.bytes);
  if (bytes.get() && !tensor.data)
    return mismatch(index, "has no data");
  if (reinterpret_cast<uintptr_t>(tensor.data) % bytesOf(input->type()))
    return mismatch(index, "is not aligned to its element");
  if (input->least() != INT64_MIN || input->most() != INT64_MAX)
    if (hfc_status *status = checkElements(index, tensor.data, bytes.get()))
      return status;
  io[index].bytes = bytes.get();
  return nullptr;
}

// Dims that the session remembers: lengths and capacities as they are, rows
// that agree with it; and memory for them. Refuses what has no room.
hfc_status *Binding::takeStateDims() {
  for (uint32_t d = 0; d < dims.size(); ++d) {
    int32_t index = function->dims()->Get(d)->state();
    if (index < 0)
      continue;
    if (state->dimTable(uint32_t(index)).kind() !=
        artifact::StateDimKind::rows) {
      newDims[d] = state->dim(uint32_t(index));
    } else if (newDims[d] == unknown) {
      newDims[d] = state->dim(uint32_t(index));
    } else if (hfc_status *status =
                   state->takeRows(uint32_t(index), newDims[d])) {
      return status;
    }
  }
  return nullptr;
}

hfc_status *Binding::makeRoom() {
  for (uint32_t i = 0; i < count(function->lengths()); ++i) {
    const artifact::LengthUpdate *update = function->lengths()->Get(i);
    int64_t value;
    if (!artifact::evaluateDimProgram(codeOf(update->value()),
                                      {newDims.data(), newDims.size()}, value))
      return failure(program->host, Code::DimOutOfRange,
                     "function '%.80s': a length is not a size for these dims",
                     text(function->name()));
    if (hfc_status *status = state->checkLength(update->state_dim(), value))
      return status;
  }
  for (uint32_t d = 0; d < dims.size(); ++d)
    if (function->dims()->Get(d)->state() >= 0)
      if (hfc_status *status = checkRange(d, newDims[d]))
        return status;
  bool moved = false;
  hfc_status *status = state->allocate(moved);
  if (moved)
    ++arena->generation;
  return status;
}

void Binding::setLengths() {
  for (uint32_t i = 0; i < count(function->lengths()); ++i) {
    const artifact::LengthUpdate *update = function->lengths()->Get(i);
    int64_t value;
    if (artifact::evaluateDimProgram(codeOf(update->value()),
                                     {dims.data(), dims.size()}, value))
      newLengths[i] = value;
  }
  for (uint32_t i = 0; i < count(function->lengths()); ++i)
    state->setLength(function->lengths()->Get(i)->state_dim(), newLengths[i]);
}

// An input that was left out: its one element, repeated.
hfc_status *Binding::fillInput(uint32_t index) {
  const artifact::Tensor *input = function->inputs()->Get(index);
  uint32_t size = bytesOf(input->type());
  CheckedSize bytes = size, room = size;
  for (uint32_t d = 0; d < count(input->shape()); ++d) {
    uint64_t dim, most;
    if (hfc_status *status = evaluate(input->shape()->Get(d), "a shape", dim))
      return status;
    if (hfc_status *status =
            evaluateRoom(input->shape()->Get(d), "a shape", most))
      return status;
    bytes = bytes * dim;
    room = room * most;
  }
  if (room.overflowed())
    return mismatch(index, "is too large");
  Block &block = ioBlocks[index];
  if (hfc_status *status = memory->reserveOnHost(block, room.get(),
                                                 "an input that was left out"))
    return status;
  const artifact::Constant *fill = program->artifact->root->constants()->Get(
      uint32_t(input->default_value()));
  const uint8_t *element = program->artifact->constants + fill->offset();
  for (uint64_t at = 0; at < bytes.get(); at += size)
    std::memcpy(block.data() + at, element, size);
  io[index].bytes = bytes.get();
  return setIo(index, block.data());
}

hfc_status *Binding::bindInputs(const hfc_tensor *inputs, size_t given) {
  const Host &host = program->host;
  if (given > inputCount)
    return failure(host, Code::InputMismatch, "%zu inputs, the function has %u",
                   given, inputCount);
  auto isLeftOut = [&](uint32_t i) { return i >= given || leftOut(inputs[i]); };
  for (uint32_t d = 0; d < dims.size(); ++d)
    newDims[d] = function->dims()->Get(d)->bound() ? dims[d] : unknown;
  for (uint32_t i = 0; i < inputCount; ++i) {
    if (!isLeftOut(i)) {
      if (hfc_status *status = takeDims(i, inputs[i]))
        return status;
    } else if (function->inputs()->Get(i)->default_value() < 0) {
      return mismatch(i, "is missing");
    }
  }
  if (state->dimCount())
    if (hfc_status *status = takeStateDims())
      return status;
  for (bool found = true; found;) {
    found = false;
    for (uint32_t i = 0; i < inputCount; ++i)
      if (!isLeftOut(i))
        if (hfc_status *status = takeImpliedDims(i, inputs[i], found))
          return status;
  }
  for (uint32_t d = 0; d < dims.size(); ++d)
    if (newDims[d] == unknown && !function->dims()->Get(d)->bound())
      return failure(host, Code::InputMismatch,
                     "dim '%.80s' is not known: give an input that has it",
                     text(function->dims()->Get(d)->name()));
  for (uint32_t i = 0; i < inputCount; ++i)
    if (!isLeftOut(i))
      if (hfc_status *status = checkInput(i, inputs[i]))
        return status;
  if (state->dimCount())
    if (hfc_status *status = makeRoom())
      return status;
  bool same =
      epoch && generation == arena->generation &&
      !std::memcmp(dims.data(), newDims.data(), dims.size() * sizeof(int64_t));
  if (!same) {
    std::copy(newDims.begin(), newDims.end(), dims.begin());
    std::copy(newDims.begin(), newDims.end(), roomDims.begin());
    for (uint32_t d = 0; d < dims.size(); ++d)
      if (int32_t index = function->dims()->Get(d)->state(); index >= 0)
        roomDims[d] = state->room(uint32_t(index));
    epoch = ++clock;
    generation = arena->generation;
    if (count(function->segments()))
      if (hfc_status *status = openSegment(0)) {
        epoch = 0; // the next run tries again
        return status;
      }
  }
  for (uint32_t i = 0; i < inputCount; ++i) {
    hfc_status *status = nullptr;
    if (!isLeftOut(i))
      status = setIo(i, static_cast<uint8_t *>(inputs[i].data));
    else if (!same || io[i].data != ioBlocks[i].data() || !ioBlocks[i])
      status = fillInput(i);
    if (status)
      return status;
  }
  return nullptr;
}

hfc_status *Binding::setIo(uint32_t index, uint8_t *data) {
  io[index].data = data;
  uint8_t *seen = data;
  if (!program->device->sharesMemory()) {
    Block &block = deviceBlocks[index];
    if (hfc_status *status =
            memory->reserve(block, io[index].bytes, "a tensor on the device"))
      return status;
    seen = block.data();
  }
  if (io[index].seen == seen)
    return nullptr;
  io[index].seen = seen;
  ++moves;
  for (const Patch &patch : patches)
    if (patch.io == index)
      buffers[patch.slot] = seen + offsets[patch.slot];
  return nullptr;
}

void Binding::upload(Device &device, Run &run) const {
  if (device.sharesMemory())
    return;
  for (uint32_t i = 0; i < inputCount; ++i)
    if (io[i].bytes)
      device.upload(run, io[i].seen, io[i].data, io[i].bytes);
}

void Binding::download(Device &device, Run &run) const {
  if (device.sharesMemory())
    return;
  for (uint32_t i = inputCount; i < io.size(); ++i)
    if (io[i].bytes)
      device.download(run, io[i].data, io[i].seen, io[i].bytes);
}

hfc_status *Binding::sizeOutput(uint32_t o) {
  const artifact::Tensor *output = function->outputs()->Get(o);
  CheckedSize bytes = bytesOf(output->type());
  for (uint32_t d = 0; d < count(output->shape()); ++d) {
    uint64_t dim;
    if (hfc_status *status =
            evaluate(output->shape()->Get(d), "an output's shape", dim))
      return status;
    outputDims[o * maxRank + d] = int64_t(dim);
    bytes = bytes * dim;
  }
  if (bytes.overflowed())
    return outOfMemory(program->host, UINT64_MAX, text(output->name()));
  // Steps have checked what they do against its bytes.
  if (io[inputCount + o].bytes != bytes.get())
    epoch = ++clock;
  io[inputCount + o].bytes = bytes.get();
  return nullptr;
}

hfc_status *Binding::placeOutput(uint32_t o) {
  if (outputs[o].isPlaced)
    return nullptr;
  outputs[o].isPlaced = true;
  if (hfc_status *status = sizeOutput(o))
    return status;
  return bindOutput(o, o < givenCount ? &given[o] : nullptr);
}

hfc_status *Binding::placeOutputs(hfc_tensor *tensors, size_t tensorCount) {
  given = tensors;
  givenCount = tensorCount;
  for (Output &output : outputs)
    output.isPlaced = false;
  for (uint32_t o = 0; o < outputCount; ++o)
    if (!outputs[o].isLate)
      if (hfc_status *status = placeOutput(o))
        return status;
  return nullptr;
}

hfc_status *Binding::placeLateOutputs() {
  for (uint32_t o = 0; o < outputCount; ++o)
    if (hfc_status *status = placeOutput(o))
      return status;
  return nullptr;
}

// With an input, or an output that is bound already.
bool Binding::overlaps(uint32_t output, const uint8_t *data) const {
  const uint8_t *end = data + io[inputCount + output].bytes;
  for (uint32_t i = 0; i < io.size(); ++i) {
    if (i >= inputCount) {
      uint32_t other = i - inputCount;
      if (other == output || !outputs[other].isPlaced)
        continue;
    }
    if (io[i].data && data < io[i].data + io[i].bytes && io[i].data < end)
      return true;
  }
  return false;
}

hfc_status *Binding::bindOutput(uint32_t index, hfc_tensor *tensor) {
  const artifact::Tensor *output = function->outputs()->Get(index);
  Io &place = io[inputCount + index];
  uint8_t *data = tensor ? static_cast<uint8_t *>(tensor->data) : nullptr;
  // What the last run set is the session's memory still.
  if (data && data != ioBlocks[inputCount + index].data()) {
    if (tensor->bytes < place.bytes)
      return failure(program->host, Code::InputMismatch,
                     "output '%.80s' takes %llu bytes, %llu were given",
                     text(output->name()), (unsigned long long)place.bytes,
                     (unsigned long long)tensor->bytes);
    if (reinterpret_cast<uintptr_t>(data) % bytesOf(output->type()))
      return failure(program->host, Code::InputMismatch,
                     "output '%.80s' is not aligned to its element",
                     text(output->name()));
    if (overlaps(index, data))
      return failure(program->host, Code::InputMismatch,
                     "output '%.80s' overlaps another tensor",
                     text(output->name()));
  } else {
    if (hfc_status *status = memory->reserveOnHost(ioBlocks[inputCount + index],
                                                   place.bytes, "an output"))
      return status;
    data = ioBlocks[inputCount + index].data();
  }
  if (hfc_status *status = setIo(inputCount + index, data))
    return status;
  if (!tensor)
    return nullptr;
  tensor->data = data;
  tensor->bytes = place.bytes;
  tensor->type = hfc_type(output->type());
  tensor->rank = count(output->shape());
  for (uint32_t d = 0; d < maxRank; ++d)
    tensor->dims[d] = d < tensor->rank ? outputDims[index * maxRank + d] : 0;
  return nullptr;
}
