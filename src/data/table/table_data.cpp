// SPDX-License-Identifier: Apache-2.0
#include "data/table/table_data.h"

#include <algorithm>

namespace mmoe {

TableDataSet::TableDataSet(const std::string& recipe, std::uint64_t seed, const TableCache& cache)
    : recipe_(read_table_recipe(recipe)),
      table_(naming_origins(recipe_.origins, [&] { return prepare_table(recipe_, seed, cache); })) {
}

std::vector<Setting> TableDataSet::settings() const { return {Setting{{"table", recipe_.name}}}; }

Problem TableDataSet::problem(std::size_t /*setting*/) const {
  const TableEncoding& encoding = table_.encoding;
  Problem problem{.dense_inputs = encoding.dense, .sparse_inputs = encoding.sparse, .tasks = {}};
  for (const TableTaskOptions& task : recipe_.tasks) {
    problem.tasks.push_back({task.name,
                             task.kind == "binary" ? TaskKind::kBinary : TaskKind::kRegression,
                             task.partly_labelled});
  }
  if (recipe_.embedding_width > 0 && encoding.sparse > 0) {
    problem.embedded = {.width = recipe_.embedding_width,
                        .vocabularies = encoding.vocabularies,
                        .widths = embedding_widths()};
  }
  problem.sparse_groups = topics();
  return problem;
}

/// By one-hot input, numbered in the recipe's order; columns without one are together. Empty where
/// none has one.
std::vector<std::int32_t> TableDataSet::topics() const {
  std::vector<std::string> names;
  for (const auto& [name, column] : recipe_.columns) {
    if (!column.topic.empty() && std::ranges::count(names, column.topic) == 0) {
      names.push_back(column.topic);
    }
  }
  std::vector<std::int32_t> topics;
  if (names.empty()) return topics;
  const TableRoles roles(recipe_);
  for (const TableInput& input : table_.encoding.inputs) {
    const auto topic = std::ranges::find(names, roles.input(input.column).topic);
    topics.insert(topics.end(), static_cast<std::size_t>(input.sparse),
                  static_cast<std::int32_t>(topic - names.begin()));
  }
  return topics;
}

/// Empty where all columns have the recipe's.
std::vector<Index> TableDataSet::embedding_widths() const {
  const TableRoles roles(recipe_);
  std::vector<Index> widths;
  for (const TableInput& input : table_.encoding.inputs) {
    if (input.sparse == 0) continue;
    const Index own = roles.input(input.column).embedding_width;
    widths.push_back(own > 0 ? own : recipe_.embedding_width);
  }
  const bool alike = std::ranges::all_of(
      widths, [&](const Index width) { return width == recipe_.embedding_width; });
  return alike ? std::vector<Index>() : widths;
}

nlohmann::ordered_json TableDataSet::identity(std::size_t setting) const {
  nlohmann::ordered_json tasks = nlohmann::ordered_json::array();
  for (const Task& task : problem(setting).tasks) {
    tasks.push_back({task.name, task.kind == TaskKind::kBinary ? "binary" : "regression"});
  }
  nlohmann::ordered_json identity = {
      {"encoded", table_.digest}, {"tasks", tasks}, {"embedding_width", recipe_.embedding_width}};
  const std::vector<Index> widths = embedding_widths();
  if (!widths.empty()) identity["embedding_widths"] = widths;
  // They decide the order of sums, and so the last bits.
  if (const auto groups = topics(); !groups.empty()) identity["topics"] = groups;
  return identity;
}

std::unique_ptr<DataDraw> TableDataSet::open(const DrawKey& key) const {
  return open_table_draw(table_.encoding, held_out_, key);
}

nlohmann::ordered_json TableDataSet::describe() const { return table_.description; }

}  // namespace mmoe
