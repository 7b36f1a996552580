// micro-dispatch FILE.hfa: what the runtime itself costs, on the device that
// prepares all and runs nothing: opening, preparing for new dims, and each
// dispatch of a run.
#include "benchmarks/micro/Measure.h"
#include "runtime/include/hfc/runtime.h"
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <vector>

using hfc::bench::median;

namespace {

// Of processor time: other users of the machine do not count.
double seconds() {
  timespec time;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return double(time.tv_sec) + double(time.tv_nsec) * 1e-9;
}

void check(hfc_status *status) {
  if (!status)
    return;
  std::fprintf(stderr, "error: %s\n", hfc_status_message(status));
  std::exit(1);
}

struct Model {
  hfc_program *program = nullptr;
  hfc_session *session = nullptr;
  uint32_t dispatches = 0;
  std::vector<hfc_tensor> inputs;
  std::vector<std::vector<char>> storage;

  explicit Model(const char *path) {
    hfc_device_options options = hfc_device_options_init();
    options.kind = "null";
    hfc_device *device = nullptr;
    check(hfc_device_open(&options, &device));
    check(hfc_program_load(path, device, &program));
    hfc_device_release(device);
    check(hfc_session_create(program, nullptr, &session));
    hfc_step_info step = hfc_step_info_init();
    for (uint32_t i = 0;
         hfc_artifact_step(hfc_program_artifact(program), 0, i, &step); ++i)
      dispatches += step.kind == HFC_STEP_DISPATCH;
  }
  ~Model() {
    hfc_session_destroy(session);
    hfc_program_release(program);
  }

  // Inputs with all dims at the k-th size of their ranges.
  void setDims(int64_t k) {
    const hfc_artifact *artifact = hfc_program_artifact(program);
    std::vector<int64_t> dims;
    hfc_dim_info dim = hfc_dim_info_init();
    while (hfc_artifact_dim(artifact, 0, uint32_t(dims.size()), &dim)) {
      int64_t first = dim.min > 1 ? dim.min : dim.divisor;
      int64_t size = first + k * dim.divisor;
      dims.push_back(size > dim.max ? dim.max : size);
    }
    inputs.clear();
    storage.clear();
    hfc_tensor_info info = hfc_tensor_info_init();
    for (uint32_t i = 0; hfc_artifact_input(artifact, 0, i, &info); ++i) {
      hfc_tensor tensor = {};
      tensor.type = info.type;
      tensor.rank = info.rank;
      tensor.bytes = hfc_type_bytes(info.type);
      for (uint32_t d = 0; d < info.rank; ++d) {
        hfc_expr_value(info.shape[d], dims.data(), uint32_t(dims.size()),
                       &tensor.dims[d]);
        tensor.bytes *= uint64_t(tensor.dims[d]);
      }
      storage.emplace_back(tensor.bytes);
      tensor.data = storage.back().data();
      inputs.push_back(tensor);
    }
  }
  // Seconds a run.
  double run(int times = 1) {
    double start = seconds();
    for (int i = 0; i < times; ++i)
      check(hfc_session_run(session, inputs.data(), inputs.size(), nullptr, 0));
    return (seconds() - start) / times;
  }
};
} // namespace

int main(int argc, char **argv) {
  if (argc != 2) {
    std::fprintf(stderr, "usage: micro-dispatch FILE.hfa\n");
    return 2;
  }
  std::vector<double> opening, preparing, running;
  for (int i = 0; i < 20; ++i) {
    double start = seconds();
    Model opened(argv[1]);
    opening.push_back(seconds() - start);
  }
  Model model(argv[1]);
  for (int i = 0; i < 200; ++i) {
    model.setDims(i % 2 + 1);
    preparing.push_back(model.run());
    running.push_back(model.run(100));
  }
  double run = median(running), prepare = median(preparing);
  std::printf(
      "%u dispatches\nopen %.0f us\nnew dims %.1f us\nrun %.2f us, %.1f "
      "ns a dispatch\n",
      model.dispatches, median(opening) * 1e6, prepare * 1e6, run * 1e6,
      model.dispatches ? run * 1e9 / model.dispatches : 0);
  return 0;
}
