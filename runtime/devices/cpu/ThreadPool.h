// Runs one kernel over a range of workgroups on several threads. Each thread
// owns an equal part of the range, takes it in pieces, and then helps others:
// a thread that comes late delays nobody. Workers spin briefly for the next
// launch, then sleep on a futex.
#ifndef HFC_RUNTIME_DEVICES_CPU_THREADPOOL_H
#define HFC_RUNTIME_DEVICES_CPU_THREADPOOL_H

#include "runtime/devices/Device.h"
#include <pthread.h>

namespace hfc::rt {

class ThreadPool {
public:
  ThreadPool() = default;
  ThreadPool(const ThreadPool &) = delete;
  ~ThreadPool() { stop(); }
  // Starts threads - 1 workers, pinned to cpus where given. False: no memory.
  // Where the system gives fewer threads, there are fewer.
  bool start(const Host &host, uint32_t threads, const uint32_t *cpus);
  uint32_t threads() const { return uint32_t(workers.size()) + 1; }

  // One at a time; whoever cannot have the pool runs alone.
  bool tryAcquire() { return !busy.exchange(true, std::memory_order_acquire); }
  void release() { busy.store(false, std::memory_order_release); }
  // All workgroups are done when it returns. Needs the pool; mxcsr is what
  // workers run under.
  void launch(const Launch &launch, uint32_t mxcsr);

private:
  struct alignas(64) Part {
    std::atomic<int64_t> next{0};
    int64_t end = 0;
  };
  struct Worker {
    ThreadPool *pool = nullptr;
    uint32_t index = 0;
    pthread_t thread = {};
  };

  static void *enter(void *worker);
  void serve(uint32_t index);
  uint32_t awaitTicket(uint32_t seen);
  bool join();
  void work(uint32_t index);
  void stop();

  // Workers: a launch is announced by a new ticket, and joined by counting
  // oneself in while it is open.
  static constexpr uint32_t open = 1u << 31;
  alignas(64) std::atomic<uint32_t> ticket{0};
  std::atomic<uint32_t> sleepers{0};
  alignas(64) std::atomic<uint32_t> members{0};
  std::atomic<bool> stopping{false};
  std::atomic<bool> busy{false};

  // Of the open launch.
  Launch current = {};
  uint32_t mode = 0;
  uint32_t partCount = 0;
  int64_t piece = 1;

  Array<Part> parts;
  Array<Worker> workers;
};

} // namespace hfc::rt
#endif
