// SPDX-License-Identifier: Apache-2.0
#include "live/request_block.h"

#include <cmath>
#include <utility>

namespace mmoe {

RequestBlock::RequestBlock(const LiveWorld& world)
    : world_(world),
      candidates_(static_cast<std::size_t>(world.options.candidates)),
      probabilities_(world.judges()),
      logarithms_(world.judges()) {
  judges_.reserve(world.models.size());
  for (const SavedModel& model : world.models) judges_.emplace_back(model);
}

void RequestBlock::fill(std::int64_t first, std::int64_t count) {
  candidates_ = static_cast<std::size_t>(world_.options.candidates);
  rows_.resize(static_cast<std::size_t>(count) * candidates_);
  for (std::int64_t r = 0; r < count; ++r) {
    const std::int64_t user = world_.log.options().users + (first + r) / world_.options.requests;
    world_.requests.draw(
        first + r, static_cast<std::int32_t>(user),
        std::span(rows_).subspan(static_cast<std::size_t>(r) * candidates_, candidates_));
  }
  judge();
}

void RequestBlock::fill(std::vector<RecommendationRow> rows, std::size_t candidates) {
  rows_ = std::move(rows);
  candidates_ = candidates;
  judge();
}

void RequestBlock::judge() {
  for (auto& of_judge : probabilities_) of_judge.clear();
  for (std::size_t m = 0; m < judges_.size(); ++m) judges_[m].judge(rows_, probabilities_[m]);
  for (const RecommendationRow& row : rows_) {
    const auto [engaged, satisfied] = world_.log.truth(row);
    probabilities_.back().push_back({engaged, satisfied});
  }
  for (std::size_t j = 0; j < probabilities_.size(); ++j) {
    logarithms_[j].clear();
    for (const auto& [engaged, satisfied] : probabilities_[j]) {
      logarithms_[j].push_back({std::log(engaged), std::log(satisfied)});
    }
  }
}

std::size_t RequestBlock::choice(std::size_t judge, std::size_t request, double alpha) const {
  const TaskNumbers* const scores = logarithms_[judge].data() + request * candidates_;
  const auto score = [&](std::size_t k) {
    return alpha > 0 ? scores[k][0] + alpha * scores[k][1] : scores[k][0];  // 0 log 0 is 0
  };
  std::size_t best = 0;
  double highest = score(0);
  for (std::size_t k = 1; k < candidates_; ++k) {
    if (const double s = score(k); s > highest) {
      highest = s;
      best = k;
    }
  }
  return best;
}

}  // namespace mmoe
