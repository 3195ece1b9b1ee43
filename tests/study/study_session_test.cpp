// SPDX-License-Identifier: Apache-2.0
#include "study/study_session.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "base/error.h"
#include "base/interrupt.h"
#include "cli/run_cli.h"
#include "experiment/trials/probe_experiment.h"
#include "study/merge_studies.h"

namespace mmoe::testing {
namespace {

using nlohmann::ordered_json;

JsonText design_config() {
  ordered_json config = probe_config();
  config["design"] = {
      {"points", 3}, {"factors", {{"batch", {{"path", "training.batch"}, {"values", {4, 6, 8}}}}}}};
  return {config, {}};
}

class PointCounter : public StudyObserver {
 public:
  explicit PointCounter(std::size_t interrupt_at = 1000) : interrupt_at_(interrupt_at) {}

  void begin_point(const StudyPlan&, const DesignPoint& point) override {
    if (point.number == interrupt_at_) throw Interrupted();
    points.push_back(point.number);
  }
  void on_trial(const TrialEvent& event) override { trained += event.training != nullptr; }

  std::vector<std::size_t> points;
  std::size_t trained = 0;

 private:
  std::size_t interrupt_at_;
};

ordered_json read_summary(const WrittenStudy& written) {
  EXPECT_EQ(read_file(written.file), written.text);
  ordered_json summary = ordered_json::parse(written.text);
  summary.erase("environment");
  return summary;
}

TEST(StudySession, RunsEveryPointAndGoesOnAfterAnInterruption) {
  const TempDir dir;
  const StudySession session(design_config(), {.folder = dir / "out"});
  EXPECT_EQ(session.points().size(), 3U);
  PointCounter cut(2), rest;
  EXPECT_THROW(session.run(cut), Interrupted);
  EXPECT_EQ(cut.points, (std::vector<std::size_t>{0, 1}));
  EXPECT_EQ(cut.trained, 16U);
  const auto written = session.run(rest);
  ASSERT_TRUE(written);
  EXPECT_EQ(rest.points, (std::vector<std::size_t>{0, 1, 2}));
  EXPECT_EQ(rest.trained, 8U);
  EXPECT_EQ(written->study.points.size(), 3U);
  EXPECT_EQ(written->file, dir / "out" / "probe.json");
}

TEST(StudySession, ShardsMergeToTheStudyOfOneRun) {
  const TempDir dir;
  PointCounter counter;
  const auto whole = StudySession(design_config(), {.folder = dir / "whole"}).run(counter);
  for (const std::size_t i : {1U, 2U}) {
    const SessionOptions options{.folder = dir / std::to_string(i), .shard = Shard{i, 2}};
    EXPECT_FALSE(StudySession(design_config(), options).run(counter));
    EXPECT_TRUE(is_study(options.folder));
  }
  EXPECT_THROW(merge_studies({dir / "2"}, dir / "half"), RunError);
  const auto merged = merge_studies({dir / "1", dir / "2"}, dir / "merged");
  EXPECT_EQ(read_summary(merged), read_summary(*whole));
}

/// Searches the points of three models' losses on the paper's three correlations.
JsonText hunt_config() {
  return {ordered_json::parse(R"({
    "name": "hunt", "seed": 3, "runs": 1,
    "data": {"set": "synthetic", "dimension": 6, "cosine": [0.5, 0.9, 1],
             "validation_rows": 20, "test_rows": 20},
    "training": {"steps": 4, "evaluate_every": 2, "learning_rates": [0.01]},
    "models": [{"model": "shared-bottom", "options": {"bottom": [6], "tower": [3]}},
               {"model": "omoe", "options": {"experts": 2, "expert": [4], "tower": [3]}},
               {"model": "mmoe", "options": {"experts": 2, "expert": [4], "tower": [3]}}],
    "design": {"points": 7, "search": {"objective": "figure-4"}, "factors": {
      "batch": {"path": "training.batch", "values": [4, 8, 16]},
      "rate": {"path": "training.learning_rates[]", "low": 0.001, "high": 0.01,
               "scale": "log"}}}})"),
          {}};
}

TEST(StudySession, ASearchIsTheSameHoweverOftenItWasInterrupted) {
  const TempDir dir;
  PointCounter counter;
  const auto whole = StudySession(hunt_config(), {.folder = dir / "whole"}).run(counter);
  EXPECT_EQ(counter.points.size(), 7U);
  const std::string plan = read_file(dir / "whole" / "design.json");
  EXPECT_EQ(ordered_json::parse(plan)["points"].size(), 7U);

  const StudySession parts(hunt_config(), {.folder = dir / "parts", .jobs = 3});
  for (const std::size_t at : {2U, 5U, 6U}) {
    PointCounter cut(at);
    EXPECT_THROW(parts.run(cut), Interrupted);
    // The plan has the points so far, that of the interruption too.
    EXPECT_EQ(read_plan(dir / "parts").points.size(), at + 1);
    EXPECT_EQ(read_study(dir / "parts").points.size(), at);
  }
  PointCounter rest;
  const auto written = parts.run(rest);
  EXPECT_EQ(rest.trained, 9U) << "the last point alone";
  EXPECT_EQ(read_file(dir / "parts" / "design.json"), plan);
  EXPECT_EQ(read_summary(*written), read_summary(*whole));
  const ordered_json search = read_summary(*whole)["search"];
  EXPECT_EQ(search["objective"], "figure-4");
  ASSERT_EQ(search["history"].size(), 7U);
  double best = 1e9;
  for (const ordered_json& point : search["history"]) {
    best = std::min(best, point["distance"].get<double>());
    EXPECT_EQ(point["best"], best);
  }
  EXPECT_EQ(search["history"][search["nearest"].get<std::size_t>()]["distance"], best);
}

TEST(StudySession, ASearchGoesOnWithMorePoints) {
  const TempDir dir;
  PointCounter counter;
  JsonText few = hunt_config();
  few.value["design"]["points"] = 5;
  StudySession(few, {.folder = dir / "out"}).run(counter);
  PointCounter rest;
  const auto more = StudySession(hunt_config(), {.folder = dir / "out"}).run(rest);
  EXPECT_EQ(rest.trained, 18U);
  const auto whole = StudySession(hunt_config(), {.folder = dir / "whole"}).run(counter);
  EXPECT_EQ(read_summary(*more), read_summary(*whole));
}

TEST(StudySession, APointThatCannotBeRunCountsAsTheWorst) {
  JsonText config = hunt_config();
  // Each alone can be run, both together cannot: three tasks need an input each.
  config.value["data"]["cosine"] = {0.5};
  config.value["design"]["points"] = 4;
  config.value["design"]["factors"] = {{"inputs", {{"path", "data.dimension"}, {"values", {2, 6}}}},
                                       {"tasks", {{"path", "data.tasks"}, {"values", {3, 2}}}}};
  const TempDir dir;
  PointCounter counter;
  const auto written = StudySession(config, {.folder = dir / "out"}).run(counter);
  EXPECT_EQ(counter.points.size(), 3U);
  EXPECT_EQ(written->study.points.size(), 3U);
  EXPECT_EQ(written->study.plan.points.size(), 4U);
}

TEST(StudySession, RefusesAShardOfASearch) {
  try {
    StudySession(hunt_config(), {.shard = Shard{1, 2}});
    ADD_FAILURE() << "threw nothing";
  } catch (const FieldError& error) {
    EXPECT_EQ(error.path(), "shard");
  }
}

TEST(StudySession, RefusesPredictionsOfManyPoints) {
  try {
    StudySession(design_config(), {.predictions = "p.csv"});
    ADD_FAILURE() << "threw nothing";
  } catch (const FieldError& error) {
    EXPECT_EQ(error.path(), "predictions");
  }
}

}  // namespace
}  // namespace mmoe::testing
