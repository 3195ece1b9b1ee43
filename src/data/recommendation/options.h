// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>

#include "base/fields.h"

namespace mmoe {

/// A synthetic log of a content recommender, after Sec. 6.4 of the paper: see log.h for its law.
struct RecommendationOptions {
  std::int64_t users = 200000;
  std::int64_t items = 200000;
  std::int64_t authors = 20000;
  std::int64_t topics = 64;    // of items
  std::int64_t segments = 64;  // of users
  double zipf = 0.9;           // item i of the popularity order has weight (i + 1)^-zipf
  double relatedness = 0.5;    // correlation rho of the two tasks' propensities
  double engagement_rate = 0.28;
  double satisfaction_rate = 0.0167;
  double engagement_auc = 0.70;    // AUC of the best possible prediction
  double satisfaction_auc = 0.80;  // the same
  bool nested = true;              // satisfaction only after engagement
  double policy = 0;  // lambda: weight of the engagement score in the logging policy's softmax
  std::int64_t candidates = 8;  // items that the logging policy chooses among
  double uniform_share = 0.01;  // share of rows whose item is drawn uniformly from the candidates

  Fields fields();
};

/// Defaults overwritten by `json`. Throws FieldError "WHERE.name: ..." as Fields::read does.
RecommendationOptions read_recommendation_options(const nlohmann::json& json,
                                                  const std::string& where);

}  // namespace mmoe
