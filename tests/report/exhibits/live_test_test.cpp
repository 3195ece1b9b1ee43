// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include "report/exhibits/exhibit.h"
#include "results/sample_live.h"
#include "results/sample_result.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;
using ::testing::HasSubstr;
using testing::read_sample_live;
using testing::sample_live;
using testing::sample_live_result;
using ::testing::StartsWith;

const Trace& live_trace(const Panel& panel, const std::string& label) {
  const auto found = std::ranges::find(panel.traces, label, &Trace::label);
  EXPECT_NE(found, panel.traces.end()) << label;
  return *found;
}

TEST(LiveTestExhibit, IsOfResultsWithALiveTest) {
  EXPECT_TRUE(live_test(read_sample_live()));
  EXPECT_FALSE(live_test(to_result(testing::sample_census(1), "x")));
  ordered_json empty = sample_live();
  empty["draws"] = ordered_json::array();
  EXPECT_FALSE(live_test(to_result(sample_live_result(empty), "x")));
}

TEST(LiveTestExhibit, SaysEverywhereThatItIsSimulated) {
  const auto exhibit = live_test(read_sample_live({.relatedness = {0, 0.5}, .runs = 2}));
  ASSERT_TRUE(exhibit);
  EXPECT_THAT(exhibit->title, StartsWith("Table 4, simulated"));
  for (const Table& table : exhibit->tables) {
    EXPECT_THAT(table.caption, ::testing::ContainsRegex("[Ss]imulated")) << table.name;
  }
  for (const Figure& figure : exhibit->figures) {
    EXPECT_THAT(figure.description, HasSubstr("Simulated"));
    for (const Panel& panel : figure.panels) {
      EXPECT_THAT(panel.title + panel.y.label, HasSubstr("simulated"));
    }
  }
  EXPECT_EQ(std::ranges::count(exhibit->how_to_read, '.'), 5);  // sentences
}

TEST(LiveTestExhibit, DrawsTheCurvesOverAlphaRelativeToEngagementAlone) {
  const auto exhibit = live_test(read_sample_live());
  ASSERT_TRUE(exhibit);
  ASSERT_EQ(exhibit->figures.size(), 1U);
  ASSERT_EQ(exhibit->figures[0].panels.size(), 2U);
  const Panel& panel = exhibit->figures[0].panels[0];
  const Trace& shared = live_trace(panel, "Shared-Bottom");
  ASSERT_EQ(shared.x.size(), 4U);
  EXPECT_NEAR(shared.x[2], -0.22, 1e-9);  // alpha 0.5
  EXPECT_NEAR(shared.y[2], 10, 1e-9);
  EXPECT_NEAR(shared.y[0], 0, 1e-9);
  EXPECT_EQ(live_trace(panel, "oracle").x.size(), 4U);
  EXPECT_NEAR(live_trace(panel, "random").x.at(0), -30, 1e-9);
  EXPECT_EQ(live_trace(panel, "at the frozen alpha").x.size(), 3U);
  EXPECT_NEAR(live_trace(panel, "paper, Shared-Bottom").y.at(0), 19.72, 1e-9);
  EXPECT_NEAR(live_trace(panel, "paper, MMoE").y.at(0), 100 * (1.1972 * 1.0265 - 1), 1e-9);
  EXPECT_NEAR(live_trace(panel, "paper, MMoE").x.at(0), 100 * (0.9978 * 1.0025 - 1), 1e-9);
  const Panel& near = exhibit->figures[0].panels[1];
  EXPECT_GT(near.x.low.value(), -1);  // random is out of view
  EXPECT_GT(near.y.high.value(), 22);
}

TEST(LiveTestExhibit, DrawsMediansOverRunsAndLiftsOverSettings) {
  const auto exhibit =
      live_test(read_sample_live({.relatedness = {0, 0.5, 1}, .runs = 3, .step = 0.01}));
  ASSERT_TRUE(exhibit);
  ASSERT_EQ(exhibit->figures.size(), 2U);
  EXPECT_EQ(exhibit->figures[0].panels.size(), 6U);
  EXPECT_NEAR(live_trace(exhibit->figures[0].panels[0], "Shared-Bottom").x.at(2), 0.78, 1e-9);
  ASSERT_EQ(exhibit->figures[1].panels.size(), 4U);
  const Trace& truth = live_trace(exhibit->figures[1].panels[1], "truth");
  EXPECT_EQ(truth.x, (std::vector<double>{0, 0.5, 1}));
  EXPECT_NEAR(truth.y[0], 21, 1e-9);
  EXPECT_NEAR(truth.low[0], 20, 1e-9);
  EXPECT_NEAR(truth.high[2], 2, 1e-9);
}

TEST(LiveTestExhibit, LeavesOutWhatIsUndefined) {
  ordered_json json = sample_live();
  json["draws"][0]["curve"][0]["engagement"][1] = nullptr;
  json["draws"][0]["arms"][3]["truth"]["satisfaction"] = nullptr;  // random
  const auto exhibit = live_test(to_result(sample_live_result(json), "x"));
  ASSERT_TRUE(exhibit);
  const Panel& panel = exhibit->figures[0].panels[0];
  EXPECT_EQ(live_trace(panel, "Shared-Bottom").x.size(), 3U);
  EXPECT_TRUE(std::ranges::none_of(panel.traces,
                                   [](const Trace& trace) { return trace.label == "random"; }));
  json["draws"][0]["arms"][0]["truth"]["engagement"] = nullptr;  // what all is relative to
  const auto nothing = live_test(to_result(sample_live_result(json), "x"));
  EXPECT_TRUE(live_trace(nothing->figures[0].panels[0], "oracle").x.empty());
}

}  // namespace
}  // namespace mmoe
