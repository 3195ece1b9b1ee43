// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>

#include "data/table/recipe_parts.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

void check_task(const TableTaskOptions& task, const std::string& where) {
  const int conditions =
      int{task.at_least.has_value()} + int{!task.in.empty()} + int{!task.not_in.empty()};
  if (task.column.empty()) {
    throw FieldError(where + ".column", "missing; expected the name of a column");
  }
  if (conditions > 1) {
    throw FieldError(where, "found several conditions; expected one of \">=\", \"in\", \"not in\"");
  }
  if (conditions == 0 && task.kind.empty()) {
    throw FieldError(where + ".kind",
                     "missing; expected \"binary\" (0 and 1), \"regression\", or a condition: "
                     "\">=\", \"in\" or \"not in\"");
  }
  if (conditions == 1 && task.kind == "regression") {
    throw FieldError(where + ".kind", "found \"regression\" beside a condition; expected binary");
  }
  if (task.standardise && task.kind != "regression") {
    throw FieldError(where + ".standardise", "found for a binary task; expected a regression");
  }
}

TableTaskOptions read_task(ordered_json json, const std::string& where) {
  if (!json.is_object()) {
    throw FieldError(where, fmt::format("found {}; expected an object", json.dump()));
  }
  TableTaskOptions task;
  task.where = where;
  for (const char* list : {"in", "not in"}) {
    if (!json.contains(list)) continue;
    numbers_to_text(json[list]);
    if (json[list] == ordered_json::array()) {
      throw FieldError(where + "." + list, "found an empty list; expected at least one value");
    }
  }
  double at_least = 0;
  Fields bound;
  bound.add("name", task.name, "name of the task; by default its column's");
  bound.add("column", task.column, "column of the label");
  bound.add("kind", task.kind, "what the label is", {"binary", "regression"});
  bound.add(">=", at_least, "the label is 1 from this number on");
  bound.add("in", task.in, "the label is 1 for these values");
  bound.add("not in", task.not_in, "the label is 0 for these values");
  bound.add("standardise", task.standardise, "scale a regression's labels to mean 0 and sd 1");
  bound.add("partly_labelled", task.partly_labelled,
            "rows without a label are left out of this task's loss and metrics");
  bound.read(json, where);
  if (json.contains(">=")) task.at_least = at_least;
  check_task(task, where);
  if (task.kind.empty()) task.kind = "binary";
  if (task.name.empty()) task.name = task.column;
  return task;
}

}  // namespace

void read_table_tasks(const ordered_json& json, const std::string& main, TableRecipe& recipe) {
  if (!json.is_array() || json.empty()) {
    throw FieldError("tasks",
                     fmt::format("found {}; expected a list of at least one task", json.dump()));
  }
  std::vector<std::string> names;
  for (std::size_t i = 0; i < json.size(); ++i) {
    const std::string where = fmt::format("tasks[{}]", i);
    TableTaskOptions task = read_task(json[i], where);
    if (std::ranges::count(names, task.name) > 0) {
      throw FieldError(where + ".name",
                       fmt::format("'{}' is there twice; give one another name", task.name));
    }
    names.push_back(task.name);
    recipe.tasks.push_back(std::move(task));
  }
  if (main.empty()) return;
  const auto found = std::ranges::find(recipe.tasks, main, &TableTaskOptions::name);
  if (found == recipe.tasks.end()) {
    throw FieldError("main", fmt::format("unknown task '{}'{}", main, hint(main, names)));
  }
  std::rotate(recipe.tasks.begin(), found, found + 1);
}

}  // namespace mmoe
