// SPDX-License-Identifier: Apache-2.0
// What a model scores on the recommendation log, beside what the true probabilities score on the
// same test rows.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "results/pairing.h"
#include "results/result_reader.h"
#include "statistics/summary.h"

namespace mmoe {

/// The metrics of Table 3, and what each is for a prediction without any information.
struct ScoredMetric {
  const char* name;
  const char* optimum;  // the name of the best possible prediction's
  double nothing;
};
inline constexpr ScoredMetric kTable3Metrics[] = {{"auc", "optimum_auc", 0.5},
                                                  {"r2", "optimum_r2", 0}};

struct RecommendationScore {
  Summary score;  // over runs
  Summary share;  // (score - nothing) / (optimum - nothing) of each run
  Summary optimum;
};

/// Empty summaries where trials lack a metric: the optimum of a log whose law is unknown, or of
/// trials stored before it was known.
RecommendationScore recommendation_score(const std::vector<const TrialRecord*>& trials,
                                         const ScoredMetric& metric, const std::string& task,
                                         const std::string& split = kTestSplit);

/// Returns the closed form of the best possible score at a setting, from the result's data; empty
/// if it has none. `metric`: auc or r2.
std::optional<double> best_by_law(const Result& result, const nlohmann::ordered_json& setting,
                                  const std::string& task, const std::string& metric);

}  // namespace mmoe
