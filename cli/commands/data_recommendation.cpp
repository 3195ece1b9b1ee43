// SPDX-License-Identifier: Apache-2.0
// `data recommendation`: writes rows of the synthetic log of a content recommender as CSV, or
// prints their distribution.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "base/interrupt.h"
#include "base/seed.h"
#include "command.h"
#include "data/recommendation/log.h"
#include "generated_rows.h"
#include "standard_output.h"

namespace mmoe::cli {
namespace {

struct LogRequest {
  RecommendationOptions options;
  std::int64_t first = 0;
  std::int64_t rows = 1000;
  std::uint64_t seed = 1;
  std::uint32_t run = 0;
  std::string out;  // empty = standard output
  bool describe = false;
};

/// Rows drawn and written at a time.
constexpr std::int64_t kWrittenRows = 4096;

void append_log_header(fmt::memory_buffer& text) {
  const auto to = std::back_inserter(text);
  fmt::format_to(to,
                 "row,user,item,previous_item,author,topic,previous_topic,segment,surface,hour,");
  for (const char* name : kDenseNames) fmt::format_to(to, "{},", name);
  fmt::format_to(to, "uniform_slice,propensity,p_engaged,p_satisfied,engaged,satisfied\n");
}

/// Numbers have the fewest digits that read back to the same value.
void append_log_row(fmt::memory_buffer& text, std::int64_t number, const RecommendationLog& log,
                    const RecommendationRow& row) {
  const auto to = std::back_inserter(text);
  fmt::format_to(to, "{},{},{},{},{},{},{},{},{},{},", number, row.user, row.item,
                 row.previous_item, row.author, row.topic, row.previous_topic, row.segment,
                 row.surface, row.hour);
  for (const float x : row.dense) fmt::format_to(to, "{},", x);
  const auto [p_engaged, p_satisfied] = log.truth(row);
  fmt::format_to(to, "{:d},{},{},{},{:d},{:d}\n", row.uniform_slice, row.propensity,
                 static_cast<float>(p_engaged), static_cast<float>(p_satisfied), row.engaged,
                 row.satisfied);
}

/// Writes in blocks, so that any number of rows takes little memory.
void write_log(const LogRequest& request, const RecommendationLog& log) {
  RowsOutput output(request.out, kLogFile);
  std::vector<RecommendationRow> block(kWrittenRows);
  fmt::memory_buffer text;
  append_log_header(text);
  const std::int64_t end = request.first + request.rows;
  for (std::int64_t row = request.first; row < end;) {
    if (interrupted()) throw Interrupted();
    block.resize(static_cast<std::size_t>(std::min(kWrittenRows, end - row)));
    log.draw(row, block);
    for (const RecommendationRow& drawn : block) append_log_row(text, row++, log, drawn);
    output.write(text);
    text.clear();
  }
  output.commit();
}

void print_law(const RecommendationLog& log) {
  const PropensityLaw& law = log.law();
  const auto print = [](const char* task, const Propensity& p, const BestPossible& best) {
    print_text(fmt::format("{:<13}{:>10.4f}{:>9.4f}{:>9.4f}{:>10.4f}{:>9.4f}\n", task, p.intercept,
                           p.slope, best.rate, best.auc, best.r_squared));
  };
  print_text(fmt::format(
      "relatedness {}; satisfaction {}\n\n", law.relatedness,
      law.nested ? "only after engagement" : "independent of engagement given the scores"));
  print_text(fmt::format("{:<13}{:>10}{:>9}{:>9}{:>10}{:>9}\n", "task", "intercept", "slope",
                         "rate", "best AUC", "best R2"));
  print("engagement", law.engagement, law.best_engagement());
  print("satisfaction", law.satisfaction, law.best_satisfaction());
}

int run_log_command(LogRequest& request) {
  if (request.first + request.rows > kLogRows) {
    throw InputError(fmt::format("--rows: found rows up to {}; expected at most {} in all",
                                 request.first + request.rows, kLogRows));
  }
  std::optional<RecommendationLog> log;
  try {
    request.options.fields().check("data");
    log.emplace(request.options, request.seed, request.run, "data");
  } catch (const FieldError& error) {
    throw as_flag(error);
  }
  if (request.describe && request.options.policy > 0) {
    throw InputError(
        "--describe: found --policy above 0; expected 0, for which the best possible is known in "
        "closed form");
  }
  if (!request.describe || !request.out.empty()) write_log(request, *log);
  if (request.describe) print_law(*log);
  return 0;
}

}  // namespace

void add_data_recommendation(CLI::App& data, Action& chosen) {
  CLI::App* command = data.add_subcommand(
      "recommendation", "Write a synthetic log of a content recommender as CSV, truth included");
  const auto request = std::make_shared<LogRequest>();
  add_field_flags(*command, request->options.fields(), [](const std::string&) { return true; });
  command->add_option("--first", request->first, "Number of the first row to write")
      ->check(CLI::Range(std::int64_t{0}, kLogRows))
      ->capture_default_str();
  command->add_option("--rows", request->rows, "Number of rows to write")
      ->check(CLI::Range(std::int64_t{1}, kLogRows))
      ->capture_default_str();
  command->add_option("--seed", request->seed, "Seed of all random numbers")
      ->check(CLI::Range(std::int64_t{0}, kLargestSeed))
      ->capture_default_str();
  command
      ->add_option("--run", request->run,
                   "Number of the run, each with its own users, items and rows")
      ->capture_default_str();
  command->add_option("--out", request->out, "Output file (default: standard output)");
  command->add_flag("--describe", request->describe,
                    "Print the distribution of the labels and the best possible AUC and R2");
  command->footer(R"(Examples:
  mmoe-bench data recommendation --rows 1000000 --out log.csv
  mmoe-bench data recommendation --relatedness 0.9 --first 5000 --rows 10
  mmoe-bench data recommendation --satisfaction-auc 0.85 --describe)");
  command->callback(
      [request, &chosen] { chosen = [request] { return run_log_command(*request); }; });
}

}  // namespace mmoe::cli
