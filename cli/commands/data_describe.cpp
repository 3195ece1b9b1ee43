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
#include "json_cells.h"
#include "kuairand_report.h"
#include "report/tables/text_table.h"
#include "standard_output.h"

namespace mmoe::cli {
namespace {

using nlohmann::ordered_json;

constexpr std::uint64_t kDescribedSeed = 1;  // splits a table as the first run does

/// Formats |r| with four decimals as in the paper, "–" if it is undefined.
std::string correlation_text(const ordered_json& value) {
  return value.is_null() ? "–" : fmt::format("{:.4f}", std::abs(value.get<double>()));
}

/// A table below an empty line.
void print_next(const TextTable& table) {
  print_text("\n");
  print_text(table);
}

void print_files(const ordered_json& files) {
  TextTable table({{"file", false}, {"rows"}, {"bytes"}, {"sha256 (uncompressed)", false}});
  for (const ordered_json& file : files) {
    const char* known = file["known"].get<bool>() ? "as published" : "not the published file";
    table.add({file["file"], whole_cell(file["rows"]), whole_cell(file["bytes"]),
               fmt::format("{} ({})", file["sha256"].get<std::string>(), known)});
  }
  print_text(table);
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
  TextTable table({{"rate of label", false}, {"train"}, {"test"}});
  for (const ordered_json& label : labels) {
    table.add({label["task"], decimal_cell(label["train_rate"]), decimal_cell(label["test_rate"])});
  }
  print_next(table);
}

void print_groups(const ordered_json& groups) {
  TextTable table({{"|Pearson| of the labels", false}, {"train"}, {"test"}, {"paper"}});
  for (const ordered_json& group : groups) {
    table.add({fmt::format("group {}: {}, {}", group["group"].get<std::int64_t>(),
                           group["main"].get<std::string>(), group["auxiliary"].get<std::string>()),
               correlation_text(group["pearson"]["train"]),
               correlation_text(group["pearson"]["test"]),
               correlation_text(group["paper_abs_pearson"])});
  }
  print_next(table);
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
  const TableDataSet data(recipe, kDescribedSeed);
  ordered_json description = data.describe();
  if (data.cache()) {
    description["cache"] = {{"files", data.cache()->stem.string() + "-*"},
                            {"bytes", cached_bytes(*data.cache())}};
  }
  return description;
}

void print_table_files(const ordered_json& description) {
  TextTable table({{"file", false},
                   {"part", false},
                   {"rows"},
                   {"bytes"},
                   {"sha256 of the plain bytes", false}});
  for (const ordered_json& file : description["files"]) {
    table.add({file["file"], file["split"], whole_cell(file["rows"]), whole_cell(file["bytes"]),
               file["sha256"]});
  }
  print_text(table);
  std::string counts;
  for (const auto& [part, rows] : description["rows"].items()) {
    counts += fmt::format("{}{} {}", counts.empty() ? "" : ", ", whole_cell(rows), part);
  }
  print_text(fmt::format("\nrows: {}\n", counts));
  if (!description.contains("cache")) return;
  const ordered_json& cache = description["cache"];
  print_text(fmt::format("cache: {} ({} MB)\n", cache["files"].get<std::string>(),
                         with_commas(std::llround(cache["bytes"].get<double>() / 1e6))));
}

void print_table_columns(const ordered_json& inputs) {
  print_text(fmt::format("\ninputs: {} dense, {} one-hot\n", inputs["dense"].get<std::int64_t>(),
                         inputs["sparse"].get<std::int64_t>()));
  TextTable table({{"column", false},
                   {"kind", false},
                   {"inputs"},
                   {"missing"},
                   {"unseen"},
                   {"transform", false}});
  for (const ordered_json& column : inputs["columns"]) {
    table.add({column["column"], column["kind"], whole_cell(column["inputs"]),
               whole_cell(column["missing_rows"]),
               std::to_string(column.value("unseen_rows", std::int64_t{0})),
               column.value("transform", std::string())});
  }
  print_text(table);
  print_text("(missing, unseen: rows without a value, with a category that training lacks)\n");
}

void print_table_labels(const ordered_json& description) {
  TextTable table(
      {{"rate or mean of label", false}, {"kind", false}, {"train"}, {"validation"}, {"test"}});
  for (const ordered_json& label : description["labels"]) {
    const std::string kind = label["kind"];
    const auto value = [&](const char* part) {
      return decimal_cell(label[fmt::format("{}_{}", part, kind == "binary" ? "rate" : "mean")]);
    };
    table.add({label["task"], kind, value("train"), value("validation"), value("test")});
  }
  print_next(table);
  if (description["pairs"].empty()) return;
  TextTable pairs({{"|Pearson| of the labels", false}, {"train"}, {"test"}});
  for (const ordered_json& pair : description["pairs"]) {
    pairs.add({fmt::format("{}, {}", pair["tasks"][0].get<std::string>(),
                           pair["tasks"][1].get<std::string>()),
               correlation_text(pair["pearson"]["train"]),
               correlation_text(pair["pearson"]["test"])});
  }
  print_next(pairs);
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
