// SPDX-License-Identifier: Apache-2.0
// Numbers of the exhibits, worked by hand.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "interruptible.h"
#include "report/exhibit_builder.h"
#include "report/exhibits/curves.h"
#include "report/exhibits/exhibit.h"
#include "report/exhibits/gate_health.h"
#include "report/figures/style.h"

namespace mmoe {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using testing::ExhibitBuilder;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using testing::number;
TEST(LossCurves, AModelThatFailsLeavesThePictureAndANoteSaysSo) {
  ExhibitBuilder builder("census-income");
  double end = 0.2;
  for (const char* model : {"shared-bottom", "omoe", "mmoe", "single-task"}) {
    builder.add(model, {{"group", 1}}, "auc", {0.9});
    TrialRecord& trial = builder.result.trials.back();
    if (trial.model == "single-task") end = 1000;
    trial.curve.step = {0, 100, 200};
    trial.curve.tasks = {{"main", {}, {5 * end, 2 * end, end}}};
  }
  const auto exhibit = loss_curves(builder.result);
  ASSERT_TRUE(exhibit);
  const Panel& panel = exhibit->figures[0].panels[0];
  EXPECT_NEAR(*panel.y.high, 1.1 * 0.4, 1e-9);  // as high as the rest
  EXPECT_THAT(exhibit->how_to_read, Not(HasSubstr("bands")));
  EXPECT_THAT(exhibit->figures[0].description, Not(HasSubstr("band")));
  EXPECT_THAT(exhibit->notes,
              ElementsAre("Single-Task, group 1: the loss is above the picture, 1000 at the end"));
  for (const Trace& trace : panel.traces) EXPECT_EQ(trace.range, Trace::Range::kHidden);
}

TEST(Overview, SaysHowManyRunsDiverged) {
  ExhibitBuilder builder("synthetic");
  builder.add("mmoe", {{"cosine", 0.5}}, "mse", {1.0, 2.0, 3.0});
  builder.result.trials[1].ok = false;
  const auto exhibit = overview(builder.result);
  ASSERT_TRUE(exhibit);
  EXPECT_THAT(exhibit->notes,
              ElementsAre("MMoE at cosine 0.5: 1 of 3 runs diverged and is left out"));
  EXPECT_THAT(exhibit->tables[0].caption, HasSubstr("over 2 of 3 runs"));
}

TEST(CensusTable, PutsThePaperAndTheDifferenceBesideOurs) {
  ExhibitBuilder builder("census-income");
  builder.add("mmoe", {{"group", 1}}, "auc", {0.95, 0.93}, {0.99, 0.994});
  const auto exhibit = census_table(builder.result);
  ASSERT_TRUE(exhibit);
  const auto& row = exhibit->tables[0].rows.at(0);
  EXPECT_DOUBLE_EQ(number(row[1]), 0.95);  // the best run, by the main task
  EXPECT_DOUBLE_EQ(number(row[2]), 0.9410);
  EXPECT_NEAR(number(row[3]), 0.009, 1e-12);
  EXPECT_NEAR(number(row[4]), 0.94, 1e-12);  // the mean
  EXPECT_NEAR(number(row[6]), 0.94 - 0.9359, 1e-12);
  EXPECT_DOUBLE_EQ(number(row[7]), 0.99);  // the auxiliary task of the best run
  EXPECT_NEAR(number(row[10]), 0.992, 1e-12);
}

TEST(CensusTable, ALabelHasThePapersValuesOfItsModel) {
  ExhibitBuilder builder("census-income");
  builder.result.experiment["models"] = {{{"model", "mmoe"}, {"label", "mmoe-64"}}};
  builder.add("mmoe-64", {{"group", 1}}, "auc", {0.95, 0.93}, {0.99, 0.994});
  EXPECT_DOUBLE_EQ(number(census_table(builder.result)->tables[0].rows.at(0)[2]), 0.9410);
}

TEST(CensusTable, SettingsOfOneGroupHaveTablesOfTheirOwn) {
  ExhibitBuilder builder("census-income");
  builder.add("mmoe", {{"protocol", "paper"}, {"group", 1}}, "auc", {0.95}, {0.99});
  builder.add("mmoe", {{"protocol", "re chub"}, {"group", 1}}, "auc", {0.94}, {0.99});
  builder.add("mmoe", {{"group", 2}}, "auc", {0.94}, {0.99});
  std::vector<std::string> names;
  for (const Exhibit& exhibit : make_exhibits(builder.result)) {
    if (exhibit.name != "made-auc") continue;
    for (const Table& table : exhibit.tables) names.push_back(table.name);
  }
  EXPECT_THAT(names, ElementsAre("made-table-1-protocol-paper", "made-table-1-protocol-re-chub",
                                 "made-table-2"));
}

TEST(BinaryMetrics, AreATableOfResultsThatHaveThem) {
  ExhibitBuilder builder("census-income");
  builder.add("mmoe", {{"group", 1}}, "auc", {0.9});
  builder.add("omoe", {{"group", 1}}, "auc", {0.8});
  EXPECT_FALSE(binary_metrics(builder.result));  // a result of before
  for (std::size_t c = 0; c < 2; ++c) {
    TrialRecord& trial = builder.result.trials[c];
    for (const auto& [metric, value] : {std::pair("calibration_ratio", 1.5 - 1.0 * double(c)),
                                        std::pair("calibration_error", 0.01 + 0.01 * double(c))}) {
      trial.metrics.push_back({"main", metric, "test", value});
      builder.result.cells[c].metrics.push_back({"main", metric, "test"});
    }
  }
  const auto exhibit = binary_metrics(builder.result);
  ASSERT_TRUE(exhibit);
  const Table& table = exhibit->tables[0];
  ASSERT_EQ(table.columns.size(), 5U);
  ASSERT_EQ(table.rows.size(), 2U);
  EXPECT_NEAR(number(table.rows[0][3]), 1.5, 1e-12);
  EXPECT_EQ(std::get<Number>(table.rows[0][3]).mark, Mark::kNone);  // neither more nor less is best
  EXPECT_NEAR(number(table.rows[1][4]), 0.02, 1e-12);
  EXPECT_EQ(std::get<Number>(table.rows[0][4]).mark, Mark::kBest);
}

TEST(FileNames, BeginWithNoDashThatProgramsTakeForAnOption) {
  Exhibit exhibit{.name = "auc", .figures = {{.name = "auc"}}, .tables = {{.name = "table-1"}}};
  prefix_names(exhibit, "_my x");
  EXPECT_EQ(exhibit.name, "my-x-auc");
  EXPECT_EQ(exhibit.figures[0].name, "my-x-auc");
  EXPECT_EQ(exhibit.tables[0].name, "my-x-table-1");
}

TEST(MeanCurve, AveragesTasksThenRunsAndEndsWithTheShortest) {
  const auto trial = [](std::vector<std::int64_t> steps, Series first, Series second) {
    TrialRecord t;
    t.curve.step = std::move(steps);
    t.curve.tasks = {{"a", {}, std::move(first)}, {"b", {}, std::move(second)}};
    return t;
  };
  const TrialRecord one = trial({0, 10, 20}, {4, 2, 1}, {2, 2, 1});
  const TrialRecord two = trial({0, 10}, {1, std::nullopt}, {1, 1});
  const MeanCurve curve = mean_curve({&one, &two});
  EXPECT_THAT(curve.step, ElementsAre(0, 10));
  EXPECT_DOUBLE_EQ(curve.loss[0].mean.value(), (3 + 1) / 2.0);
  EXPECT_FALSE(curve.loss[1].mean);  // a task of a run has no value there
}

TEST(LossCurves, AreLeftOutWhereTheLinesCouldNotBeToldApart) {
  const auto shown = [](std::size_t models) {
    ExhibitBuilder builder("synthetic");
    for (std::size_t m = 0; m < models; ++m) {
      builder.add("model-" + std::to_string(m), {{"cosine", 0.5}}, "mse", {0.1, 0.2});
    }
    for (TrialRecord& trial : builder.result.trials) {
      trial.curve.step = {0, 10};
      trial.curve.tasks = {{"main", {}, {1.0, 0.5}}};
    }
    return loss_curves(builder.result).has_value();
  };
  EXPECT_TRUE(shown(kLooks));
  EXPECT_FALSE(shown(kLooks + 1));
}

TEST(FigureCsv, NamesTheAxesAndHasTheTrueValues) {
  const Trace bars{.label = "a, b",
                   .shape = Trace::Shape::kBars,
                   .x = {0, 1},
                   .y = {0.5, 0.25},
                   .shift_x = {-0.2, -0.2}};
  const Panel panel{
      .title = "p", .x = {.label = "expert"}, .y = {.label = "weight"}, .traces = {bars}};
  EXPECT_EQ(to_csv(Figure{.panels = {panel, panel}}),
            "panel,series,expert,weight,weight low,weight high\n"
            "p,\"a, b\",0,0.5,,\np,\"a, b\",1,0.25,,\n"
            "p,\"a, b\",0,0.5,,\np,\"a, b\",1,0.25,,\n");
  Panel other = panel;
  other.x.label = "step";
  EXPECT_THAT(
      to_csv(Figure{.panels = {panel, other}}),
      AllOf(HasSubstr("panel,series,x axis,x,weight,"), HasSubstr("p,\"a, b\",step,1,0.25")));
}

TEST(FigureCsv, HasTheValuesOfPlaces) {
  const Trace points{.label = "a",
                     .x = {0, 0.5},
                     .y = {1, 2},
                     .x_values = {"2", "relu, tanh"},
                     .y_values = {"", "9"}};
  EXPECT_THAT(to_csv(Figure{.panels = {{.traces = {points}}}}),
              HasSubstr("\n,a,2,,,\n,a,\"relu, tanh\",9,,\n"));
}

TEST(FigureCsv, LeavesOutTheMiddlesOfLevelPartsWhereAsked) {
  Trace line{.label = "a",
             .x = {0, 1, 2, 3, 4, 5},
             .y = {7, 7, 7, 7, 7, 8},
             .low = {6, 6, 6, 6, 6, 6},
             .high = {8, 8, 8, 9, 9, 9}};
  EXPECT_THAT(to_csv(Figure{.panels = {{.traces = {line}}}}), HasSubstr("\n,a,1,7,6,8\n"));
  line.by_ends = true;
  EXPECT_EQ(to_csv(Figure{.panels = {{.traces = {line}}}}),
            "panel,series,x,y,y low,y high\n"
            ",a,0,7,6,8\n,a,2,7,6,8\n,a,3,7,6,9\n,a,4,7,6,9\n,a,5,8,6,9\n");
}

TEST(FigureCsv, HasAllDigitsOfCountsAndSixOfTheRest) {
  const Panel panel{.x = {.label = "parameters"},
                    .y = {.label = "loss"},
                    .traces = {{.label = "a", .x = {1234567890}, .y = {0.123456789}}}};
  EXPECT_THAT(to_csv(Figure{.panels = {panel}}), HasSubstr(",a,1234567890,0.123457,,\n"));
}

TEST(LabelCorrelation, CosinesNearOneDiffer) {
  ExhibitBuilder builder("synthetic");
  builder.result.data = {{"c", 1},
                         {"alpha", {1}},
                         {"beta", {0}},
                         {"noise", 0.01},
                         {"points", {{{"pairs", {{{"cosine", 0.9999}}}}}}}};
  const auto exhibit = label_correlation(builder.result);
  ASSERT_TRUE(exhibit);
  const auto& rows = exhibit->tables[0].rows;
  EXPECT_DOUBLE_EQ(number(rows[rows.size() - 2][0]), 0.9999);
  EXPECT_EQ(std::get<Number>(rows[rows.size() - 2][0]).decimals, 4);
}

TEST(GateHealth, NamesCollapsedDeadAndIdentical) {
  const GateHealth healthy = gate_health({{0.7, 0.2, 0.1}, {0.1, 0.2, 0.7}});
  EXPECT_THAT(healthy.collapsed, IsEmpty());
  EXPECT_THAT(healthy.dead, IsEmpty());
  EXPECT_FALSE(healthy.identical);
  const GateHealth collapsed = gate_health({{0.96, 0.02, 0.02}, {0.3, 0.3, 0.4}});
  EXPECT_THAT(collapsed.collapsed, ElementsAre(0));
  // Its even share is 1/3, a twentieth of that 0.0167.
  const GateHealth dead = gate_health({{0.5, 0.49, 0.01}, {0.4, 0.59, 0.01}});
  EXPECT_THAT(dead.dead, ElementsAre(2));
  EXPECT_TRUE(gate_health({{0.5, 0.3, 0.2}, {0.51, 0.29, 0.2}}).identical);
  EXPECT_FALSE(gate_health({{0.5, 0.3, 0.2}}).identical);  // one task has nothing to equal
}

TEST(Exhibits, EndAtCtrlC) {
  const ExhibitBuilder builder("synthetic");
  testing::expect_interruptible([&] { make_exhibits(builder.result); });
}

}  // namespace
}  // namespace mmoe
