#include "runtime/devices/cpu/ThreadPool.h"
#include "artifact/kernel_abi.h"
#include <algorithm>
#include <climits>
#include <csignal>
#include <immintrin.h>
#include <linux/futex.h>
#include <sched.h>
#include <sys/syscall.h>
#include <unistd.h>

using namespace hfc;
using namespace hfc::rt;

// About 50 us: longer than most gaps between two launches of a run.
static constexpr uint64_t spinCycles = 200'000;
// Pieces that a thread's part is taken in: enough to even out threads that run
// at different speeds, few enough to keep runs of neighbours long.
static constexpr int64_t piecesPerPart = 4;

static void futex(std::atomic<uint32_t> &word, int operation, uint32_t value) {
  syscall(SYS_futex, &word, operation | FUTEX_PRIVATE_FLAG, value, nullptr,
          nullptr, 0);
}

bool ThreadPool::start(const Host &host, uint32_t threads,
                       const uint32_t *cpus) {
  if (!parts.make(host, threads) || !workers.make(host, threads - 1))
    return false;
  // Signals are the host's threads' business, but for those that a thread
  // brings on itself: a host may handle SIGBUS for files that shrink.
  sigset_t others, before;
  sigfillset(&others);
  for (int own : {SIGBUS, SIGSEGV, SIGFPE, SIGILL, SIGTRAP})
    sigdelset(&others, own);
  pthread_sigmask(SIG_SETMASK, &others, &before);
  for (uint32_t i = 0; i < workers.size(); ++i) {
    Worker &worker = workers[i];
    worker.index = i + 1;
    worker.pool = this;
    if (pthread_create(&worker.thread, nullptr, enter, &worker)) {
      worker.pool = nullptr;
      host.remark("no more than %u of %u threads could be started", i + 1,
                  threads);
      break;
    }
    pthread_setname_np(worker.thread, "hfc");
    if (!cpus)
      continue;
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(cpus[i], &set);
    if (pthread_setaffinity_np(worker.thread, sizeof set, &set))
      host.remark("thread %u cannot be pinned to CPU %u", i + 1, cpus[i]);
  }
  pthread_sigmask(SIG_SETMASK, &before, nullptr);
  return true;
}

void ThreadPool::stop() {
  stopping.store(true, std::memory_order_relaxed);
  ticket.fetch_add(1);
  futex(ticket, FUTEX_WAKE, INT_MAX);
  for (Worker &worker : workers)
    if (worker.pool)
      pthread_join(worker.thread, nullptr);
}

void *ThreadPool::enter(void *argument) {
  Worker *worker = static_cast<Worker *>(argument);
  worker->pool->serve(worker->index);
  return nullptr;
}

uint32_t ThreadPool::awaitTicket(uint32_t seen) {
  uint64_t start = __rdtsc();
  for (;;) {
    uint32_t now = ticket.load(std::memory_order_acquire);
    if (now != seen)
      return now;
    if (__rdtsc() - start < spinCycles) {
      _mm_pause();
      continue;
    }
    sleepers.fetch_add(1);
    futex(ticket, FUTEX_WAIT, seen);
    sleepers.fetch_sub(1);
    start = __rdtsc();
  }
}

bool ThreadPool::join() {
  uint32_t now = members.load(std::memory_order_relaxed);
  while (now & open)
    if (members.compare_exchange_weak(now, now + 1, std::memory_order_acquire,
                                      std::memory_order_relaxed))
      return true;
  return false;
}

void ThreadPool::serve(uint32_t index) {
  for (uint32_t seen = 0;;) {
    seen = awaitTicket(seen);
    if (stopping.load(std::memory_order_relaxed))
      return;
    if (!join())
      continue;
    _mm_setcsr(mode);
    work(index);
    members.fetch_sub(1, std::memory_order_release);
  }
}

// One's own part first, then what others have left.
void ThreadPool::work(uint32_t index) {
  auto kernel = reinterpret_cast<hfc_cpu_kernel>(current.kernel);
  uint8_t *scratch = current.scratch
                         ? current.scratch + index * current.scratchStride
                         : nullptr;
  for (uint32_t i = 0; i < partCount; ++i) {
    Part &part = parts[(index + i) % partCount];
    for (;;) {
      int64_t begin = part.next.fetch_add(piece, std::memory_order_relaxed);
      if (begin >= part.end)
        break;
      kernel(current.buffers, current.sizes, begin,
             std::min(begin + piece, part.end), scratch);
    }
  }
}

void ThreadPool::launch(const Launch &launch, uint32_t mxcsr) {
  current = launch;
  mode = mxcsr;
  partCount = uint32_t(std::min<int64_t>(threads(), launch.grid));
  int64_t share = launch.grid / partCount, rest = launch.grid % partCount;
  piece = std::max<int64_t>(1, share / piecesPerPart);
  int64_t at = 0;
  for (uint32_t i = 0; i < partCount; ++i) {
    parts[i].next.store(at, std::memory_order_relaxed);
    at += share + (i < rest);
    parts[i].end = at;
  }
  members.store(open, std::memory_order_release);
  ticket.fetch_add(1);
  if (sleepers.load())
    futex(ticket, FUTEX_WAKE, INT_MAX);
  work(0);
  // Nobody joins any more; those who did are waited for.
  members.fetch_and(~open, std::memory_order_relaxed);
  for (unsigned spins = 0; members.load(std::memory_order_acquire); ++spins) {
    if (spins < 4096)
      _mm_pause();
    else
      sched_yield();
  }
}
