/* The part of the HIP runtime's C interface that is used here: names, types and
 * constants as its documentation gives them, so that no ROCm header is needed.
 * C11 and C++. devices/hip takes these functions from AMD's libamdhip64, or
 * from the simulator (simulators/amdgpu), which has them all.
 */
#ifndef HFC_RUNTIME_DEVICES_HIP_HIPAPI_H
#define HFC_RUNTIME_DEVICES_HIP_HIPAPI_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef int hipError_t;
enum {
  hipSuccess = 0,
  hipErrorInvalidValue = 1,
  hipErrorOutOfMemory = 2,
  hipErrorInvalidConfiguration = 9,
  hipErrorNoDevice = 100,
  hipErrorInvalidDevice = 101,
  hipErrorInvalidImage = 200,
  hipErrorNoBinaryForGpu = 209,
  hipErrorInvalidHandle = 400,
  hipErrorNotFound = 500,
  hipErrorLaunchFailure = 719,
  hipErrorStreamCaptureUnsupported = 900
};
enum {
  hipMemcpyHostToDevice = 1,
  hipMemcpyDeviceToHost = 2,
  hipMemcpyDeviceToDevice = 3,
  hipMemcpyDefault = 4
};
enum { hipStreamNonBlocking = 1 };
enum { hipStreamCaptureModeThreadLocal = 1 };

typedef struct ihipModule_t *hipModule_t;
typedef struct ihipModuleSymbol_t *hipFunction_t;
typedef struct ihipStream_t *hipStream_t;
typedef struct ihipGraph *hipGraph_t;
typedef struct hipGraphExec *hipGraphExec_t;

/* Markers of hipModuleLaunchKernel's `extra`. */
#define HFC_HIP_BUFFER_POINTER ((void *)1)
#define HFC_HIP_BUFFER_SIZE ((void *)2)
#define HFC_HIP_END ((void *)3)

/* hipGetDeviceProperties fills in a struct whose layout changed with ROCm 6.
 * All that is read is gcnArchName, the one string after `name` that begins with
 * "gfx"; every known layout fits in this. */
enum { hfcHipPropertiesBytes = 8192, hfcHipNameBytes = 256 };

/* HFC_HIP(result, name, parameters): all functions that are used. */
#define HFC_HIP_FUNCTIONS(HFC_HIP)                                             \
  HFC_HIP(hipError_t, hipInit, (unsigned flags))                               \
  HFC_HIP(hipError_t, hipGetDeviceCount, (int *count))                         \
  HFC_HIP(hipError_t, hipSetDevice, (int device))                              \
  HFC_HIP(const char *, hipGetErrorString, (hipError_t error))                 \
  HFC_HIP(hipError_t, hipMalloc, (void **memory, size_t bytes))                \
  HFC_HIP(hipError_t, hipFree, (void *memory))                                 \
  HFC_HIP(hipError_t, hipHostMalloc,                                           \
          (void **memory, size_t bytes, unsigned flags))                       \
  HFC_HIP(hipError_t, hipHostFree, (void *memory))                             \
  HFC_HIP(hipError_t, hipMemcpyAsync,                                          \
          (void *to, const void *from, size_t bytes, int kind,                 \
           hipStream_t stream))                                                \
  HFC_HIP(hipError_t, hipStreamCreateWithFlags,                                \
          (hipStream_t * stream, unsigned flags))                              \
  HFC_HIP(hipError_t, hipStreamDestroy, (hipStream_t stream))                  \
  HFC_HIP(hipError_t, hipStreamSynchronize, (hipStream_t stream))              \
  HFC_HIP(hipError_t, hipModuleLoadData,                                       \
          (hipModule_t * module, const void *image))                           \
  HFC_HIP(hipError_t, hipModuleUnload, (hipModule_t module))                   \
  HFC_HIP(hipError_t, hipModuleGetFunction,                                    \
          (hipFunction_t * function, hipModule_t module, const char *name))    \
  HFC_HIP(hipError_t, hipModuleLaunchKernel,                                   \
          (hipFunction_t function, unsigned gridX, unsigned gridY,             \
           unsigned gridZ, unsigned blockX, unsigned blockY, unsigned blockZ,  \
           unsigned ldsBytes, hipStream_t stream, void **parameters,           \
           void **extra))                                                      \
  HFC_HIP(hipError_t, hipStreamBeginCapture, (hipStream_t stream, int mode))   \
  HFC_HIP(hipError_t, hipStreamEndCapture,                                     \
          (hipStream_t stream, hipGraph_t * graph))                            \
  HFC_HIP(hipError_t, hipGraphInstantiate,                                     \
          (hipGraphExec_t * executable, hipGraph_t graph, void **errorNode,    \
           char *log, size_t logBytes))                                        \
  HFC_HIP(hipError_t, hipGraphLaunch,                                          \
          (hipGraphExec_t executable, hipStream_t stream))                     \
  HFC_HIP(hipError_t, hipGraphExecDestroy, (hipGraphExec_t executable))        \
  HFC_HIP(hipError_t, hipGraphDestroy, (hipGraph_t graph))

/* Of ROCm 6 and later, and before. */
#define HFC_HIP_PROPERTIES "hipGetDevicePropertiesR0600"
#define HFC_HIP_OLD_PROPERTIES "hipGetDeviceProperties"

/* The simulator alone: what its last error was, in words; "" where none was. */
#define HFC_SIM_LAST_FAULT "hfcSimLastFault"
/* void hfcSimMeasure(int what): forgets what was counted; later launches count,
 * or estimate their cycles as well, or run one workgroup of each alone for
 * it, so that results are not complete. size_t hfcSimReport(char *text, size_t
 * capacity, int json): what the current device counted. */
#define HFC_SIM_MEASURE "hfcSimMeasure"
#define HFC_SIM_REPORT "hfcSimReport"
enum { HFC_SIM_COUNT = 0, HFC_SIM_ESTIMATE = 1, HFC_SIM_SAMPLE = 2 };

#ifdef __cplusplus
}
#endif
#endif
