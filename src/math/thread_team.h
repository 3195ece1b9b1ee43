// SPDX-License-Identifier: Apache-2.0
// Threads that share the pieces of one computation, such as the slices of a batch. Which thread
// takes a piece is left to chance: what a piece computes must not depend on it.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <exception>
#include <mutex>
#include <stop_token>
#include <thread>
#include <vector>

namespace mmoe {

class ThreadTeam {
 public:
  ThreadTeam() = default;
  ThreadTeam(const ThreadTeam&) = delete;
  ThreadTeam& operator=(const ThreadTeam&) = delete;

  /// Sets the number of threads, at least 1: the one that calls run() is among them, and alone at
  /// first. The others flush subnormal numbers.
  void resize(std::size_t threads);
  std::size_t size() const { return helpers_.size() + 1; }

  /// Calls piece(0) .. piece(pieces - 1), each once, and returns when all have returned. Then
  /// throws the first exception that a piece threw. Allocates nothing.
  template <typename Piece>
  void run(std::size_t pieces, const Piece& piece) {
    run(pieces, Call{&piece, [](const void* of, std::size_t number) {
                       (*static_cast<const Piece*>(of))(number);
                     }});
  }

 private:
  struct Call {
    const void* piece = nullptr;
    void (*call)(const void* piece, std::size_t number) = nullptr;
  };
  void run(std::size_t pieces, const Call& call);
  void work(const std::stop_token& ended);
  void take_all(std::unique_lock<std::mutex>& lock);

  std::mutex mutex_;  // of all below but helpers_
  std::condition_variable_any begun_;
  std::condition_variable done_;
  Call call_;
  std::size_t next_ = 0, pieces_ = 0;  // the next piece to take, of how many
  std::size_t open_ = 0;               // pieces that have not returned
  std::exception_ptr failure_;
  std::vector<std::jthread> helpers_;  // last, so that they end first
};

}  // namespace mmoe
