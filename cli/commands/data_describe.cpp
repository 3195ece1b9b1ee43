// SPDX-License-Identifier: Apache-2.0
// mmoe-bench data describe census-income: sizes, inputs, label rates and correlations, with the
// paper's.
#include <fmt/format.h>

#include <cmath>
#include <string>

#include "data/census/cache.h"
#include "data/census/census.h"
#include "data_report.h"

namespace mmoe::cli {
namespace {

using nlohmann::ordered_json;

/// Formats |r| with four decimals as in the paper, "–" if it is undefined.
std::string correlation_text(const ordered_json& value) {
  return value.is_null() ? "–" : fmt::format("{:.4f}", std::abs(value.get<double>()));
}

void print_files(const ordered_json& files) {
  fmt::print("{:<20} {:>8} {:>12}  {}\n", "file", "rows", "bytes", "sha256 (uncompressed)");
  for (const ordered_json& file : files) {
    fmt::print("{:<20} {:>8} {:>12}  {} ({})\n", file["file"].get<std::string>(),
               file["rows"].get<std::int64_t>(), file["bytes"].get<std::int64_t>(),
               file["sha256"].get<std::string>(),
               file["known"].get<bool>() ? "as published" : "not the published file");
  }
}

void print_inputs(const ordered_json& inputs) {
  fmt::print("\ninputs: {} continuous, {} one-hot\n", inputs["dense"].get<std::int64_t>(),
             inputs["sparse"].get<std::int64_t>());
  for (const ordered_json& column : inputs["columns"]) {
    fmt::print("  {:<44} {:<10} {:>3}", column["column"].get<std::string>(),
               column["kind"].get<std::string>(), column["inputs"].get<std::int64_t>());
    if (const std::int64_t unseen = column.value("unseen_test_rows", std::int64_t{0}); unseen > 0) {
      fmt::print("  {} rows of the test file have a category not seen in training", unseen);
    }
    fmt::print("\n");
  }
}

void print_labels(const ordered_json& labels) {
  fmt::print("\n{:<20} {:>8} {:>8}\n", "rate of label", "train", "test");
  for (const ordered_json& label : labels) {
    fmt::print("{:<20} {:>8.4f} {:>8.4f}\n", label["task"].get<std::string>(),
               label["train_rate"].get<double>(), label["test_rate"].get<double>());
  }
}

void print_groups(const ordered_json& groups) {
  fmt::print("\n{:<44} {:>8} {:>8} {:>8}\n", "|Pearson| of the labels", "train", "test", "paper");
  for (const ordered_json& group : groups) {
    const std::string tasks =
        fmt::format("group {}: {}, {}", group["group"].get<std::int64_t>(),
                    group["main"].get<std::string>(), group["auxiliary"].get<std::string>());
    fmt::print("{:<44} {:>8} {:>8} {:>8}\n", tasks, correlation_text(group["pearson"]["train"]),
               correlation_text(group["pearson"]["test"]),
               correlation_text(group["paper_abs_pearson"]));
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

}  // namespace

void add_data_describe(CLI::App& data, Action& chosen) {
  add_data_report(
      data, chosen,
      {.name = "describe",
       .description = "Print sizes, inputs, label rates and correlations of a data set",
       .footer = "Examples:\n"
                 "  mmoe-bench data describe census-income\n"
                 "  mmoe-bench data describe census-income --data-dir ~/data --json | jq .groups",
       .compute = describe,
       .print = print_description});
}

}  // namespace mmoe::cli
