// SPDX-License-Identifier: Apache-2.0
#include "results/model_file/problem_json.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <vector>

#include "base/error.h"
#include "base/fields.h"
#include "base/json_file.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

constexpr double kMostInputs = 2147483647;
constexpr double kWidestEmbedding = 1 << 20;  // with so many weights per field sizes fit 64 bits

/// The members of a problem but its tasks, as fields have them.
struct ProblemNumbers {
  std::int64_t dense_inputs = 0;
  std::int64_t sparse_inputs = 0;
  std::int64_t embedding_width = 0;
  std::vector<std::int64_t> vocabularies = {};
  std::vector<std::int64_t> tables = {};
  std::vector<std::int64_t> widths = {};
  std::vector<std::int64_t> sparse_groups = {};

  Fields fields() {
    const Range count{.low = 0, .high = kMostInputs};
    Fields bound;
    bound.add("dense_inputs", dense_inputs, "numbers of an example", count);
    bound.add("sparse_inputs", sparse_inputs, "one-hot inputs", count);
    bound.add("embedding_width", embedding_width, "per field; 0: one-hot",
              {.low = 0, .high = kWidestEmbedding});
    bound.add("vocabularies", vocabularies, "categories of each embedded field", count);
    bound.add("tables", tables, "embedding table of each field; none: its own", count);
    bound.add("embedding_widths", widths, "of each field; none: embedding_width",
              {.low = 1, .high = kWidestEmbedding});
    bound.add("sparse_groups", sparse_groups, "group of each one-hot input", count);
    return bound;
  }
};

Task read_problem_task(const ordered_json& json, const std::string& where) {
  std::string name;
  std::string kind;
  bool partly_labelled = false;
  Fields bound;
  bound.add("name", name, "of the task");
  bound.add("kind", kind, "of the task", {"binary", "regression"});
  bound.add("partly_labelled", partly_labelled, "whether examples lack the label");
  bound.read(json, where);
  bound.check(where);
  return {name, kind == "binary" ? TaskKind::kBinary : TaskKind::kRegression, partly_labelled};
}

/// Tables are numbered in order of first use, and fields of one table have the same categories.
void check_tables(const EmbeddedFields& embedded, const std::string& where) {
  const auto& sizes = embedded.vocabularies;
  const auto& tables = embedded.tables;
  if (tables.empty()) return;
  if (tables.size() != sizes.size()) throw FieldError(where, "expected a table for each field");
  std::vector<Index> size_of_table;
  for (std::size_t field = 0; field < tables.size(); ++field) {
    const Index table = tables[field];
    if (table == std::ssize(size_of_table)) size_of_table.push_back(sizes[field]);
    if (table > std::ssize(size_of_table) - 1 ||
        size_of_table[static_cast<std::size_t>(table)] != sizes[field]) {
      throw FieldError(where, fmt::format("found table {} for field {}; expected tables in order "
                                          "of first use, of as many categories as the field",
                                          table, field));
    }
  }
}

/// Fields of one table have one embedding dimension.
void check_embedding_widths(const EmbeddedFields& embedded, const std::string& where) {
  const auto& widths = embedded.widths;
  if (widths.empty()) return;
  if (embedded.width == 0 || widths.size() != embedded.vocabularies.size()) {
    throw FieldError(where, "expected a number for each embedded field");
  }
  for (std::size_t field = 0; field < widths.size(); ++field) {
    for (std::size_t other = 0; other < field; ++other) {
      if (embedded.table(field) != embedded.table(other) || widths[field] == widths[other])
        continue;
      throw FieldError(where, fmt::format("found {} and {} for fields {} and {} of one table; "
                                          "expected the same number",
                                          widths[other], widths[field], other, field));
    }
  }
}

void check_embedded(const Problem& problem, const std::string& where) {
  const auto& sizes = problem.embedded.vocabularies;
  const Index sum = std::accumulate(sizes.begin(), sizes.end(), Index{0});
  if (problem.embedded.width > 0 ? sum != problem.sparse_inputs || sizes.empty() : !sizes.empty()) {
    throw FieldError(where + ".vocabularies", "expected as many categories as sparse inputs");
  }
  check_tables(problem.embedded, where + ".tables");
  check_embedding_widths(problem.embedded, where + ".embedding_widths");
}

void check_problem(const Problem& problem, const std::string& where) {
  if (problem.tasks.empty()) throw FieldError(where + ".tasks", "expected at least one");
  if (problem.inputs() == 0) throw FieldError(where, "expected at least one input");
  check_embedded(problem, where);
  const auto& groups = problem.sparse_groups;
  if (!groups.empty() && (std::ssize(groups) != problem.sparse_inputs ||
                          problem.sparse_group_count() > problem.sparse_inputs)) {
    throw FieldError(where + ".sparse_groups", "expected a group for each sparse input");
  }
}

}  // namespace

ordered_json write_problem(const Problem& problem) {
  ProblemNumbers numbers{.dense_inputs = problem.dense_inputs,
                         .sparse_inputs = problem.sparse_inputs,
                         .embedding_width = problem.embedded.width};
  const auto& sizes = problem.embedded.vocabularies;
  numbers.vocabularies.assign(sizes.begin(), sizes.end());
  const auto& tables = problem.embedded.tables;
  numbers.tables.assign(tables.begin(), tables.end());
  const auto& widths = problem.embedded.widths;
  numbers.widths.assign(widths.begin(), widths.end());
  numbers.sparse_groups.assign(problem.sparse_groups.begin(), problem.sparse_groups.end());
  ordered_json json = numbers.fields().write();
  for (const Task& task : problem.tasks) {
    json["tasks"].push_back({{"name", task.name},
                             {"kind", task.kind == TaskKind::kBinary ? "binary" : "regression"},
                             {"partly_labelled", task.partly_labelled}});
  }
  return json;
}

Problem read_problem(const ordered_json& json, const std::string& where) {
  ordered_json rest = json;
  const auto tasks = take_member(rest, "tasks");
  ProblemNumbers numbers;
  numbers.fields().read(rest, where);
  Problem problem{
      .dense_inputs = numbers.dense_inputs, .sparse_inputs = numbers.sparse_inputs, .tasks = {}};
  if (!tasks || !tasks->is_array()) throw FieldError(where + ".tasks", "expected a list");
  for (std::size_t k = 0; k < tasks->size(); ++k) {
    problem.tasks.push_back(read_problem_task((*tasks)[k], fmt::format("{}.tasks[{}]", where, k)));
  }
  problem.embedded.width = numbers.embedding_width;
  problem.embedded.vocabularies.assign(numbers.vocabularies.begin(), numbers.vocabularies.end());
  problem.embedded.tables.assign(numbers.tables.begin(), numbers.tables.end());
  problem.embedded.widths.assign(numbers.widths.begin(), numbers.widths.end());
  for (const std::int64_t group : numbers.sparse_groups) {
    problem.sparse_groups.push_back(static_cast<std::int32_t>(group));
  }
  check_problem(problem, where);
  return problem;
}

}  // namespace mmoe
