// SPDX-License-Identifier: Apache-2.0
#include "experiment/trials/scheduler.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <numeric>
#include <thread>

namespace mmoe {

void run_all(const Work& work, std::size_t jobs) {
  std::vector<std::size_t> order(work.count);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::vector<double> costs;
  for (std::size_t i = 0; i < work.count; ++i) costs.push_back(work.cost(i));
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return costs[a] > costs[b]; });

  std::atomic<std::size_t> next = 0;
  std::atomic<bool> failed = false;
  std::exception_ptr failure;
  std::mutex failure_mutex;
  const auto worker = [&] {
    while (!failed) {
      const std::size_t at = next++;
      if (at >= order.size()) return;
      try {
        work.run(order[at]);
      } catch (...) {
        const std::lock_guard lock(failure_mutex);
        if (!failed.exchange(true)) failure = std::current_exception();
      }
    }
  };
  std::vector<std::jthread> threads;
  for (std::size_t i = 1; i < std::min(jobs, work.count); ++i) threads.emplace_back(worker);
  worker();
  threads.clear();  // joins
  if (failure) std::rethrow_exception(failure);
}

}  // namespace mmoe
