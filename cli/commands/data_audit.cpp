// SPDX-License-Identifier: Apache-2.0
// mmoe-bench data audit: duplicates, unseen categories, constant columns, leaky columns and, of a
// table of one's own, drift.
#include <fmt/format.h>

#include <string>

#include "base/count_text.h"
#include "data/census/audit.h"
#include "data/census/cache.h"
#include "data/census/describe.h"
#include "data/census/files.h"
#include "data/kuairand/describe.h"
#include "data/table/audit.h"
#include "data/table/prepared_table.h"
#include "data_report.h"
#include "json_cells.h"
#include "kuairand_report.h"
#include "report/tables/text_table.h"
#include "standard_output.h"

namespace mmoe::cli {
namespace {

using nlohmann::ordered_json;

constexpr std::uint64_t kAuditedSeed = 1;  // splits a table as the first run does

void print_duplicates(const ordered_json& audit) {
  TextTable table({{"", false}, {"train"}, {"test"}, {"in both"}});
  table.add({"rows", whole_cell(audit["rows"]["train"]), whole_cell(audit["rows"]["test"]), ""});
  const auto add = [&](const char* title, const ordered_json& counts) {
    table.add({title, whole_cell(counts["train"]), whole_cell(counts["test"]),
               whole_cell(counts["both"])});
  };
  add("duplicates, all columns", audit["duplicates"]);
  add("duplicates, instance weight aside", audit["duplicates_but_for_weight"]);
  print_text(table);
  print_text("(in both: rows of the test file that also occur in the training file)\n");
}

void print_unseen(const ordered_json& unseen, const char* where) {
  print_text(fmt::format("\ncategories of {} not seen in training: {}\n", where,
                         unseen.empty() ? "none" : ""));
  for (const ordered_json& entry : unseen) {
    print_text(fmt::format("  {:<44} {:>4} {} in {}\n", entry["column"].get<std::string>(),
                           entry["categories"].get<std::int64_t>(),
                           entry["categories"] == 1 ? "category" : "categories",
                           counted(entry["rows"], "row")));
  }
}

void print_constant(const ordered_json& constant) {
  print_text(fmt::format("\nconstant columns: {}\n", constant.empty() ? "none" : ""));
  for (const ordered_json& column : constant)
    print_text(fmt::format("  {}\n", column.get<std::string>()));
}

void print_leaky_columns(const ordered_json& leaky_columns) {
  TextTable table({{"label", false}, {"predicted by this column alone", false}, {"AUC"}});
  for (const ordered_json& entry : leaky_columns) {
    table.add({entry["label"], entry["column"], decimal_cell(entry["auc"])});
  }
  print_text("\n");
  print_text(table);
  print_text("(training file; each label's best column, and all with an AUC of 0.9 or more)\n");
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
  print_unseen(audit["unseen"], "the test file");
  print_constant(audit["constant"]);
  print_leaky_columns(audit["leaky_columns"]);
}

ordered_json audit_recipe(const std::string& path) {
  const TableRecipe recipe = read_table_recipe(path);
  return naming_origins(recipe.origins, [&] {
    return audit_table(recipe, load_table(recipe, kAuditedSeed, user_table_cache()));
  });
}

void print_part_duplicates(const ordered_json& audit) {
  TextTable table({{"", false}, {"train"}, {"validation"}, {"test"}});
  const ordered_json& rows = audit["rows"];
  const ordered_json& again = audit["duplicates"];
  table.add({"rows", whole_cell(rows["train"]), whole_cell(rows["validation"]),
             whole_cell(rows["test"])});
  table.add({"equal to another row of the part", whole_cell(again["train"]),
             whole_cell(again["validation"]), whole_cell(again["test"])});
  table.add({"equal to a row of training", "", whole_cell(again["validation_in_train"]),
             whole_cell(again["test_in_train"])});
  print_text(table);
  print_text("(equal in all inputs and labels)\n");
}

void print_table_leaks(const ordered_json& leaky_columns) {
  TextTable table(
      {{"label", false}, {"predicted by this column alone", false}, {"by", false}, {"value"}});
  for (const ordered_json& entry : leaky_columns) {
    table.add({entry["label"], entry["column"], entry["metric"] == "auc" ? "AUC" : "R²",
               decimal_cell(entry["value"])});
  }
  print_text("\n");
  print_text(table);
  print_text("(test rows; each label's best column, and all with an AUC of 0.9 or an R² of 0.8)\n");
}

void print_drift(const ordered_json& drift) {
  print_text(
      fmt::format("\ncolumns that drift from training to test: {}\n", drift.empty() ? "none" : ""));
  for (const ordered_json& entry : drift) {
    print_text(fmt::format("  {:<44} population stability index {:.2f}\n",
                           entry["column"].get<std::string>(), entry["psi"].get<double>()));
  }
}

void print_table_audit(const ordered_json& audit) {
  print_part_duplicates(audit);
  print_unseen(audit["unseen"], "validation and test");
  print_constant(audit["constant"]);
  print_table_leaks(audit["leaky_columns"]);
  print_drift(audit["drift"]);
}

}  // namespace

void add_data_audit(CLI::App& data, Action& chosen) {
  add_data_report(
      data, chosen,
      {.name = "audit",
       .description = "Report duplicates, unseen categories, constant columns and leaky columns",
       .footer = "Examples:\n"
                 "  mmoe-bench data audit census-income\n"
                 "  mmoe-bench data audit census-income --json | jq '.leaky_columns[:3]'\n"
                 "  mmoe-bench data audit kuairand-1k\n"
                 "  mmoe-bench data audit my.json",
       .compute = audit,
       .print = print_audit,
       .compute_table = audit_recipe,
       .print_table = print_table_audit,
       .compute_kuairand =
           [](const KuaiDataSet& data) { return audit_kuairand(data.log(), data.inputs()); },
       .print_kuairand = print_kuairand_audit});
}

}  // namespace mmoe::cli
