// SPDX-License-Identifier: Apache-2.0
// Runs pieces of work on a few threads, round by round the longest first, each on one thread; a
// piece may add others.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <exception>
#include <functional>
#include <map>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace mmoe {

class Scheduler {
 public:
  /// `jobs` threads at most, the one that calls run() among them.
  explicit Scheduler(std::size_t jobs) : jobs_(jobs) {}

  /// Adds a piece of an estimated length: pieces of an earlier round start first, of one round the
  /// longest, of equal ones the one added first. Any thread may add, also while others run.
  void add(double cost, std::function<void()> piece, std::size_t round = 0);

  /// Returns when all pieces are done; with one job they run on the calling thread. An
  /// exception keeps further pieces from starting and is rethrown.
  void run();

  /// Returns how many threads a running piece may use: more than one when fewer pieces are left
  /// than there are jobs. Any thread may ask.
  std::size_t threads_per_piece() const;

 private:
  void work();
  void start_thread_if_needed();

  const std::size_t jobs_;
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  /// By round and cost, negative so that the longest comes first.
  std::multimap<std::pair<std::size_t, double>, std::function<void()>> queue_;
  std::size_t busy_ = 0;  // threads with a piece
  bool running_ = false;
  std::exception_ptr failure_;
  std::vector<std::jthread> threads_;  // besides the caller's; last, so that they end first
};

}  // namespace mmoe
