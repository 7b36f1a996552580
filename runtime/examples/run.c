// Loads an artifact and runs its first function on inputs of zeros; dims that
// are not fixed are 1, or as small as their range allows.
//   cc run.c -lhfcrt -lpthread && ./a.out bert.hfa
#include <hfc/runtime.h>
#include <stdio.h>
#include <stdlib.h>

enum { MAX_TENSORS = 16, MAX_DIMS = 64 };

int main(int argc, char **argv) {
  hfc_program *program = NULL;
  hfc_session *session = NULL;
  hfc_tensor inputs[MAX_TENSORS] = {0}, outputs[MAX_TENSORS] = {0};
  int64_t dims[MAX_DIMS] = {0};
  uint32_t dim_count = 0, input_count = 0, output_count = 0;

  hfc_status *status =
      hfc_program_load(argc > 1 ? argv[1] : "model.hfa", NULL, &program);
  if (!status)
    status = hfc_session_create(program, NULL, &session);
  if (!status) {
    const hfc_artifact *artifact = hfc_program_artifact(program);
    hfc_dim_info dim = hfc_dim_info_init();
    while (dim_count < MAX_DIMS &&
           hfc_artifact_dim(artifact, 0, dim_count, &dim))
      dims[dim_count++] = dim.min > 1 ? dim.min : dim.divisor;
    hfc_tensor_info info = hfc_tensor_info_init();
    for (; input_count < MAX_TENSORS &&
           hfc_artifact_input(artifact, 0, input_count, &info);
         ++input_count) {
      hfc_tensor *input = &inputs[input_count];
      input->type = info.type;
      input->rank = info.rank;
      input->bytes = hfc_type_bytes(info.type);
      for (uint32_t i = 0; i < info.rank; ++i) {
        hfc_expr_value(info.shape[i], dims, dim_count, &input->dims[i]);
        input->bytes *= (uint64_t)input->dims[i];
      }
      input->data = calloc(1, input->bytes + 1);
    }
    while (output_count < MAX_TENSORS &&
           hfc_artifact_output(artifact, 0, output_count, &info))
      ++output_count;
    status =
        hfc_session_run(session, inputs, input_count, outputs, output_count);
  }
  if (status)
    fprintf(stderr, "error: %s\n", hfc_status_message(status));
  for (uint32_t o = 0; !status && o < output_count; ++o)
    printf("output %u: %s, %llu bytes\n", o, hfc_type_name(outputs[o].type),
           (unsigned long long)outputs[o].bytes);
  int failed = status != NULL;
  hfc_status_free(status);
  hfc_session_destroy(session);
  hfc_program_release(program);
  for (uint32_t i = 0; i < input_count; ++i)
    free(inputs[i].data);
  return failed;
}
