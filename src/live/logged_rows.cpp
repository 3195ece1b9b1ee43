// SPDX-License-Identifier: Apache-2.0
#include "live/logged_rows.h"

#include <algorithm>
#include <iterator>

#include "live/alpha_curve.h"
#include "live/user_pieces.h"

namespace mmoe {
namespace {

constexpr std::int64_t kFirstRow = kLogRows / 2;  // no training comes so far

/// A row of the uniform slice.
struct UniformRow {
  std::int64_t number;
  RecommendationRow shown;
};

std::vector<UniformRow> uniform_rows(const RecommendationLog& log, std::int64_t count) {
  std::vector<UniformRow> found;
  std::vector<RecommendationRow> block(256);
  for (std::int64_t row = kFirstRow; std::ssize(found) < count; row += std::ssize(block)) {
    if (interrupted()) throw Interrupted();
    log.draw(row, block);
    for (std::size_t i = 0; i < block.size() && std::ssize(found) < count; ++i) {
      if (block[i].uniform_slice) found.push_back({row + static_cast<std::int64_t>(i), block[i]});
    }
  }
  return found;
}

/// The place of the first candidate that is the item shown; and the share of candidates that are.
struct ShownItem {
  std::size_t place = 0;
  double share = 0;
};

ShownItem find_shown(std::span<const RecommendationRow> candidates, std::int32_t item) {
  ShownItem shown{.place = candidates.size()};
  for (std::size_t k = 0; k < candidates.size(); ++k) {
    if (candidates[k].item != item) continue;
    shown.place = std::min(shown.place, k);
    shown.share += 1.0 / static_cast<double>(candidates.size());
  }
  return shown;
}

void add_logged_row(const RequestBlock& block, std::size_t request, std::int32_t item,
                    const LiveArm& arm, double alpha, LoggedArm& out) {
  const auto judge = static_cast<std::size_t>(arm.judge);
  const auto candidates = block.candidates(request);
  const ShownItem shown = find_shown(candidates, item);
  const std::size_t chosen = shown_by(arm, block, request, alpha);
  const RecommendationRow& row = candidates[shown.place];
  for (std::size_t t = 0; t < out.impressions.size(); ++t) {
    out.impressions[t].push_back(
        {.user = static_cast<std::uint64_t>(row.user),
         .propensity = shown.share,
         .policy_probability = candidates[chosen].item == item ? 1.0 : 0.0,
         .reward = (t == 0 ? row.engaged : row.satisfied) ? 1.0 : 0.0,
         .predicted_shown = block.probabilities(judge, request, shown.place)[t],
         .predicted_policy = block.probabilities(judge, request, chosen)[t]});
    out.truth[t] += block.truth(request, chosen)[t];
  }
}

/// What all arms would have shown at some rows of the log.
std::vector<LoggedArm> judge_rows(const LiveWorld& world, std::span<const UniformRow> logged,
                                  const std::vector<LiveArm>& arms, double alpha) {
  std::vector<LoggedArm> out(arms.size());
  std::vector<RecommendationRow> rows;
  for (const UniformRow& row : logged) {
    std::ranges::move(world.requests.of_log(row.number, row.shown), std::back_inserter(rows));
  }
  RequestBlock block(world);
  const std::size_t candidates = rows.size() / logged.size();
  block.fill(std::move(rows), candidates);
  for (std::size_t r = 0; r < logged.size(); ++r) {
    for (std::size_t a = 0; a < arms.size(); ++a) {
      if (arms[a].is_random()) continue;
      add_logged_row(block, r, logged[r].shown.item, arms[a], alpha, out[a]);
    }
  }
  return out;
}

}  // namespace

std::vector<LoggedArm> logged_rows(const LiveWorld& world, const std::vector<LiveArm>& arms,
                                   double alpha, std::size_t jobs) {
  const auto rows = uniform_rows(world.log, world.options.off_policy_rows);
  const auto parts = by_pieces<std::vector<LoggedArm>>(
      "logged rows", {0, std::ssize(rows)}, jobs, [&](const UserRange& piece) {
        return judge_rows(world,
                          std::span(rows).subspan(static_cast<std::size_t>(piece.first),
                                                  static_cast<std::size_t>(piece.count)),
                          arms, alpha);
      });
  std::vector<LoggedArm> whole(arms.size());
  for (const auto& part : parts) {
    for (std::size_t a = 0; a < whole.size(); ++a) {
      for (std::size_t t = 0; t < whole[a].truth.size(); ++t) {
        auto& to = whole[a].impressions[t];
        to.insert(to.end(), part[a].impressions[t].begin(), part[a].impressions[t].end());
        whole[a].truth[t] += part[a].truth[t];
      }
    }
  }
  for (LoggedArm& arm : whole) {
    for (double& x : arm.truth) x /= static_cast<double>(rows.size());
  }
  return whole;
}

}  // namespace mmoe
