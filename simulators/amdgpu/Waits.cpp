#include "simulators/amdgpu/Waits.h"
#include "simulators/amdgpu/Wave.h"
#include "simulators/amdgpu/Workgroup.h"

using namespace hfc::sim;

void Waits::issue(Wave &wave, Counter counter, const Outstanding &operation) {
  for (unsigned i = 0; i < operation.count; ++i) {
    unsigned index = operation.first + i;
    if (operation.file == Outstanding::Scalar)
      ++wave.scalarPending[index];
    else
      ++wave.vectorPending[index];
  }
  queues[counter].push_back(operation);
}

void Waits::finish(Wave &wave, const Outstanding &operation) {
  for (unsigned i = 0; i < operation.count; ++i) {
    unsigned index = operation.first + i;
    if (operation.file == Outstanding::Scalar)
      --wave.scalarPending[index];
    else
      --wave.vectorPending[index];
  }
  if (operation.ldsRecord)
    wave.group.lds.finish(wave.number, operation.ldsRecord);
}

bool Waits::wait(Wave &wave, Counter counter, unsigned left) {
  auto &queue = queues[counter];
  if (queue.size() <= left)
    return false;
  // Those that finish in any order may be the ones that have finished.
  size_t done = queue.size() - left, unordered = 0;
  for (const Outstanding &operation : queue)
    unordered += !operation.inOrder;
  if (!left) {
    for (const Outstanding &operation : queue)
      finish(wave, operation);
    queue.clear();
    return true;
  }
  size_t certain = done > unordered ? done - unordered : 0;
  for (auto at = queue.begin(); certain && at != queue.end();) {
    if (!at->inOrder) {
      ++at;
      continue;
    }
    finish(wave, *at);
    at = queue.erase(at);
    --certain;
  }
  return true;
}
