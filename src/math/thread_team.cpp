// SPDX-License-Identifier: Apache-2.0
#include "math/thread_team.h"

#include <utility>

#include "math/determinism.h"

namespace mmoe {

void ThreadTeam::resize(std::size_t threads) {
  while (size() > threads && !helpers_.empty()) helpers_.pop_back();  // ends and joins it
  while (size() < threads) {
    helpers_.emplace_back([this](const std::stop_token& ended) { work(ended); });
  }
}

void ThreadTeam::run(std::size_t pieces, const Call& call) {
  if (helpers_.empty() || pieces < 2) {
    for (std::size_t i = 0; i < pieces; ++i) call.call(call.piece, i);
    return;
  }
  std::unique_lock lock(mutex_);
  call_ = call;
  next_ = 0;
  pieces_ = open_ = pieces;
  begun_.notify_all();
  take_all(lock);
  done_.wait(lock, [this] { return open_ == 0; });
  if (failure_) std::rethrow_exception(std::exchange(failure_, nullptr));
}

void ThreadTeam::work(const std::stop_token& ended) {
  const FlushSubnormals flushed;
  std::unique_lock lock(mutex_);
  while (begun_.wait(lock, ended, [this] { return next_ < pieces_; })) take_all(lock);
}

void ThreadTeam::take_all(std::unique_lock<std::mutex>& lock) {
  while (next_ < pieces_) {
    const std::size_t piece = next_++;
    const Call call = call_;
    lock.unlock();
    std::exception_ptr thrown;
    try {
      call.call(call.piece, piece);
    } catch (...) {
      thrown = std::current_exception();
    }
    lock.lock();
    if (thrown && !failure_) failure_ = thrown;
    if (--open_ == 0) done_.notify_one();
  }
}

}  // namespace mmoe
