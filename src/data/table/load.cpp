// SPDX-License-Identifier: Apache-2.0
#include "data/table/load.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <unordered_set>
#include <utility>

#include "base/count_text.h"
#include "base/error.h"
#include "data/table/split.h"
#include "statistics/sample.h"

namespace mmoe {
namespace {

/// Throws FieldError unless every value that a task names is that of some row.
void check_values_occur(const RawTable& table, const TableTaskOptions& task) {
  const auto check = [&](const std::vector<std::string>& values, const char* member) {
    for (const std::string& value : values) {
      code_of(table.at(task.column), value, task.where + member);
    }
  };
  check(task.in, ".in");
  check(task.not_in, ".not in");
}

LabelEncoder label_encoder(const TableTaskOptions& task) {
  return {.column = task.column, .at_least = task.at_least, .in = task.in, .not_in = task.not_in};
}

void check_classes(const TableTaskOptions& task, const LoadedTable& loaded, std::size_t k) {
  std::array<std::array<std::size_t, 2>, kTableParts.size()> counts{};
  for (std::size_t row = 0; row < loaded.table.rows; ++row) {
    const float label = loaded.labels[k][row];
    if (std::isnan(label)) continue;
    ++counts[static_cast<std::size_t>(loaded.parts[row])][label > 0 ? 1 : 0];
  }
  for (std::size_t part = 0; part < counts.size(); ++part) {
    if (counts[part][0] > 0 && counts[part][1] > 0) continue;
    if (counts[part][0] + counts[part][1] == 0) {
      throw FieldError(task.where, fmt::format("no row of the {} part has a label; expected both "
                                               "classes",
                                               kTableParts[part]));
    }
    throw FieldError(task.where, fmt::format("every one of the {} of the {} part has label "
                                             "{}; expected both classes",
                                             counted(counts[part][0] + counts[part][1], "row"),
                                             kTableParts[part], counts[part][1] > 0 ? 1 : 0));
  }
}

/// A regression's labels: not all the same in training, and scaled where asked for.
void scale_labels(const TableTaskOptions& task, const std::vector<TablePart>& parts,
                  std::vector<float>& labels, LabelEncoder& encoder) {
  std::vector<double> training;
  for (std::size_t row = 0; row < labels.size(); ++row) {
    if (parts[row] == TablePart::kTrain && !std::isnan(labels[row])) {
      training.push_back(labels[row]);
    }
  }
  if (training.empty()) {
    throw FieldError(task.where, "no row of the train part has a label");
  }
  const double mean = mmoe::mean(training);
  const double sd = population_deviation(training);
  if (sd == 0) {
    throw FieldError(task.where, fmt::format("every row of the train part has label {}; expected "
                                             "labels that differ",
                                             mean));
  }
  if (!task.standardise) return;
  encoder.mean = mean;
  encoder.sd = sd;
  encoder.scale(labels);
}

/// The weights of rows as their losses are multiplied by.
std::vector<float> row_weights(const std::string& name, const LoadedTable& loaded) {
  const ColumnValues<double>& given = loaded.table.at(name).numbers;
  double sum = 0;
  std::size_t rows = 0;
  for (std::size_t row = 0; row < given.size(); ++row) {
    if (loaded.parts[row] != TablePart::kTrain) continue;
    sum += given[row];
    ++rows;
  }
  if (sum == 0) {
    throw FieldError("columns." + name,
                     "every row of the train part has weight 0; expected some above it");
  }
  const double scale = static_cast<double>(rows) / sum;
  std::vector<float> weights;
  for (std::size_t row = 0; row < given.size(); ++row) {
    weights.push_back(static_cast<float>(given[row] * scale));
  }
  loaded.table.release();
  return weights;
}

}  // namespace

TableRoles::TableRoles(const TableRecipe& recipe) : recipe_(recipe) {
  for (const TableTaskOptions& task : recipe.tasks) inputs_[task.column].kind = "ignored";
  if (!recipe.split.column.empty()) inputs_[recipe.split.column].kind = "ignored";
  for (const auto& [name, column] : recipe.columns) inputs_[name] = column;
}

const TableColumnOptions& TableRoles::input(const std::string& column) const {
  const auto found = inputs_.find(column);
  return found == inputs_.end() ? recipe_.others : found->second;
}

std::optional<TableColumnUse> TableRoles::use(const std::string& column) const {
  TableColumnUse use;
  const TableColumnOptions& input = this->input(column);
  use.numbers = input.kind == "numeric" || input.kind == "weight";
  use.texts = input.kind == "categorical" || input.kind == "multi-valued";
  use.complete = input.kind == "weight";
  if (input.kind == "weight" || (input.kind == "numeric" && input.log1p)) use.low = 0;
  for (const TableTaskOptions& task : recipe_.tasks) {
    if (task.column != column) continue;
    (task.by_value() ? use.texts : use.numbers) = true;
    use.complete |= !task.partly_labelled;
    use.label = true;
    use.binary |= task.kind == "binary" && !task.by_value() && !task.at_least;
  }
  if (column == recipe_.split.column) use.texts = use.complete = true;
  if (!use.numbers && !use.texts) return std::nullopt;
  return use;
}

TableForm table_form(const TableRecipe& recipe) {
  TableForm form{.paths = {},
                 .delimiter = recipe.delimiter,
                 .header = recipe.header,
                 .names = recipe.names,
                 .missing = recipe.missing,
                 .comment = recipe.comment};
  for (const auto& paths : recipe.files) {
    form.paths.insert(form.paths.end(), paths.begin(), paths.end());
  }
  return form;
}

void check_table_columns(const TableRecipe& recipe, const std::vector<std::string>& header) {
  const std::unordered_set<std::string> known(header.begin(), header.end());
  const auto check = [&](const std::string& where, const std::string& name) {
    if (known.contains(name)) return;
    std::string problem = fmt::format("the table has no column '{}'", name);
    if (header.size() == 1) {
      problem += fmt::format(", only '{}'; is \"delimiter\" right?", header.front());
    } else {
      problem += short_hint(name, header);
    }
    throw FieldError(where, problem);
  };
  for (const auto& [name, column] : recipe.columns) check("columns." + name, name);
  for (const TableTaskOptions& task : recipe.tasks) check(task.where + ".column", task.column);
  if (!recipe.split.column.empty()) check("split.column", recipe.split.column);
}

LoadedTable split_and_label(const TableRecipe& recipe, RawTable table, std::uint64_t seed) {
  LoadedTable loaded{.table = std::move(table), .parts = {}, .labels = {}};
  loaded.parts = split_rows(recipe, loaded.table, seed);
  if (const std::string* const weight = recipe.weight_column()) {
    loaded.weights = row_weights(*weight, loaded);
  }
  for (const TableTaskOptions& task : recipe.tasks) {
    check_values_occur(loaded.table, task);
    LabelEncoder& encoder = loaded.label_encoders.emplace_back(label_encoder(task));
    loaded.labels.push_back(encoder.labels(loaded.table));
    loaded.table.release();
    if (task.kind == "binary") {
      check_classes(task, loaded, loaded.labels.size() - 1);
    } else {
      scale_labels(task, loaded.parts, loaded.labels.back(), encoder);
    }
  }
  return loaded;
}

LoadedTable load_table(const TableRecipe& recipe, std::uint64_t seed) {
  const TableForm form = table_form(recipe);
  check_table_columns(recipe, read_table_header(form));
  const TableRoles roles(recipe);
  return split_and_label(
      recipe, read_table(form, [&](const std::string& column) { return roles.use(column); }), seed);
}

}  // namespace mmoe
