// SPDX-License-Identifier: Apache-2.0
// A small live test: a log, models trained for a few steps, and few users.
#pragma once

#include <string>
#include <vector>

#include "data/recommendation/log_data.h"
#include "live/findings.h"

namespace mmoe::testing {

/// An experiment with the models and a live test, for LiveSession.
nlohmann::ordered_json live_config();

class SmallLive {
 public:
  /// Trains the models named; none leaves random and oracle.
  explicit SmallLive(const std::vector<std::string>& models, double relatedness = 0.5);

  LiveWorld world() const { return {log_, RequestStream(log_, kSeed, 0), models_, options}; }
  LiveDraw draw() const { return {world(), live_arms(labels_), kSeed, 0}; }

  static constexpr std::uint64_t kSeed = 3;
  LiveOptions options = {.validation_users = 40,
                         .test_users = 600,
                         .requests = 5,
                         .candidates = 4,
                         .alphas = {0, 0.1, 0.3, 1, 3},
                         .engagement_loss = 0.01,
                         .splits = 100,
                         .off_policy_rows = 100};

 private:
  LogDataOptions data_;
  RecommendationLog log_;
  std::vector<std::string> labels_;
  std::vector<SavedModel> models_;
};

}  // namespace mmoe::testing
