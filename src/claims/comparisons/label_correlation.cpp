// SPDX-License-Identifier: Apache-2.0
// Figure 2: the labels' correlation, a property of the generator: in closed form at the nine
// cosines of the paper, and as measured on many drawn examples.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/paper_values.h"
#include "claims/comparison.h"
#include "results/label_points.h"

namespace mmoe {
namespace {

Part known(Outcome outcome, double estimate, std::string what) {
  return {.what = std::move(what),
          .estimate = estimate,
          .holds = outcome == Outcome::kSupported,
          .certain = outcome};
}

/// One step of a rising curve.
Outcome step_outcome(double step, double standard_error) {
  if (std::abs(step) <= 2 * standard_error) return Outcome::kInconclusive;
  return step > 0 ? Outcome::kSupported : Outcome::kContradicted;
}

Outcome worse(Outcome a, Outcome b) {
  for (const Outcome outcome : {Outcome::kContradicted, Outcome::kInconclusive}) {
    if (a == outcome || b == outcome) return outcome;
  }
  return Outcome::kSupported;
}

/// The paper's range: at and above cosine 0, ascending.
std::vector<LabelPair> measured_pairs(const Result& result) {
  std::vector<LabelPair> pairs = label_pairs_of(result);
  std::erase_if(pairs, [](const LabelPair& pair) { return !pair.measured || pair.cosine < 0; });
  std::ranges::stable_sort(pairs, {}, &LabelPair::cosine);
  return pairs;
}

/// estimate: the least step of the closed form.
std::vector<Part> rises(const Claim&, const Result& result) {
  const LabelFunction f = label_function_of(result);
  const auto& points = paper_label_correlations();
  Outcome outcome = Outcome::kSupported;
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t i = 1; i < points.size(); ++i) {
    const double step = label_pearson(f, points[i].first) - label_pearson(f, points[i - 1].first);
    outcome = worse(outcome, step_outcome(step, 0));
    least = std::min(least, step);
  }
  std::string text = fmt::format("closed form {:.4f} to {:.4f}, least step {:+.4f}",
                                 label_pearson(f, points.front().first),
                                 label_pearson(f, points.back().first), least);
  const std::vector<LabelPair> pairs = measured_pairs(result);
  for (std::size_t i = 1; i < pairs.size(); ++i) {
    const LabelPair& low = pairs[i - 1];
    const LabelPair& high = pairs[i];
    if (low.cosine == high.cosine) continue;
    outcome = worse(outcome, step_outcome(*high.measured - *low.measured,
                                          std::hypot(low.standard_error, high.standard_error)));
  }
  if (pairs.size() > 1) {
    text +=
        fmt::format("; measured {:.4f} to {:.4f}", *pairs.front().measured, *pairs.back().measured);
  }
  return {known(outcome, least, text)};
}

/// estimate: the greatest distance from a point.
std::vector<Part> points(const Claim& claim, const Result& result) {
  const LabelFunction f = label_function_of(result);
  double greatest = 0;
  double at = 0;
  for (const auto& [cosine, pearson] : paper_label_correlations()) {
    const double distance = std::abs(label_pearson(f, cosine) - pearson);
    if (distance <= greatest) continue;
    greatest = distance;
    at = cosine;
  }
  const Outcome outcome = greatest <= claim.margin       ? Outcome::kSupported
                          : greatest <= 2 * claim.margin ? Outcome::kInconclusive
                                                         : Outcome::kContradicted;
  return {known(outcome, greatest, fmt::format("at most {:.4f} off, at cosine {}", greatest, at))};
}

}  // namespace

const Comparison kRises = {
    .name = "rises",
    .rule =
        "The labels' correlation rises from each of the paper's nine cosines to the next in closed "
        "form, and from each of the result's own cosines to the next as measured, by more than two "
        "standard errors; contradicted where a step falls as clearly. A check of the data, not "
        "counted.",
    .least_cells = 0,
    .most_cells = 0,
    .least_than = 0,
    .has_margin = false,
    .kind = ClaimKind::kCheck,
    .compare = rises};

const Comparison kPoints = {
    .name = "points",
    .rule =
        "The closed form of the labels' correlation is within the margin, the error of reading "
        "the figure by eye, of all nine points; contradicted where one is more than twice the "
        "margin off. A check of the data, not counted.",
    .least_cells = 0,
    .most_cells = 0,
    .least_than = 0,
    .has_margin = true,
    .kind = ClaimKind::kCheck,
    .compare = points};

}  // namespace mmoe
