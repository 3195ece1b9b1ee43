// SPDX-License-Identifier: Apache-2.0
#include "result_text.h"

#include <fmt/format.h>

#include <utility>

#include "base/characters.h"
#include "base/log.h"
#include "base/shell_word.h"
#include "base/terminal.h"
#include "claims/judge.h"
#include "report/answer.h"
#include "report/exhibits/exhibit.h"
#include "report/report.h"
#include "report/tables/result_table.h"
#include "report/tables/run_plot.h"
#include "report/tables/verdict_table.h"
#include "results/runs.h"

namespace mmoe::cli {
namespace {

constexpr std::size_t kManySettings = 10;  // whose tables nobody compares by eye

/// Returns the gains over Single-Task in one table, before those of many settings.
std::string gains_first(const Result& result) {
  if (settings_of(result).size() <= kManySettings) return "";
  const auto gains = gain(result);
  return gains ? to_text(gains->tables.front()) + "\n" : "";
}

}  // namespace

std::string result_text(const nlohmann::ordered_json& result, std::vector<TrialRecord> records,
                        const std::string& file) {
  std::vector<Result> results;  // an initialiser list would copy the trials
  results.push_back(to_result(result, std::move(records), file));
  const Result& read = results.front();
  const auto columns = output_columns(stdout);
  return answer_text(read, columns.value_or(kTextWidth)) + gains_first(read) +
         result_table(result, read, columns.value_or(kTextWidth)) +
         verdict_lines(judge(built_in_claims(), results), columns) +
         (columns ? run_plot(read, *columns) : "");
}

void tell_next(const std::filesystem::path& file, const std::string& more) {
  log_info(fmt::format("\nwrote {}\nnext: mmoe-bench report {}{}", one_line(file.string()),
                       shell_word(file.parent_path().string()), more));
}

namespace {

std::filesystem::path page_folder(const std::filesystem::path& result_folder) {
  return result_folder / "report";
}

}  // namespace

void check_page(const std::filesystem::path& result_folder) {
  check_report(page_folder(result_folder).string(), {"html"});
}

void write_page(const std::filesystem::path& file) {
  const ResultSet results = read_results({file.string()});
  const Report report = make_report(results, judge(built_in_claims(), results.results));
  const auto folder = page_folder(file.parent_path());
  write_report(report, folder.string(), {.formats = {"html"}});
  log_info(fmt::format("wrote {}", one_line((folder / "index.html").string())));
}

}  // namespace mmoe::cli
