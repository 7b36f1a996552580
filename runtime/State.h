// What a session keeps from run to run: the tensors of Artifact.states, and the
// dims that go with them. Places in use lie at the beginning of each tensor, so
// that a length may change without a byte moving.
#ifndef HFC_RUNTIME_STATE_H
#define HFC_RUNTIME_STATE_H

#include "runtime/Memory.h"
#include "runtime/devices/Device.h"

namespace hfc::rt {

class State {
public:
  hfc_status *make(const Host &newHost, const artifact::Artifact &artifact,
                   Memory &newMemory, Device &newDevice,
                   const hfc_session_options &options);

  uint32_t dimCount() const { return uint32_t(dims.size()); }
  const artifact::StateDim &dimTable(uint32_t index) const {
    return *tables->state_dims()->Get(index);
  }
  // -1: rows that no run has named yet.
  int64_t dim(uint32_t index) const { return dims[index]; }
  // What a length may grow to; else the value itself.
  int64_t room(uint32_t index) const;
  // No length is above 0.
  bool empty() const;
  const Block &block(uint32_t index) const { return blocks[index]; }

  // Rows as a run has them: free in an empty session, else they must agree.
  hfc_status *takeRows(uint32_t index, int64_t value);
  // Whether a run may make a length this.
  hfc_status *checkLength(uint32_t index, int64_t value) const;
  void setLength(uint32_t index, int64_t value) { dims[index] = value; }
  // Memory for the rows at hand; sets `moved` where a block moves.
  hfc_status *allocate(bool &moved);

  void reset();
  hfc_status *truncate(const char *name, int64_t length);
  hfc_status *reorder(const uint32_t *rows, uint32_t rowCount);
  uint64_t savedBytes() const;
  hfc_status *save(uint8_t *out) const;
  hfc_status *restore(const uint8_t *saved, uint64_t bytes, bool &moved);
  bool find(const char *name, uint32_t &index) const;

private:
  // Elements of a state from dim `first` on, 0 while rows are unknown; false:
  // they cannot be counted.
  bool elements(const artifact::State &state, uint32_t first,
                uint64_t &out) const;
  uint64_t sizeOf(const artifact::State &state, uint32_t d) const;
  uint64_t usedBytes(uint32_t index) const;
  hfc_status *take(const hfc_dim_value &given);
  struct Rows {
    uint64_t places = 0, bytes = 0; // of one row at one place
  };
  Rows rowsOf(uint32_t index, uint32_t rowsDim) const;
  hfc_status *moveRows(uint32_t index, uint32_t rowsDim, const uint32_t *rows,
                       uint32_t rowCount);

  const Host *host = nullptr;
  const artifact::Artifact *tables = nullptr;
  Memory *memory = nullptr;
  Device *device = nullptr;
  Array<int64_t> dims;
  Array<Block> blocks;
  Block spare; // one place of what is reordered
};

} // namespace hfc::rt
#endif
