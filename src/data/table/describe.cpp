// SPDX-License-Identifier: Apache-2.0
#include "data/table/describe.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <optional>

#include "math/correlation.h"
#include "statistics/or_null.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

std::vector<double> labels_of(const LoadedTable& loaded, std::size_t k, TablePart part) {
  std::vector<double> labels;
  for (std::size_t row = 0; row < loaded.parts.size(); ++row) {
    const float label = loaded.labels[k][row];
    if (loaded.parts[row] == part && !std::isnan(label)) labels.push_back(label);
  }
  return labels;
}

/// Over the rows that have both labels.
std::optional<double> correlation(const LoadedTable& loaded, std::size_t a, std::size_t b,
                                  TablePart part) {
  std::vector<double> of_a;
  std::vector<double> of_b;
  for (std::size_t row = 0; row < loaded.parts.size(); ++row) {
    const float label_a = loaded.labels[a][row];
    const float label_b = loaded.labels[b][row];
    if (loaded.parts[row] != part || std::isnan(label_a) || std::isnan(label_b)) continue;
    of_a.push_back(label_a);
    of_b.push_back(label_b);
  }
  return pearson(of_a, of_b);
}

ordered_json describe_table_files(const TableRecipe& recipe, const RawTable& table) {
  ordered_json files = ordered_json::array();
  std::size_t next = 0;
  for (std::size_t part = 0; part < kTableParts.size(); ++part) {
    for (std::size_t i = 0; i < recipe.files[part].size(); ++i) {
      const TableFile& file = table.files[next++];
      files.push_back({{"split", recipe.by_part ? kTableParts[part] : "all"},
                       {"file", std::filesystem::path(file.path).filename().string()},
                       {"rows", file.rows},
                       {"bytes", file.bytes},
                       {"sha256", file.sha256}});
    }
  }
  return files;
}

ordered_json describe_columns(const TableEncoding& encoding) {
  ordered_json columns = ordered_json::array();
  for (const TableInput& input : encoding.inputs) {
    ordered_json column = {{"column", input.column}, {"kind", input.kind}};
    if (!input.transform.empty()) column["transform"] = input.transform;
    column["inputs"] = input.dense + input.sparse;
    column["missing_rows"] = input.missing_rows;
    if (input.kind != "numeric") column["unseen_rows"] = input.unseen_rows;
    columns.push_back(column);
  }
  return {{"dense", encoding.dense}, {"sparse", encoding.sparse}, {"columns", columns}};
}

/// Over the training part, weighted by the column of kind weight; empty without one.
std::optional<double> weighted_mean(const TableRecipe& recipe, const LoadedTable& loaded,
                                    std::size_t k) {
  const std::string* const weight = recipe.weight_column();
  if (weight == nullptr) return std::nullopt;
  const ColumnValues<double>& weights = loaded.table.at(*weight).numbers;
  double sum = 0;
  double total = 0;
  for (std::size_t row = 0; row < weights.size(); ++row) {
    const float label = loaded.labels[k][row];
    if (loaded.parts[row] != TablePart::kTrain || std::isnan(label)) continue;
    sum += weights[row] * double{label};
    total += weights[row];
  }
  if (total == 0) return std::nullopt;
  return sum / total;
}

/// The mean is the rate of a binary task.
ordered_json describe_task(const TableRecipe& recipe, const LoadedTable& loaded, std::size_t k) {
  const TableTaskOptions& task = recipe.tasks[k];
  ordered_json label = {{"task", task.name}, {"kind", task.kind}, {"column", task.column}};
  const char* const mean = task.kind == "binary" ? "rate" : "mean";
  for (std::size_t part = 0; part < kTableParts.size(); ++part) {
    const auto labels = labels_of(loaded, k, static_cast<TablePart>(part));
    double sum = 0;
    for (const double value : labels) sum += value;
    label[fmt::format("{}_{}", kTableParts[part], mean)] = sum / static_cast<double>(labels.size());
    if (task.partly_labelled) {
      label[fmt::format("{}_labelled", kTableParts[part])] = labels.size();
    }
  }
  if (const auto weighted = weighted_mean(recipe, loaded, k)) {
    label[fmt::format("weighted_train_{}", mean)] = *weighted;
  }
  return label;
}

ordered_json describe_pairs(const TableRecipe& recipe, const LoadedTable& loaded) {
  ordered_json pairs = ordered_json::array();
  for (std::size_t a = 0; a < recipe.tasks.size(); ++a) {
    for (std::size_t b = a + 1; b < recipe.tasks.size(); ++b) {
      ordered_json pair = {{"tasks", {recipe.tasks[a].name, recipe.tasks[b].name}}};
      for (const TablePart part : {TablePart::kTrain, TablePart::kTest}) {
        pair["pearson"][kTableParts[static_cast<std::size_t>(part)]] =
            or_null(correlation(loaded, a, b, part));
      }
      pairs.push_back(pair);
    }
  }
  return pairs;
}

}  // namespace

ordered_json describe_table(const TableRecipe& recipe, const LoadedTable& loaded,
                            const TableEncoding& encoding) {
  ordered_json rows;
  ordered_json labels = ordered_json::array();
  for (std::size_t part = 0; part < kTableParts.size(); ++part) {
    rows[kTableParts[part]] = encoding.rows[part];
  }
  for (std::size_t k = 0; k < recipe.tasks.size(); ++k) {
    labels.push_back(describe_task(recipe, loaded, k));
  }
  ordered_json description = {{"name", "table"},
                              {"table", recipe.name},
                              {"files", describe_table_files(recipe, loaded.table)},
                              {"rows", rows},
                              {"inputs", describe_columns(encoding)},
                              {"labels", labels},
                              {"pairs", describe_pairs(recipe, loaded)}};
  if (recipe.embedding_width > 0) description["embedding_width"] = recipe.embedding_width;
  return description;
}

}  // namespace mmoe
