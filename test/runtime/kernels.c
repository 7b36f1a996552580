// Kernels of the tests' artifact: what a target emits, written by hand.
#include "artifact/kernel_abi.h"
#include <immintrin.h>

#define KERNEL __attribute__((visibility("default"))) void

// x[s, n] + w[n]; a workgroup is a row. Scratch holds the row first.
KERNEL add_row(void *const *buffers, const int64_t *sizes, int64_t begin,
               int64_t end, void *scratch) {
  const float *x = buffers[0], *w = buffers[1];
  float *y = buffers[2], *row = scratch;
  int64_t n = sizes[0];
  for (int64_t i = begin; i < end; ++i) {
    for (int64_t j = 0; j < n; ++j)
      row[j] = x[i * n + j] + w[j];
    for (int64_t j = 0; j < n; ++j)
      y[i * n + j] = row[j];
  }
}

KERNEL relu(void *const *buffers, const int64_t *sizes, int64_t begin,
            int64_t end, void *scratch) {
  const float *x = buffers[0];
  float *y = buffers[1];
  for (int64_t i = begin; i < end; ++i)
    y[i] = x[i] > 0 ? x[i] : 0;
}

// A table of addresses, so that the image has relative relocations.
static float one(float x) { return x; }
static float two(float x) { return 2 * x; }
static float (*const volatile scales[])(float) = {one, two};

KERNEL scale(void *const *buffers, const int64_t *sizes, int64_t begin,
             int64_t end, void *scratch) {
  const float *x = buffers[0];
  float *y = buffers[1];
  for (int64_t i = begin; i < end; ++i)
    y[i] = scales[sizes[0] % 2](x[i]);
}

// How many of x[n] are above 0.
KERNEL count_positive(void *const *buffers, const int64_t *sizes, int64_t begin,
                      int64_t end, void *scratch) {
  const float *x = buffers[0];
  int64_t *count = buffers[1];
  count[1] = 0;
  for (int64_t i = 0; i < sizes[0]; ++i)
    count[1] += x[i] > 0;
}

KERNEL iota(void *const *buffers, const int64_t *sizes, int64_t begin,
            int64_t end, void *scratch) {
  int64_t *y = buffers[0];
  for (int64_t i = begin; i < end; ++i)
    y[i] = i;
}

// The mode that each workgroup ran under.
KERNEL mode(void *const *buffers, const int64_t *sizes, int64_t begin,
            int64_t end, void *scratch) {
  uint32_t *y = buffers[0];
  for (int64_t i = begin; i < end; ++i)
    y[i] = _mm_getcsr();
}
