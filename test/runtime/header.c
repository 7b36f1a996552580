// runtime.h as a C11 program sees it: compiled with -Wpedantic.
#include <hfc/runtime.h>

int hfcHeaderInC(void);

int hfcHeaderInC(void) {
  int64_t ids[] = {101, 7592, 102};
  hfc_tensor input = {.data = ids,
                      .bytes = sizeof ids,
                      .type = HFC_I64,
                      .rank = 2,
                      .dims = {1, 3}};
  hfc_run_options options = hfc_run_options_init();
  hfc_status *status = hfc_session_run_with(NULL, &options, &input, 1, NULL, 0);
  int code = hfc_status_code(status);
  hfc_status_free(status);
  return code;
}
