// SPDX-License-Identifier: Apache-2.0
// mmoe-bench data audit census-income: duplicates, unseen categories, constant columns, and
// leaky columns.
#include <fmt/format.h>

#include <string>

#include "base/count_text.h"
#include "data/census/audit.h"
#include "data/census/cache.h"
#include "data/census/describe.h"
#include "data/census/files.h"
#include "data_report.h"

namespace mmoe::cli {
namespace {

using nlohmann::ordered_json;

void print_duplicates(const ordered_json& audit) {
  fmt::print("{:<44} {:>10} {:>10} {:>10}\n", "", "train", "test", "in both");
  fmt::print("{:<44} {:>10} {:>10}\n", "rows", audit["rows"]["train"].get<std::int64_t>(),
             audit["rows"]["test"].get<std::int64_t>());
  const auto line = [&](const char* title, const ordered_json& counts) {
    fmt::print("{:<44} {:>10} {:>10} {:>10}\n", title, counts["train"].get<std::int64_t>(),
               counts["test"].get<std::int64_t>(), counts["both"].get<std::int64_t>());
  };
  line("duplicates, all columns", audit["duplicates"]);
  line("duplicates, instance weight aside", audit["duplicates_but_for_weight"]);
  fmt::print("(in both: rows of the test file that also occur in the training file)\n");
}

void print_unseen(const ordered_json& unseen) {
  fmt::print("\ncategories of the test file not seen in training: {}\n",
             unseen.empty() ? "none" : "");
  for (const ordered_json& entry : unseen) {
    fmt::print("  {:<44} {:>4} {} in {}\n", entry["column"].get<std::string>(),
               entry["categories"].get<std::int64_t>(),
               entry["categories"] == 1 ? "category" : "categories", counted(entry["rows"], "row"));
  }
}

void print_constant(const ordered_json& constant) {
  fmt::print("\nconstant columns: {}\n", constant.empty() ? "none" : "");
  for (const ordered_json& column : constant) fmt::print("  {}\n", column.get<std::string>());
}

void print_leaky_columns(const ordered_json& leaky_columns) {
  fmt::print("\n{:<20} {:<44} {:>8}\n", "label", "predicted by this column alone", "AUC");
  for (const ordered_json& entry : leaky_columns) {
    fmt::print("{:<20} {:<44} {:>8.4f}\n", entry["label"].get<std::string>(),
               entry["column"].get<std::string>(), entry["auc"].get<double>());
  }
  fmt::print("(training file; each label's best column, and all with an AUC of 0.9 or more)\n");
}

ordered_json audit(const std::string& data_dir) {
  const CensusFiles files = find_census_files(data_dir);
  const CensusTable train = load_census_table(files.train, census_cache_dir());
  const CensusTable test = load_census_table(files.test, census_cache_dir());
  ordered_json result = {{"name", "census-income"}, {"files", describe_files(train, test)}};
  result.update(audit_census(train, test, census_labels("associate")));
  return result;
}

void print_audit(const ordered_json& audit) {
  print_duplicates(audit);
  print_unseen(audit["unseen"]);
  print_constant(audit["constant"]);
  print_leaky_columns(audit["leaky_columns"]);
}

}  // namespace

void add_data_audit(CLI::App& data, Action& chosen) {
  add_data_report(
      data, chosen,
      {.name = "audit",
       .description = "Report duplicates, unseen categories, constant columns and leaky columns",
       .footer = "Examples:\n"
                 "  mmoe-bench data audit census-income\n"
                 "  mmoe-bench data audit census-income --json | jq '.leaky_columns[:3]'",
       .compute = audit,
       .print = print_audit});
}

}  // namespace mmoe::cli
