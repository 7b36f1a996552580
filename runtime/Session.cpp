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
    hfc_status *status = binding.placeOutputs(outputs, outputCount);
    if (!status) {
      binding.upload(device, runState);
      status = runSchedule();
    }
    if (!status)
      status = binding.placeLateOutputs();
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
  // From the second run of the same sizes on, as one thing that the device
  // keeps.
  hfc_status *runSchedule() {
    if (options.profile || !device.records())
      return runSteps(0, binding.stepCount());
    Recording *kept = binding.recording();
    if (!kept && binding.repeats() && device.record(runState)) {
      hfc_status *status = runSteps(0, binding.stepCount());
      kept = device.recorded(runState);
      if (status) { // a part must not pass for the whole
        device.drop(kept);
        return status;
      }
      binding.keep(kept);
    }
    if (!kept)
      return runSteps(0, binding.stepCount());
    device.replay(runState, kept);
    return nullptr;
  }

  hfc_status *runSteps(uint32_t begin, uint32_t end) {
    for (uint32_t step = begin; step < end; ++step) {
      const Record *record;
      if (hfc_status *status = binding.get(step, record))
        return status;
      uint64_t start = options.profile ? now() : 0;
      hfc_status *status = nullptr;
      const Launch &launch = record->launch;
      if (record->kind == Action::Dispatch) {
        if (launch.grid)
          device.dispatch(runState, launch);
      } else if (record->kind == Action::Copy) {
        if (launch.grid && launch.buffers[0] != launch.buffers[1])
          device.copy(runState, launch.buffers[1], launch.buffers[0],
                      uint64_t(launch.grid));
      } else {
        status = control(*record, step);
      }
      // Branches and loops are the time of their steps.
      if (!status && options.profile && record->kind < Action::If)
        status = report(*record, start);
      if (status)
        return status;
    }
    return nullptr;
  }

  // The steps that decide sizes, and which steps run. Moves to the last of the
  // steps that it has run.
  hfc_status *control(const Record &record, uint32_t &step) {
    const artifact::Step *table = binding.tables().steps()->Get(step);
    switch (record.kind) {
    case Action::Bind:
      return bind(*table->action_as_Bind(), record);
    case Action::Set:
      return set(*table->action_as_Set());
    case Action::Check:
      return binding.check(*table->action_as_Check());
    case Action::Open:
      return open(*table->action_as_Open());
    case Action::If: {
      const artifact::If *branch = table->action_as_If();
      uint64_t holds;
      if (hfc_status *status = read(record, 1, holds))
        return status;
      uint32_t begin = step + 1 + (holds ? 0 : branch->yes());
      step += branch->yes() + branch->no();
      return runSteps(begin, begin + (holds ? branch->yes() : branch->no()));
    }
    default:
      return loop(*table->action_as_Loop(), step);
    }
  }

  hfc_status *loop(const artifact::Loop &loop, uint32_t &step) {
    uint32_t own = step, begin = step + 1;
    step += loop.steps();
    uint64_t trip;
    if (hfc_status *status =
            binding.evaluate(loop.trip(), "a count of iterations", trip))
      return status;
    if (!device.computes() && trip > 1)
      trip = 1; // prepared once, as every step is
    for (uint64_t i = 0;; ++i) {
      if (hfc_status *status = binding.setDim(loop.dim(), int64_t(i)))
        return status;
      if (i == trip)
        return nullptr;
      if (loop.condition() >= 0) {
        const Record *record;
        if (hfc_status *status = binding.get(own, record))
          return status;
        uint64_t holds;
        if (hfc_status *status = read(*record, 1, holds))
          return status;
        if (!holds)
          return nullptr;
      }
      if (hfc_status *status = runSteps(begin, begin + loop.steps()))
        return status;
    }
  }

  // Bytes of the element that the record says, once all steps so far are done.
  hfc_status *read(const Record &record, uint32_t size, uint64_t &bits) {
    bits = 0;
    device.download(runState, &bits, record.launch.buffers[0], size);
    return device.wait(runState);
  }

  hfc_status *bind(const artifact::Bind &bind, const Record &record) {
    artifact::ElementType type =
        binding.tables().values()->Get(bind.value())->type();
    uint32_t size = artifact::bytesOf(type);
    uint64_t bits;
    if (hfc_status *status = read(record, size, bits))
      return status;
    bool isSigned = type <= artifact::ElementType::i64;
    unsigned unused = 64 - 8 * size;
    int64_t value =
        isSigned ? int64_t(bits << unused) >> unused : int64_t(bits);
    return change(bind.dim(), value, bind.segment());
  }

  hfc_status *set(const artifact::Set &set) {
    uint64_t value;
    if (hfc_status *status = binding.evaluate(set.size(), "a size", value))
      return status;
    return change(set.dim(), int64_t(value), set.segment());
  }

  hfc_status *open(const artifact::Open &open) {
    if (open.keep()) // what lies in it may have to move
      if (hfc_status *status = device.wait(runState))
        return status;
    return binding.openSegment(open.segment(), open.keep());
  }

  hfc_status *change(uint32_t dim, int64_t value, uint32_t segment) {
    if (hfc_status *status = binding.setDim(dim, value))
      return status;
    return segment ? binding.openSegment(segment) : nullptr;
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
