// SPDX-License-Identifier: Apache-2.0
#include "experiment/trials/scheduler.h"

#include <algorithm>
#include <utility>

namespace mmoe {

void Scheduler::add(double cost, std::function<void()> piece, std::size_t round) {
  const std::lock_guard lock(mutex_);
  queue_.emplace(std::pair(round, -cost), std::move(piece));
  if (running_) start_thread_if_needed();
  changed_.notify_one();
}

/// A thread for each piece that waits, as far as there are jobs. Threads that run out of work wait,
/// so that these are all there ever are.
void Scheduler::start_thread_if_needed() {
  const std::size_t idle = threads_.size() + 1 - busy_;
  if (!failure_ && queue_.size() > idle && threads_.size() + 1 < jobs_) {
    threads_.emplace_back([this] { work(); });
  }
}

void Scheduler::run() {
  {
    const std::lock_guard lock(mutex_);
    running_ = true;
    for (std::size_t i = 1; i < queue_.size(); ++i) start_thread_if_needed();
  }
  work();
  threads_.clear();  // joins
  running_ = false;
  if (failure_) std::rethrow_exception(failure_);
}

std::size_t Scheduler::threads_per_piece() const {
  const std::lock_guard lock(mutex_);
  return std::max<std::size_t>(1, jobs_ / std::max<std::size_t>(1, busy_ + queue_.size()));
}

void Scheduler::work() {
  std::unique_lock lock(mutex_);
  while (true) {
    changed_.wait(lock, [this] { return failure_ || !queue_.empty() || busy_ == 0; });
    if (failure_ || queue_.empty()) return;
    const auto piece = std::move(queue_.extract(queue_.begin()).mapped());
    ++busy_;
    lock.unlock();
    std::exception_ptr thrown;
    try {
      piece();
    } catch (...) {
      thrown = std::current_exception();
    }
    lock.lock();
    --busy_;
    if (thrown && !failure_) failure_ = thrown;
    if (failure_ || busy_ == 0) changed_.notify_all();
  }
}

}  // namespace mmoe
