// SPDX-License-Identifier: Apache-2.0
#include "live/piece_progress.h"

#include <fmt/format.h>

#include <utility>

#include "base/count_text.h"

namespace mmoe {
namespace {

constexpr std::chrono::seconds kBetweenLines{10};

}  // namespace

PieceProgress::PieceProgress(std::string what, std::int64_t total, Clock::time_point start)
    : what_(std::move(what)), total_(total), last_(start) {}

std::string PieceProgress::done(std::int64_t count, Clock::time_point now) {
  const std::lock_guard lock(mutex_);
  done_ += count;
  if (now - last_ < kBetweenLines || done_ == total_) return "";
  last_ = now;
  return fmt::format("{} of {} {}", with_commas(done_), with_commas(total_), what_);
}

}  // namespace mmoe
