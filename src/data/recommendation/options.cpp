// SPDX-License-Identifier: Apache-2.0
#include "data/recommendation/options.h"

namespace mmoe {

Fields RecommendationOptions::fields() {
  constexpr double kMostIds = 1e8;  // identifiers are 32-bit and each has a vector
  Fields f;
  f.add("users", users, "number of users", {64, kMostIds});
  f.add("items", items, "number of items", {64, kMostIds});
  f.add("authors", authors, "number of authors", {1, kMostIds});
  f.add("topics", topics, "number of topics of items", {1, kMostIds});
  f.add("segments", segments, "number of segments of users", {1, kMostIds});
  f.add("zipf", zipf, "exponent of popularity: the i-th item has weight (i + 1)^-zipf", {0, 1.5});
  f.add("relatedness", relatedness, "correlation of the two tasks' propensities", {0, 1});
  f.add("engagement_rate", engagement_rate, "share of rows with engagement", {1e-4, 1 - 1e-4});
  f.add("satisfaction_rate", satisfaction_rate, "share of rows with satisfaction",
        {1e-4, 1 - 1e-4});
  f.add("engagement_auc", engagement_auc, "engagement: AUC of the best possible prediction",
        {0.5, 0.99});
  f.add("satisfaction_auc", satisfaction_auc, "satisfaction: AUC of the best possible prediction",
        {0.5, 0.99});
  f.add("nested", nested, "satisfaction only after engagement");
  f.add("policy", policy, "weight of the engagement score in the logging policy; 0 = by popularity",
        {0, 100});
  f.add("candidates", candidates, "number of items that the logging policy chooses from", {1, 64});
  f.add("uniform_share", uniform_share, "share of rows that show a uniformly drawn candidate",
        {0, 1});
  return f;
}

RecommendationOptions read_recommendation_options(const nlohmann::json& json,
                                                  const std::string& where) {
  RecommendationOptions options;
  options.fields().read(json, where);
  return options;
}

}  // namespace mmoe
