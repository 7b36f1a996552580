// Any bytes as an artifact: opened, told about, loaded on the processor, and
// its schedules walked on the device that runs nothing.
#include <hfc/runtime.h>
#include <stdlib.h>

namespace {

void inspect(const hfc_artifact *artifact) {
  char text[256];
  hfc_tensor_info tensor = hfc_tensor_info_init();
  hfc_value_info value = hfc_value_info_init();
  hfc_step_info step = hfc_step_info_init();
  for (uint32_t f = 0; f < 2; ++f) {
    for (uint32_t i = 0; hfc_artifact_input(artifact, f, i, &tensor); ++i)
      for (uint32_t d = 0; d < tensor.rank; ++d)
        hfc_expr_text(artifact, f, tensor.shape[d], text, sizeof text);
    for (uint32_t i = 0; hfc_artifact_value(artifact, f, i, &value); ++i)
      hfc_expr_text(artifact, f, value.bytes, text, sizeof text);
    for (uint32_t i = 0; hfc_artifact_step(artifact, f, i, &step); ++i)
      if (step.arg_count)
        text[0] = char(step.args[step.arg_count - 1]);
  }
}

void run(hfc_program *program, uint32_t function) {
  hfc_session_options options = hfc_session_options_init();
  options.max_bytes = 1 << 24;
  hfc_session *session = nullptr;
  hfc_status *status = hfc_session_create(program, &options, &session);
  alignas(64) static char data[4096];
  hfc_tensor inputs[4] = {}, outputs[2] = {};
  hfc_tensor_info info = hfc_tensor_info_init();
  size_t count = 0;
  for (; count < 4 && hfc_artifact_input(hfc_program_artifact(program),
                                         function, uint32_t(count), &info);
       ++count) {
    inputs[count].data = data;
    inputs[count].bytes = sizeof data;
    inputs[count].type = info.type;
    inputs[count].rank = info.rank;
    for (uint32_t d = 0; d < info.rank; ++d) {
      int64_t one[8] = {1, 1, 1, 1, 1, 1, 1, 1}, size = 1;
      hfc_expr_value(info.shape[d], one, 8, &size);
      inputs[count].dims[d] = size;
    }
  }
  hfc_run_options runOptions = hfc_run_options_init();
  runOptions.function = function;
  if (!status)
    status =
        hfc_session_run_with(session, &runOptions, inputs, count, outputs, 0);
  hfc_status_free(status);
  hfc_session_destroy(session);
}

hfc_device *open(const char *kind) {
  hfc_device_options options = hfc_device_options_init();
  options.kind = kind;
  options.threads = 1;
  hfc_device *device = nullptr;
  hfc_status_free(hfc_device_open(&options, &device));
  return device;
}
} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  static hfc_device *cpu = open("cpu"), *null = open("null");
  hfc_open_options options = hfc_open_options_init();
  options.flags = HFC_OPEN_COPY;
  hfc_artifact *artifact = nullptr;
  hfc_status *status = hfc_artifact_open_memory(
      data ? data : (const uint8_t *)"", size, &options, &artifact);
  if (!status) {
    inspect(artifact);
    hfc_status_free(hfc_artifact_verify_hashes(artifact));
    hfc_program *program = nullptr;
    hfc_status_free(hfc_program_create(artifact, cpu, nullptr, &program));
    hfc_program_release(program);
    program = nullptr;
    hfc_status_free(hfc_program_create(artifact, null, nullptr, &program));
    if (program)
      for (uint32_t function = 0; function < 5; ++function)
        run(program, function);
    hfc_program_release(program);
  }
  hfc_status_free(status);
  hfc_artifact_release(artifact);
  return 0;
}
