/* kernel_abi.h: what native code in an artifact receives. C11 and C++;
 * standalone; versioned as a schema is.
 *
 * A CPU kernel computes workgroups [begin, end) of its grid. Calls for disjoint
 * ranges may run at the same time on different threads, each with its own
 * scratch; together they write every element of every result once.
 *
 *   buffers   operands, then results, in the kernel's order; contiguous,
 *             row-major; never overlapping unless the plan says so; aligned to
 *             the element (64 bytes for arena and constants)
 *   sizes     one a dim of the kernel, in the order of its index arguments
 *   scratch   Entry.scratch bytes, aligned to 64; contents undefined at entry;
 *             NULL where Entry.scratch is 0
 *
 * The code imports nothing, keeps no state, and expects MXCSR in
 * round-to-nearest with exceptions masked, and with FTZ and DAZ set as
 * Artifact.flush_subnormals says.
 *
 * A GPU kernel (Entry.gpu is present) is a kernel of a code object, version 5,
 * whose descriptor is Entry.symbol + ".kd". It is launched with Entry.grid
 * workgroups of Gpu.workgroup threads, both in the first dimension only, no
 * dynamic LDS, and Gpu.kernarg bytes of arguments:
 *
 *   pointers  8 bytes each, to operands, then results, in the kernel's order;
 *             as buffers above, aligned to 16 bytes
 *   sizes     4 bytes each, signed, in the order of the kernel's index
 *             arguments
 *
 * There are no hidden arguments, and no scratch: nothing else need be set up. A
 * size beyond 2^31 - 1 cannot be passed, and is refused by who launches; so is
 * a grid whose threads exceed 2^32 - 1. A grid of 0 is not launched. Launches
 * are in order, each sees what those before it wrote. Subnormals are treated as
 * the code object's descriptor says.
 */
#ifndef HFC_KERNEL_ABI_H
#define HFC_KERNEL_ABI_H

#include <stdint.h>

#define HFC_KERNEL_ABI_VERSION 1
#define HFC_GPU_ABI_VERSION 1

#ifdef __cplusplus
extern "C" {
#endif

typedef void (*hfc_cpu_kernel)(void *const *buffers, const int64_t *sizes,
                               int64_t begin, int64_t end, void *scratch);

#ifdef __cplusplus
}
#endif
#endif
