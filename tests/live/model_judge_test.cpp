// SPDX-License-Identifier: Apache-2.0
#include "live/model_judge.h"

#include <gtest/gtest.h>

#include <cmath>

#include "live/small_live.h"
#include "results/model_file/kept_model.h"
#include "training/predict.h"

namespace mmoe::testing {
namespace {

/// What a live test ranks by is what the trial's own evaluation gave on the same rows.
TEST(ModelJudge, SaysOfTestRowsWhatEvaluationSaid) {
  LogDataOptions options;
  options.log.users = 300;
  options.log.items = 200;
  options.log.authors = 20;
  options.validation_rows = 50;
  options.test_rows = 300;
  options.embedding_width = 3;
  const LogDataSet data(options, 1);
  const RecommendationLog log = data.log(0, 0);
  std::vector<RecommendationRow> rows(300);
  log.draw(0, rows);
  for (const char* name : {"single-task", "shared-bottom", "mmoe"}) {
    const SavedModel model = train_kept(find_model(name, ""), data).model;
    const auto draw = data.open({.setting = 0, .seed = 1, .run = 0, .batch = 16});
    const auto network = model.network();
    Workspace<float> ws(network->plan(), HeldOut::kChunk);
    ThreadTeam team;
    const HeldOut test(draw->test(), model.problem);
    const Predictions expected =
        predict({*network, {model.theta.data(), model.theta.size()}, test}, {&ws, 1}, team);
    std::vector<TaskNumbers> found;
    ModelJudge judge(model);
    judge.judge(std::span(rows).first(7), found);
    judge.judge(std::span(rows).subspan(7), found);
    ASSERT_EQ(found.size(), rows.size());
    for (std::size_t r = 0; r < rows.size(); ++r) {
      for (std::size_t t = 0; t < 2; ++t) {
        const double logit = expected.outputs[t][r];
        ASSERT_EQ(found[r][t], 1 / (1 + std::exp(-logit))) << name << " row " << r;
      }
    }
  }
}

}  // namespace
}  // namespace mmoe::testing
