// A function of a session, prepared for one set of dims: every address, size
// and grid is computed once, and a run with the same dims only walks records.
//
// Dims and segments that steps change have stamps, which rise with each change.
// A record is prepared again before it is issued if one that it depends on is
// younger than the record.
#ifndef HFC_RUNTIME_BINDING_H
#define HFC_RUNTIME_BINDING_H

#include "runtime/Memory.h"
#include "runtime/Program.h"
#include "runtime/State.h"

namespace hfc::rt {

struct Record {
  artifact::Action kind = artifact::Action::NONE;
  Launch launch = {}; // of a copy: buffers are source and target, grid is
                      // bytes; of a bind: buffers is the element
  const LoadedEntry *entry = nullptr;
  uint64_t stamp = 0; // when it was prepared
  uint32_t firstDependency = 0, dependencies = 0;
  bool placesOutput = false; // uses an output whose size a step decides
};

class Binding {
public:
  ~Binding() { forget(); }
  // Storage for everything; nothing is prepared yet.
  hfc_status *make(const hfc_program &program, uint32_t function,
                   Memory &memory, Arena &arena, State &state);
  bool made() const { return function; }

  // Holds the caller's tensors against the signature and takes dims from them.
  hfc_status *bindInputs(const hfc_tensor *inputs, size_t inputCount);
  // After a run: the lengths of the state that it made.
  void setLengths();
  // Inputs to the device, outputs from it, where it has memory of its own.
  void upload(Device &device, Run &run) const;
  void download(Device &device, Run &run) const;
  // Outputs whose sizes inputs decide; they may be session memory. The others
  // are placed by the first step that uses one, or at the end.
  hfc_status *placeOutputs(hfc_tensor *outputs, size_t outputCount);
  hfc_status *placeLateOutputs();

  uint32_t stepCount() const { return uint32_t(records.size()); }
  // The record, ready to be issued.
  hfc_status *get(uint32_t step, const Record *&record) {
    Record &found = records[step];
    record = &found;
    if (isFresh(found) && !found.placesOutput)
      return nullptr;
    return refresh(step, found);
  }
  // What steps do to dims and segments.
  hfc_status *setDim(uint32_t dim, int64_t value);
  hfc_status *openSegment(uint32_t segment, bool keep = false);
  hfc_status *check(const artifact::Check &check) const;

  // The schedule as the device keeps it, while sizes and places stay as they
  // were when it was recorded; null: it is to be walked.
  Recording *recording();
  // Whether it may be recorded: no step decides anything, and nothing has
  // changed since the run before.
  bool repeats();
  // Null: the device cannot; it is not tried again.
  void keep(Recording *recording);

  uint32_t indexOf(const Record *record) const {
    return uint32_t(record - records.data());
  }
  const artifact::Function &tables() const { return *function; }
  hfc_status *evaluate(const artifact::DimProgram *program, const char *what,
                       uint64_t &out) const;
  // The same where the state is full, if that is more: what is allocated so
  // need not grow with the state.
  hfc_status *evaluateRoom(const artifact::DimProgram *program,
                           const char *what, uint64_t &out) const;

private:
  struct Io {
    uint8_t *data = nullptr; // the caller's, or the session's
    uint8_t *seen = nullptr; // the same, where kernels see it
    uint64_t bytes = 0;
  };
  // A buffer slot that holds an address inside a caller's tensor.
  struct Patch {
    uint32_t slot = 0, io = 0;
  };

  void forget();
  hfc_status *allocate();
  void layOutSlots();
  void findDependencies();
  hfc_status *reserveScratch();
  template <typename Visit> void visitPrograms(uint32_t step, Visit visit);

  bool isFresh(const Record &record) const {
    if (record.stamp < epoch)
      return false;
    for (uint32_t i = 0; i < record.dependencies; ++i)
      if (stamps[dependencies[record.firstDependency + i]] > record.stamp)
        return false;
    return true;
  }
  hfc_status *refresh(uint32_t step, Record &record);
  hfc_status *placeOutputsOf(uint32_t step);

  hfc_status *checkInput(uint32_t index, const hfc_tensor &tensor);
  hfc_status *checkElements(uint32_t index, const void *data,
                            uint64_t bytes) const;
  hfc_status *takeDims(uint32_t index, const hfc_tensor &tensor);
  hfc_status *takeImpliedDims(uint32_t index, const hfc_tensor &tensor,
                              bool &found);
  hfc_status *takeStateDims();
  hfc_status *makeRoom();
  hfc_status *fillInput(uint32_t index);
  hfc_status *checkRange(uint32_t dim, int64_t value) const;
  hfc_status *mismatch(uint32_t input, const char *format, ...) const
      __attribute__((format(printf, 3, 4)));

  hfc_status *placeOutput(uint32_t index);
  hfc_status *sizeOutput(uint32_t index);
  hfc_status *bindOutput(uint32_t index, hfc_tensor *tensor);
  bool overlaps(uint32_t output, const uint8_t *data) const;
  hfc_status *setIo(uint32_t io, uint8_t *data);
  hfc_status *prepareDispatch(const artifact::Dispatch &dispatch,
                              Record &record);
  hfc_status *prepareCopy(const artifact::Copy &copy, Record &record);
  hfc_status *prepareElement(uint32_t value, uint64_t element, Record &record);
  hfc_status *resolve(uint32_t value, uint32_t slot, uint64_t &bytes);
  hfc_status *damaged(const char *format, ...) const
      __attribute__((format(printf, 2, 3)));

  const hfc_program *program = nullptr;
  const artifact::Function *function = nullptr;
  uint32_t index = 0; // of the function
  Memory *memory = nullptr;
  Arena *arena = nullptr;
  State *state = nullptr;

  Array<int64_t> dims, newDims;
  Array<int64_t> newLengths;
  Array<int64_t> roomDims;      // dims when the state is full
  Array<uint64_t> stamps;       // of dims, then of segments
  Array<uint32_t> dependencies; // of all records: indices into stamps
  Array<Io> io;                 // inputs, then outputs
  Array<Block> ioBlocks;     // of outputs that are the session's, and of fills
  Array<Block> deviceBlocks; // copies of io on a device with its own memory
  Array<int64_t> outputDims; // maxRank for each output
  struct Output {
    bool isLate = false, isPlaced = false;
  };
  Array<Output> outputs;
  hfc_tensor *given = nullptr; // outputs of the run
  size_t givenCount = 0;
  Array<Record> records;
  Array<void *> buffers;
  Array<uint64_t> offsets; // of each buffer in its input or output
  Array<int64_t> sizes;
  Array<Patch> patches;
  uint32_t inputCount = 0, outputCount = 0;
  // The clock of stamps, and what records must be younger than; 0: nothing was
  // made ready yet.
  uint64_t clock = 0, epoch = 0;
  uint64_t generation = 0;
  // Of recording: what changes with every record, when the last run was and
  // when the recording was made.
  uint64_t version() const { return clock + moves; }
  uint64_t moves = 0, lastVersion = 0, keptVersion = 0;
  bool mayRepeat = true;
  Recording *kept = nullptr;
};

} // namespace hfc::rt
#endif
