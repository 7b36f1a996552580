// See State.h. All tables were verified; sizes are checked where they meet.
#include "runtime/State.h"
#include "artifact/CheckedSize.h"
#include "artifact/DimProgram.h"
#include <algorithm>
#include <cstdio>

using namespace hfc;
using namespace hfc::rt;
using artifact::bytesOf;
using artifact::CheckedSize;
using artifact::codeOf;
using artifact::count;
using artifact::StateDimKind;
using artifact::text;

static constexpr int64_t unknown = -1;
static constexpr int64_t unbounded = INT32_MAX;

hfc_status *State::make(const Host &newHost, const artifact::Artifact &artifact,
                        Memory &newMemory, Device &newDevice,
                        const hfc_session_options &options) {
  host = &newHost;
  tables = &artifact;
  memory = &newMemory;
  device = &newDevice;
  uint32_t stateCount = count(artifact.states());
  if (!dims.make(newHost, count(artifact.state_dims())) ||
      !blocks.make(newHost, stateCount))
    return outOfMemory(newHost, stateCount * sizeof(Block), "state");
  for (uint32_t i = 0; i < dimCount(); ++i)
    dims[i] = dimTable(i).kind() == StateDimKind::rows ? unknown : 0;
  for (uint32_t i = 0; i < options.dim_count; ++i)
    if (hfc_status *status = take(options.dims[i]))
      return status;
  bool known = true;
  for (uint32_t i = 0; i < dimCount(); ++i) {
    const artifact::StateDim &table = dimTable(i);
    known &= dims[i] != unknown;
    if (table.kind() != StateDimKind::capacity || dims[i])
      continue;
    if (table.max() >= unbounded)
      return failure(newHost, Code::DimOutOfRange,
                     "a session needs a value for '%.80s', which has no bound",
                     text(table.name()));
    dims[i] = table.max();
  }
  bool moved;
  return known ? allocate(moved) : nullptr;
}

hfc_status *State::take(const hfc_dim_value &given) {
  uint32_t index;
  if (!given.name || !find(given.name, index) ||
      dimTable(index).kind() == StateDimKind::length) {
    char list[300] = "none";
    size_t length = 0;
    for (uint32_t i = 0; i < dimCount() && length < sizeof list; ++i)
      if (dimTable(i).kind() != StateDimKind::length)
        length +=
            size_t(snprintf(list + length, sizeof list - length, "%s%.80s",
                            length ? ", " : "", text(dimTable(i).name())));
    return failure(*host, Code::DimOutOfRange,
                   "a session has no dim '%.80s' to choose, it has: %s",
                   given.name ? given.name : "", list);
  }
  if (given.value < 1 || given.value > dimTable(index).max())
    return failure(*host, Code::DimOutOfRange,
                   "dim '%.80s' is %lld, its range is 1 to %lld", given.name,
                   (long long)given.value, (long long)dimTable(index).max());
  dims[index] = given.value;
  return nullptr;
}

bool State::find(const char *name, uint32_t &index) const {
  for (uint32_t i = 0; i < dimCount(); ++i)
    if (!std::strcmp(text(dimTable(i).name()), name)) {
      index = i;
      return true;
    }
  return false;
}

int64_t State::room(uint32_t index) const {
  const artifact::StateDim &table = dimTable(index);
  return table.kind() == StateDimKind::length ? dims[table.capacity()]
                                              : dims[index];
}

bool State::empty() const {
  for (uint32_t i = 0; i < dimCount(); ++i)
    if (dimTable(i).kind() == StateDimKind::length && dims[i])
      return false;
  return true;
}

hfc_status *State::takeRows(uint32_t index, int64_t value) {
  if (!empty() && dims[index] != value)
    return failure(*host, Code::DimOutOfRange,
                   "dim '%.80s' is %lld, but the session's state holds %lld\n"
                   "help: reset the session, or reorder its rows",
                   text(dimTable(index).name()), (long long)value,
                   (long long)dims[index]);
  dims[index] = value;
  return nullptr;
}

hfc_status *State::checkLength(uint32_t index, int64_t value) const {
  const artifact::StateDim &table = dimTable(index);
  if (value >= 0 && value <= room(index))
    return nullptr;
  return failure(*host, Code::DimOutOfRange,
                 "the run would make '%.80s' %lld, and the session's '%.80s' "
                 "is %lld\nhelp: reset the session, or make it with more",
                 text(table.name()), (long long)value,
                 text(dimTable(table.capacity()).name()),
                 (long long)room(index));
}

bool State::elements(const artifact::State &state, uint32_t first,
                     uint64_t &out) const {
  CheckedSize product = 1;
  for (uint32_t d = first; d < count(state.shape()); ++d) {
    int64_t size;
    if (!artifact::evaluateDimProgram(codeOf(state.shape()->Get(d)),
                                      {dims.data(), dims.size()}, size))
      return false;
    product = product * uint64_t(std::max<int64_t>(size, 0));
  }
  out = product.get();
  return !product.overflowed();
}

// Places in use along a dim.
uint64_t State::sizeOf(const artifact::State &state, uint32_t d) const {
  if (!d && state.length() >= 0)
    return uint64_t(dims[uint32_t(state.length())]);
  int64_t size = 0;
  artifact::evaluateDimProgram(codeOf(state.shape()->Get(d)),
                               {dims.data(), dims.size()}, size);
  return size < 0 ? 0 : uint64_t(size);
}

hfc_status *State::allocate(bool &moved) {
  moved = false;
  for (uint32_t i = 0; i < blocks.size(); ++i) {
    const artifact::State &state = *tables->states()->Get(i);
    uint64_t size;
    if (!elements(state, 0, size))
      return outOfMemory(*host, UINT64_MAX, text(state.name()));
    CheckedSize bytes = CheckedSize(size) * bytesOf(state.type());
    if (bytes.overflowed())
      return outOfMemory(*host, UINT64_MAX, text(state.name()));
    const uint8_t *before = blocks[i].data();
    if (hfc_status *status =
            memory->reserve(blocks[i], bytes.get(), "the session's state"))
      return status;
    moved |= blocks[i].data() != before;
  }
  return nullptr;
}

void State::reset() {
  for (uint32_t i = 0; i < dimCount(); ++i)
    if (dimTable(i).kind() == StateDimKind::length)
      dims[i] = 0;
}

hfc_status *State::truncate(const char *name, int64_t length) {
  for (uint32_t i = 0; i < dimCount(); ++i) {
    if (dimTable(i).kind() != StateDimKind::length ||
        (name && std::strcmp(text(dimTable(i).name()), name)))
      continue;
    if (length < 0 || length > dims[i])
      return failure(*host, Code::DimOutOfRange,
                     "'%.80s' is %lld, it cannot be cut to %lld",
                     text(dimTable(i).name()), (long long)dims[i],
                     (long long)length);
    dims[i] = length;
    return nullptr;
  }
  return failure(*host, Code::InvalidCall, "the session has no length '%.80s'",
                 name ? name : "");
}

// -- Rows --------------------------------------------------------------------

hfc_status *State::reorder(const uint32_t *rows, uint32_t rowCount) {
  uint32_t rowsDim = 0;
  while (rowsDim < dimCount() && dimTable(rowsDim).kind() != StateDimKind::rows)
    ++rowsDim;
  if (rowsDim == dimCount() || dims[rowsDim] == unknown)
    return failure(*host, Code::InvalidCall, "the session's state has no rows");
  for (uint32_t i = 0; i < rowCount; ++i)
    if (rows[i] >= dims[rowsDim])
      return failure(*host, Code::InvalidCall, "row %u of %lld", rows[i],
                     (long long)dims[rowsDim]);
  if (!rowCount || int64_t(rowCount) > dimTable(rowsDim).max())
    return failure(*host, Code::DimOutOfRange,
                   "dim '%.80s' is %u, its range is 1 to %lld",
                   text(dimTable(rowsDim).name()), rowCount,
                   (long long)dimTable(rowsDim).max());
  // All that can fail comes first.
  uint64_t most = 0;
  for (uint32_t i = 0; i < blocks.size(); ++i) {
    Rows at = rowsOf(i, rowsDim);
    CheckedSize one = CheckedSize(at.bytes) * rowCount;
    if (!(one * at.places).fits(blocks[i].size()))
      return failure(*host, Code::OutOfMemory,
                     "%u rows do not fit into the session's state\nhelp: make "
                     "the session with '%.80s' as large",
                     rowCount, text(dimTable(rowsDim).name()));
    most = std::max(most, at.places ? one.get() : 0);
  }
  if (hfc_status *status = memory->reserve(spare, most, "reordering rows"))
    return status;
  for (uint32_t i = 0; i < blocks.size(); ++i)
    if (hfc_status *status = moveRows(i, rowsDim, rows, rowCount))
      return status;
  dims[rowsDim] = rowCount;
  return nullptr;
}

// How a state's used part falls into rows. One without them has no bytes.
State::Rows State::rowsOf(uint32_t index, uint32_t rowsDim) const {
  const artifact::State &state = *tables->states()->Get(index);
  uint32_t axis = 0;
  while (axis < count(state.shape()) &&
         artifact::bareDim(codeOf(state.shape()->Get(axis))) != rowsDim)
    ++axis;
  uint64_t size = 1, inner = 0;
  if (axis == count(state.shape()) || !elements(state, axis + 1, inner))
    return {};
  for (uint32_t d = 0; d < axis; ++d)
    size *= sizeOf(state, d);
  return {size, inner * bytesOf(state.type())};
}

// Each place in turn; from the last where the rows grow in number, so that none
// is overwritten before it is read.
hfc_status *State::moveRows(uint32_t index, uint32_t rowsDim,
                            const uint32_t *rows, uint32_t rowCount) {
  Rows at = rowsOf(index, rowsDim);
  uint8_t *data = blocks[index].data();
  uint64_t before = uint64_t(dims[rowsDim]) * at.bytes,
           after = rowCount * at.bytes;
  for (uint64_t i = 0; i < at.places && at.bytes; ++i) {
    uint64_t place = after > before ? at.places - 1 - i : i;
    for (uint32_t r = 0; r < rowCount; ++r)
      if (hfc_status *status = device->move(
              spare.data() + r * at.bytes,
              data + place * before + rows[r] * at.bytes, at.bytes))
        return status;
    if (hfc_status *status =
            device->move(data + place * after, spare.data(), after))
      return status;
  }
  return nullptr;
}

// -- Saved state -------------------------------------------------------------
// magic, number of dims, dims, then what each tensor uses.

static constexpr int64_t savedMagic = 0x3145544154534648; // "HFSTATE1"

uint64_t State::usedBytes(uint32_t index) const {
  const artifact::State &state = *tables->states()->Get(index);
  uint64_t size = bytesOf(state.type());
  for (uint32_t d = 0; d < count(state.shape()); ++d)
    size *= sizeOf(state, d);
  return blocks[index] ? size : 0;
}

uint64_t State::savedBytes() const {
  uint64_t bytes = (2 + dims.size()) * sizeof(int64_t);
  for (uint32_t i = 0; i < blocks.size(); ++i)
    bytes += usedBytes(i);
  return bytes;
}

hfc_status *State::save(uint8_t *out) const {
  int64_t start[] = {savedMagic, int64_t(dims.size())};
  std::memcpy(out, start, sizeof start);
  out += sizeof start;
  std::memcpy(out, dims.data(), dims.size() * sizeof(int64_t));
  out += dims.size() * sizeof(int64_t);
  for (uint32_t i = 0; i < blocks.size(); ++i) {
    if (hfc_status *status = device->move(out, blocks[i].data(), usedBytes(i)))
      return status;
    out += usedBytes(i);
  }
  return nullptr;
}

hfc_status *State::restore(const uint8_t *saved, uint64_t bytes, bool &moved) {
  moved = false;
  int64_t start[2] = {};
  uint64_t headBytes = sizeof start + dims.size() * sizeof(int64_t);
  if (bytes >= headBytes)
    std::memcpy(start, saved, sizeof start);
  if (start[0] != savedMagic || start[1] != int64_t(dims.size()))
    return failure(*host, Code::InputMismatch,
                   "this is no saved state of such a session");
  reset();
  auto dimOf = [&](uint32_t i) {
    int64_t value;
    std::memcpy(&value, saved + sizeof start + i * sizeof value, sizeof value);
    return value;
  };
  for (uint32_t i = 0; i < dimCount(); ++i) {
    const artifact::StateDim &table = dimTable(i);
    int64_t value = dimOf(i);
    if (table.kind() == StateDimKind::length)
      if (hfc_status *status = checkLength(i, value))
        return status;
    if (table.kind() == StateDimKind::rows) {
      if (value < unknown || value > table.max())
        return failure(*host, Code::DimOutOfRange, "'%.80s' is %lld",
                       text(table.name()), (long long)value);
      dims[i] = value;
    }
  }
  bool known = true;
  for (int64_t value : dims)
    known &= value != unknown;
  if (known)
    if (hfc_status *status = allocate(moved))
      return status;
  for (uint32_t i = 0; i < dimCount(); ++i)
    if (dimTable(i).kind() == StateDimKind::length)
      dims[i] = dimOf(i);
  if (bytes != savedBytes()) {
    reset();
    return failure(*host, Code::InputMismatch,
                   "this is no saved state of such a session");
  }
  saved += headBytes;
  for (uint32_t i = 0; i < blocks.size(); ++i) {
    if (hfc_status *status =
            device->move(blocks[i].data(), saved, usedBytes(i)))
      return status;
    saved += usedBytes(i);
  }
  return nullptr;
}
