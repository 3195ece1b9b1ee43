// SPDX-License-Identifier: Apache-2.0
// What is in the drawings: curves, labels, legends; not their pixels.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include <map>
#include <regex>

#include "cli/run_cli.h"
#include "report/figures/gnuplot.h"
#include "report/report.h"
#include "results/sample_result.h"

namespace mmoe {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

std::size_t count(const std::string& text, const std::string& what) {
  std::size_t n = 0;
  for (std::size_t at = 0; (at = text.find(what, at)) != std::string::npos; at += what.size()) ++n;
  return n;
}

/// How often `words` stand in the drawing.
std::size_t labels(const std::string& svg, const std::string& words) {
  return count(svg, "<text>" + words + "</text>");
}

/// Everything that is plotted; a legend is one plot more, and one for each of its lines.
std::size_t plots(const std::string& svg) { return count(svg, "<g id=\"") - 1; }

class Drawings : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    if (!testing::have_program("gnuplot")) return;
    const testing::TempDir folder;
    testing::write_result(testing::sample_synthetic(6), folder / "synthetic.json");
    testing::write_result(testing::sample_census(4), folder / "census.json");
    const auto figures = figures_of(make_report(read_results({folder.path()}), {}));
    draw(figures, folder.path(), {.extensions = {"svg", "png", "pdf"}});
    for (const Figure& figure : figures) {
      drawings[figure.name] = testing::read_file(folder / (figure.name + ".svg"));
      EXPECT_THAT(testing::read_file(folder / (figure.name + ".png")), HasSubstr("PNG"));
      EXPECT_THAT(testing::read_file(folder / (figure.name + ".pdf")), HasSubstr("%PDF"));
      EXPECT_FALSE(std::filesystem::exists(folder / (figure.name + ".gp")));
    }
  }
  static void TearDownTestSuite() { drawings.clear(); }

  void SetUp() override {
    if (drawings.empty()) GTEST_SKIP() << "gnuplot is not installed";
  }

  static std::map<std::string, std::string> drawings;
};

std::map<std::string, std::string> Drawings::drawings;

TEST_F(Drawings, Figure2HasACurveMeasuredPointsAndThePapers) {
  const std::string& svg = drawings.at("synthetic-label-correlation");
  EXPECT_EQ(plots(svg), 3 + 1 + 1);
  EXPECT_EQ(count(svg, "xlink:href='#gpPt7'"), 9 + 1 + 2);  // hollow; a legend, two definitions
  EXPECT_EQ(labels(svg, "cosine of the weight vectors"), 1);
  EXPECT_EQ(labels(svg, "Pearson correlation of the labels"), 1);
  for (const char* entry : {"closed form", "measured ± 2 sd", "paper"}) {
    EXPECT_EQ(labels(svg, entry), 1) << entry;
  }
}

TEST_F(Drawings, Figure3HasALineABandAndThePapersPointsForEachCorrelation) {
  const std::string& svg = drawings.at("synthetic-shared-bottom-loss");
  EXPECT_EQ(plots(svg), 3 * 3 + 1 + 3);
  for (const char* entry : {"cosine 0.5", "cosine 0.9", "cosine 1", "hollow: paper"}) {
    EXPECT_EQ(labels(svg, entry), 1) << entry;
  }
}

TEST_F(Drawings, Figure4HasALineABandAndThePapersPointsForEachModelAndCorrelation) {
  const std::string& svg = drawings.at("synthetic-loss-curves");
  EXPECT_EQ(plots(svg), 3 * 3 * 3 + 1 + 3);
  EXPECT_EQ(labels(svg, "training steps, thousands"), 3);
  EXPECT_EQ(labels(svg, "loss, mean over tasks"), 1);  // panels of a row share it
  for (const char* entry : {"Shared-Bottom", "OMoE", "MMoE", "hollow: paper"}) {
    EXPECT_EQ(labels(svg, entry), 1) << entry;
  }
}

TEST_F(Drawings, Figure5HasAHistogramAndARowOfRunsForEachModelAndCorrelation) {
  const std::string& histogram = drawings.at("synthetic-final-losses-histogram");
  EXPECT_EQ(plots(histogram), 9);
  EXPECT_EQ(labels(histogram, "share of runs"), 3);
  EXPECT_EQ(labels(histogram, "MMoE, cosine 0.9"), 1);
  const std::string& runs = drawings.at("synthetic-final-losses-runs");
  EXPECT_EQ(plots(runs), 9 * 3);  // box, median, dots
  EXPECT_EQ(labels(runs, "Shared-Bottom"), 1);
  EXPECT_EQ(labels(runs, "final loss (test MSE)"), 3);
}

TEST_F(Drawings, GatesHaveABarForEachTaskAndALineForEachExpert) {
  const std::string& end = drawings.at("synthetic-gates");
  EXPECT_EQ(plots(end), 3 * 2 + 1);
  EXPECT_EQ(labels(end, "expert"), 3);
  EXPECT_EQ(labels(end, "y1"), 1);
  const std::string& training = drawings.at("synthetic-gates-over-training");
  EXPECT_EQ(plots(training), 3 * 2 * 8 + 1 + 8);
  EXPECT_EQ(labels(training, "expert 7"), 1);
}

TEST_F(Drawings, TheSweepHasALineForEachModel) {
  const std::string& svg = drawings.at("synthetic-sweep");
  EXPECT_EQ(plots(svg), 3 * 2 + 1 + 3);
  EXPECT_EQ(labels(svg, "|Pearson correlation| of the labels"), 1);
  EXPECT_EQ(labels(svg, "test MSE, mean over tasks"), 1);
}

TEST_F(Drawings, CensusHasARowForEachModelAndAPanelForEachGroupAndTask) {
  const std::string& auc = drawings.at("census-income-auc");
  EXPECT_EQ(plots(auc), 4 * 7);
  EXPECT_EQ(labels(auc, "Tensor-Factorization"), 2);
  EXPECT_EQ(labels(auc, "group 2, education_college"), 1);
  const std::string& gain = drawings.at("census-income-gain");
  EXPECT_EQ(plots(gain), 1 + 6 + 1);  // the line at 0, the models, the legend
  EXPECT_EQ(labels(gain, "gain in AUC over Single-Task"), 1);
  EXPECT_EQ(labels(gain, "Single-Task"), 0);
}

TEST_F(Drawings, CostHasARowForEachModel) {
  const std::string& svg = drawings.at("synthetic-cost");
  EXPECT_EQ(plots(svg), 2 * 3);
  EXPECT_EQ(labels(svg, "seconds a training"), 1);
  EXPECT_EQ(labels(svg, "parameters, thousands"), 1);
}

/// Returns a size of the drawing in pixels: its attribute `name`.
double size_of(const std::string& svg, const std::string& name) {
  const std::size_t at = svg.find(" " + name + "=\"") + name.size() + 3;
  return std::stod(svg.substr(at));
}

/// Words whose beginning or end, at 6 pixels a letter, is outside of the drawing.
std::vector<std::string> words_outside(const std::string& svg) {
  static const std::regex kWords(
      "translate\\(([0-9.-]+),([0-9.-]+)\\)( rotate\\(-90.*?\\))?\"[^>]*text-anchor=\"([a-z]+)\">"
      "\\s*<text>([^<]*)</text>");
  std::vector<std::string> outside;
  const double width = size_of(svg, "width");
  const double height = size_of(svg, "height");
  for (std::sregex_iterator i(svg.begin(), svg.end(), kWords), end; i != end; ++i) {
    const std::smatch& found = *i;
    const bool is_upright = found[3].matched;
    const double x = std::stod(found[1]);
    const double y = std::stod(found[2]);
    const double at = is_upright ? height - y : x;  // along the line
    const double length = 6 * static_cast<double>(found[5].length());
    const double before = found[4] == "end" ? length : found[4] == "middle" ? length / 2 : 0;
    const double across = is_upright ? x : y;
    const bool fits = at - before >= 0 && at - before + length <= (is_upright ? height : width) &&
                      across >= 9 && across <= (is_upright ? width : height);
    if (!fits) outside.push_back(found[5]);
  }
  return outside;
}

TEST_F(Drawings, NoWordsLeaveADrawing) {
  for (const auto& [name, svg] : drawings) {
    EXPECT_THAT(words_outside(svg), ::testing::IsEmpty()) << name;
  }
}

TEST(Drawing, LongTitlesTakeLinesAndLongNamesMakeRoom) {
  if (!testing::have_program("gnuplot")) GTEST_SKIP() << "gnuplot is not installed";
  Panel panel{
      .title = "mmoe depends less on the correlation than shared-bottom",
      .x = {.label = "learning rate"},
      .y = {.label = "labels", .low = -0.5, .high = 1.5},
      .traces = {
          {.label = "holds", .shape = Trace::Shape::kPoints, .x = {0.001, 0.02}, .y = {0, 1}}}};
  panel.y.tics = {{0, "figure-2-slow-third-and-more"}, {1, "keras-mmoe"}};
  const testing::TempDir folder;
  draw({{.name = "map", .panels = {panel, panel}, .columns = 2}}, folder.path(),
       {.extensions = {"svg"}});
  const std::filesystem::directory_iterator left(folder.path());
  EXPECT_EQ(std::distance(begin(left), end(left)), 1) << "more than the drawing is left";
  const std::string svg = testing::read_file(folder / "map.svg");
  EXPECT_THAT(words_outside(svg), ::testing::IsEmpty());
  EXPECT_EQ(labels(svg, "mmoe depends less on the"), 2);
  EXPECT_EQ(labels(svg, "correlation than shared-bottom"), 2);
  EXPECT_EQ(labels(svg, "labels"), 1);
}

TEST(Drawing, LinesOfOneColourKeepTheirDashesInTheLegend) {
  if (!testing::have_program("gnuplot")) GTEST_SKIP() << "gnuplot is not installed";
  const auto line = [](const char* label, const char* dash) {
    return Trace{.label = label,
                 .style = {.colour = "#808080", .dash = dash, .point = 0},
                 .x = {0, 1},
                 .y = {0, 1}};
  };
  const Panel panel{.traces = {line("dotted", "(2,3)"), line("dashed", "(10,6)")}};
  const testing::TempDir folder;
  draw({{.name = "lines", .panels = {panel}}}, folder.path(), {.extensions = {"svg"}});
  const std::string svg = testing::read_file(folder / "lines.svg");
  for (const char* dashes : {"'2.0,3.0'", "'10.0,6.0'"}) {
    EXPECT_EQ(count(svg, std::string("stroke-dasharray=") + dashes), 2) << dashes;
  }
  EXPECT_EQ(count(svg, "#gpDot"), 0) << "markers of lines that have none";
}

TEST(Drawing, TheLastTicOfAnAxisIsNotCut) {
  if (!testing::have_program("gnuplot")) GTEST_SKIP() << "gnuplot is not installed";
  Panel panel{.x = {.low = 0, .high = 1}, .traces = {{.x = {0, 1}, .y = {0, 1}}}};
  panel.x.tics = {{0, "none"}, {1, "all of them, at the end"}};
  const testing::TempDir folder;
  draw({{.name = "tics", .panels = {panel}}}, folder.path(), {.extensions = {"svg"}});
  const std::string svg = testing::read_file(folder / "tics.svg");
  EXPECT_EQ(labels(svg, "all of them, at the end"), 1);
  EXPECT_THAT(words_outside(svg), ::testing::IsEmpty());
}

TEST(Drawing, NamesOfTicsAreNoFormats) {
  if (!testing::have_program("gnuplot")) GTEST_SKIP() << "gnuplot is not installed";
  Panel panel{.traces = {{.x = {0, 1}, .y = {0, 3}}}};
  const std::vector<std::string> names = {"50% data", "100%", "drop 5%, big", "a %s %n %%"};
  for (std::size_t i = 0; i < names.size(); ++i) {
    panel.y.tics.emplace_back(static_cast<double>(i), names[i]);
  }
  const testing::TempDir folder;
  draw({{.name = "tics", .panels = {panel}}}, folder.path(), {.extensions = {"svg"}});
  const std::string svg = testing::read_file(folder / "tics.svg");
  for (const std::string& name : names) EXPECT_EQ(labels(svg, name), 1) << name;
}

TEST(Drawing, AColumnDropsLabelsOnlyWhereAllOfItDoes) {
  if (!testing::have_program("gnuplot")) GTEST_SKIP() << "gnuplot is not installed";
  const auto panel = [](const char* x, const char* name) {
    Panel made{.x = {.label = x}, .traces = {{.x = {0, 1}, .y = {0, 1}}}};
    made.y.tics = {{0, name}, {1, "other"}};
    return made;
  };
  const testing::TempDir folder;
  draw({{.name = "map",
         .panels = {panel("rate", "a"), panel("rate", "a"), panel("rate", "a"), panel("rate", "b"),
                    panel("noise", "a"), panel("rate", "a")},
         .columns = 2}},
       folder.path(), {.extensions = {"svg"}});
  const std::string svg = testing::read_file(folder / "map.svg");
  EXPECT_EQ(labels(svg, "other"), 6);  // one panel at the right has names of its own
  EXPECT_EQ(labels(svg, "noise"), 1);
  EXPECT_EQ(labels(svg, "rate"), 2 + 1);  // at the left labels differ, at the right none does
}

TEST_F(Drawings, AModelHasOneColourEverywhere) {
  for (const char* name : {"synthetic-loss-curves", "synthetic-final-losses-histogram",
                           "synthetic-sweep", "synthetic-cost", "census-income-auc"}) {
    EXPECT_THAT(drawings.at(name), HasSubstr("rgb(213,  94,   0)")) << name;  // MMoE, #D55E00
  }
}

}  // namespace
}  // namespace mmoe
