// SPDX-License-Identifier: Apache-2.0
// mmoe-bench data describe: sizes, inputs, label rates and correlations; of census-income with
// the paper's.
#include <fmt/format.h>

#include <cmath>
#include <string>

#include "base/count_text.h"
#include "data/census/cache.h"
#include "data/census/census.h"
#include "data/table/table_data.h"
#include "data_report.h"
#include "kuairand_report.h"
#include "standard_output.h"

namespace mmoe::cli {
namespace {

using nlohmann::ordered_json;

constexpr std::uint64_t kDescribedSeed = 1;  // splits a table as the first run does

/// Formats |r| with four decimals as in the paper, "–" if it is undefined.
std::string correlation_text(const ordered_json& value) {
  return value.is_null() ? "–" : fmt::format("{:.4f}", std::abs(value.get<double>()));
}

void print_files(const ordered_json& files) {
  print_text(
      fmt::format("{:<20} {:>8} {:>12}  {}\n", "file", "rows", "bytes", "sha256 (uncompressed)"));
  for (const ordered_json& file : files) {
    print_text(fmt::format("{:<20} {:>8} {:>12}  {} ({})\n", file["file"].get<std::string>(),
                           file["rows"].get<std::int64_t>(), file["bytes"].get<std::int64_t>(),
                           file["sha256"].get<std::string>(),
                           file["known"].get<bool>() ? "as published" : "not the published file"));
  }
}

void print_inputs(const ordered_json& inputs) {
  print_text(fmt::format("\ninputs: {} continuous, {} one-hot\n",
                         inputs["dense"].get<std::int64_t>(),
                         inputs["sparse"].get<std::int64_t>()));
  for (const ordered_json& column : inputs["columns"]) {
    std::string line =
        fmt::format("  {:<44} {:<10} {:>3}", column["column"].get<std::string>(),
                    column["kind"].get<std::string>(), column["inputs"].get<std::int64_t>());
    if (const std::int64_t unseen = column.value("unseen_test_rows", std::int64_t{0}); unseen > 0) {
      line += fmt::format("  {} of the test file with a category not seen in training",
                          counted(static_cast<std::size_t>(unseen), "row"));
    }
    print_text(line + "\n");
  }
}

void print_labels(const ordered_json& labels) {
  print_text(fmt::format("\n{:<20} {:>8} {:>8}\n", "rate of label", "train", "test"));
  for (const ordered_json& label : labels) {
    print_text(fmt::format("{:<20} {:>8.4f} {:>8.4f}\n", label["task"].get<std::string>(),
                           label["train_rate"].get<double>(), label["test_rate"].get<double>()));
  }
}

void print_groups(const ordered_json& groups) {
  print_text(fmt::format("\n{:<44} {:>8} {:>8} {:>8}\n", "|Pearson| of the labels", "train", "test",
                         "paper"));
  for (const ordered_json& group : groups) {
    const std::string tasks =
        fmt::format("group {}: {}, {}", group["group"].get<std::int64_t>(),
                    group["main"].get<std::string>(), group["auxiliary"].get<std::string>());
    print_text(fmt::format(
        "{:<44} {:>8} {:>8} {:>8}\n", tasks, correlation_text(group["pearson"]["train"]),
        correlation_text(group["pearson"]["test"]), correlation_text(group["paper_abs_pearson"])));
  }
}

ordered_json describe(const std::string& data_dir) {
  return CensusDataSet({}, {.data = data_dir, .cache = census_cache_dir()}).describe();
}

void print_description(const ordered_json& description) {
  print_files(description["files"]);
  print_inputs(description["inputs"]);
  print_labels(description["labels"]);
  print_groups(description["groups"]);
}

ordered_json describe_recipe(const std::string& recipe) {
  return TableDataSet(recipe, kDescribedSeed).describe();
}

void print_table_files(const ordered_json& description) {
  print_text(fmt::format("{:<24} {:<12} {:>10} {:>12}  {}\n", "file", "part", "rows", "bytes",
                         "sha256 of the plain bytes"));
  for (const ordered_json& file : description["files"]) {
    print_text(fmt::format("{:<24} {:<12} {:>10} {:>12}  {}\n", file["file"].get<std::string>(),
                           file["split"].get<std::string>(), file["rows"].get<std::int64_t>(),
                           file["bytes"].get<std::int64_t>(), file["sha256"].get<std::string>()));
  }
  std::string counts = "\nrows: ";
  for (const auto& [part, rows] : description["rows"].items()) {
    counts += fmt::format("{} {}  ", rows.get<std::int64_t>(), part);
  }
  print_text(counts + "\n");
}

void print_table_columns(const ordered_json& inputs) {
  print_text(fmt::format("\ninputs: {} dense, {} one-hot\n", inputs["dense"].get<std::int64_t>(),
                         inputs["sparse"].get<std::int64_t>()));
  print_text(fmt::format("  {:<32} {:<13} {:>7} {:>9} {:>9}\n", "column", "kind", "inputs",
                         "missing", "unseen"));
  for (const ordered_json& column : inputs["columns"]) {
    print_text(fmt::format(
        "  {:<32} {:<13} {:>7} {:>9} {:>9}  {}\n", column["column"].get<std::string>(),
        column["kind"].get<std::string>(), column["inputs"].get<std::int64_t>(),
        column["missing_rows"].get<std::int64_t>(), column.value("unseen_rows", std::int64_t{0}),
        column.value("transform", std::string())));
  }
  print_text("  (missing, unseen: rows without a value, with a category that training lacks)\n");
}

void print_table_labels(const ordered_json& description) {
  print_text(fmt::format("\n{:<24} {:<10} {:>10} {:>10} {:>10}\n", "rate or mean of label", "kind",
                         "train", "validation", "test"));
  for (const ordered_json& label : description["labels"]) {
    const std::string kind = label["kind"];
    const auto value = [&](const char* part) {
      return label[fmt::format("{}_{}", part, kind == "binary" ? "rate" : "mean")].get<double>();
    };
    print_text(fmt::format("{:<24} {:<10} {:>10.4f} {:>10.4f} {:>10.4f}\n",
                           label["task"].get<std::string>(), kind, value("train"),
                           value("validation"), value("test")));
  }
  if (description["pairs"].empty()) return;
  print_text(fmt::format("\n{:<35} {:>10} {:>21}\n", "|Pearson| of the labels", "train", "test"));
  for (const ordered_json& pair : description["pairs"]) {
    print_text(fmt::format("{:<35} {:>10} {:>21}\n",
                           fmt::format("{}, {}", pair["tasks"][0].get<std::string>(),
                                       pair["tasks"][1].get<std::string>()),
                           correlation_text(pair["pearson"]["train"]),
                           correlation_text(pair["pearson"]["test"])));
  }
}

void print_table(const ordered_json& description) {
  print_table_files(description);
  print_table_columns(description["inputs"]);
  print_table_labels(description);
}

}  // namespace

void add_data_describe(CLI::App& data, Action& chosen) {
  add_data_report(
      data, chosen,
      {.name = "describe",
       .description = "Print sizes, inputs, label rates and correlations of a data set",
       .footer = "Examples:\n"
                 "  mmoe-bench data describe census-income\n"
                 "  mmoe-bench data describe census-income --data-dir ~/data --json | jq .groups\n"
                 "  mmoe-bench data describe kuairand-1k\n"
                 "  mmoe-bench data describe my.json",
       .compute = describe,
       .print = print_description,
       .compute_table = describe_recipe,
       .print_table = print_table,
       .compute_kuairand = [](const KuaiDataSet& data) { return data.describe(); },
       .print_kuairand = print_kuairand_description});
}

}  // namespace mmoe::cli
