// SPDX-License-Identifier: Apache-2.0
#include "live/test_totals.h"

#include <iterator>

#include "live/user_pieces.h"

namespace mmoe {
namespace {

void add_impression(double engaged, double satisfied, UserTotals& totals) {
  totals[0].sum += engaged;
  totals[1].sum += satisfied;
  for (UserTotal& total : totals) total.count += 1;
}

void add_response(const RecommendationRow& row, UserTotals& totals) {
  add_impression(row.engaged ? 1 : 0, row.satisfied ? 1 : 0, totals);
}

/// Candidates are drawn alike, so that the first is as good as one chosen at random.
const RecommendationRow& response(const LiveArm& arm, const RequestBlock& block,
                                  std::size_t request, double alpha) {
  const std::size_t shown = arm.is_random() ? 0
                                            : block.choice(static_cast<std::size_t>(arm.judge),
                                                           request, arm.has_alpha() ? alpha : 0);
  return block.candidates(request)[shown];
}

TestTotals no_totals(const std::vector<LiveArm>& arms, const std::vector<double>& alphas) {
  return {.truth = std::vector<std::vector<UserTotals>>(arms.size()),
          .drawn = std::vector<std::vector<UserTotals>>(arms.size()),
          .before = {},
          .curve = empty_curve(arms, alphas)};
}

/// Adds a user under every arm; the user's requests are `first` and those behind it.
void add_user(const RequestBlock& block, std::size_t first, std::int64_t requests,
              const std::vector<LiveArm>& arms, const FrozenAlpha& alpha, TestTotals& totals) {
  for (std::size_t a = 0; a < arms.size(); ++a) {
    UserTotals& truth = totals.truth[a].emplace_back();
    UserTotals& drawn = totals.drawn[a].emplace_back();
    for (std::size_t r = first; r < first + static_cast<std::size_t>(requests); ++r) {
      const auto [engaged, satisfied] = expected_response(arms[a], block, r, alpha.value());
      add_impression(engaged, satisfied, truth);
      add_response(response(arms[a], block, r, alpha.value()), drawn);
    }
  }
}

/// Requests before the test have numbers behind those of all users of the test.
UserTotals before_test(const LiveWorld& world, std::int64_t user) {
  const LiveOptions& options = world.options;
  const std::int64_t later = (options.validation_users + options.test_users) * options.requests;
  std::vector<RecommendationRow> candidates(static_cast<std::size_t>(options.candidates));
  UserTotals totals;
  for (std::int64_t r = 0; r < options.requests; ++r) {
    const std::int64_t request = later + user * options.requests + r;
    world.requests.draw(request, static_cast<std::int32_t>(world.log.options().users + user),
                        candidates);
    add_response(candidates[world.requests.logged_choice(request, candidates)], totals);
  }
  return totals;
}

void append(const TestTotals& part, TestTotals& whole) {
  const auto to_end = [](const auto& from, auto& to) {
    to.insert(to.end(), from.begin(), from.end());
  };
  for (std::size_t a = 0; a < whole.truth.size(); ++a) {
    to_end(part.truth[a], whole.truth[a]);
    to_end(part.drawn[a], whole.drawn[a]);
  }
  to_end(part.before, whole.before);
  add(part.curve, whole.curve);
}

}  // namespace

TestTotals run_test(const LiveWorld& world, const std::vector<LiveArm>& arms,
                    const TestUsers& users, const FrozenAlpha& alpha, std::size_t jobs) {
  const std::vector<double>& alphas = world.options.alphas;
  const auto work = [&](const UserRange& piece) {
    TestTotals part = no_totals(arms, alphas);
    RequestBlock block(world);
    const std::int64_t requests = world.options.requests;
    for_each_user(piece, requests, block, [&](std::int64_t user, std::size_t first) {
      if (first == 0) add_to_curve(block, arms, alphas, part.curve);
      add_user(block, first, requests, arms, alpha, part);
      part.before.push_back(before_test(world, user));
    });
    return part;
  };
  TestTotals totals = no_totals(arms, alphas);
  for (const TestTotals& part : by_pieces<TestTotals>(users.range(), jobs, work)) {
    append(part, totals);
  }
  return totals;
}

}  // namespace mmoe
