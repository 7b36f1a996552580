// What the FlatBuffers verifier cannot know: that indices, offsets, sizes and
// programs of the tables mean something. After this, a schedule can be walked
// with only the checks that depend on the values of dims.
#include "artifact/Verifier.h"
#include <cstdarg>

using namespace hfc::artifact;
using hfc::diag::Code;

bool Verifier::fail(const char *format, ...) {
  char detail[200];
  va_list arguments;
  va_start(arguments, format);
  vsnprintf(detail, sizeof detail, format, arguments);
  va_end(arguments);
  return error.set(Code::MalformedArtifact, "%s%s", place, detail);
}

bool Verifier::program(const DimProgram *program, uint64_t dims,
                       const char *what) {
  return spend(codeOf(program).size() + 1) &&
         (verifyDimProgram(codeOf(program), dims) ||
          fail("%s is no valid dim program", what));
}

bool Verifier::shape(
    const flatbuffers::Vector<flatbuffers::Offset<DimProgram>> *shape,
    uint64_t dims) {
  if (count(shape) > maxRank)
    return fail("rank %u, at most %u is allowed", count(shape), maxRank);
  for (uint32_t i = 0; i < count(shape); ++i)
    if (!program(shape->Get(i), dims, "shape"))
      return false;
  return true;
}

bool Verifier::provenance() {
  const Provenance *provenance = artifact.provenance();
  if (!provenance)
    return true;
  uint32_t hash = count(provenance->model_sha256());
  return (hash == 0 || hash == 32) || fail("model hash of %u bytes", hash);
}

bool Verifier::hashes() {
  if (!spend(count(artifact.hashes())))
    return false;
  for (uint32_t i = 0; i < count(artifact.hashes()); ++i) {
    const HashTree *tree = artifact.hashes()->Get(i);
    std::string_view name = text(tree->section());
    if (name != "code" && name != "constants")
      return fail("hashes of an unknown section");
    uint64_t size = name == "code" ? header.code.size : header.constants.size;
    uint64_t chunks = size / hashChunk + (size % hashChunk != 0);
    // An empty section has no leaves, and the writer then no vector of them.
    if (count(tree->root()) != 32 || count(tree->leaves()) != chunks * 32)
      return fail("hashes of section '%s' have the wrong size",
                  text(tree->section()));
  }
  return true;
}

bool Verifier::executables() {
  if (!spend(count(artifact.executables())))
    return false;
  for (uint32_t i = 0; i < count(artifact.executables()); ++i) {
    const Executable *executable = artifact.executables()->Get(i);
    if (!spanFits(executable->offset(), executable->size(), header.code.size) ||
        executable->offset() % pageSize)
      return fail("executable %u: %llu bytes at %llu of the code section", i,
                  (unsigned long long)executable->size(),
                  (unsigned long long)executable->offset());
  }
  return true;
}

bool Verifier::constants() {
  for (uint32_t i = 0; i < count(artifact.constants()); ++i) {
    const Constant *constant = artifact.constants()->Get(i);
    snprintf(place, sizeof place, "constant %u '%.80s': ", i,
             text(constant->name()));
    if (!spend(1 + count(constant->shape())))
      return false;
    if (constant->file() != 0)
      return fail("lies in file %u, there is one", constant->file());
    if (!spanFits(constant->offset(), constant->size(),
                  header.constants.size) ||
        constant->offset() % constantAlignment)
      return fail("%llu bytes at %llu of the constants section",
                  (unsigned long long)constant->size(),
                  (unsigned long long)constant->offset());
    if (!bytesOf(constant->type()))
      return fail("element type %u", unsigned(constant->type()));
    if (count(constant->shape()) > maxRank)
      return fail("rank %u, at most %u is allowed", count(constant->shape()),
                  maxRank);
    // The FlatBuffers verifier looks at the alignment of scalars, not at that
    // of elements.
    if (count(constant->shape()) &&
        reinterpret_cast<uintptr_t>(constant->shape()->data()) %
            sizeof(int64_t))
      return fail("shape is not aligned");
    CheckedSize bytes = bytesOf(constant->type());
    for (uint32_t d = 0; d < count(constant->shape()); ++d) {
      if (constant->shape()->Get(d) < 0)
        return fail("negative dim");
      bytes = bytes * uint64_t(constant->shape()->Get(d));
    }
    bool plain = !*text(constant->layout());
    if (plain &&
        (!bytes.fits(constant->size()) || bytes.get() != constant->size()))
      return fail("%llu bytes do not make its shape",
                  (unsigned long long)constant->size());
  }
  return true;
}

// What a launch is made of; the device holds it against the code object.
bool Verifier::gpu(const Kernel &kernel, const Entry &entry, uint32_t number) {
  const Gpu *gpu = entry.gpu();
  std::string_view family =
      text(artifact.executables()->Get(entry.executable())->family());
  if ((family == "amdgpu") != (gpu != nullptr))
    return fail("entry %u: what a GPU needs stands there for GPUs only",
                number);
  if (!gpu)
    return true;
  if (gpu->workgroup() == 0 || gpu->workgroup() > 1024 ||
      (gpu->wave() != 32 && gpu->wave() != 64))
    return fail("entry %u: workgroups of %u threads in waves of %u", number,
                gpu->workgroup(), gpu->wave());
  uint64_t buffers = uint64_t(kernel.operands()) + kernel.results();
  uint64_t bytes = buffers * 8 + uint64_t(kernel.sizes()) * 4;
  return gpu->kernarg() == bytes ||
         fail("entry %u: %u bytes of arguments, its kernel has %llu", number,
              gpu->kernarg(), (unsigned long long)bytes);
}

bool Verifier::kernels() {
  for (uint32_t i = 0; i < count(artifact.kernels()); ++i) {
    const Kernel *kernel = artifact.kernels()->Get(i);
    snprintf(place, sizeof place, "kernel %u '%.80s': ", i,
             text(kernel->name()));
    if (!spend(1) ||
        !optionalProgram(kernel->flops(), kernel->sizes(), "flops"))
      return false;
    for (uint32_t e = 0; e < count(kernel->entries()); ++e) {
      const Entry *entry = kernel->entries()->Get(e);
      if (entry->executable() >= count(artifact.executables()))
        return fail("entry %u: executable %u of %u", e, entry->executable(),
                    count(artifact.executables()));
      if (!*text(entry->symbol()))
        return fail("entry %u has no symbol", e);
      if (entry->scratch() > maxCodeSize)
        return fail("entry %u wants %llu bytes of scratch", e,
                    (unsigned long long)entry->scratch());
      if (!gpu(*kernel, *entry, e))
        return false;
      if (!optionalProgram(entry->guard(), kernel->sizes(), "guard") ||
          !program(entry->grid(), kernel->sizes(), "grid"))
        return false;
    }
  }
  return true;
}

bool Verifier::states() {
  uint32_t dimCount = count(artifact.state_dims());
  for (uint32_t i = 0; i < dimCount; ++i) {
    const StateDim *dim = artifact.state_dims()->Get(i);
    snprintf(place, sizeof place, "state dim %u '%.80s': ", i,
             text(dim->name()));
    if (!spend(1))
      return false;
    if (!*text(dim->name()) || dim->kind() > StateDimKind::rows ||
        dim->max() < 0)
      return fail("no name, kind or range");
    if (dim->kind() == StateDimKind::length &&
        (dim->capacity() >= dimCount ||
         artifact.state_dims()->Get(dim->capacity())->kind() !=
             StateDimKind::capacity))
      return fail("%u is no capacity", dim->capacity());
  }
  for (uint32_t i = 0; i < count(artifact.states()); ++i) {
    const State *state = artifact.states()->Get(i);
    snprintf(place, sizeof place, "state %u '%.80s': ", i, text(state->name()));
    if (!spend(1) || !shape(state->shape(), dimCount))
      return false;
    if (!*text(state->name()) || !bytesOf(state->type()))
      return fail("no name or element type");
    bool good = true;
    for (uint32_t d = 0; d < count(state->shape()); ++d)
      verifyDimProgram(
          codeOf(state->shape()->Get(d)), dimCount, [&](uint64_t dim) {
            good &= artifact.state_dims()->Get(uint32_t(dim))->kind() !=
                    StateDimKind::length;
          });
    if (!good)
      return fail("a length among the dims that are allocated");
    // Places in use are among those that are allocated.
    if (state->length() != -1 &&
        (!isLength(state->length()) || !count(state->shape()) ||
         bareDim(codeOf(state->shape()->Get(0))) !=
             artifact.state_dims()->Get(uint32_t(state->length()))->capacity()))
      return fail("state dim %d is not its length", state->length());
  }
  return true;
}

// What a run of the function makes of lengths is known before the run.
bool Verifier::lengths(const Known &known) {
  for (uint32_t i = 0; i < count(current->lengths()); ++i) {
    const LengthUpdate *update = current->lengths()->Get(i);
    if (!spend(1) ||
        !program(update->value(), count(current->dims()), "a length"))
      return false;
    if (!isLength(update->state_dim()))
      return fail("state dim %u is no length", update->state_dim());
    if (!isKnown(update->value(), known))
      return fail("length %u depends on a bound dim", i);
  }
  return true;
}

bool Verifier::dims() {
  if (count(current->dims()) > maxDims ||
      count(current->segments()) > maxSegments)
    return fail("%u dims and %u segments", count(current->dims()),
                count(current->segments()));
  for (uint32_t i = 0; i < count(current->dims()); ++i) {
    const Dim *dim = current->dims()->Get(i);
    if (!spend(1))
      return false;
    if (dim->min() < 0 || dim->max() < dim->min() || dim->divisor() < 1)
      return fail("dim '%.80s' has no valid range", text(dim->name()));
    if (dim->state() < -1 ||
        dim->state() >= int64_t(count(artifact.state_dims())) ||
        (dim->state() >= 0 && dim->bound()))
      return fail("dim '%.80s' is no state dim %d", text(dim->name()),
                  dim->state());
  }
  return true;
}

bool Verifier::signature(
    const flatbuffers::Vector<flatbuffers::Offset<Tensor>> *list, Place place) {
  const char *kind = place == Place::input ? "input" : "output";
  for (uint32_t i = 0; i < count(list); ++i) {
    const Tensor *tensor = list->Get(i);
    if (!spend(1) || !shape(tensor->shape(), count(current->dims())))
      return false;
    if (!*text(tensor->name()))
      return fail("%s %u has no name", kind, i);
    if (!bytesOf(tensor->type()))
      return fail("%s %u: element type %u", kind, i, unsigned(tensor->type()));
    if (tensor->value() >= count(current->values()))
      return fail("%s %u: value %u of %u", kind, i, tensor->value(),
                  count(current->values()));
    const Value *value = current->values()->Get(tensor->value());
    if (value->place() != place || value->index() != i)
      return fail("%s %u: value %u lies elsewhere", kind, i, tensor->value());
    bool isBounded =
        tensor->least() != INT64_MIN || tensor->most() != INT64_MAX;
    if (isBounded &&
        (place == Place::output || (tensor->type() != ElementType::i32 &&
                                    tensor->type() != ElementType::i64)))
      return fail("%s %u: bounds of its elements", kind, i);
    if (tensor->default_value() < 0)
      continue;
    if (place == Place::output ||
        uint32_t(tensor->default_value()) >= count(artifact.constants()))
      return fail("%s %u: default value %d", kind, i, tensor->default_value());
    const Constant *fill =
        artifact.constants()->Get(uint32_t(tensor->default_value()));
    if (fill->type() != tensor->type() ||
        fill->size() != bytesOf(tensor->type()))
      return fail("%s %u: default value is not one element", kind, i);
  }
  return true;
}

bool Verifier::values() {
  uint32_t dimCount = count(current->dims());
  uint32_t limits[] = {count(current->inputs()), count(current->outputs()),
                       count(artifact.constants()), count(current->segments()),
                       count(artifact.states())};
  for (uint32_t i = 0; i < count(current->values()); ++i) {
    const Value *value = current->values()->Get(i);
    if (value->place() > Place::state ||
        value->index() >= limits[unsigned(value->place())])
      return fail("value %u: place %u, index %u", i, unsigned(value->place()),
                  value->index());
    if (!bytesOf(value->type()))
      return fail("value %u: element type %u", i, unsigned(value->type()));
    if (!program(value->bytes(), dimCount, "bytes") ||
        !optionalProgram(value->offset(), dimCount, "offset") ||
        !shape(value->shape(), dimCount))
      return false;
  }
  for (uint32_t i = 0; i < count(current->segments()); ++i)
    if (!program(current->segments()->Get(i), dimCount, "segment"))
      return false;
  return true;
}

bool Verifier::function(const Function &function) {
  current = &function;
  snprintf(place, sizeof place, "function '%.80s': ", text(function.name()));
  if (!spend(uint64_t(count(function.steps())) + count(function.values())))
    return false;
  if (!*text(function.name()))
    return fail("no name");
  return dims() && values() && signature(function.inputs(), Place::input) &&
         signature(function.outputs(), Place::output) && steps();
}

bool Verifier::run() {
  if (!provenance() || !hashes() || !executables() || !constants() ||
      !kernels() || !states())
    return false;
  place[0] = 0;
  if (!count(artifact.functions()))
    return fail("no function");
  for (uint32_t i = 0; i < count(artifact.functions()); ++i)
    if (!function(*artifact.functions()->Get(i)))
      return false;
  return true;
}
bool hfc::artifact::verifyMeaning(const Artifact &artifact,
                                  const Header &header, ReadError &error) {
  return Verifier(artifact, header, error).run();
}
