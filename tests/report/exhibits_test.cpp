// SPDX-License-Identifier: Apache-2.0
// Numbers of the exhibits, worked by hand.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include <cmath>

#include "interruptible.h"
#include "report/exhibits/curves.h"
#include "report/exhibits/exhibit.h"
#include "report/exhibits/gate_health.h"
#include "report/exhibits/shown_settings.h"
#include "report/figures/style.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;
using ::testing::AllOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::IsSupersetOf;
using ::testing::Not;

double number(const TableCell& cell) { return std::get<Number>(cell).value.value(); }

/// A result of one cell a model and setting, whose runs have the given test metrics of one task.
struct Builder {
  Result result;

  explicit Builder(const std::string& data_set) {
    result.experiment = {
        {"name", "made"}, {"data", {{"set", data_set}}}, {"models", ordered_json::array()}};
    result.environment = ordered_json::object();
    result.data = ordered_json::object();
  }

  void add(const std::string& model, const ordered_json& setting, const std::string& metric,
           const std::vector<double>& main, const std::vector<double>& auxiliary = {}) {
    ResultCell cell;
    cell.model = model;
    cell.setting = setting;
    cell.learning_rate = 0.1;
    cell.metrics.push_back({"main", metric, "test"});
    if (!auxiliary.empty()) cell.metrics.push_back({"auxiliary", metric, "test"});
    result.cells.push_back(cell);
    for (std::size_t run = 0; run < main.size(); ++run) {
      TrialRecord trial;
      trial.model = model;
      trial.setting = setting;
      trial.learning_rate = cell.learning_rate;
      trial.run = static_cast<std::int64_t>(run);
      // Validation puts the runs in the order that test does.
      for (const char* split : {"validation", "test"}) {
        trial.metrics.push_back({"main", metric, split, main[run]});
        if (!auxiliary.empty()) {
          trial.metrics.push_back({"auxiliary", metric, split, auxiliary[run]});
        }
      }
      result.trials.push_back(trial);
    }
  }
};

TEST(Gain, IsTheMeanOfPairedDifferencesAndPositiveWhereSharingHelps) {
  Builder builder("synthetic");
  for (const double pearson : {0.1, 0.5}) {
    const ordered_json setting = {{"cosine", pearson}, {"pearson", pearson}};
    builder.add("single-task", setting, "mse", {1.0, 2.0});
    builder.add("mmoe", setting, "mse", {0.8, 1.6 + pearson});
  }
  const auto exhibit = gain(builder.result);
  ASSERT_TRUE(exhibit);
  const auto& rows = exhibit->tables[0].rows;
  ASSERT_EQ(rows.size(), 2);  // a setting each: name, correlation, gain
  EXPECT_NEAR(number(rows[0][1]), 0.1, 1e-12);
  EXPECT_NEAR(number(rows[0][2]), (0.2 + 0.3) / 2, 1e-12);
  EXPECT_NEAR(number(rows[1][2]), (0.2 - 0.1) / 2, 1e-12);
}

TEST(Gain, OfManySettingsHasAPanelForEachModel) {
  Builder builder("synthetic");
  for (int i = 0; i < 10; ++i) {
    const ordered_json setting = {{"cosine", 0.1 * i}, {"pearson", 0.05 * i}};
    builder.add("single-task", setting, "mse", {1.0, 2.0});
    builder.add("omoe", setting, "mse", {0.8, 1.7});
    builder.add("mmoe", setting, "mse", {0.7, 1.8 + 0.01 * i});
  }
  const auto exhibit = gain(builder.result);
  ASSERT_TRUE(exhibit);
  const auto& panels = exhibit->figures[0].panels;
  ASSERT_EQ(panels.size(), 2);
  EXPECT_EQ(panels[1].title, "MMoE");
  EXPECT_EQ(panels[0].y.high, panels[1].y.high);
  EXPECT_EQ(panels[1].traces.size(), 2);  // the line at 0, the points
  EXPECT_EQ(panels[1].traces[1].x.size(), 10);
}

TEST(Gain, KeepsTheCorrelationAndDrawsPointsBesideIt) {
  Builder builder("synthetic");
  for (const double pearson : {0.0, 0.5}) {
    const ordered_json setting = {{"cosine", pearson}, {"pearson", pearson}};
    builder.add("single-task", setting, "mse", {1.0, 2.0});
    builder.add("omoe", setting, "mse", {0.9, 1.6});
    builder.add("mmoe", setting, "mse", {0.8, 1.6});
  }
  const auto exhibit = gain(builder.result);
  ASSERT_TRUE(exhibit);
  const Panel& panel = exhibit->figures[0].panels[0];
  const Trace& first = panel.traces[1];  // after the line at 0
  const Trace& second = panel.traces[2];
  EXPECT_THAT(first.x, ElementsAre(0, 0.5));
  EXPECT_THAT(second.x, ElementsAre(0, 0.5));
  EXPECT_THAT(panel.traces[0].x, ElementsAre(0, *panel.x.high));
  EXPECT_THAT(panel.traces[0].drawn_x(), ElementsAre(*panel.x.low, *panel.x.high));
  const double apart = second.drawn_x()[0] - first.drawn_x()[0];
  EXPECT_GE(apart, 0.02 * 0.5);  // a marker's width or so
  EXPECT_LT(*panel.x.low, first.drawn_x()[0]);
}

TEST(Gain, AndSweepNeedCorrelationsThatDiffer) {
  Builder builder("synthetic");
  for (const char* protocol : {"a", "b"}) {
    const ordered_json setting = {{"protocol", protocol}, {"pearson", 0.2}};
    builder.add("single-task", setting, "mse", {1.0, 2.0});
    builder.add("mmoe", setting, "mse", {0.8, 1.7});
  }
  EXPECT_FALSE(gain(builder.result));
  EXPECT_FALSE(sweep(builder.result));
}

TEST(Figure3, IsOfThePapersNetworkWhereTheResultHasIt) {
  Builder builder("synthetic");
  builder.add("shared-bottom", {{"cosine", 0.5}}, "mse", {1.0, 2.0});
  EXPECT_THAT(shared_bottom_loss(builder.result)->how_to_read, HasSubstr("smaller"));
  builder.add("shared-bottom-16", {{"cosine", 0.5}}, "mse", {1.0, 2.0});
  const auto exhibit = shared_bottom_loss(builder.result);
  EXPECT_EQ(exhibit->title, "Shared-Bottom by task correlation (Figure 3)");
  EXPECT_EQ(exhibit->figures[0].panels[0].title, "Shared-Bottom, 16 units");
  EXPECT_THAT(exhibit->how_to_read, HasSubstr("the same network"));
}

TEST(LossCurves, AModelThatFailsLeavesThePictureAndANoteSaysSo) {
  Builder builder("census-income");
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
  Builder builder("synthetic");
  builder.add("mmoe", {{"cosine", 0.5}}, "mse", {1.0, 2.0, 3.0});
  builder.result.trials[1].ok = false;
  const auto exhibit = overview(builder.result);
  ASSERT_TRUE(exhibit);
  EXPECT_THAT(exhibit->notes,
              ElementsAre("MMoE at cosine 0.5: 1 of 3 runs diverged and is left out"));
  EXPECT_THAT(exhibit->tables[0].caption, HasSubstr("over 2 of 3 runs"));
}

TEST(Sweep, NeedsTwoCorrelations) {
  Builder builder("synthetic");
  builder.add("mmoe", {{"cosine", 0.5}, {"pearson", 0.1}}, "mse", {1.0, 2.0});
  EXPECT_FALSE(sweep(builder.result));
  builder.add("mmoe", {{"cosine", 0.9}, {"pearson", 0.3}}, "mse", {0.5, 0.7});
  const auto exhibit = sweep(builder.result);
  ASSERT_TRUE(exhibit);
  const Trace& line = exhibit->figures[0].panels[0].traces[0];
  EXPECT_THAT(line.x, ElementsAre(0.1, 0.3));
  EXPECT_THAT(line.y, ElementsAre(1.5, 0.6));
}

TEST(Sweep, OfManyModelsDrawsBarsSideBySideAndSaysSo) {
  Builder builder("synthetic");
  const auto exhibit_of = [&](const std::vector<const char*>& models) {
    for (const char* model : models) {
      for (const double pearson : {0.0, 0.5}) {
        builder.add(model, {{"cosine", pearson}, {"pearson", pearson}}, "mse", {1.0, 2.0, 1.5});
      }
    }
    return sweep(builder.result).value();
  };
  const Exhibit bands = exhibit_of({"single-task", "omoe", "mmoe"});
  EXPECT_THAT(bands.how_to_read, HasSubstr("Bands are 95%"));
  const Exhibit bars = exhibit_of({"shared-bottom"});
  EXPECT_THAT(bars.how_to_read, HasSubstr("bars are 95%"));
  const Panel& panel = bars.figures[0].panels[0];
  EXPECT_EQ(panel.traces[0].x, panel.traces[1].x);
  EXPECT_LT(panel.traces[0].drawn_x()[0], panel.traces[1].drawn_x()[0]);
  EXPECT_LT(*panel.x.low, panel.traces[0].drawn_x()[0]);  // at 0, but not under the axis
}

TEST(CensusTable, PutsThePaperAndTheDifferenceBesideOurs) {
  Builder builder("census-income");
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
  Builder builder("census-income");
  builder.result.experiment["models"] = {{{"model", "mmoe"}, {"label", "mmoe-64"}}};
  builder.add("mmoe-64", {{"group", 1}}, "auc", {0.95, 0.93}, {0.99, 0.994});
  EXPECT_DOUBLE_EQ(number(census_table(builder.result)->tables[0].rows.at(0)[2]), 0.9410);
}

TEST(CensusTable, SettingsOfOneGroupHaveTablesOfTheirOwn) {
  Builder builder("census-income");
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
  Builder builder("census-income");
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
    Builder builder("synthetic");
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

TEST(LabelCorrelation, CosinesNearOneDiffer) {
  Builder builder("synthetic");
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

TEST(ShownSettings, AreThePapersWhereThereAreMany) {
  Builder builder("synthetic");
  for (const double cosine : {0.0, 0.5, 0.7, 0.9, 1.0}) {
    builder.add("mmoe", {{"cosine", cosine}}, "mse", {1.0});
  }
  EXPECT_THAT(shown_settings(builder.result),
              ElementsAre(ordered_json{{"cosine", 0.5}}, ordered_json{{"cosine", 0.9}},
                          ordered_json{{"cosine", 1.0}}));
  EXPECT_THAT(shown_note(builder.result), ElementsAre(HasSubstr("3 of 5 settings: cosine 0.5")));
}

TEST(ShownSettings, AreSpreadWhereThePaperHasNone) {
  Builder builder("synthetic");
  for (const double cosine : {0.0, 0.1, 0.2, 0.3, 0.4}) {
    builder.add("mmoe", {{"cosine", cosine}}, "mse", {1.0});
  }
  EXPECT_THAT(shown_settings(builder.result),
              ElementsAre(ordered_json{{"cosine", 0.0}}, ordered_json{{"cosine", 0.2}},
                          ordered_json{{"cosine", 0.4}}));
}

TEST(MissingFromPaper, NamesEachPartAndItsCommand) {
  Builder builder("census-income");
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
  Builder builder("synthetic");
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
  Builder builder("synthetic");
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
  Builder builder("synthetic");
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
  Builder builder("synthetic");
  builder.add("mmoe", {{"cosine", 0.5}}, "mse", {1000, 2000, 3000});
  const Panel panel = final_losses(builder.result)->figures[0].panels[0];
  EXPECT_EQ(panel.traces[0].x.size(), 100U);
}

TEST(FinalLosses, TellCloseSettingsApart) {
  Builder builder("synthetic");
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

TEST(Exhibits, EndAtCtrlC) {
  const Builder builder("synthetic");
  testing::expect_interruptible([&] { make_exhibits(builder.result); });
}

}  // namespace
}  // namespace mmoe
