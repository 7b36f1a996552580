// The pool: every workgroup once, whatever the number of threads, from spin or
// from sleep.
#include "runtime/devices/cpu/ThreadPool.h"
#include <csignal>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <unistd.h>
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
      Launch launch = {};
      launch.kernel = reinterpret_cast<void *>(countVisits);
      launch.buffers = buffers;
      launch.grid = grid;
      launch.scratch = scratch.data();
      launch.scratchStride = 64;
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

// A handler that the host installed runs on workers too.
TEST(PoolDeathTest, WorkersLetTheHostHandleSigbus) {
  testing::GTEST_FLAG(death_test_style) = "threadsafe";
  auto dieOnWorker = [] {
    signal(SIGBUS, [](int) { _exit(7); });
    int fd = memfd_create("shrinks", 0);
    if (ftruncate(fd, 4096))
      _exit(1);
    void *page = mmap(nullptr, 4096, PROT_READ, MAP_SHARED, fd, 0);
    if (ftruncate(fd, 0))
      _exit(1);
    Host host = Host::make({}, {});
    ThreadPool pool;
    pool.start(host, 2, nullptr);
    void *buffers[] = {page};
    static pthread_t caller = pthread_self();
    Launch launch = {};
    launch.kernel = reinterpret_cast<void *>(
        +[](void *const *buffers, const int64_t *, int64_t, int64_t, void *) {
          while (pthread_equal(pthread_self(), caller))
            usleep(1000);
          (void)*static_cast<volatile char *>(buffers[0]);
        });
    launch.buffers = buffers;
    launch.grid = 64;
    pool.launch(launch, 0x1f80);
  };
  EXPECT_EXIT(dieOnWorker(), testing::ExitedWithCode(7), "");
}

TEST(Pool, PinsItsWorkers) {
  Host host = Host::make({}, {});
  for (uint32_t cpu : {0u, 1000u}) { // the second is refused, and remarked
    ThreadPool pool;
    ASSERT_TRUE(pool.start(host, 2, &cpu));
  }
}

} // namespace
