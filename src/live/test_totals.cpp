// SPDX-License-Identifier: Apache-2.0
#include "live/test_totals.h"

#include "live/user_pieces.h"

namespace mmoe {
namespace {

void begin_user(UserTotals& totals) {
  for (std::vector<UserTotal>& users : totals) users.emplace_back();
}

/// Adds to the last user.
void add_impression(double engaged, double satisfied, UserTotals& totals) {
  totals[0].back().sum += engaged;
  totals[1].back().sum += satisfied;
  for (std::vector<UserTotal>& users : totals) users.back().count += 1;
}

void add_response(const RecommendationRow& row, UserTotals& totals) {
  add_impression(row.engaged ? 1 : 0, row.satisfied ? 1 : 0, totals);
}

TestTotals no_totals(const std::vector<LiveArm>& arms, const std::vector<double>& alphas) {
  return {.truth = std::vector<UserTotals>(arms.size()),
          .drawn = std::vector<UserTotals>(arms.size()),
          .before = {},
          .curve = empty_curve(arms, alphas)};
}

/// Adds a user under every arm; the user's requests are `first` and those behind it.
void add_user(const RequestBlock& block, std::size_t first, std::int64_t requests,
              const std::vector<LiveArm>& arms, const FrozenAlpha& alpha, TestTotals& totals) {
  for (std::size_t a = 0; a < arms.size(); ++a) {
    begin_user(totals.truth[a]);
    begin_user(totals.drawn[a]);
    for (std::size_t r = first; r < first + static_cast<std::size_t>(requests); ++r) {
      const std::size_t shown = shown_by(arms[a], block, r, alpha.value());
      const auto [engaged, satisfied] = expected_response(arms[a], block, r, shown);
      add_impression(engaged, satisfied, totals.truth[a]);
      add_response(block.candidates(r)[shown], totals.drawn[a]);
    }
  }
}

/// Requests before the test have numbers behind those of all users of the test.
void add_before_test(const LiveWorld& world, std::int64_t user, UserTotals& totals) {
  const LiveOptions& options = world.options;
  const std::int64_t later = (options.validation_users + options.test_users) * options.requests;
  std::vector<RecommendationRow> candidates(static_cast<std::size_t>(options.candidates));
  begin_user(totals);
  for (std::int64_t r = 0; r < options.requests; ++r) {
    const std::int64_t request = later + user * options.requests + r;
    world.requests.draw(request, static_cast<std::int32_t>(world.log.options().users + user),
                        candidates);
    add_response(candidates[world.requests.logged_choice(request, candidates)], totals);
  }
}

void append(const UserTotals& part, UserTotals& whole) {
  for (std::size_t t = 0; t < whole.size(); ++t) {
    whole[t].insert(whole[t].end(), part[t].begin(), part[t].end());
  }
}

void append(const TestTotals& part, TestTotals& whole) {
  for (std::size_t a = 0; a < whole.truth.size(); ++a) {
    append(part.truth[a], whole.truth[a]);
    append(part.drawn[a], whole.drawn[a]);
  }
  append(part.before, whole.before);
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
      add_before_test(world, user, part.before);
    });
    return part;
  };
  TestTotals totals = no_totals(arms, alphas);
  for (const TestTotals& part : by_pieces<TestTotals>("test users", users.range(), jobs, work)) {
    append(part, totals);
  }
  return totals;
}

}  // namespace mmoe
