// What the micro-benchmarks share: pinned threads that run ranges of a grid,
// the machine's own peak of FP32 multiply-adds, and medians.
#ifndef HFC_BENCHMARKS_MICRO_MEASURE_H
#define HFC_BENCHMARKS_MICRO_MEASURE_H

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

namespace hfc::bench {

// Runs work(thread) on every thread and waits; thread 0 is the caller's.
class Threads {
public:
  explicit Threads(int count);
  ~Threads();
  void run(const std::function<void(int)> &work);
  int size() const { return count; }
  // One thread: of processor time, so that other users of the machine do not
  // count; more: of the clock.
  double seconds() const;

private:
  struct Impl;
  std::unique_ptr<Impl> impl;
  int count;
};

// A buffer on 2 MiB pages where the system has them.
std::shared_ptr<void> allocate(size_t bytes);

// Multiply-adds counted as two, in 10^9 a second, over about a millisecond.
double fmaPeak(Threads &threads);

double median(std::vector<double> values);

} // namespace hfc::bench
#endif
