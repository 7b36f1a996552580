// The pool: every workgroup once, whatever the number of threads, from spin or
// from sleep.
#include "runtime/devices/cpu/ThreadPool.h"
#include <gtest/gtest.h>
#include <vector>

using namespace hfc::rt;

namespace {

void countVisits(void *const *buffers, const int64_t *, int64_t begin,
                 int64_t end, void *scratch) {
  auto *visits = static_cast<std::atomic<int> *>(buffers[0]);
  for (int64_t i = begin; i < end; ++i)
    visits[i].fetch_add(1, std::memory_order_relaxed);
  if (scratch)
    *static_cast<int64_t *>(scratch) += end - begin;
}

class Pool : public testing::TestWithParam<uint32_t> {};
INSTANTIATE_TEST_SUITE_P(Threads, Pool, testing::Values(1, 2, 3, 8));

TEST_P(Pool, VisitsEachWorkgroupOnce) {
  Host host = Host::make({}, {});
  ThreadPool pool;
  ASSERT_TRUE(pool.start(host, GetParam(), nullptr));
  EXPECT_EQ(pool.threads(), GetParam());
  ASSERT_TRUE(pool.tryAcquire());
  EXPECT_FALSE(pool.tryAcquire());
  std::vector<uint8_t> scratch(pool.threads() * 64);
  for (int64_t grid : {1, 2, 3, 7, 64, 1000}) {
    for (int repeat = 0; repeat < 300; ++repeat) {
      std::vector<std::atomic<int>> visits(grid);
      std::fill(scratch.begin(), scratch.end(), 0);
      void *buffers[] = {visits.data()};
      Launch launch = {reinterpret_cast<void *>(countVisits),
                       buffers,
                       nullptr,
                       grid,
                       scratch.data(),
                       64};
      pool.launch(launch, 0x1f80);
      int64_t total = 0;
      for (uint32_t i = 0; i < pool.threads(); ++i)
        total += *reinterpret_cast<int64_t *>(&scratch[i * 64]);
      ASSERT_EQ(total, grid);
      for (auto &count : visits)
        ASSERT_EQ(count.load(), 1);
      if (repeat % 100 == 99)
        usleep(2000); // workers fall asleep
    }
  }
  pool.release();
  EXPECT_TRUE(pool.tryAcquire());
}

TEST(Pool, PinsItsWorkers) {
  Host host = Host::make({}, {});
  for (uint32_t cpu : {0u, 1000u}) { // the second is refused, and remarked
    ThreadPool pool;
    ASSERT_TRUE(pool.start(host, 2, &cpu));
  }
}

} // namespace
