// SPDX-License-Identifier: Apache-2.0
// Final losses, the settings that are shown, and what the paper has beside them.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "report/exhibit_builder.h"
#include "report/exhibits/exhibit.h"
#include "report/exhibits/shown_settings.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;
using ::testing::Contains;
using ::testing::ElementsAre;
using testing::ExhibitBuilder;
using ::testing::HasSubstr;
using ::testing::IsSupersetOf;
using ::testing::Not;
TEST(ShownSettings, AreThePapersWhereThereAreMany) {
  ExhibitBuilder builder("synthetic");
  for (const double cosine : {0.0, 0.5, 0.7, 0.9, 1.0}) {
    builder.add("mmoe", {{"cosine", cosine}}, "mse", {1.0});
  }
  EXPECT_THAT(shown_settings(builder.result),
              ElementsAre(ordered_json{{"cosine", 0.5}}, ordered_json{{"cosine", 0.9}},
                          ordered_json{{"cosine", 1.0}}));
  EXPECT_THAT(shown_note(builder.result), ElementsAre(HasSubstr("3 of 5 settings: cosine 0.5")));
}

TEST(ShownSettings, AreSpreadWhereThePaperHasNone) {
  ExhibitBuilder builder("synthetic");
  for (const double cosine : {0.0, 0.1, 0.2, 0.3, 0.4}) {
    builder.add("mmoe", {{"cosine", cosine}}, "mse", {1.0});
  }
  EXPECT_THAT(shown_settings(builder.result),
              ElementsAre(ordered_json{{"cosine", 0.0}}, ordered_json{{"cosine", 0.2}},
                          ordered_json{{"cosine", 0.4}}));
}

TEST(MissingFromPaper, NamesEachPartAndItsCommand) {
  ExhibitBuilder builder("census-income");
  builder.add("mmoe", {{"group", 1}}, "auc", {0.9});
  EXPECT_THAT(missing_from_paper({builder.result}),
              ElementsAre(HasSubstr("Figure 2"),
                          HasSubstr("16 units: no result has it at cosine 0.5, 0.9, 1;"),
                          HasSubstr("cosine 0.5"), HasSubstr("cosine 0.9"), HasSubstr("cosine 1"),
                          HasSubstr("Gates of MMoE"),
                          HasSubstr("OMoE at Census-income group 1; mmoe-bench"),
                          HasSubstr("Table 2: no result has Census-income group 2; mmoe-bench "
                                    "--exp census-income --group 2"),
                          HasSubstr("Table 3: no result has the recommendation log; mmoe-bench "
                                    "--exp recommendation"),
                          HasSubstr("Table 4, simulated: no result has a live test; mmoe-bench "
                                    "--exp recommendation-live")));
}

TEST(MissingFromPaper, NamesModelsThatAreNotThere) {
  ExhibitBuilder builder("synthetic");
  for (const double cosine : {0.5, 0.9, 1.0}) {
    builder.add("shared-bottom-16", {{"cosine", cosine}}, "mse", {0.1});
  }
  builder.add("mmoe-small", {{"cosine", 0.9}}, "mse", {0.1});
  builder.result.experiment["models"] = {
      {{"model", "shared-bottom"}, {"label", "shared-bottom-16"}},
      {{"model", "mmoe"}, {"label", "mmoe-small"}}};
  const auto missing = missing_from_paper({builder.result});
  EXPECT_THAT(missing, Not(Contains(HasSubstr("Figure 3 "))));
  EXPECT_THAT(missing,
              IsSupersetOf(
                  {"Figures 4 and 5: no result has synthetic data of cosine 0.5; mmoe-bench --exp "
                   "synthetic",
                   "Figures 4 and 5: no result has Shared-Bottom, OMoE at synthetic data of cosine "
                   "0.9; mmoe-bench --exp synthetic"}));
}

TEST(FinalLosses, LeaveThePlaceOfAMissingModelBlank) {
  ExhibitBuilder builder("synthetic");
  for (const double cosine : {0.5, 0.9, 1.0}) {
    if (cosine != 0.9) builder.add("mmoe", {{"cosine", cosine}}, "mse", {0.1, 0.2, 0.3});
    builder.add("omoe", {{"cosine", cosine}}, "mse", {0.1, 0.2, 0.3});
  }
  const auto exhibit = final_losses(builder.result);
  ASSERT_TRUE(exhibit);
  const auto& panels = exhibit->figures[0].panels;
  ASSERT_EQ(panels.size(), 6);
  std::vector<std::string> of_mmoe;
  for (const Panel& panel : panels) {
    if (panel.title.starts_with("MMoE")) of_mmoe.push_back(panel.title);
  }
  EXPECT_THAT(of_mmoe,
              ElementsAre("MMoE, cosine 0.5", "MMoE, cosine 0.9: too few runs", "MMoE, cosine 1"));
  EXPECT_THAT(overview(builder.result)->notes, ElementsAre("MMoE has no result for cosine 0.9"));
}

TEST(FinalLosses, LetARunThatFailedLeaveThePicture) {
  ExhibitBuilder builder("synthetic");
  builder.add("mmoe", {{"cosine", 0.5}}, "mse", {0.1, 0.2, 0.3, 1e13});
  builder.add("omoe", {{"cosine", 0.5}}, "mse", {0.1, 0.2, 0.3, 0.2});
  const auto exhibit = final_losses(builder.result);
  ASSERT_TRUE(exhibit);
  const Panel& panel = exhibit->figures[0].panels[0];
  EXPECT_LT(panel.x.high.value(), 0.4);
  EXPECT_DOUBLE_EQ(panel.traces[0].y.back(), 0.5);  // its run, and that of 0.3
  EXPECT_THAT(exhibit->notes,
              ElementsAre("MMoE, cosine 0.5: 1 of 4 runs lie beyond the pictures (in the "
                          "histogram's last bar), up to 1e+13"));
}

TEST(FinalLosses, WidenTheBarsOfLargeLosses) {
  ExhibitBuilder builder("synthetic");
  builder.add("mmoe", {{"cosine", 0.5}}, "mse", {1000, 2000, 3000});
  const Panel panel = final_losses(builder.result)->figures[0].panels[0];
  EXPECT_EQ(panel.traces[0].x.size(), 100U);
}

TEST(FinalLosses, TellCloseSettingsApart) {
  ExhibitBuilder builder("synthetic");
  builder.add("mmoe", {{"pearson", 0.98341}}, "mse", {0.1, 0.1, 0.1});
  builder.add("mmoe", {{"pearson", 0.98343}}, "mse", {0.5, 0.5, 0.5});
  const auto exhibit = final_losses(builder.result);
  ASSERT_TRUE(exhibit);
  const auto& histograms = exhibit->figures[0].panels;
  ASSERT_EQ(histograms.size(), 2);
  EXPECT_EQ(histograms[0].title, "MMoE, pearson 0.98341");
  EXPECT_EQ(histograms[1].title, "MMoE, pearson 0.98343");
  EXPECT_NE(histograms[0].traces[0].y, histograms[1].traces[0].y);
  const auto& strips = exhibit->figures[1].panels;
  ASSERT_EQ(strips.size(), 2);
  EXPECT_EQ(strips[0].traces.size(), strips[1].traces.size());
}

}  // namespace
}  // namespace mmoe
