// SPDX-License-Identifier: Apache-2.0
#include "live/small_live.h"

#include "results/model_file/kept_model.h"

namespace mmoe::testing {
namespace {

constexpr std::int64_t kNewUsers = 5000;

LogDataOptions small_data(double relatedness) {
  LogDataOptions data;
  data.log.users = 300;
  data.log.items = 200;
  data.log.authors = 20;
  data.log.topics = 8;
  data.log.segments = 8;
  data.relatedness = {relatedness};
  data.validation_rows = 50;
  data.test_rows = 50;
  data.embedding_width = 3;
  return data;
}

RecommendationOptions log_of(const LogDataOptions& data) {
  RecommendationOptions log = data.log;
  log.relatedness = data.relatedness[0];
  return log;
}

}  // namespace

nlohmann::ordered_json live_config() {
  return nlohmann::ordered_json::parse(R"({
    "name": "small-live",
    "data": {"set": "recommendation", "users": 300, "items": 200, "authors": 20, "topics": 8,
             "segments": 8, "relatedness": [0.9], "validation_rows": 50, "test_rows": 50,
             "embedding_width": 3},
    "training": {"batch": 32, "steps": 12, "evaluate_every": 6, "learning_rates": [0.01],
                 "optimiser": {"tables": "rowwise-adagrad", "tables_rate": 1}},
    "models": [
      {"model": "single-task", "options": {"bottom": [6], "tower": [3]}},
      {"model": "shared-bottom", "options": {"bottom": [8], "tower": [3]}},
      {"model": "mmoe", "options": {"experts": 2, "expert": [4], "tower": [3]}}
    ],
    "runs": 2,
    "live": {"validation_users": 30, "test_users": 90, "requests": 3, "candidates": 4,
             "splits": 100, "off_policy_rows": 100}
  })");
}

SmallLive::SmallLive(const std::vector<std::string>& models, double relatedness)
    : data_(small_data(relatedness)),
      log_(log_of(data_), kSeed, 0, "data", kNewUsers),
      labels_(models) {
  const LogDataSet data(data_, kSeed);
  for (const std::string& model : models) {
    models_.push_back(train_kept(find_model(model, "model"), data).model);
  }
}

}  // namespace mmoe::testing
