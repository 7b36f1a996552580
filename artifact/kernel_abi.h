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
 */
#ifndef HFC_KERNEL_ABI_H
#define HFC_KERNEL_ABI_H

#include <stdint.h>

#define HFC_KERNEL_ABI_VERSION 1

#ifdef __cplusplus
extern "C" {
#endif

typedef void (*hfc_cpu_kernel)(void *const *buffers, const int64_t *sizes,
                               int64_t begin, int64_t end, void *scratch);

#ifdef __cplusplus
}
#endif
#endif
