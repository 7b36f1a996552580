// Kernels for code_object_test.cpp, as any compiler makes them.
#define THREADS __attribute__((reqd_work_group_size(64, 1, 1)))

THREADS kernel void add(global const float *a, global const float *b,
                        global float *c, int n) {
  int i = __builtin_amdgcn_workgroup_id_x() * 64 +
          __builtin_amdgcn_workitem_id_x();
  if (i < n)
    c[i] = a[i] + b[i];
}

// A group's sum, through LDS.
THREADS kernel void sum(global const int *a, global int *out) {
  local int part[64];
  int i = __builtin_amdgcn_workitem_id_x();
  part[i] = a[__builtin_amdgcn_workgroup_id_x() * 64 + i];
  for (int step = 32; step; step /= 2) {
    __builtin_amdgcn_fence(__ATOMIC_RELEASE, "workgroup");
    __builtin_amdgcn_s_barrier();
    __builtin_amdgcn_fence(__ATOMIC_ACQUIRE, "workgroup");
    if (i < step)
      part[i] += part[i + step];
  }
  if (i == 0)
    out[__builtin_amdgcn_workgroup_id_x()] = part[0];
}

// The sum of in[0..length), four waves of gfx9, through LDS; thread i takes
// in[length - 1 - i].
__attribute__((reqd_work_group_size(256, 1, 1))) kernel void
total(global const int *in, global int *out, int length) {
  local int part[256];
  int i = __builtin_amdgcn_workitem_id_x();
  part[i] = in[length - 1 - i];
  for (int step = 128; step; step /= 2) {
    __builtin_amdgcn_fence(__ATOMIC_RELEASE, "workgroup");
    __builtin_amdgcn_s_barrier();
    __builtin_amdgcn_fence(__ATOMIC_ACQUIRE, "workgroup");
    if (i < step)
      part[i] += part[i + step];
  }
  if (i == 0)
    out[0] = part[0];
}
