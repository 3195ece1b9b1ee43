// SPDX-License-Identifier: Apache-2.0
// Table 4 on a simulated live test: the sign of a lift by the truth and as a live test sees it, the
// level of significance that the paper states, and which of two lifts is the greater.
#include <fmt/format.h>

#include <algorithm>

#include "claims/comparison.h"
#include "claims/live_lifts.h"
#include "statistics/distributions.h"
#include "statistics/partial_conjunction.h"
#include "statistics/sample.h"

namespace mmoe {
namespace {

using LiftReading = LiftReadingRecord LiftRecord::*;

std::string percent_text(double lift) { return fmt::format("{:+.2f} %", 100 * lift); }

/// "+0.25 %", or "+0.25 % (+0.20 % to +0.31 %)" of several runs.
std::string lifts_text(const std::vector<double>& lifts) {
  if (lifts.empty()) return "unknown";
  if (lifts.size() == 1) return percent_text(lifts[0]);
  const auto [least, greatest] = std::ranges::minmax(lifts);
  return fmt::format("{} ({} to {})", percent_text(median(lifts)), percent_text(least),
                     percent_text(greatest));
}

/// The runs whose reading has a lift.
std::vector<double> lifts_in(const ClaimedLift& lift, LiftReading reading) {
  std::vector<double> lifts;
  for (const LiftRecord* run : lift.runs) {
    if ((run->*reading).lift) lifts.push_back(*(run->*reading).lift);
  }
  return lifts;
}

/// What stands in the way of a verdict.
std::string lacking_text(const std::vector<double>& lifts) {
  const auto is_positive = [](double lift) { return lift > 0; };
  const auto positive = std::ranges::count_if(lifts, is_positive);
  const bool disagree = positive > 0 && positive < std::ssize(lifts);
  return disagree ? "runs disagree" : "test users too few";
}

/// What the runs say: values of which the claim says that they are above 0, and a p of each run for
/// it and against it. A run without a test speaks for neither, and has p 1.
struct RunsOfClaim {
  std::vector<double> values = {}, p_for = {}, p_against = {};
};

/// Whether most runs have it. Errors are those of users, run by run.
void decide_by_runs(const RunsOfClaim& runs, const char* none, Part& part) {
  part.runs = runs.values.size();
  if (runs.values.empty()) {
    part.reason = none;
    return;
  }
  part.estimate = median(runs.values);
  part.holds = *part.estimate > 0;
  part.p_for = most_have_p(runs.p_for);
  part.p_against = most_have_p(runs.p_against);
}

/// Whether most runs have a lift of the claimed sign.
Part sign_part(const ClaimedLift& lift, LiftReading reading) {
  const std::vector<double> lifts = lifts_in(lift, reading);
  Part part{.what = fmt::format("{} {}", lift_title(lift.name), lifts_text(lifts)),
            .lacking = lacking_text(lifts)};
  RunsOfClaim runs;
  for (const double value : lifts) runs.values.push_back(lift.sign * value);
  for (const LiftRecord* run : lift.runs) {
    runs.p_for.push_back(one_sided_p(run->*reading, lift.sign).value_or(1));
    runs.p_against.push_back(one_sided_p(run->*reading, -lift.sign).value_or(1));
  }
  decide_by_runs(runs, "no run has the lift", part);
  return part;
}

std::vector<Part> sign_parts(const Claim& claim, const Result& result, LiftReading reading) {
  std::vector<Part> parts;
  for (const ClaimedLift& lift : claimed_lifts(claim, result)) {
    parts.push_back(sign_part(lift, reading));
  }
  return parts;
}

std::vector<Part> compare_true_lifts(const Claim& claim, const Result& result) {
  return sign_parts(claim, result, &LiftRecord::truth);
}

std::vector<Part> compare_live_lifts(const Claim& claim, const Result& result) {
  return sign_parts(claim, result, &LiftRecord::live);
}

/// How often a live test of this size is significant, with the claimed sign, at the paper's level.
Part level_part(const ClaimedLift& lift, double level) {
  std::size_t reached = 0;
  std::vector<double> powers;
  for (const LiftRecord* run : lift.runs) {
    const auto p = one_sided_p(run->live, lift.sign);
    if (p && *p <= level / 2) ++reached;
    if (run->live.power) powers.push_back(*run->live.power);
  }
  Part part{.runs = lift.runs.size(), .certain = Outcome::kNotTested};
  part.estimate = static_cast<double>(reached) / static_cast<double>(part.runs);
  part.holds = 2 * reached > part.runs;
  part.what = fmt::format("{}: significant at the {:.0f} % level in {} of {} live tests",
                          lift_title(lift.name), 100 * (1 - level), reached, part.runs);
  if (!powers.empty()) part.what += fmt::format(", power at 95 % {:.2f}", median(powers));
  return part;
}

std::vector<Part> compare_levels(const Claim& claim, const Result& result) {
  std::vector<Part> parts;
  for (const ClaimedLift& lift : claimed_lifts(claim, result)) {
    parts.push_back(level_part(lift, claim.margin));
  }
  return parts;
}

std::optional<double> standard_error_of(const LiftReadingRecord& reading) {
  if (!reading.ci95) return std::nullopt;
  return (reading.ci95->high - reading.ci95->low) / (2 * normal_quantile(0.975));
}

/// One-sided p that `greater` is above `lesser`. Both are of the same users: their errors depend on
/// each other in a way that the result does not keep, and add up at worst.
std::optional<double> greater_p(const LiftReadingRecord& greater, double greater_sign,
                                const LiftReadingRecord& lesser, double lesser_sign) {
  const auto error = standard_error_of(greater);
  const auto other_error = standard_error_of(lesser);
  if (!greater.lift || !lesser.lift || !error || !other_error) return std::nullopt;
  const double sum = *error + *other_error;
  if (!(sum > 0)) return std::nullopt;
  return normal_cdf(-(greater_sign * *greater.lift - lesser_sign * *lesser.lift) / sum);
}

/// The first lift against the second, by run.
std::vector<Part> compare_greater(const Claim& claim, const Result& result) {
  const auto lifts = claimed_lifts(claim, result);
  const ClaimedLift& first = lifts[0];
  const ClaimedLift& second = lifts[1];
  Part part{
      .what = fmt::format("{} {}; {} {}", lift_title(first.name),
                          lifts_text(lifts_in(first, &LiftRecord::truth)), lift_title(second.name),
                          lifts_text(lifts_in(second, &LiftRecord::truth))),
      .lacking = "test users too few"};
  if (first.runs.size() != second.runs.size()) {
    part.reason = "some runs have one of the lifts only";
    return {part};
  }
  RunsOfClaim runs;
  for (std::size_t i = 0; i < first.runs.size(); ++i) {
    const LiftReadingRecord& a = first.runs[i]->truth;
    const LiftReadingRecord& b = second.runs[i]->truth;
    if (a.lift && b.lift) runs.values.push_back(first.sign * *a.lift - second.sign * *b.lift);
    runs.p_for.push_back(greater_p(a, first.sign, b, second.sign).value_or(1));
    runs.p_against.push_back(greater_p(b, second.sign, a, first.sign).value_or(1));
  }
  if (!runs.values.empty()) part.lacking = lacking_text(runs.values);
  decide_by_runs(runs, "no run has both lifts", part);
  return {part};
}

}  // namespace

const Comparison kLift = {
    .name = "lift",
    .rule =
        "By the truth of the simulated live test, every user served by every arm: each of the "
        "cells "
        "has more of the metric than the other of its pair in most runs; contradicted where one "
        "has less. Paired test over users in each run, runs combined by a partial conjunction "
        "(Benjamini and Heller 2008: n - u + 1 times the u-th smallest p, u = n / 2 + 1). It is "
        "about the models trained in these runs, not about further ones.",
    .least_cells = 1,
    .most_cells = kAnyNumber,
    .least_than = 1,
    .has_margin = false,
    .is_of_averages = true,
    .is_of_live = true,
    .compare = compare_true_lifts};

const Comparison kLiveLift = {
    .name = "live-lift",
    .rule =
        "The same of what the simulated live test sees: users split among the arms, responses "
        "drawn, relative difference by the delta method, without CUPED.",
    .least_cells = 1,
    .most_cells = kAnyNumber,
    .least_than = 1,
    .has_margin = false,
    .is_of_averages = true,
    .is_of_live = true,
    .compare = compare_live_lifts};

const Comparison kLiveLevel = {
    .name = "live-level",
    .rule =
        "The share of runs whose simulated live test, alone and uncorrected, is significant with "
        "the paper's sign at the paper's level, 1 - margin: as claimed in more than half. A number "
        "without a verdict.",
    .least_cells = 1,
    .most_cells = kAnyNumber,
    .least_than = 1,
    .has_margin = true,
    .is_of_live = true,
    .kind = ClaimKind::kNumber,
    .compare = compare_levels};

const Comparison kGreaterLift = {
    .name = "greater-lift",
    .rule =
        "By the truth of the simulated live test the lift of the first pair is above that of the "
        "second in most runs; contradicted where it is below. Test over users in each run, with "
        "the sum of the two standard errors, which is the most that the difference can have; runs "
        "combined as for \"lift\".",
    .least_cells = 2,
    .most_cells = 2,
    .least_than = 2,
    .has_margin = false,
    .is_of_averages = true,
    .is_of_live = true,
    .compare = compare_greater};

}  // namespace mmoe
