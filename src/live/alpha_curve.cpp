// SPDX-License-Identifier: Apache-2.0
#include "live/alpha_curve.h"

#include "live/user_pieces.h"

namespace mmoe {
namespace {

/// The mean over the candidates: what showing one at random is worth.
TaskNumbers mean_truth(const RequestBlock& block, std::size_t request) {
  const std::size_t count = block.candidates(request).size();
  TaskNumbers sum{};
  for (std::size_t k = 0; k < count; ++k) {
    for (std::size_t t = 0; t < sum.size(); ++t) sum[t] += block.truth(request, k)[t];
  }
  for (double& x : sum) x /= static_cast<double>(count);
  return sum;
}

}  // namespace

std::size_t shown_by(const LiveArm& arm, const RequestBlock& block, std::size_t request,
                     double alpha) {
  if (arm.is_random()) return 0;
  return block.choice(static_cast<std::size_t>(arm.judge), request, arm.has_alpha() ? alpha : 0);
}

TaskNumbers expected_response(const LiveArm& arm, const RequestBlock& block, std::size_t request,
                              std::size_t shown) {
  return arm.is_random() ? mean_truth(block, request) : block.truth(request, shown);
}

AlphaCurve empty_curve(const std::vector<LiveArm>& arms, const std::vector<double>& alphas) {
  AlphaCurve curve;
  for (const LiveArm& arm : arms) curve.emplace_back(arm.has_alpha() ? alphas.size() : 1);
  return curve;
}

void add(const AlphaCurve& part, AlphaCurve& sum) {
  for (std::size_t a = 0; a < sum.size(); ++a) {
    for (std::size_t i = 0; i < sum[a].size(); ++i) {
      for (std::size_t t = 0; t < sum[a][i].size(); ++t) sum[a][i][t] += part[a][i][t];
    }
  }
}

void add_to_curve(const RequestBlock& block, const std::vector<LiveArm>& arms,
                  const std::vector<double>& alphas, AlphaCurve& curve) {
  for (std::size_t r = 0; r < block.requests(); ++r) {
    for (std::size_t a = 0; a < arms.size(); ++a) {
      for (std::size_t i = 0; i < curve[a].size(); ++i) {
        const TaskNumbers truth =
            expected_response(arms[a], block, r, shown_by(arms[a], block, r, alphas[i]));
        for (std::size_t t = 0; t < truth.size(); ++t) curve[a][i][t] += truth[t];
      }
    }
  }
}

FrozenAlpha choose_alpha(const LiveWorld& world, const std::vector<LiveArm>& arms,
                         const ValidationUsers& users, std::size_t jobs) {
  const std::vector<double>& alphas = world.options.alphas;
  const std::vector<LiveArm> reference = {arms[arm_named(arms, kReferenceArm)]};
  AlphaCurve curve = empty_curve(reference, alphas);
  const auto work = [&](const UserRange& piece) {
    AlphaCurve part = empty_curve(reference, alphas);
    RequestBlock block(world);
    for_each_user(piece, world.options.requests, block, [&](std::int64_t, std::size_t first) {
      if (first == 0) add_to_curve(block, reference, alphas, part);
    });
    return part;
  };
  for (const AlphaCurve& part :
       by_pieces<AlphaCurve>("validation users", users.range(), jobs, work))
    add(part, curve);
  FrozenAlpha chosen(alphas[0], 0);
  for (std::size_t i = 0; i < alphas.size(); ++i) {
    const double loss = 1 - curve[0][i][0] / curve[0][0][0];
    if (loss <= world.options.engagement_loss) chosen = {alphas[i], loss};
  }
  return chosen;
}

}  // namespace mmoe
