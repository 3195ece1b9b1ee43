// SPDX-License-Identifier: Apache-2.0
#include "data/table/recipe.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "base/sha256.h"
#include "data/table/recipe_parts.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

/// The paths that a string or a list of strings names, from the recipe's folder.
std::vector<std::string> read_paths(const ordered_json& json, const std::string& where,
                                    const std::filesystem::path& folder) {
  const ordered_json list = json.is_string() ? ordered_json::array({json}) : json;
  std::vector<std::string> names;
  Fields bound;
  bound.add("files", names, "");
  try {
    bound.read({{"files", list}}, "");
  } catch (const FieldError&) {
    names.clear();
  }
  if (names.empty() || std::ranges::count(names, "") > 0) {
    throw FieldError(where, fmt::format("found {}; expected a path or a list of paths, or "
                                        "{{\"train\", \"test\"}} with such",
                                        json.dump()));
  }
  for (std::string& name : names) name = (folder / name).lexically_normal().string();
  return names;
}

void read_files(const ordered_json& json, const std::filesystem::path& folder,
                TableRecipe& recipe) {
  if (json.is_null()) throw FieldError("files", "missing; expected the path of the table");
  recipe.by_part = json.is_object();
  if (!recipe.by_part) {
    recipe.files[0] = read_paths(json, "files", folder);
    return;
  }
  const std::vector<std::string> parts(kTableParts.begin(), kTableParts.end());
  for (const auto& [part, paths] : json.items()) {
    const auto found = std::ranges::find(parts, part);
    if (found == parts.end()) throw FieldError("files." + part, "unknown part" + hint(part, parts));
    recipe.files[static_cast<std::size_t>(found - parts.begin())] =
        read_paths(paths, "files." + part, folder);
  }
  for (const TablePart part : {TablePart::kTrain, TablePart::kTest}) {
    const auto index = static_cast<std::size_t>(part);
    if (recipe.files[index].empty()) {
      throw FieldError("files", fmt::format("'{}' is missing; expected files for train and test, "
                                            "or one path and a split",
                                            kTableParts[index]));
    }
  }
}

/// A label's column gives its label away.
void check_inputs(const TableRecipe& recipe) {
  for (const TableTaskOptions& task : recipe.tasks) {
    for (const auto& [name, column] : recipe.columns) {
      if (name != task.column || column.kind == "ignored") continue;
      throw FieldError("columns." + name,
                       fmt::format("is the label of task '{}' and would be an input; expected "
                                   "\"ignored\", or leave it out",
                                   task.name));
    }
  }
  const std::set<std::string> distinct(recipe.names.begin(), recipe.names.end());
  if (distinct.size() != recipe.names.size()) {
    throw FieldError("names", "a name is there twice; expected each once");
  }
}

void check_widths(const TableRecipe& recipe) {
  const auto check = [&](const TableColumnOptions& column, const std::string& where) {
    if (column.embedding_width == 0 || recipe.embedding_width > 0) return;
    throw FieldError(
        where + ".embedding_width",
        fmt::format("found {} where the recipe's embedding_width is 0: one-hot inputs; "
                    "expected that to be 1 or more",
                    column.embedding_width));
  };
  for (const auto& [name, column] : recipe.columns) check(column, "columns." + name);
  check(recipe.others, "other_columns");
}

/// The members that are plain values.
void read_values(const ordered_json& json, TableRecipe& recipe, std::string& main) {
  std::string editor_schema;
  std::string schema;
  std::int64_t version = 1;
  std::vector<std::string> parts = {"files", "columns", "other_columns", "tasks", "split"};
  Fields bound;
  bound.add("$schema", editor_schema, "for editors");
  bound.add("schema", schema, "what this file is", {kTableSchema});
  bound.add("schema_version", version, "of this form", {.low = 1, .high = 1});
  bound.add("name", recipe.name, "name of the table; by default the recipe's file name");
  bound.add("delimiter", recipe.delimiter, "between fields; by default a tab for .tsv, else ,",
            {",", ";", "\t", "|"});
  bound.add("header", recipe.header, "the first line holds names");
  bound.add("names", recipe.names, "names of the columns, in place of the header's");
  bound.add("missing", recipe.missing, "words for a missing value");
  bound.add("comment", recipe.comment, "rows that begin with this are skipped; empty = none");
  bound.add("main", main, "name of the main task; by default the first");
  bound.add("embedding_width", recipe.embedding_width,
            "embedding dimension per category; 0 = one-hot",
            {.low = 0, .high = kWidestColumnEmbedding});
  std::vector<std::string> known = bound.names();
  known.insert(known.end(), parts.begin(), parts.end());
  for (const auto& [name, value] : json.items()) {
    if (std::ranges::count(known, name) == 0) {
      throw FieldError(name, "unknown field" + hint(name, known));
    }
  }
  bound.read(json, "");
  if (!recipe.header && recipe.names.empty()) {
    throw FieldError("header", "found false without \"names\"; expected the columns' names there");
  }
}

}  // namespace

TableRecipe parse_table_recipe(const JsonText& text, const std::string& path) {
  return naming_origins(text.origins, [&] {
    if (!text.value.is_object()) throw InputError(path + ": expected an object");
    ordered_json json = text.value;
    TableRecipe recipe;
    recipe.name = std::filesystem::path(path).stem().string();
    recipe.origins = text.origins;
    recipe.path = path;
    recipe.sha256 = sha256_hex(json_text(text.value, -1));
    std::string main;
    const ordered_json files = take_member(json, "files").value_or(nullptr);
    const ordered_json columns = take_member(json, "columns").value_or(nullptr);
    const ordered_json others = take_member(json, "other_columns").value_or(nullptr);
    const ordered_json tasks = take_member(json, "tasks").value_or(nullptr);
    const ordered_json split = take_member(json, "split").value_or(nullptr);
    read_values(json, recipe, main);
    read_files(files, std::filesystem::path(path).parent_path(), recipe);
    if (!columns.is_null()) read_table_columns(columns, recipe);
    if (!others.is_null()) recipe.others = read_table_column(others, "other_columns");
    if (recipe.others.kind == "weight") {
      throw FieldError("other_columns", "found \"weight\"; expected it of one column, by name");
    }
    read_table_tasks(tasks, main, recipe);
    read_table_split(split, recipe);
    check_inputs(recipe);
    check_widths(recipe);
    return recipe;
  });
}

TableRecipe read_table_recipe(const std::string& path) {
  return parse_table_recipe(read_json(path), path);
}

}  // namespace mmoe
