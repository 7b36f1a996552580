// What an artifact holds, told through the C API. The tables are verified, so
// this only looks things up.
#include "runtime/Artifact.h"

using namespace hfc;
using namespace hfc::rt;
using artifact::codeOf;
using artifact::count;
using artifact::text;

static hfc_expr exprOf(const artifact::DimProgram *program) {
  std::span<const uint8_t> code = codeOf(program);
  return {code.data(), code.size()};
}

// Element `index` of a vector that may be absent.
template <typename T>
static const T *at(const flatbuffers::Vector<flatbuffers::Offset<T>> *vector,
                   uint32_t index) {
  return index < count(vector) ? vector->Get(index) : nullptr;
}

template <typename Info>
static void fillShape(
    const flatbuffers::Vector<flatbuffers::Offset<artifact::DimProgram>> *shape,
    Info &info) {
  info.rank = count(shape);
  for (uint32_t i = 0; i < info.rank; ++i)
    info.shape[i] = exprOf(shape->Get(i));
}

void hfc_artifact_get_info(const hfc_artifact *artifact,
                           hfc_artifact_info *out) {
  const artifact::Header &header = artifact->header;
  const artifact::Artifact *root = artifact->root;
  hfc_artifact_info info = hfc_artifact_info_init();
  info.format_version = header.formatVersion;
  info.required_features = header.requiredFeatures;
  info.file_bytes = header.fileSize;
  info.tables_bytes = header.tables.size;
  info.code_bytes = header.code.size;
  info.constants_bytes = header.constants.size;
  info.compiler = info.llvm = info.model_format = "";
  if (const artifact::Provenance *provenance = root->provenance()) {
    info.compiler = text(provenance->compiler());
    info.llvm = text(provenance->llvm());
    info.model_format = text(provenance->model_format());
    if (count(provenance->model_sha256()))
      info.model_sha256 = provenance->model_sha256()->data();
    info.options = count(provenance->options());
    info.files = count(provenance->files());
  }
  info.functions = count(root->functions());
  info.kernels = count(root->kernels());
  info.executables = count(root->executables());
  info.constants = count(root->constants());
  info.flush_subnormals = root->flush_subnormals();
  info.state_dims = count(root->state_dims());
  info.states = count(root->states());
  info.metadata = count(root->metadata());
  writeInfo(info, out);
}

bool hfc_artifact_function(const hfc_artifact *artifact, uint32_t index,
                           hfc_function_info *out) {
  const artifact::Function *function = artifact->function(index);
  if (!function)
    return false;
  hfc_function_info info = hfc_function_info_init();
  info.name = text(function->name());
  info.family = text(function->family());
  info.dims = count(function->dims());
  info.inputs = count(function->inputs());
  info.outputs = count(function->outputs());
  info.values = count(function->values());
  info.steps = count(function->steps());
  info.segments = count(function->segments());
  writeInfo(info, out);
  return true;
}

bool hfc_artifact_dim(const hfc_artifact *artifact, uint32_t function,
                      uint32_t index, hfc_dim_info *out) {
  const artifact::Function *owner = artifact->function(function);
  const artifact::Dim *dim = owner ? at(owner->dims(), index) : nullptr;
  if (!dim)
    return false;
  hfc_dim_info info = hfc_dim_info_init();
  info.name = text(dim->name());
  info.min = dim->min();
  info.max = dim->max();
  info.divisor = dim->divisor();
  info.bound = dim->bound();
  info.state_dim = dim->state();
  writeInfo(info, out);
  return true;
}

static bool tensorInfo(const artifact::Tensor *tensor, hfc_tensor_info *out) {
  if (!tensor)
    return false;
  hfc_tensor_info info = hfc_tensor_info_init();
  info.name = text(tensor->name());
  info.type = hfc_type(tensor->type());
  fillShape(tensor->shape(), info);
  info.value = tensor->value();
  info.optional = tensor->default_value() >= 0;
  info.least = tensor->least();
  info.most = tensor->most();
  writeInfo(info, out);
  return true;
}

bool hfc_artifact_input(const hfc_artifact *artifact, uint32_t function,
                        uint32_t index, hfc_tensor_info *out) {
  const artifact::Function *owner = artifact->function(function);
  return tensorInfo(owner ? at(owner->inputs(), index) : nullptr, out);
}

bool hfc_artifact_output(const hfc_artifact *artifact, uint32_t function,
                         uint32_t index, hfc_tensor_info *out) {
  const artifact::Function *owner = artifact->function(function);
  return tensorInfo(owner ? at(owner->outputs(), index) : nullptr, out);
}

bool hfc_artifact_value(const hfc_artifact *artifact, uint32_t function,
                        uint32_t index, hfc_value_info *out) {
  const artifact::Function *owner = artifact->function(function);
  const artifact::Value *value = owner ? at(owner->values(), index) : nullptr;
  if (!value)
    return false;
  hfc_value_info info = hfc_value_info_init();
  info.place = hfc_place(value->place());
  info.index = value->index();
  info.offset = exprOf(value->offset());
  info.bytes = exprOf(value->bytes());
  info.type = hfc_type(value->type());
  fillShape(value->shape(), info);
  info.source = text(value->source());
  writeInfo(info, out);
  return true;
}

bool hfc_artifact_segment(const hfc_artifact *artifact, uint32_t function,
                          uint32_t index, hfc_expr *out) {
  const artifact::Function *owner = artifact->function(function);
  if (!owner || index >= count(owner->segments()))
    return false;
  *out = exprOf(owner->segments()->Get(index));
  return true;
}

bool hfc_artifact_step(const hfc_artifact *artifact, uint32_t function,
                       uint32_t index, hfc_step_info *out) {
  const artifact::Function *owner = artifact->function(function);
  const artifact::Step *step = owner ? at(owner->steps(), index) : nullptr;
  if (!step)
    return false;
  hfc_step_info info = hfc_step_info_init();
  info.kind = hfc_step_kind(step->action_type());
  info.source = "";
  if (const artifact::Dispatch *dispatch = step->action_as_Dispatch()) {
    info.kernel = dispatch->kernel();
    info.arg_count = count(dispatch->args());
    info.args = info.arg_count ? dispatch->args()->data() : nullptr;
    info.size_count = count(dispatch->sizes());
    info.source = text(dispatch->source());
  } else if (const artifact::Copy *copy = step->action_as_Copy()) {
    info.source_value = copy->source();
    info.target = copy->target();
  } else if (const artifact::Bind *bind = step->action_as_Bind()) {
    info.dim = bind->dim();
    info.segment = bind->segment();
    info.element = bind->element();
    info.source_value = bind->value();
  } else if (const artifact::Check *check = step->action_as_Check()) {
    info.lhs = exprOf(check->lhs());
    info.rhs = exprOf(check->rhs());
    info.source = text(check->source());
  } else if (const artifact::Set *set = step->action_as_Set()) {
    info.dim = set->dim();
    info.segment = set->segment();
    info.lhs = exprOf(set->size());
  } else if (const artifact::Open *open = step->action_as_Open()) {
    info.segment = open->segment();
    info.keep = open->keep();
  } else if (const artifact::If *branch = step->action_as_If()) {
    info.source_value = branch->value();
    info.steps = branch->yes();
    info.otherwise = branch->no();
  } else if (const artifact::Loop *loop = step->action_as_Loop()) {
    info.dim = loop->dim();
    info.lhs = exprOf(loop->trip());
    info.conditional = loop->condition() >= 0;
    info.source_value = info.conditional ? uint32_t(loop->condition()) : 0;
    info.steps = loop->steps();
  }
  writeInfo(info, out);
  return true;
}

bool hfc_artifact_step_size(const hfc_artifact *artifact, uint32_t function,
                            uint32_t step, uint32_t index, hfc_expr *out) {
  const artifact::Function *owner = artifact->function(function);
  const artifact::Step *found = owner ? at(owner->steps(), step) : nullptr;
  const artifact::Dispatch *dispatch =
      found ? found->action_as_Dispatch() : nullptr;
  if (!dispatch || index >= count(dispatch->sizes()))
    return false;
  *out = exprOf(dispatch->sizes()->Get(index));
  return true;
}

bool hfc_artifact_kernel(const hfc_artifact *artifact, uint32_t index,
                         hfc_kernel_info *out) {
  const artifact::Kernel *kernel = at(artifact->root->kernels(), index);
  if (!kernel)
    return false;
  hfc_kernel_info info = hfc_kernel_info_init();
  info.name = text(kernel->name());
  info.operands = kernel->operands();
  info.results = kernel->results();
  info.sizes = kernel->sizes();
  info.entries = count(kernel->entries());
  info.flops = exprOf(kernel->flops());
  writeInfo(info, out);
  return true;
}

bool hfc_artifact_entry(const hfc_artifact *artifact, uint32_t kernel,
                        uint32_t index, hfc_entry_info *out) {
  const artifact::Kernel *owner = at(artifact->root->kernels(), kernel);
  const artifact::Entry *entry = owner ? at(owner->entries(), index) : nullptr;
  if (!entry)
    return false;
  hfc_entry_info info = hfc_entry_info_init();
  info.guard = exprOf(entry->guard());
  info.grid = exprOf(entry->grid());
  info.executable = entry->executable();
  info.symbol = text(entry->symbol());
  info.strategy = text(entry->strategy());
  info.scratch_bytes = entry->scratch();
  info.reason = "";
  if (const artifact::Gpu *gpu = entry->gpu()) {
    info.workgroup = gpu->workgroup();
    info.wave = gpu->wave();
    info.kernarg_bytes = gpu->kernarg();
    info.lds_bytes = gpu->lds();
    info.vgprs = gpu->vgprs();
    info.agprs = gpu->agprs();
    info.sgprs = gpu->sgprs();
    info.spills = gpu->spills();
    info.occupancy = gpu->occupancy();
    info.matrix_percent = gpu->matrix();
    info.reason = text(gpu->reason());
  }
  writeInfo(info, out);
  return true;
}

bool hfc_artifact_executable(const hfc_artifact *artifact, uint32_t index,
                             hfc_executable_info *out) {
  const artifact::Executable *executable =
      at(artifact->root->executables(), index);
  if (!executable)
    return false;
  hfc_executable_info info = hfc_executable_info_init();
  info.family = text(executable->family());
  info.chip = text(executable->chip());
  info.features = text(executable->features());
  info.abi = executable->abi();
  info.image = artifact->code.data() + executable->offset();
  info.image_bytes = executable->size();
  writeInfo(info, out);
  return true;
}

bool hfc_artifact_constant(const hfc_artifact *artifact, uint32_t index,
                           hfc_constant_info *out) {
  const artifact::Constant *constant = at(artifact->root->constants(), index);
  if (!constant)
    return false;
  hfc_constant_info info = hfc_constant_info_init();
  info.name = text(constant->name());
  info.layout = text(constant->layout());
  info.type = hfc_type(constant->type());
  info.rank = count(constant->shape());
  info.dims = info.rank ? constant->shape()->data() : nullptr;
  info.offset = constant->offset();
  info.bytes = constant->size();
  info.data = artifact->constants + constant->offset();
  writeInfo(info, out);
  return true;
}

bool hfc_artifact_state_dim(const hfc_artifact *artifact, uint32_t index,
                            hfc_state_dim_info *out) {
  const artifact::StateDim *dim = at(artifact->root->state_dims(), index);
  if (!dim)
    return false;
  hfc_state_dim_info info = hfc_state_dim_info_init();
  info.name = text(dim->name());
  info.kind = hfc_state_dim_kind(dim->kind());
  info.max = dim->max();
  info.capacity = dim->capacity();
  writeInfo(info, out);
  return true;
}

bool hfc_artifact_state(const hfc_artifact *artifact, uint32_t index,
                        hfc_state_info *out) {
  const artifact::State *state = at(artifact->root->states(), index);
  if (!state)
    return false;
  hfc_state_info info = hfc_state_info_init();
  info.name = text(state->name());
  info.type = hfc_type(state->type());
  fillShape(state->shape(), info);
  info.length = state->length();
  writeInfo(info, out);
  return true;
}

static bool
pair(const flatbuffers::Vector<flatbuffers::Offset<artifact::KeyValue>> *list,
     uint32_t index, const char **key, const char **value) {
  const artifact::KeyValue *found = at(list, index);
  if (!found)
    return false;
  *key = text(found->key());
  *value = text(found->value());
  return true;
}

bool hfc_artifact_metadata(const hfc_artifact *artifact, uint32_t index,
                           const char **key, const char **value) {
  return pair(artifact->root->metadata(), index, key, value);
}

bool hfc_artifact_option(const hfc_artifact *artifact, uint32_t index,
                         const char **key, const char **value) {
  const artifact::Provenance *provenance = artifact->root->provenance();
  return provenance && pair(provenance->options(), index, key, value);
}

bool hfc_artifact_file(const hfc_artifact *artifact, uint32_t index,
                       const char **name, const char **sha256) {
  const artifact::Provenance *provenance = artifact->root->provenance();
  return provenance && pair(provenance->files(), index, name, sha256);
}
