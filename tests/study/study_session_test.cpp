// SPDX-License-Identifier: Apache-2.0
#include "study/study_session.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

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
