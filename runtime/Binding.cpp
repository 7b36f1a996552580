#include "runtime/Binding.h"
#include "artifact/CheckedSize.h"
#include "artifact/DimProgram.h"
#include <algorithm>
#include <cstdio>

using namespace hfc;
using namespace hfc::rt;
using artifact::Action;
using artifact::bytesOf;
using artifact::codeOf;
using artifact::count;
using artifact::maxRank;
using artifact::Place;
using artifact::text;

static constexpr int64_t unknown = -1;

hfc_status *Binding::damaged(const char *format, ...) const {
  char reason[200];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(reason, sizeof reason, format, arguments);
  va_end(arguments);
  return failure(program->host, Code::MalformedArtifact, "function '%.80s': %s",
                 text(function->name()), reason);
}

// -- Made once ---------------------------------------------------------------

hfc_status *Binding::make(const hfc_program &newProgram, uint32_t index,
                          Memory &newMemory, Arena &newArena, State &newState) {
  program = &newProgram;
  memory = &newMemory;
  arena = &newArena;
  state = &newState;
  function = newProgram.artifact->function(index);
  hfc_status *status = allocate();
  if (!status) {
    layOutSlots();
    findStages();
    status = reserveScratch();
  }
  if (status)
    function = nullptr;
  return status;
}

hfc_status *Binding::allocate() {
  const Host &host = program->host;
  inputCount = count(function->inputs());
  outputCount = count(function->outputs());
  size_t dimCount = count(function->dims()), steps = count(function->steps());
  size_t slots = 0, sizeCount = 0, patchCount = 0, stages = 1;
  auto use = [&](uint32_t value) {
    ++slots;
    patchCount += function->values()->Get(value)->place() <= Place::output;
  };
  for (uint32_t s = 0; s < steps; ++s) {
    const artifact::Step *step = function->steps()->Get(s);
    if (auto dispatch = step->action_as_Dispatch()) {
      for (uint32_t a = 0; a < count(dispatch->args()); ++a)
        use(dispatch->args()->Get(a));
      sizeCount += count(dispatch->sizes());
    } else if (auto copy = step->action_as_Copy()) {
      use(copy->source());
      use(copy->target());
    } else {
      use(step->action_as_Bind()->value());
      ++stages;
    }
  }
  bool good = dims.make(host, dimCount) && newDims.make(host, dimCount) &&
              newLengths.make(host, count(function->lengths())) &&
              roomDims.make(host, dimCount) && dimStage.make(host, dimCount) &&
              io.make(host, inputCount + outputCount) &&
              ioBlocks.make(host, inputCount + outputCount) &&
              deviceBlocks.make(host, inputCount + outputCount) &&
              outputDims.make(host, size_t(outputCount) * maxRank) &&
              outputStage.make(host, outputCount) &&
              stageStart.make(host, stages + 1) && records.make(host, steps) &&
              buffers.make(host, slots) && offsets.make(host, slots) &&
              sizes.make(host, sizeCount) && patches.make(host, patchCount);
  return good ? nullptr
              : outOfMemory(host, steps * sizeof(Record), "a function");
}

// Each step has buffers and sizes of its own, wherever stages begin.
void Binding::layOutSlots() {
  size_t slot = 0, size = 0, patch = 0;
  auto use = [&](uint32_t index) {
    const artifact::Value *value = function->values()->Get(index);
    if (value->place() <= Place::output)
      patches[patch++] = {
          uint32_t(slot),
          value->index() + (value->place() == Place::output ? inputCount : 0)};
    ++slot;
  };
  for (uint32_t s = 0; s < records.size(); ++s) {
    const artifact::Step *step = function->steps()->Get(s);
    Record &record = records[s];
    record.kind = step->action_type();
    record.launch.buffers = buffers.data() + slot;
    record.launch.sizes = sizes.data() + size;
    if (auto dispatch = step->action_as_Dispatch()) {
      for (uint32_t a = 0; a < count(dispatch->args()); ++a)
        use(dispatch->args()->Get(a));
      size += count(dispatch->sizes());
    } else if (auto copy = step->action_as_Copy()) {
      use(copy->source());
      use(copy->target());
    } else {
      use(step->action_as_Bind()->value());
    }
  }
}

uint32_t Binding::stageOf(const artifact::DimProgram *code) const {
  uint32_t stage = 0;
  artifact::verifyDimProgram(codeOf(code), dims.size(), [&](uint64_t dim) {
    stage = std::max(stage, dimStage[dim]);
  });
  return stage;
}

void Binding::findStages() {
  uint32_t stage = 0;
  for (uint32_t s = 0; s < records.size(); ++s)
    if (auto bind = function->steps()->Get(s)->action_as_Bind()) {
      stageStart[++stage] = s + 1;
      dimStage[bind->dim()] = stage;
    }
  stageStart[stage + 1] = uint32_t(records.size());
  for (uint32_t o = 0; o < outputCount; ++o) {
    const artifact::Tensor *output = function->outputs()->Get(o);
    for (uint32_t d = 0; d < count(output->shape()); ++d)
      outputStage[o] =
          std::max(outputStage[o], stageOf(output->shape()->Get(d)));
  }
  for (int64_t &dim : dims)
    dim = unknown;
}

// One piece a thread, large enough for every entry that may be chosen.
hfc_status *Binding::reserveScratch() {
  uint64_t most = 0;
  for (const Record &record : records) {
    if (record.kind != Action::Dispatch)
      continue;
    uint32_t kernel = function->steps()
                          ->Get(indexOf(&record))
                          ->action_as_Dispatch()
                          ->kernel();
    const LoadedKernel &loaded = program->kernels[kernel];
    for (uint32_t e = 0; e < loaded.entryCount; ++e)
      most = std::max(most,
                      program->entries[loaded.firstEntry + e].entry->scratch());
  }
  uint64_t stride = artifact::CheckedSize(most).alignedTo(64).get();
  if (stride <= arena->scratchStride)
    return nullptr;
  ++arena->generation;
  arena->scratchStride = 0;
  if (hfc_status *status =
          memory->reserve(arena->scratch, stride * program->device->threads(),
                          "scratch of the threads"))
    return status;
  arena->scratchStride = stride;
  return nullptr;
}

// -- For one set of dims -----------------------------------------------------

hfc_status *Binding::evaluate(const artifact::DimProgram *code,
                              const char *what, uint64_t &out) const {
  int64_t value = 0;
  if (codeOf(code).empty()) {
    out = 0;
    return nullptr;
  }
  if (!artifact::evaluateDimProgram(codeOf(code), {dims.data(), dims.size()},
                                    value) ||
      value < 0)
    return failure(program->host, Code::DimOutOfRange,
                   "function '%.80s': %s is not a size for these dims",
                   text(function->name()), what);
  out = uint64_t(value);
  return nullptr;
}

hfc_status *Binding::evaluateRoom(const artifact::DimProgram *code,
                                  const char *what, uint64_t &out) const {
  if (hfc_status *status = evaluate(code, what, out))
    return status;
  int64_t most = 0;
  if (artifact::evaluateDimProgram(codeOf(code),
                                   {roomDims.data(), roomDims.size()}, most))
    out = std::max(out, uint64_t(std::max<int64_t>(most, 0)));
  return nullptr;
}

hfc_status *Binding::openSegment(uint32_t segment) {
  uint64_t bytes;
  if (hfc_status *status = evaluateRoom(function->segments()->Get(segment),
                                        "an arena segment", bytes))
    return status;
  Block &block = arena->segments[segment];
  const uint8_t *before = block.data();
  hfc_status *status = memory->reserve(block, bytes, "the arena");
  if (block.data() != before)
    ++arena->generation;
  return status;
}

hfc_status *Binding::resolve(uint32_t index, uint32_t slot, uint64_t &bytes) {
  const artifact::Value *value = function->values()->Get(index);
  uint64_t offset, limit = 0;
  if (hfc_status *status = evaluate(value->offset(), "an offset", offset))
    return status;
  if (hfc_status *status = evaluate(value->bytes(), "a value", bytes))
    return status;
  const uint8_t *base = nullptr;
  switch (value->place()) {
  case Place::input:
  case Place::output: {
    const Io &place =
        io[value->index() + (value->place() == Place::output ? inputCount : 0)];
    base = place.seen;
    limit = place.bytes;
    break;
  }
  case Place::constant: {
    const artifact::Constant *constant =
        program->artifact->root->constants()->Get(value->index());
    base = program->constants[value->index()];
    limit = constant->size();
    break;
  }
  case Place::arena:
    base = arena->segments[value->index()].data();
    limit = arena->segments[value->index()].size();
    break;
  case Place::state:
    base = state->block(value->index()).data();
    limit = state->block(value->index()).size();
    break;
  }
  uint64_t alignment =
      value->place() == Place::arena ? 64 : bytesOf(value->type());
  if (!artifact::spanFits(offset, bytes, limit) || offset % alignment)
    return damaged("value %u: %llu bytes at %llu of %llu", index,
                   (unsigned long long)bytes, (unsigned long long)offset,
                   (unsigned long long)limit);
  offsets[slot] = offset;
  buffers[slot] = const_cast<uint8_t *>(base + offset);
  return nullptr;
}

hfc_status *Binding::prepareDispatch(const artifact::Dispatch &dispatch,
                                     Record &record) {
  Launch &launch = record.launch;
  uint32_t sizeCount = count(dispatch.sizes());
  for (uint32_t i = 0; i < sizeCount; ++i) {
    uint64_t size;
    if (hfc_status *status =
            evaluate(dispatch.sizes()->Get(i), "a kernel's size", size))
      return status;
    launch.sizes[i] = int64_t(size);
  }
  const LoadedKernel &kernel = program->kernels[dispatch.kernel()];
  std::span<const int64_t> kernelSizes{launch.sizes, sizeCount};
  record.entry = nullptr;
  for (uint32_t e = 0; e < kernel.entryCount && !record.entry; ++e) {
    const LoadedEntry &entry = program->entries[kernel.firstEntry + e];
    int64_t holds = 1;
    std::span<const uint8_t> guard = codeOf(entry.entry->guard());
    if (guard.empty() ||
        (artifact::evaluateDimProgram(guard, kernelSizes, holds) && holds))
      record.entry = &entry;
  }
  const char *name =
      text(program->artifact->root->kernels()->Get(dispatch.kernel())->name());
  if (!record.entry)
    return damaged("no entry of kernel '%.80s' takes these dims", name);
  if (!artifact::evaluateDimProgram(codeOf(record.entry->entry->grid()),
                                    kernelSizes, launch.grid) ||
      launch.grid < 0)
    return damaged("kernel '%.80s' has no grid for these dims", name);
  launch.kernel = record.entry->handle;
  launch.entry = record.entry->entry;
  launch.bufferCount = count(dispatch.args());
  launch.sizeCount = sizeCount;
  launch.scratchStride = arena->scratchStride;
  launch.scratch =
      record.entry->entry->scratch() ? arena->scratch.data() : nullptr;
  uint32_t firstSlot = uint32_t(launch.buffers - buffers.data());
  uint64_t bytes;
  for (uint32_t i = 0; i < count(dispatch.args()); ++i)
    if (hfc_status *status =
            resolve(dispatch.args()->Get(i), firstSlot + i, bytes))
      return status;
  return nullptr;
}

hfc_status *Binding::prepareCopy(const artifact::Copy &copy, Record &record) {
  uint32_t slot = uint32_t(record.launch.buffers - buffers.data());
  uint64_t from, to;
  if (hfc_status *status = resolve(copy.source(), slot, from))
    return status;
  if (hfc_status *status = resolve(copy.target(), slot + 1, to))
    return status;
  record.launch.grid = int64_t(from);
  return from == to ? nullptr
                    : damaged("copies %llu bytes to %llu",
                              (unsigned long long)from, (unsigned long long)to);
}

hfc_status *Binding::prepareBind(const artifact::Bind &bind, Record &record) {
  uint64_t bytes;
  uint32_t slot = uint32_t(record.launch.buffers - buffers.data());
  if (hfc_status *status = resolve(bind.value(), slot, bytes))
    return status;
  uint64_t size = bytesOf(function->values()->Get(bind.value())->type());
  artifact::CheckedSize end =
      (artifact::CheckedSize(bind.element()) + 1) * size;
  if (!end.fits(bytes))
    return damaged("value %u has no element %llu", bind.value(),
                   (unsigned long long)bind.element());
  offsets[slot] += bind.element() * size;
  buffers[slot] = static_cast<uint8_t *>(buffers[slot]) + bind.element() * size;
  return nullptr;
}

hfc_status *Binding::prepareStage(uint32_t stage) {
  for (uint32_t s = stageStart[stage]; s < stageStart[stage + 1]; ++s) {
    const artifact::Step *step = function->steps()->Get(s);
    hfc_status *status;
    if (auto dispatch = step->action_as_Dispatch())
      status = prepareDispatch(*dispatch, records[s]);
    else if (auto copy = step->action_as_Copy())
      status = prepareCopy(*copy, records[s]);
    else
      status = prepareBind(*step->action_as_Bind(), records[s]);
    if (status)
      return status;
  }
  return nullptr;
}

hfc_status *Binding::enterStage(uint32_t stage, hfc_tensor *outputs,
                                size_t given) {
  bool stale = stage >= preparedStages;
  if (stale) {
    uint32_t segment = 0;
    if (stage)
      segment = function->steps()
                    ->Get(stageStart[stage] - 1)
                    ->action_as_Bind()
                    ->segment();
    if (segment || (!stage && count(function->segments())))
      if (hfc_status *status = openSegment(segment))
        return status;
    if (hfc_status *status = sizeOutputs(stage))
      return status;
  }
  for (uint32_t o = 0; o < outputCount; ++o)
    if (outputStage[o] == stage)
      if (hfc_status *status = bindOutput(o, o < given ? &outputs[o] : nullptr))
        return status;
  if (!stale)
    return nullptr;
  if (hfc_status *status = prepareStage(stage))
    return status;
  preparedStages = stage + 1;
  generation = arena->generation;
  return nullptr;
}

hfc_status *Binding::bindDim(uint32_t stage, int64_t value) {
  uint32_t dim = function->steps()
                     ->Get(stageStart[stage + 1] - 1)
                     ->action_as_Bind()
                     ->dim();
  if (hfc_status *status = checkRange(dim, value))
    return status;
  if (dims[dim] != value)
    preparedStages = std::min(preparedStages, stage + 1);
  dims[dim] = value;
  return nullptr;
}
