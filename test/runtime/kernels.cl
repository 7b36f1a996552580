// The kernels of kernels.c for a GPU (artifact/kernel_abi.h): buffers, then
// sizes of 32 bits; the first thread of a workgroup does its work.
#define KERNEL __attribute__((reqd_work_group_size(64, 1, 1))) kernel void
#define GROUP __builtin_amdgcn_workgroup_id_x()
#define FIRST (__builtin_amdgcn_workitem_id_x() == 0)

KERNEL add_row(global const float *x, global const float *w, global float *y,
               int n, int rows) {
  if (FIRST)
    for (int j = 0; j < n; ++j)
      y[GROUP * n + j] = x[GROUP * n + j] + w[j];
}

KERNEL relu(global const float *x, global float *y, int n) {
  if (FIRST)
    y[GROUP] = x[GROUP] > 0 ? x[GROUP] : 0;
}

KERNEL scale(global const float *x, global float *y, int which, int n) {
  if (FIRST)
    y[GROUP] = which % 2 ? 2 * x[GROUP] : x[GROUP];
}

KERNEL count_positive(global const float *x, global long *count, int n) {
  if (!FIRST)
    return;
  long sum = 0;
  for (int i = 0; i < n; ++i)
    sum += x[i] > 0;
  count[1] = sum;
}

KERNEL iota(global long *y, int n) {
  if (FIRST)
    y[GROUP] = GROUP;
}

KERNEL mode(global uint *y, int n) {
  if (FIRST)
    y[GROUP] = 0;
}
