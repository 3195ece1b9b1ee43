// SPDX-License-Identifier: Apache-2.0
// The page of a report in a real browser: Debian's chromium, headless, as wide as a phone, a tablet
// and a desk.
#include <fmt/format.h>
#include <gmock/gmock.h>

#include <regex>
#include <set>
#include <string>

#include "cli/run_cli.h"
#include "results/sample_result.h"

namespace mmoe {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

/// A page that shows `page.html` in frames and writes what it finds where --dump-dom prints it.
constexpr const char* kProbe = R"html(<!DOCTYPE html><title>probe</title><pre id="found"></pre>
<script>
const widths = [390, 800, 1400];
let left = widths.length;
for (const width of widths) {
  const frame = document.createElement('iframe');
  frame.style = `width: ${width}px; height: 800px; border: 0`;
  frame.onload = () => {
    const page = frame.contentDocument;
    page.querySelectorAll('details').forEach(e => e.open = true);
    const wide = page.documentElement.scrollWidth;
    const loads = [...page.querySelectorAll('[src], link')]
      .filter(e => !(e.src || e.href).startsWith('data:')).length +
      frame.contentWindow.performance.getEntriesByType('resource').length;
    const figures = [...page.querySelectorAll('figure, body > svg:not(.symbols)')];
    const narrow = figures.some(e => e.getBoundingClientRect().width < 300);
    found.textContent += `${width}: ${wide > width ? 'SCROLLS to ' + wide : 'fits'}, ` +
      `${figures.length} figures, ${loads} requests${narrow ? ', NARROW figures' : ''}\n`;
    if (--left == 0) found.textContent += 'done';
  };
  frame.src = 'page.html';
  document.body.append(frame);
}
</script>)html";

testing::Outcome look_at(const testing::TempDir& folder) {
  testing::write_file(folder / "probe.html", kProbe);
  return testing::run_program(
      "chromium",
      {.args = {"--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--allow-file-access-from-files", "--enable-logging=stderr",
                "--user-data-dir=" + (folder / "profile").string(), "--virtual-time-budget=20000",
                "--dump-dom", "file://" + (folder / "probe.html").string()}});
}

class ReportPage : public ::testing::Test {
 protected:
  void SetUp() override {
    if (!testing::have_program("chromium")) GTEST_SKIP() << "chromium is not installed";
    if (!testing::have_program("gnuplot")) GTEST_SKIP() << "gnuplot is not installed";
  }
  testing::TempDir folder_;
};

TEST_F(ReportPage, FitsEveryWidthLoadsNothingAndLogsNothing) {
  testing::write_result(testing::sample_synthetic(4), folder_ / "synthetic.json");
  testing::write_result(testing::sample_census(4), folder_ / "census.json");
  const auto report =
      testing::run_cli({"report", folder_.path(), "--out", folder_ / "out", "--format", "html"});
  ASSERT_EQ(report.status, 0) << report.err;
  std::filesystem::rename(folder_ / "out" / "index.html", folder_ / "page.html");
  const auto seen = look_at(folder_);
  for (const char* width : {"390", "800", "1400"}) {
    EXPECT_THAT(seen.out, HasSubstr(fmt::format("{}: fits, 16 figures, 0 requests\n", width)));
  }
  EXPECT_THAT(seen.out, HasSubstr("done"));
  EXPECT_THAT(seen.err, Not(HasSubstr("CONSOLE")));
  // As it is printed: paper 800 pixels wide.
  std::string page = testing::read_file(folder_ / "page.html");
  const std::string print = "@media print";
  ASSERT_NE(page.find(print), std::string::npos);
  page.replace(page.find(print), print.size(), "@media all");
  testing::write_file(folder_ / "page.html", page);
  EXPECT_THAT(look_at(folder_).out, HasSubstr("800: fits, 16 figures, 0 requests\n"));
}

TEST(PageOfAReport, HasWhatItNamesOnce) {
  if (!testing::have_program("gnuplot")) GTEST_SKIP() << "gnuplot is not installed";
  const testing::TempDir folder;
  testing::write_result(testing::sample_synthetic(4), folder / "synthetic.json");
  ASSERT_EQ(testing::run_cli({"report", folder.path(), "--out", folder / "out", "--format", "html"})
                .status,
            0);
  const std::string page = testing::read_file(folder / "out" / "index.html");
  const std::regex name(R"re(url\(#([^)]*)\)|href="#([^"]*)")re");
  std::set<std::string> names;
  for (std::sregex_iterator found(page.begin(), page.end(), name), end; found != end; ++found) {
    names.insert((*found)[1].str() + (*found)[2].str());
  }
  EXPECT_THAT(page, HasSubstr("marker:url(#s"));
  for (const std::string& id : names) {
    const std::string here = " id=\"" + id + "\"";
    EXPECT_NE(page.find(here), std::string::npos) << id;
    EXPECT_EQ(page.find(here), page.rfind(here)) << id;
  }
}

TEST_F(ReportPage, TheProbeSeesABadPage) {
  testing::write_file(
      folder_ / "page.html",
      "<!DOCTYPE html><title>bad</title><div style='width: 600px'>wide</div>"
      "<svg width='20'></svg><img src='missing.png'><script>console.error('broken')</script>");
  const auto seen = look_at(folder_);
  EXPECT_THAT(seen.out, AllOf(HasSubstr("390: SCROLLS to 6"),
                              HasSubstr("800: fits, 1 figures, 1 requests, NARROW")));
  EXPECT_THAT(seen.err, AllOf(HasSubstr("CONSOLE"), HasSubstr("broken")));
}

}  // namespace
}  // namespace mmoe
