/* hfc/runtime.h: load an artifact, run it. The only public header of the
 * runtime, C11 and C++. A whole program (runtime/examples/run.c is this one):
 *
 *   hfc_program *program = NULL;
 *   hfc_session *session = NULL;
 *   int64_t ids[] = {101, 7592, 102};
 *   hfc_tensor input = {.data = ids, .bytes = sizeof ids, .type = HFC_I64,
 *                       .rank = 2, .dims = {1, 3}};
 *   hfc_tensor output = {0};               // the session's memory is used
 *   hfc_status *status = hfc_program_load("bert.hfa", NULL, &program);
 *   if (!status) status = hfc_session_create(program, NULL, &session);
 *   if (!status) status = hfc_session_run(session, &input, 1, &output, 1);
 *   if (status) fprintf(stderr, "error: %s\n", hfc_status_message(status));
 *   else printf("%f\n", ((const float *)output.data)[0]);
 *   hfc_status_free(status);               // each of these accepts NULL
 *   hfc_session_destroy(session);
 *   hfc_program_release(program);
 *
 * artifact  a file, opened and verified; immutable, any thread
 * device    where code runs; shared by programs, any thread
 * program   artifact + device: code loaded, constants in place; immutable, any
 *           thread
 * session   what runs of a program need: an arena; one thread at a time
 *
 * Rules that hold everywhere. A call that can fail returns NULL for success,
 * else a status that the caller frees; out-parameters come last and are set
 * only by success. Objects keep what they were made from alive: an artifact may
 * be released as soon as its program exists. Text is UTF-8 and belongs to the
 * object asked. An options struct is made by its NAME_init(), which sets
 * struct_size; NULL stands for the defaults. No globals, no environment, no
 * printing, no signal handlers. Opening any bytes is safe; running an artifact
 * runs its native code: only from someone you trust.
 *
 * Fields are added at the end of structs, functions and enumerators are added;
 * nothing else changes while HFC_RUNTIME_MAJOR stays.
 */
#ifndef HFC_RUNTIME_H
#define HFC_RUNTIME_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#define HFC_RUNTIME_MAJOR 0
#define HFC_RUNTIME_MINOR 1

#if defined(__GNUC__)
#define HFC_API __attribute__((visibility("default")))
#else
#define HFC_API
#endif

#ifdef __cplusplus
extern "C" {
#endif

/* NAME_init(): all zero, struct_size set. */
#define HFC_INITIALISER(name)                                                  \
  static inline name name##_init(void) {                                       \
    name made;                                                                 \
    memset(&made, 0, sizeof made);                                             \
    made.struct_size = sizeof made;                                            \
    return made;                                                               \
  }

/* -- Status --------------------------------------------------------------- */

typedef struct hfc_status hfc_status;

/* The numbers of messages: `hfc explain HFC0401`. */
typedef enum hfc_code {
  HFC_OK = 0,
  HFC_CANNOT_READ_FILE = 201,
  HFC_MALFORMED_ARTIFACT = 301,
  HFC_UNKNOWN_FORMAT = 302,
  HFC_NO_CODE_FOR_MACHINE = 303,
  HFC_INPUT_MISMATCH = 401,
  HFC_DIM_OUT_OF_RANGE = 402,
  HFC_NO_DEVICE = 403,
  HFC_OUT_OF_MEMORY = 404,
  HFC_INVALID_CALL = 405,
  HFC_DEVICE_FAILED = 406
} hfc_code;

/* HFC_OK for NULL. */
HFC_API hfc_code hfc_status_code(const hfc_status *status);
/* One line, or more that begin with "help: "; no code in it. "" for NULL. */
HFC_API const char *hfc_status_message(const hfc_status *status);
HFC_API void hfc_status_free(hfc_status *status);

/* -- What the host gives -------------------------------------------------- */

/* All memory but thread stacks, mapped files and the pages of native code.
 * Called from any thread. */
typedef struct hfc_allocator {
  void *user;
  /* NULL: out of memory. alignment is a power of two. */
  void *(*allocate)(void *user, size_t bytes, size_t alignment);
  void (*deallocate)(void *user, void *memory, size_t bytes, size_t alignment);
} hfc_allocator;

/* One line about something that works, but not as well as it could. */
typedef struct hfc_log {
  void *user;
  void (*write)(void *user, const char *message);
} hfc_log;

/* -- Tensors -------------------------------------------------------------- */

typedef enum hfc_type {
  HFC_NONE = 0,
  HFC_BOOL = 1, /* one byte, 0 or 1 */
  HFC_I8 = 2,
  HFC_I16 = 3,
  HFC_I32 = 4,
  HFC_I64 = 5,
  HFC_U8 = 6,
  HFC_U16 = 7,
  HFC_U32 = 8,
  HFC_U64 = 9,
  HFC_F16 = 10,
  HFC_BF16 = 11,
  HFC_F32 = 12,
  HFC_F64 = 13,
  /* One byte an element, in its low bits; signed integers extended by their
   * sign. */
  HFC_F8E4M3FN = 14,
  HFC_F8E4M3FNUZ = 15,
  HFC_F8E5M2 = 16,
  HFC_F8E5M2FNUZ = 17,
  HFC_F8E8M0 = 18,
  HFC_F6E2M3 = 19,
  HFC_F6E3M2 = 20,
  HFC_F4E2M1 = 21,
  HFC_I4 = 22,
  HFC_U4 = 23,
  HFC_I2 = 24,
  HFC_U2 = 25,
  HFC_TYPE_WIDTH = 0x7fffffff /* no type: makes the enum an int everywhere */
} hfc_type;

/* "f32"; NULL for a number that is no type. */
HFC_API const char *hfc_type_name(hfc_type type);
HFC_API size_t hfc_type_bytes(hfc_type type);

#define HFC_MAX_RANK 32

/* Contiguous, row-major, aligned to its element. */
typedef struct hfc_tensor {
  void *data;     /* an input's is only read */
  uint64_t bytes; /* at data; more than the tensor takes is allowed */
  hfc_type type;
  uint32_t rank;
  int64_t dims[HFC_MAX_RANK];
} hfc_tensor;

/* -- Artifact ------------------------------------------------------------- */

typedef struct hfc_artifact hfc_artifact;

enum {
  /* Read all into memory instead of mapping: for files that may be written in
   * place, and for network file systems. A mapped file that shrinks kills the
   * process (SIGBUS): replace files by rename. */
  HFC_OPEN_COPY = 1
};

typedef struct hfc_open_options {
  size_t struct_size;
  uint32_t flags;
  hfc_allocator allocator; /* all zero: malloc. Programs and sessions inherit */
  hfc_log log;
} hfc_open_options;
HFC_INITIALISER(hfc_open_options)

/* Copies tables and code, verifies them, touches no constant.
 * Codes: CANNOT_READ_FILE, MALFORMED_ARTIFACT, UNKNOWN_FORMAT, OUT_OF_MEMORY */
HFC_API hfc_status *hfc_artifact_open(const char *path,
                                      const hfc_open_options *options,
                                      hfc_artifact **out_artifact);
/* Of bytes that stay in place, aligned to 64, until the artifact is gone;
 * with HFC_OPEN_COPY, only during the call and at any alignment. */
HFC_API hfc_status *hfc_artifact_open_memory(const void *data, size_t bytes,
                                             const hfc_open_options *options,
                                             hfc_artifact **out_artifact);
HFC_API void hfc_artifact_release(hfc_artifact *artifact);
/* Hashes code and constants again and compares: reads the whole file. */
HFC_API hfc_status *hfc_artifact_verify_hashes(const hfc_artifact *artifact);

/* Each of the following fills *out and returns true, or returns false when
 * there is no such index. Pointers live as long as the artifact. */

typedef struct hfc_artifact_info {
  size_t struct_size;
  uint32_t format_version;
  uint64_t required_features;
  uint64_t file_bytes, tables_bytes, code_bytes, constants_bytes;
  const char *compiler, *llvm, *model_format;
  const uint8_t *model_sha256; /* 32 bytes, or NULL */
  uint32_t functions, kernels, executables, constants, options, files;
  bool flush_subnormals;
  uint32_t state_dims, states, metadata;
} hfc_artifact_info;
HFC_INITIALISER(hfc_artifact_info)

/* A size, grid or guard over dims. Absent where size is 0. */
typedef struct hfc_expr {
  const uint8_t *code;
  size_t size;
} hfc_expr;

typedef struct hfc_function_info {
  size_t struct_size;
  const char *name, *family;
  uint32_t dims, inputs, outputs, values, steps, segments;
} hfc_function_info;
HFC_INITIALISER(hfc_function_info)

typedef struct hfc_dim_info {
  size_t struct_size;
  const char *name;
  int64_t min, max, divisor;
  bool bound;        /* known only while running */
  int32_t state_dim; /* the session remembers it: which one; -1: it does not */
} hfc_dim_info;
HFC_INITIALISER(hfc_dim_info)

/* An input or output. */
typedef struct hfc_tensor_info {
  size_t struct_size;
  const char *name;
  hfc_type type;
  uint32_t rank;
  hfc_expr shape[HFC_MAX_RANK];
  uint32_t value;
  bool optional; /* may be left out */
  /* What an input's elements may be where they choose rows of a table; all of
   * int64_t otherwise. */
  int64_t least, most;
} hfc_tensor_info;
HFC_INITIALISER(hfc_tensor_info)

typedef enum hfc_place {
  HFC_PLACE_INPUT = 0,
  HFC_PLACE_OUTPUT = 1,
  HFC_PLACE_CONSTANT = 2,
  HFC_PLACE_ARENA = 3,
  HFC_PLACE_STATE = 4
} hfc_place;

/* Where a tensor of the schedule lies: in input, output, constant, arena
 * segment or state `index`. */
typedef struct hfc_value_info {
  size_t struct_size;
  hfc_place place;
  uint32_t index;
  hfc_expr offset, bytes;
  hfc_type type;
  uint32_t rank;
  hfc_expr shape[HFC_MAX_RANK];
  const char *source;
} hfc_value_info;
HFC_INITIALISER(hfc_value_info)

typedef enum hfc_step_kind {
  HFC_STEP_DISPATCH = 1,
  HFC_STEP_COPY = 2,
  HFC_STEP_BIND = 3,
  HFC_STEP_CHECK = 4,
  HFC_STEP_SET = 5,
  HFC_STEP_OPEN = 6,
  HFC_STEP_IF = 7,
  HFC_STEP_LOOP = 8
} hfc_step_kind;

typedef struct hfc_step_info {
  size_t struct_size;
  hfc_step_kind kind;
  const uint32_t *args; /* values of a dispatch: operands, then results */
  uint32_t arg_count;
  uint32_t kernel, size_count;   /* of a dispatch */
  uint32_t source_value, target; /* of a copy; a bind, a branch and a loop that
                                    has a condition read source_value */
  uint32_t dim, segment;         /* of a bind, set, open; segment 0: opens none;
                                    the dim of a loop counts */
  uint64_t element;
  const char *source; /* the model's nodes that a dispatch stands for */
  hfc_expr lhs, rhs;  /* of a check; lhs: a set's size, how often a loop runs */
  uint32_t steps, otherwise; /* that follow and belong to a loop or a branch */
  bool conditional, keep;    /* of a loop; of an open */
} hfc_step_info;
HFC_INITIALISER(hfc_step_info)

typedef struct hfc_kernel_info {
  size_t struct_size;
  const char *name;
  uint32_t operands, results, sizes, entries;
  hfc_expr flops;
} hfc_kernel_info;
HFC_INITIALISER(hfc_kernel_info)

/* One way to run a kernel: expressions over the kernel's sizes. */
typedef struct hfc_entry_info {
  size_t struct_size;
  hfc_expr guard, grid;
  uint32_t executable;
  const char *symbol, *strategy;
  uint64_t scratch_bytes;
  /* On GPUs, else 0: threads a workgroup and lanes a wave, bytes, registers,
   * waves a SIMD, the share of matrix instructions in the longest loop; why
   * the strategy was taken. */
  uint32_t workgroup, wave, kernarg_bytes, lds_bytes;
  uint32_t vgprs, agprs, sgprs, spills, occupancy, matrix_percent;
  const char *reason;
} hfc_entry_info;
HFC_INITIALISER(hfc_entry_info)

typedef struct hfc_executable_info {
  size_t struct_size;
  const char *family, *chip;
  const char *features; /* that its code may use, space between */
  uint32_t abi;
  const void *image;
  uint64_t image_bytes;
} hfc_executable_info;
HFC_INITIALISER(hfc_executable_info)

typedef struct hfc_constant_info {
  size_t struct_size;
  const char *name, *layout; /* layout "": plain */
  hfc_type type;
  uint32_t rank;
  const int64_t *dims;
  uint64_t offset, bytes; /* in the constants section */
  const void *data;
} hfc_constant_info;
HFC_INITIALISER(hfc_constant_info)

typedef enum hfc_state_dim_kind {
  HFC_STATE_CAPACITY = 0, /* chosen when a session is made */
  HFC_STATE_LENGTH = 1,   /* places in use; runs change it */
  HFC_STATE_ROWS = 2      /* a size of inputs that stays while lengths last */
} hfc_state_dim_kind;

/* What a session remembers from run to run, beside the tensors. */
typedef struct hfc_state_dim_info {
  size_t struct_size;
  const char *name;
  hfc_state_dim_kind kind;
  int64_t max;
  uint32_t capacity; /* of a length: the state dim that it may not exceed */
} hfc_state_dim_info;
HFC_INITIALISER(hfc_state_dim_info)

/* A tensor that sessions keep: a decoder's keys, say. */
typedef struct hfc_state_info {
  size_t struct_size;
  const char *name;
  hfc_type type;
  uint32_t rank;
  hfc_expr shape[HFC_MAX_RANK]; /* allocated; over state dims */
  int32_t
      length; /* the state dim with the places in use along dim 0; -1: all */
} hfc_state_info;
HFC_INITIALISER(hfc_state_info)

HFC_API void hfc_artifact_get_info(const hfc_artifact *artifact,
                                   hfc_artifact_info *out_info);
HFC_API bool hfc_artifact_function(const hfc_artifact *artifact, uint32_t index,
                                   hfc_function_info *out_info);
HFC_API bool hfc_artifact_dim(const hfc_artifact *artifact, uint32_t function,
                              uint32_t index, hfc_dim_info *out_info);
HFC_API bool hfc_artifact_input(const hfc_artifact *artifact, uint32_t function,
                                uint32_t index, hfc_tensor_info *out_info);
HFC_API bool hfc_artifact_output(const hfc_artifact *artifact,
                                 uint32_t function, uint32_t index,
                                 hfc_tensor_info *out_info);
HFC_API bool hfc_artifact_value(const hfc_artifact *artifact, uint32_t function,
                                uint32_t index, hfc_value_info *out_info);
HFC_API bool hfc_artifact_segment(const hfc_artifact *artifact,
                                  uint32_t function, uint32_t index,
                                  hfc_expr *out_bytes);
HFC_API bool hfc_artifact_step(const hfc_artifact *artifact, uint32_t function,
                               uint32_t index, hfc_step_info *out_info);
HFC_API bool hfc_artifact_step_size(const hfc_artifact *artifact,
                                    uint32_t function, uint32_t step,
                                    uint32_t index, hfc_expr *out_size);
HFC_API bool hfc_artifact_kernel(const hfc_artifact *artifact, uint32_t index,
                                 hfc_kernel_info *out_info);
HFC_API bool hfc_artifact_entry(const hfc_artifact *artifact, uint32_t kernel,
                                uint32_t index, hfc_entry_info *out_info);
HFC_API bool hfc_artifact_executable(const hfc_artifact *artifact,
                                     uint32_t index,
                                     hfc_executable_info *out_info);
HFC_API bool hfc_artifact_constant(const hfc_artifact *artifact, uint32_t index,
                                   hfc_constant_info *out_info);
HFC_API bool hfc_artifact_state_dim(const hfc_artifact *artifact,
                                    uint32_t index,
                                    hfc_state_dim_info *out_info);
HFC_API bool hfc_artifact_state(const hfc_artifact *artifact, uint32_t index,
                                hfc_state_info *out_info);
/* What the model says of itself: "eos_token_id" and the like, ids with space
 * between. */
HFC_API bool hfc_artifact_metadata(const hfc_artifact *artifact, uint32_t index,
                                   const char **out_key,
                                   const char **out_value);
/* Options of the compile, and files of the model with their SHA-256. */
HFC_API bool hfc_artifact_option(const hfc_artifact *artifact, uint32_t index,
                                 const char **out_key, const char **out_value);
HFC_API bool hfc_artifact_file(const hfc_artifact *artifact, uint32_t index,
                               const char **out_name, const char **out_sha256);

/* An expression as text, "b*s", cut to capacity - 1 bytes and ended by 0;
 * returns the length of the whole. Over the dims of a function; with
 * HFC_KERNEL_DIMS, over a kernel's sizes d0, d1, …; with HFC_STATE_DIMS, over
 * the state dims of the artifact */
#define HFC_KERNEL_DIMS UINT32_MAX
#define HFC_STATE_DIMS (UINT32_MAX - 1)
HFC_API size_t hfc_expr_text(const hfc_artifact *artifact, uint32_t function,
                             hfc_expr expr, char *text, size_t capacity);
/* False on overflow, division by less than 1, or a dim that is not given. */
HFC_API bool hfc_expr_value(hfc_expr expr, const int64_t *dims,
                            uint32_t dim_count, int64_t *out_value);

/* -- Device --------------------------------------------------------------- */

typedef struct hfc_device hfc_device;

typedef struct hfc_device_options {
  size_t struct_size;
  const char
      *kind; /* "cpu" (NULL); "null": prepares all, runs nothing; "hip" or
                "hip:1": an AMD GPU by its ordinal; "sim" or
                "sim:gfx90a": the simulator of one, beside this library */
  uint32_t threads;     /* the caller's included; 0: the CPUs that the process
                           may use */
  const uint32_t *cpus; /* NULL, or threads - 1 CPU numbers that the workers are
                           pinned to */
  hfc_allocator allocator;
  hfc_log log;
} hfc_device_options;
HFC_INITIALISER(hfc_device_options)

typedef struct hfc_device_info {
  size_t struct_size;
  const char *kind;
  const char *family;   /* "x86", "amdgpu" */
  const char *features; /* those that artifacts may name, space between; of a
                           GPU its target id, "gfx942:sramecc+:xnack-" */
  uint32_t threads;
} hfc_device_info;
HFC_INITIALISER(hfc_device_info)

/* The kinds of this library: "cpu" first. NULL: no such index. */
HFC_API const char *hfc_device_kind(uint32_t index);
/* Codes: NO_DEVICE, OUT_OF_MEMORY, INVALID_CALL */
HFC_API hfc_status *hfc_device_open(const hfc_device_options *options,
                                    hfc_device **out_device);
HFC_API void hfc_device_get_info(const hfc_device *device,
                                 hfc_device_info *out_info);
HFC_API void hfc_device_release(hfc_device *device);

/* -- Program -------------------------------------------------------------- */

typedef struct hfc_program hfc_program;

enum {
  HFC_PROGRAM_PERF_MAP = 1, /* append kernels to /tmp/perf-PID.map */
  HFC_PROGRAM_DEBUGGER = 2  /* register images by gdb's JIT interface */
};

typedef struct hfc_program_options {
  size_t struct_size;
  uint32_t flags;
} hfc_program_options;
HFC_INITIALISER(hfc_program_options)

/* Loads the last set of executables that the device can run.
 * Codes: NO_CODE_FOR_MACHINE, MALFORMED_ARTIFACT, OUT_OF_MEMORY */
HFC_API hfc_status *hfc_program_create(hfc_artifact *artifact,
                                       hfc_device *device,
                                       const hfc_program_options *options,
                                       hfc_program **out_program);
/* Opens path with the default options; device NULL: a new "cpu". */
HFC_API hfc_status *hfc_program_load(const char *path, hfc_device *device,
                                     hfc_program **out_program);
HFC_API void hfc_program_release(hfc_program *program);
/* Live as long as the program. */
HFC_API hfc_artifact *hfc_program_artifact(const hfc_program *program);
HFC_API hfc_device *hfc_program_device(const hfc_program *program);
/* The function of that name that the device can run; NULL: its first. */
HFC_API bool hfc_program_function(const hfc_program *program, const char *name,
                                  uint32_t *out_function);
HFC_API bool hfc_program_uses_executable(const hfc_program *program,
                                         uint32_t executable);

/* -- Session -------------------------------------------------------------- */

typedef struct hfc_session hfc_session;

typedef struct hfc_dim_value {
  const char *name;
  int64_t value;
} hfc_dim_value;

typedef struct hfc_session_options {
  size_t struct_size;
  uint64_t max_bytes; /* of state, arena, scratch and the session's outputs; 0:
                         any */
  /* Capacities and rows of the state. A capacity that is left out is its max;
   * rows are then those of the first run, which allocates for them. */
  const hfc_dim_value *dims;
  uint32_t dim_count;
} hfc_session_options;
HFC_INITIALISER(hfc_session_options)

HFC_API hfc_status *hfc_session_create(hfc_program *program,
                                       const hfc_session_options *options,
                                       hfc_session **out_session);
HFC_API void hfc_session_destroy(hfc_session *session);
/* Held now, of what max_bytes counts. */
HFC_API uint64_t hfc_session_bytes(const hfc_session *session);

/* State. Lengths are 0 in a new session, and grow as functions run; a run that
 * would exceed a capacity is refused and changes nothing. */
HFC_API void hfc_session_reset(hfc_session *session);
/* The value of a state dim by name; false: no such dim, or rows not yet known.
 */
HFC_API bool hfc_session_state_dim(const hfc_session *session, const char *name,
                                   int64_t *out_value);
/* Forgets places behind the first `length`; name NULL: of the first length. */
HFC_API hfc_status *hfc_session_truncate(hfc_session *session, const char *name,
                                         int64_t length);
/* Row i becomes what row rows[i] was, as beam search wants it. Their number may
 * change, within what the session was made with. */
HFC_API hfc_status *hfc_session_reorder(hfc_session *session,
                                        const uint32_t *rows, uint32_t count);
/* What is in use, to and from the caller's memory: for a session of the same
 * artifact, whatever its capacities. */
HFC_API uint64_t hfc_session_saved_bytes(const hfc_session *session);
HFC_API hfc_status *hfc_session_save(const hfc_session *session, void *memory,
                                     uint64_t bytes);
HFC_API hfc_status *hfc_session_restore(hfc_session *session,
                                        const void *memory, uint64_t bytes);

/* One step of a run. Pointers live as long as the artifact. */
typedef struct hfc_profile_record {
  size_t struct_size;
  uint32_t step;
  hfc_step_kind kind;
  const char *kernel, *strategy, *source; /* "" where a step has none */
  uint64_t start_ns;                      /* since the run began */
  uint64_t duration_ns;
  int64_t grid;   /* workgroups */
  int64_t flops;  /* 0: not known */
  uint64_t bytes; /* of all operands and results */
} hfc_profile_record;
HFC_INITIALISER(hfc_profile_record)

typedef struct hfc_run_options {
  size_t struct_size;
  uint32_t function; /* 0, the artifact's first, is the default */
  /* Called for each step, in order, on the calling thread. */
  void (*profile)(void *user, const hfc_profile_record *record);
  void *profile_user;
} hfc_run_options;
HFC_INITIALISER(hfc_run_options)

/* Runs a function and returns when it is done.
 *
 * inputs    in the order of the signature; one with data NULL and type NONE, or
 *           beyond input_count, is left out, where the signature allows it
 * outputs   data NULL, or as the last run set it: the session's memory, valid
 *           until its next run; else bytes of the caller's. type, rank, dims,
 *           bytes (and data) are set
 *
 * Caller memory is read and written during the call only; outputs overlap
 * nothing. A failed run leaves outputs undefined and the session usable.
 * Codes: INPUT_MISMATCH, DIM_OUT_OF_RANGE, OUT_OF_MEMORY, INVALID_CALL */
HFC_API hfc_status *hfc_session_run(hfc_session *session,
                                    const hfc_tensor *inputs,
                                    size_t input_count, hfc_tensor *outputs,
                                    size_t output_count);
HFC_API hfc_status *
hfc_session_run_with(hfc_session *session, const hfc_run_options *options,
                     const hfc_tensor *inputs, size_t input_count,
                     hfc_tensor *outputs, size_t output_count);

#ifdef __cplusplus
}
#endif
#endif
