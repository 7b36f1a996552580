// The artifact loader on any bytes: opened artifacts are walked over, and
// prepared on the device that runs nothing.
#include "hfc/runtime.h"

namespace {

// Every getter with indices until it has no more.
void walk(hfc_artifact *artifact) {
  hfc_artifact_info info = hfc_artifact_info_init();
  hfc_artifact_get_info(artifact, &info);
  hfc_function_info function = hfc_function_info_init();
  for (uint32_t f = 0; hfc_artifact_function(artifact, f, &function); ++f) {
    hfc_tensor_info tensor = hfc_tensor_info_init();
    for (uint32_t i = 0; hfc_artifact_input(artifact, f, i, &tensor); ++i)
      for (uint32_t dim = 0; dim < tensor.rank; ++dim) {
        char text[256];
        hfc_expr_text(artifact, f, tensor.shape[dim], text, sizeof text);
      }
    hfc_step_info step = hfc_step_info_init();
    for (uint32_t i = 0; hfc_artifact_step(artifact, f, i, &step); ++i) {
      hfc_value_info value = hfc_value_info_init();
      for (uint32_t arg = 0; arg < step.arg_count; ++arg)
        hfc_artifact_value(artifact, f, step.args[arg], &value);
    }
  }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size) {
  hfc_open_options options = hfc_open_options_init();
  options.flags = HFC_OPEN_COPY;
  hfc_artifact *artifact = nullptr;
  hfc_status *status =
      hfc_artifact_open_memory(data, size, &options, &artifact);
  if (!status) {
    walk(artifact);
    hfc_device_options deviceOptions = hfc_device_options_init();
    deviceOptions.kind = "null";
    hfc_device *device = nullptr;
    hfc_program *program = nullptr;
    status = hfc_device_open(&deviceOptions, &device);
    if (!status)
      status = hfc_program_create(artifact, device, nullptr, &program);
    hfc_program_release(program);
    hfc_device_release(device);
  }
  hfc_status_free(status);
  hfc_artifact_release(artifact);
  return 0;
}
