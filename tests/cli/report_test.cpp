// SPDX-License-Identifier: Apache-2.0
// `mmoe-bench report` as a user runs it: whole, partial and unusable results.
#include <gmock/gmock.h>

#include <algorithm>

#include "cli/run_cli.h"
#include "results/sample_result.h"

namespace mmoe {
namespace {

namespace fs = std::filesystem;
using nlohmann::ordered_json;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

class ReportCommand : public ::testing::Test {
 protected:
  /// Tables only: those need no gnuplot.
  testing::Outcome tables() {
    return testing::run_cli({"report", in(), "--out", out(), "--format", "csv"});
  }
  void put(const std::string& name, const ordered_json& result) {
    testing::write_result(result, folder_ / name);
  }
  std::string in() const { return folder_.path(); }
  std::string out() const { return folder_ / "out"; }

  /// One line on the standard error, that says `parts`; nothing written.
  void expect_refused(const testing::Outcome& outcome, const std::string& parts) {
    EXPECT_EQ(outcome.status, 2);
    EXPECT_THAT(outcome.err, AllOf(HasSubstr("error: "), HasSubstr(parts)));
    EXPECT_EQ(std::count(outcome.err.begin(), outcome.err.end(), '\n'), 1) << outcome.err;
    EXPECT_FALSE(fs::exists(out()));
  }

  /// A report whose gnuplot is a shell script.
  testing::Outcome draw_by(const std::string& script) {
    put("synthetic.json", testing::sample_synthetic(4));
    const testing::TempDir bin;
    testing::write_file(bin / "gnuplot", "#!/bin/sh\n[ \"$1\" = -d ] && shift\n" + script + "\n");
    fs::permissions(bin / "gnuplot", fs::perms::owner_all);
    return testing::run_cli({.args = {"report", in(), "--out", out(), "--format", "svg"},
                             .env = {{"PATH", bin.path().string() + ":/usr/bin:/bin"}}});
  }
  void expect_no_drawing() {
    for (const auto& entry : fs::directory_iterator(fs::path(out()) / "figures")) {
      if (entry.path().filename() == ".mmoe-bench") continue;  // says whose folder it is
      EXPECT_EQ(entry.path().extension(), ".csv") << entry.path();
    }
  }

  testing::TempDir folder_;
};

TEST_F(ReportCommand, WritesPagesFiguresAndTables) {
  if (!testing::have_program("gnuplot")) GTEST_SKIP() << "gnuplot is not installed";
  put("synthetic.json", testing::sample_synthetic(4));
  testing::write_file(folder_ / "head.md", "# Our results\n");
  const auto outcome =
      testing::run_cli({"report", in(), "--out", out(), "--preface", folder_ / "head.md"});
  ASSERT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("not there: Table 2"));
  const fs::path made = out();
  for (const char* file :
       {"index.html", "tables/synthetic-overview.tex", "tables/synthetic-overview.txt",
        "figures/synthetic-sweep.svg", "figures/synthetic-sweep.png", "figures/synthetic-sweep.pdf",
        "figures/synthetic-sweep.csv", "figures/synthetic-sweep.gp"}) {
    EXPECT_TRUE(fs::exists(made / file)) << file;
  }
  const std::string page = testing::read_file(made / "index.html");
  EXPECT_LT(page.find("<nav"), page.find("<section id=\"claims\">"));
  EXPECT_THAT(page, HasSubstr("max-height: 22cm"));  // as printed
  const std::string readme = testing::read_file(made / "README.md");
  EXPECT_THAT(readme, StartsWith("<!-- made by mmoe-bench report -->\n# Our results\n"));
  EXPECT_THAT(readme, AllOf(HasSubstr("## What was found\n\n- At cosine 0.5 "),
                            HasSubstr("(figures/synthetic-loss-curves.svg)](pages/synthetic.md)")));
  const std::string part = testing::read_file(made / "pages" / "synthetic.md");
  EXPECT_THAT(part, AllOf(HasSubstr("](../figures/synthetic-sweep.svg)"),
                          HasSubstr("[Data](../figures/synthetic-sweep.csv)")));
  EXPECT_TRUE(fs::exists(made / "pages" / "claims.md"));
}

TEST_F(ReportCommand, OfHtmlAloneIsOneFile) {
  if (!testing::have_program("gnuplot")) GTEST_SKIP() << "gnuplot is not installed";
  put("synthetic.json", testing::sample_synthetic(8));
  const auto outcome = testing::run_cli({"report", in(), "--out", out(), "--format", "html"});
  ASSERT_EQ(outcome.status, 0) << outcome.err;
  const auto files = fs::directory_iterator(out());
  EXPECT_EQ(std::distance(begin(files), end(files)), 1);
  const std::string page = testing::read_file(fs::path(out()) / "index.html");
  EXPECT_THAT(page, HasSubstr("<li>At cosine 0.5 MMoE has the lowest test MSE"));
  EXPECT_LT(page.find("What was found"), page.find("<nav"));
}

TEST_F(ReportCommand, FiguresAreTheSameWhateverTheUsersGnuplotSettings) {
  if (!testing::have_program("gnuplot")) GTEST_SKIP() << "gnuplot is not installed";
  put("synthetic.json", testing::sample_synthetic(4));
  testing::write_file(folder_ / ".gnuplot", "set title 'INJECTED'\nset xrange [0:1]\nnonsense\n");
  std::vector<std::string> drawn;
  for (const std::string& home : {std::string("/nowhere"), folder_.path().string()}) {
    const auto outcome = testing::run_cli(
        {.args = {"report", in(), "--out", out(), "--format", "svg"},
         .env = {{"HOME", home}, {"GNUTERM", home == "/nowhere" ? "dumb" : "no-such-terminal"}}});
    ASSERT_EQ(outcome.status, 0) << outcome.err;
    drawn.push_back(testing::read_file(fs::path(out()) / "figures/synthetic-sweep.svg"));
  }
  EXPECT_EQ(drawn[0], drawn[1]);
}

TEST_F(ReportCommand, FilesThatOtherProgramsHideAreNoResults) {
  put("synthetic.json", testing::sample_synthetic(4));
  testing::write_file(folder_ / "._synthetic.json", std::string("\0\5\26\7", 4));
  fs::create_directory(folder_ / ".trash");
  testing::write_file(folder_ / ".trash/old.json", "{");
  const auto outcome = testing::run_cli({"report", in(), "--out", out(), "--format", "tex"});
  EXPECT_EQ(outcome.status, 0) << outcome.err;
}

TEST_F(ReportCommand, TablesNeedNoGnuplot) {
  put("synthetic.json", testing::sample_synthetic(4));
  const auto outcome = testing::run_cli(
      {.args = {"report", in(), "--out", out(), "--format", "tex"}, .env = {{"PATH", "/nowhere"}}});
  EXPECT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_TRUE(fs::exists(fs::path(out()) / "tables/synthetic-overview.tex"));
}

TEST_F(ReportCommand, SaysWhatFiguresNeed) {
  put("synthetic.json", testing::sample_synthetic(4));
  const auto outcome =
      testing::run_cli({.args = {"report", in(), "--out", out()}, .env = {{"PATH", "/nowhere"}}});
  EXPECT_EQ(outcome.status, 1);
  EXPECT_THAT(outcome.err, HasSubstr("apt-get install gnuplot-nox"));
}

/// gnuplot ends with 0 when a disk is full.
TEST_F(ReportCommand, ADrawingThatWasCutShortIsAnErrorAndIsNotLeft) {
  const auto outcome = draw_by("echo '<svg>' >\"$(basename \"$1\" .gp).svg\"");
  EXPECT_EQ(outcome.status, 1);
  EXPECT_THAT(outcome.err, HasSubstr(".svg': gnuplot left it incomplete; is the disk full?"));
  expect_no_drawing();
}

TEST_F(ReportCommand, CtrlCEndsTheDrawing) {
  const auto outcome = draw_by(
      "mkdir \"$0.first\" 2>/dev/null || exec sleep 1\n"  // a second signal would end it at once
      "parent=$PPID\n"
      "[ \"$(cat /proc/$parent/comm)\" = mmoe-bench ] || read -r _ _ _ parent _ "
      "</proc/$parent/stat\n"
      "kill -INT $parent\n"
      "sleep 1");  // the signal is on its way when kill returns
  EXPECT_EQ(outcome.status, 130);
  expect_no_drawing();
}

TEST_F(ReportCommand, AGnuplotThatCtrlCEndedHasNotFailed) {
  EXPECT_EQ(draw_by("exit 130").status, 130);
  expect_no_drawing();
}

TEST_F(ReportCommand, ReportsWhatIsThereAndNamesTheRest) {
  ordered_json census = testing::sample_census(3);
  ordered_json cells = ordered_json::array();
  for (const ordered_json& cell : census["cells"]) {
    const bool is_mmoe_2 = cell["model"] == "mmoe" && cell["setting"]["group"] == 2;
    if (!is_mmoe_2) cells.push_back(cell);
  }
  census["cells"] = cells;
  put("census.json", census);
  const auto outcome = testing::run_cli({"report", in(), "--out", out(), "--format", "csv,txt"});
  ASSERT_EQ(outcome.status, 0) << outcome.err;
  EXPECT_THAT(outcome.out, AllOf(HasSubstr("not there: Figures 4 and 5: no result has "),
                                 HasSubstr("Table 2: no result has MMoE at Census-income group 2"),
                                 Not(HasSubstr("Table 1"))));
  const fs::path made = fs::path(out()) / "tables";
  EXPECT_THAT(testing::read_file(made / "census-income-table-1.csv"), HasSubstr("MMoE"));
  EXPECT_THAT(testing::read_file(made / "census-income-table-2.csv"), Not(HasSubstr("\nMMoE")));
}

/// Files of a folder that end in `extension`.
std::ptrdiff_t files_in(const fs::path& folder, const std::string& extension) {
  const auto files = fs::directory_iterator(folder);
  return std::count_if(begin(files), end(files),
                       [&](const auto& entry) { return entry.path().extension() == extension; });
}

TEST_F(ReportCommand, WritesAsManyTablesAsItSays) {
  ordered_json census = testing::sample_census(3);
  for (const char* list : {"cells", "trials"}) {
    for (ordered_json& member : census[list]) {
      // Two settings of one group and its tasks.
      const int group = member["setting"]["group"];
      member["setting"] = {{"protocol", group == 1 ? "paper" : "rechub"}, {"group", 1}};
    }
  }
  put("census.json", census);
  put("again.json", census);
  put("synthetic.json", testing::sample_synthetic(3));
  const auto outcome = tables();
  ASSERT_EQ(outcome.status, 0) << outcome.err;
  const auto count = files_in(fs::path(out()) / "tables", ".csv");
  EXPECT_THAT(outcome.out, StartsWith(std::to_string(count) + " tables and"));
  EXPECT_THAT(
      testing::read_file(fs::path(out()) / "tables/census-income-table-1-protocol-rechub-2.csv"),
      HasSubstr("MMoE"));
}

TEST_F(ReportCommand, ANewerResultIsRefused) {
  ordered_json result = testing::sample_synthetic(3);
  result["schema_version"] = 3;
  put("synthetic.json", result);
  expect_refused(tables(), "use a newer mmoe-bench");
}

TEST_F(ReportCommand, ADamagedResultIsRefusedByNameAndLine) {
  put("synthetic.json", testing::sample_synthetic(3));
  const std::string text = testing::read_file(folder_ / "synthetic.json");
  testing::write_file(folder_ / "synthetic.json", text.substr(0, text.size() / 2));
  expect_refused(tables(), "synthetic.json:");
}

TEST_F(ReportCommand, AResultThatLacksAMemberIsRefused) {
  ordered_json result = testing::sample_synthetic(3);
  result["cells"][0].erase("learning_rate");
  put("synthetic.json", result);
  expect_refused(tables(), "damaged: ");
}

TEST_F(ReportCommand, ADamagedStudyIsRefusedByName) {
  testing::write_file(folder_ / "study.json",
                      R"({"schema": "mmoe-bench/sensitivity", "schema_version": 1})");
  expect_refused(tables(), "study.json: damaged: ");
}

TEST_F(ReportCommand, DataThatNoExhibitCanUseIsRefusedByName) {
  ordered_json result = testing::sample_census(3);
  result["data"]["groups"] = {1, 2};
  put("census.json", result);
  expect_refused(tables(), "census.json: damaged: ");
}

TEST_F(ReportCommand, ALabelFunctionThatIsNoneIsRefusedByName) {
  ordered_json result = testing::sample_synthetic(3);
  result["data"]["alpha"] = "x";
  put("synthetic.json", result);
  expect_refused(tables(), "synthetic.json: damaged: ");
  EXPECT_THAT(testing::run_cli({"verify", in()}).err, HasSubstr("synthetic.json: damaged: "));
}

TEST_F(ReportCommand, CountsWhatWasWritten) {
  put("synthetic.json", testing::sample_synthetic(3));
  const auto outcome = testing::run_cli({"report", in(), "--out", out(), "--format", "txt"});
  EXPECT_THAT(outcome.out, HasSubstr(" tables and 0 figures of 1 experiment in "));
}

TEST_F(ReportCommand, AForeignFileIsRefused) {
  put("package.json", {{"name", "something"}, {"version", 3}});
  const testing::Outcome outcome = tables();
  EXPECT_EQ(outcome.status, 2);
  EXPECT_THAT(outcome.err, AllOf(HasSubstr("package.json: not a result file; ignored\n"),
                                 HasSubstr("error: " + in() + ": no result file below it")));
  EXPECT_FALSE(fs::exists(out()));
  EXPECT_THAT(testing::run_cli({"verify", in() + "/package.json"}).err,
              HasSubstr("not a result file: schema is missing"));
}

TEST_F(ReportCommand, AFolderWithoutResultsIsRefused) {
  expect_refused(tables(), "no result file below it");
}

}  // namespace
}  // namespace mmoe
