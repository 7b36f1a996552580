// A session, and the walk over a schedule.
#include "artifact/DimProgram.h"
#include "runtime/Binding.h"
#include <ctime>

using namespace hfc;
using namespace hfc::rt;
using artifact::Action;
using artifact::count;
using artifact::text;

struct hfc_session {
  hfc::rt::Host host;
  hfc_program *program = nullptr;
  // Goes last: blocks below lie in memory of the program's device.
  struct Release {
    hfc_program *&program;
    ~Release() { hfc_program_release(program); }
  } release{program};
  hfc::rt::Memory memory;
  hfc::rt::Arena arena;
  hfc::rt::State state;
  hfc::rt::Array<hfc::rt::Binding> bindings; // by function, made when first run
};

static uint64_t now() {
  timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return uint64_t(time.tv_sec) * 1'000'000'000 + uint64_t(time.tv_nsec);
}

namespace {

class Walk {
public:
  Walk(hfc_session &session, Binding &binding, const hfc_run_options &options)
      : session(session), device(*session.program->device), binding(binding),
        options(options) {}

  hfc_status *run(hfc_tensor *outputs, size_t outputCount) {
    runState.flushSubnormals =
        session.program->artifact->root->flush_subnormals();
    if (options.profile)
      began = now();
    device.begin(runState);
    hfc_status *status = nullptr;
    for (uint32_t stage = 0; !status && stage < binding.stageCount(); ++stage) {
      status = binding.enterStage(stage, outputs, outputCount);
      if (!status && !stage)
        binding.upload(device, runState);
      if (!status)
        status = runStage(stage);
    }
    if (!status)
      binding.download(device, runState);
    if (hfc_status *late = device.wait(runState)) {
      hfc_status_free(status);
      status = late;
    }
    device.end(runState);
    return status;
  }

private:
  hfc_status *runStage(uint32_t stage) {
    const Record *end = binding.stageEnd(stage);
    for (const Record *record = binding.stageBegin(stage); record != end;
         ++record) {
      uint64_t start = options.profile ? now() : 0;
      hfc_status *status = nullptr;
      issue(*record);
      if (record->kind == Action::Bind)
        status = bind(stage, *record);
      if (!status && options.profile)
        status = report(*record, start);
      if (status)
        return status;
    }
    return nullptr;
  }

  void issue(const Record &record) {
    const Launch &launch = record.launch;
    if (!launch.grid)
      return;
    if (record.kind == Action::Dispatch)
      device.dispatch(runState, launch);
    else if (record.kind == Action::Copy)
      device.copy(runState, launch.buffers[1], launch.buffers[0],
                  uint64_t(launch.grid));
  }

  hfc_status *bind(uint32_t stage, const Record &record) {
    const artifact::Bind *step = binding.tables()
                                     .steps()
                                     ->Get(binding.indexOf(&record))
                                     ->action_as_Bind();
    artifact::ElementType type =
        binding.tables().values()->Get(step->value())->type();
    uint64_t bits = 0;
    uint32_t size = artifact::bytesOf(type);
    device.copy(runState, &bits, record.launch.buffers[0], size);
    if (hfc_status *status = device.wait(runState))
      return status;
    bool isSigned = type <= artifact::ElementType::i64;
    unsigned unused = 64 - 8 * size;
    int64_t value =
        isSigned ? int64_t(bits << unused) >> unused : int64_t(bits);
    return binding.bindDim(stage, value);
  }

  hfc_status *report(const Record &record, uint64_t start);

  hfc_session &session;
  Device &device;
  Binding &binding;
  const hfc_run_options &options;
  Run runState = {};
  uint64_t began = 0;
};

hfc_status *Walk::report(const Record &record, uint64_t start) {
  if (hfc_status *status = device.wait(runState))
    return status;
  uint64_t end = now();
  hfc_profile_record told = hfc_profile_record_init();
  told.step = binding.indexOf(&record);
  told.kind = hfc_step_kind(record.kind);
  told.kernel = told.strategy = told.source = "";
  told.start_ns = start - began;
  told.duration_ns = end - start;
  const artifact::Step *step = binding.tables().steps()->Get(told.step);
  if (record.kind == Action::Copy)
    told.bytes = 2 * uint64_t(record.launch.grid);
  if (auto dispatch = step->action_as_Dispatch()) {
    const artifact::Kernel *kernel =
        session.program->artifact->root->kernels()->Get(dispatch->kernel());
    told.kernel = text(kernel->name());
    told.strategy = text(record.entry->entry->strategy());
    told.source = text(dispatch->source());
    told.grid = record.launch.grid;
    std::span<const uint8_t> flops = artifact::codeOf(kernel->flops());
    if (!flops.empty() &&
        !artifact::evaluateDimProgram(
            flops, {record.launch.sizes, kernel->sizes()}, told.flops))
      told.flops = 0;
    for (uint32_t i = 0; i < count(dispatch->args()); ++i) {
      uint64_t bytes = 0;
      hfc_status_free(binding.evaluate(
          binding.tables().values()->Get(dispatch->args()->Get(i))->bytes(),
          "a value", bytes));
      told.bytes += bytes;
    }
  }
  options.profile(options.profile_user, &told);
  return nullptr;
}
} // namespace

hfc_status *hfc_session_create(hfc_program *program,
                               const hfc_session_options *given,
                               hfc_session **out) {
  hfc_session_options options;
  if (!program || !out || !readOptions(given, options) ||
      (options.dim_count && !options.dims))
    return invalidCall("hfc_session_create: a null argument, or options that "
                       "were not initialised");
  hfc_session *session = create<hfc_session>(program->host);
  if (!session)
    return outOfMemory(program->host, sizeof(hfc_session), "a session");
  program->references.retain();
  session->program = program;
  session->memory.init(session->host, program->device->memory(),
                       options.max_bytes);
  const auto *functions = program->artifact->root->functions();
  uint32_t segments = 0;
  for (uint32_t i = 0; i < functions->size(); ++i)
    if (count(functions->Get(i)->segments()) > segments)
      segments = count(functions->Get(i)->segments());
  if (!session->bindings.make(session->host, functions->size()) ||
      !session->arena.segments.make(session->host, segments)) {
    hfc_status *status =
        outOfMemory(program->host, segments * sizeof(Block), "a session");
    hfc_session_destroy(session);
    return status;
  }
  if (hfc_status *status =
          session->state.make(session->host, *program->artifact->root,
                              session->memory, *program->device, options)) {
    hfc_session_destroy(session);
    return status;
  }
  *out = session;
  return nullptr;
}

void hfc_session_destroy(hfc_session *session) {
  if (session)
    destroy(session);
}

uint64_t hfc_session_bytes(const hfc_session *session) {
  return session->memory.held();
}

hfc_status *hfc_session_run(hfc_session *session, const hfc_tensor *inputs,
                            size_t inputCount, hfc_tensor *outputs,
                            size_t outputCount) {
  return hfc_session_run_with(session, nullptr, inputs, inputCount, outputs,
                              outputCount);
}

hfc_status *hfc_session_run_with(hfc_session *session,
                                 const hfc_run_options *given,
                                 const hfc_tensor *inputs, size_t inputCount,
                                 hfc_tensor *outputs, size_t outputCount) {
  hfc_run_options options;
  if (!session || (inputCount && !inputs) || (outputCount && !outputs) ||
      !readOptions(given, options))
    return invalidCall("hfc_session_run: a null argument, or options that were "
                       "not initialised");
  const hfc_program &program = *session->program;
  const artifact::Function *function =
      program.artifact->function(options.function);
  if (!function || !program.runsHere(*function))
    return failure(session->host, Code::InvalidCall,
                   "function %u is not there, or not for this device",
                   options.function);
  if (outputCount > count(function->outputs()))
    return failure(session->host, Code::InputMismatch,
                   "%zu outputs, the function has %u", outputCount,
                   count(function->outputs()));
  Binding &binding = session->bindings[options.function];
  if (!binding.made())
    if (hfc_status *status =
            binding.make(program, options.function, session->memory,
                         session->arena, session->state))
      return status;
  if (hfc_status *status = binding.bindInputs(inputs, inputCount))
    return status;
  hfc_status *status =
      Walk(*session, binding, options).run(outputs, outputCount);
  if (!status)
    binding.setLengths();
  return status;
}

void hfc_session_reset(hfc_session *session) { session->state.reset(); }

bool hfc_session_state_dim(const hfc_session *session, const char *name,
                           int64_t *out) {
  uint32_t index;
  if (!session->state.find(name, index) || session->state.dim(index) < 0)
    return false;
  *out = session->state.dim(index);
  return true;
}

hfc_status *hfc_session_truncate(hfc_session *session, const char *name,
                                 int64_t length) {
  if (!session)
    return invalidCall("hfc_session_truncate: no session");
  return session->state.truncate(name, length);
}

hfc_status *hfc_session_reorder(hfc_session *session, const uint32_t *rows,
                                uint32_t rowCount) {
  if (!session || !rows)
    return invalidCall("hfc_session_reorder: a null argument");
  return session->state.reorder(rows, rowCount);
}

uint64_t hfc_session_saved_bytes(const hfc_session *session) {
  return session->state.savedBytes();
}

hfc_status *hfc_session_save(const hfc_session *session, void *memory,
                             uint64_t bytes) {
  if (!session || !memory || bytes < session->state.savedBytes())
    return invalidCall("hfc_session_save: a null argument, or less memory "
                       "than hfc_session_saved_bytes");
  return session->state.save(static_cast<uint8_t *>(memory));
}

hfc_status *hfc_session_restore(hfc_session *session, const void *memory,
                                uint64_t bytes) {
  if (!session || !memory)
    return invalidCall("hfc_session_restore: a null argument");
  bool moved = false;
  hfc_status *status = session->state.restore(
      static_cast<const uint8_t *>(memory), bytes, moved);
  if (moved)
    ++session->arena.generation;
  return status;
}
