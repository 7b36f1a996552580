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

hfc_status *Binding::make(const hfc_program &newProgram, uint32_t newIndex,
                          Memory &newMemory, Arena &newArena, State &newState) {
  program = &newProgram;
  index = newIndex;
  memory = &newMemory;
  arena = &newArena;
  state = &newState;
  function = newProgram.artifact->function(index);
  hfc_status *status = allocate();
  if (!status) {
    layOutSlots();
    findDependencies();
    status = reserveScratch();
  }
  if (status)
    function = nullptr;
  return status;
}

void Binding::forget() {
  if (kept)
    program->device->drop(kept);
  kept = nullptr;
}

Recording *Binding::recording() {
  if (kept && keptVersion != version())
    forget();
  return kept;
}

bool Binding::repeats() {
  bool same = lastVersion == version();
  lastVersion = version();
  return mayRepeat && same;
}

void Binding::keep(Recording *recording) {
  mayRepeat = recording;
  kept = recording;
  keptVersion = version();
}

// Calls `use` with the values of a step, in the order of its buffers.
template <typename Use>
static void visitValues(const artifact::Step *step, Use use) {
  if (auto dispatch = step->action_as_Dispatch()) {
    for (uint32_t a = 0; a < count(dispatch->args()); ++a)
      use(dispatch->args()->Get(a));
  } else if (auto copy = step->action_as_Copy()) {
    use(copy->source());
    use(copy->target());
  } else if (auto bind = step->action_as_Bind()) {
    use(bind->value());
  } else if (auto branch = step->action_as_If()) {
    use(branch->value());
  } else if (auto loop = step->action_as_Loop();
             loop && loop->condition() >= 0) {
    use(uint32_t(loop->condition()));
  }
}

// Those whose values a record keeps.
template <typename Visit>
void Binding::visitPrograms(uint32_t index, Visit visit) {
  const artifact::Step *step = function->steps()->Get(index);
  if (auto dispatch = step->action_as_Dispatch())
    for (uint32_t i = 0; i < count(dispatch->sizes()); ++i)
      visit(dispatch->sizes()->Get(i));
  visitValues(step, [&](uint32_t value) {
    visit(function->values()->Get(value)->offset());
    visit(function->values()->Get(value)->bytes());
  });
}

hfc_status *Binding::allocate() {
  const Host &host = program->host;
  inputCount = count(function->inputs());
  outputCount = count(function->outputs());
  size_t dimCount = count(function->dims()), steps = count(function->steps());
  size_t slots = 0, sizeCount = 0, patchCount = 0, uses = 0;
  for (uint32_t s = 0; s < steps; ++s) {
    const artifact::Step *step = function->steps()->Get(s);
    mayRepeat &= step->action_as_Dispatch() || step->action_as_Copy();
    visitValues(step, [&](uint32_t value) {
      ++slots;
      ++uses; // of its segment
      patchCount += function->values()->Get(value)->place() <= Place::output;
    });
    visitPrograms(s, [&](const artifact::DimProgram *code) {
      artifact::verifyDimProgram(codeOf(code), dimCount,
                                 [&](uint64_t) { ++uses; });
    });
    if (auto dispatch = step->action_as_Dispatch())
      sizeCount += count(dispatch->sizes());
  }
  bool good = dims.make(host, dimCount) && newDims.make(host, dimCount) &&
              newLengths.make(host, count(function->lengths())) &&
              roomDims.make(host, dimCount) &&
              stamps.make(host, dimCount + count(function->segments())) &&
              dependencies.make(host, uses) &&
              io.make(host, inputCount + outputCount) &&
              ioBlocks.make(host, inputCount + outputCount) &&
              deviceBlocks.make(host, inputCount + outputCount) &&
              outputDims.make(host, size_t(outputCount) * maxRank) &&
              outputs.make(host, outputCount) && records.make(host, steps) &&
              buffers.make(host, slots) && offsets.make(host, slots) &&
              sizes.make(host, sizeCount) && patches.make(host, patchCount);
  return good ? nullptr
              : outOfMemory(host, steps * sizeof(Record), "a function");
}

// Each step has buffers and sizes of its own.
void Binding::layOutSlots() {
  size_t slot = 0, size = 0, patch = 0;
  for (uint32_t s = 0; s < records.size(); ++s) {
    const artifact::Step *step = function->steps()->Get(s);
    Record &record = records[s];
    record.kind = step->action_type();
    record.launch.buffers = buffers.data() + slot;
    record.launch.sizes = sizes.data() + size;
    visitValues(step, [&](uint32_t index) {
      const artifact::Value *value = function->values()->Get(index);
      if (value->place() <= Place::output)
        patches[patch++] = {uint32_t(slot),
                            value->index() + (value->place() == Place::output
                                                  ? inputCount
                                                  : 0)};
      ++slot;
    });
    if (auto dispatch = step->action_as_Dispatch())
      size += count(dispatch->sizes());
  }
}

// What steps may change and a record was prepared with, each once.
void Binding::findDependencies() {
  uint32_t end = 0, dimCount = count(function->dims());
  auto add = [&](Record &record, uint32_t dependency) {
    const uint32_t *first = dependencies.data() + record.firstDependency;
    const uint32_t *last = first + record.dependencies;
    if (std::find(first, last, dependency) != last)
      return;
    dependencies[end++] = dependency;
    ++record.dependencies;
  };
  auto visitBound = [&](const artifact::DimProgram *code, auto visit) {
    artifact::verifyDimProgram(codeOf(code), dimCount, [&](uint64_t dim) {
      if (function->dims()->Get(uint32_t(dim))->bound())
        visit(uint32_t(dim));
    });
  };
  for (uint32_t o = 0; o < outputCount; ++o) {
    const artifact::Tensor *output = function->outputs()->Get(o);
    for (uint32_t d = 0; d < count(output->shape()); ++d)
      visitBound(output->shape()->Get(d),
                 [&](uint32_t) { outputs[o].isLate = true; });
  }
  for (uint32_t s = 0; s < records.size(); ++s) {
    Record &record = records[s];
    record.firstDependency = end;
    visitPrograms(s, [&](const artifact::DimProgram *code) {
      visitBound(code, [&](uint32_t dim) { add(record, dim); });
    });
    visitValues(function->steps()->Get(s), [&](uint32_t index) {
      const artifact::Value *value = function->values()->Get(index);
      if (value->place() == Place::arena && value->index())
        add(record, dimCount + value->index());
      record.placesOutput |=
          value->place() == Place::output && outputs[value->index()].isLate;
    });
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

hfc_status *Binding::openSegment(uint32_t segment, bool keep) {
  uint64_t bytes;
  if (hfc_status *status = evaluateRoom(function->segments()->Get(segment),
                                        "an arena segment", bytes))
    return status;
  Block &block = arena->segments[segment];
  const uint8_t *before = block.data();
  auto move = [&](void *to, const void *from, uint64_t size) {
    return program->device->move(to, from, size);
  };
  hfc_status *status = keep ? memory->grow(block, bytes, "the arena", move)
                            : memory->reserve(block, bytes, "the arena");
  if (block.data() != before) {
    generation = ++arena->generation; // other functions' addresses are stale
    stamps[count(function->dims()) + segment] = ++clock;
  }
  return status;
}

hfc_status *Binding::setDim(uint32_t dim, int64_t value) {
  if (hfc_status *status = checkRange(dim, value))
    return status;
  if (dims[dim] == value)
    return nullptr;
  dims[dim] = roomDims[dim] = value;
  stamps[dim] = ++clock;
  return nullptr;
}

hfc_status *Binding::check(const artifact::Check &check) const {
  const artifact::DimProgram *sides[] = {check.lhs(), check.rhs()};
  int64_t sizes[2];
  char texts[2][100];
  for (unsigned i = 0; i < 2; ++i) {
    std::span<const uint8_t> code = codeOf(sides[i]);
    if (!artifact::evaluateDimProgram(code, {dims.data(), dims.size()},
                                      sizes[i]))
      return failure(program->host, Code::DimOutOfRange,
                     "function '%.80s': '%.80s' has no size for these dims",
                     text(function->name()), text(check.source()));
    hfc_expr expr = {code.data(), code.size()};
    hfc_expr_text(program->artifact, index, expr, texts[i], sizeof texts[i]);
  }
  if (sizes[0] == sizes[1])
    return nullptr;
  return failure(program->host, Code::DimOutOfRange,
                 "'%.80s' needs %s and %s to be equal, but they are %lld and "
                 "%lld",
                 *text(check.source()) ? text(check.source())
                                       : text(function->name()),
                 texts[0], texts[1], (long long)sizes[0], (long long)sizes[1]);
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
  if (!artifact::spanFits(offset, bytes, limit) ||
      offset % bytesOf(value->type()))
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

// What the host reads: a size, a condition.
hfc_status *Binding::prepareElement(uint32_t index, uint64_t element,
                                    Record &record) {
  uint64_t bytes;
  uint32_t slot = uint32_t(record.launch.buffers - buffers.data());
  if (hfc_status *status = resolve(index, slot, bytes))
    return status;
  uint64_t size = bytesOf(function->values()->Get(index)->type());
  artifact::CheckedSize end = (artifact::CheckedSize(element) + 1) * size;
  if (!end.fits(bytes))
    return damaged("value %u has no element %llu", index,
                   (unsigned long long)element);
  offsets[slot] += element * size;
  buffers[slot] = static_cast<uint8_t *>(buffers[slot]) + element * size;
  return nullptr;
}

hfc_status *Binding::refresh(uint32_t index, Record &record) {
  if (record.placesOutput)
    if (hfc_status *status = placeOutputsOf(index))
      return status;
  if (isFresh(record))
    return nullptr;
  const artifact::Step *step = function->steps()->Get(index);
  hfc_status *status = nullptr;
  if (auto dispatch = step->action_as_Dispatch())
    status = prepareDispatch(*dispatch, record);
  else if (auto copy = step->action_as_Copy())
    status = prepareCopy(*copy, record);
  else if (auto bind = step->action_as_Bind())
    status = prepareElement(bind->value(), bind->element(), record);
  else if (auto branch = step->action_as_If())
    status = prepareElement(branch->value(), 0, record);
  else if (auto loop = step->action_as_Loop(); loop && loop->condition() >= 0)
    status = prepareElement(uint32_t(loop->condition()), 0, record);
  record.stamp = status ? 0 : clock;
  return status;
}

hfc_status *Binding::placeOutputsOf(uint32_t index) {
  hfc_status *status = nullptr;
  visitValues(function->steps()->Get(index), [&](uint32_t value) {
    const artifact::Value *used = function->values()->Get(value);
    if (!status && used->place() == Place::output)
      status = placeOutput(used->index());
  });
  return status;
}
