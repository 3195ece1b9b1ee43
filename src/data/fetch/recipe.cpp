// SPDX-License-Identifier: Apache-2.0
#include "data/fetch/recipe.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <system_error>

#include "base/embedded.h"
#include "base/error.h"
#include "base/json_file.h"
#include "base/md5.h"
#include "base/read_file.h"
#include "base/sha256.h"

namespace mmoe {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

bool is_digest(const std::string& text, std::size_t digits) {
  return text.size() == digits && text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

/// Returns whether `name` stays within the folder it is put into.
bool is_file_name(const std::string& name) {
  return !name.empty() && name.front() != '.' && name.find('/') == std::string::npos;
}

/// Reads a member that has to be there.
template <typename Value>
Value required(const json& object, const char* name, const std::string& where) {
  if (!object.is_object() || !object.contains(name)) {
    throw InputError(fmt::format("{}: {}: missing", where, name));
  }
  try {
    return object.at(name).get<Value>();
  } catch (const json::exception&) {
    throw InputError(
        fmt::format("{}: {}: found {}, which has another type than datasets/*/recipe.json", where,
                    name, object.at(name).dump()));
  }
}

RecipeFile parse_file(const json& object, const std::string& where) {
  RecipeFile file{.name = required<std::string>(object, "name", where), .sha256 = {}};
  if (object.contains("md5")) {
    file.bytes = -1;  // who publishes an MD5 alone tells no size
    file.md5 = required<std::string>(object, "md5", where);
  } else {
    file.bytes = required<std::int64_t>(object, "bytes", where);
    file.sha256 = required<std::string>(object, "sha256", where);
  }
  if (!is_file_name(file.name)) {
    throw InputError(
        fmt::format("{}: found file name '{}'; expected one without a folder and not "
                    "beginning with a dot",
                    where, file.name));
  }
  if (object.contains("md5")) {
    if (is_digest(file.md5, 32)) return file;
    throw InputError(fmt::format("{}: {}: found md5 '{}'; expected 32 lower-case hex digits", where,
                                 file.name, file.md5));
  }
  if (file.bytes < 0) {
    throw InputError(
        fmt::format("{}: {}: found {} bytes; expected at least 0", where, file.name, file.bytes));
  }
  if (!is_digest(file.sha256, 64)) {
    throw InputError(fmt::format("{}: {}: found sha256 '{}'; expected 64 lower-case hex digits",
                                 where, file.name, file.sha256));
  }
  return file;
}

std::vector<Recipe> all_recipes() {
  std::vector<Recipe> recipes;
  for (const EmbeddedFile& file : built_in_recipes()) {
    recipes.push_back(parse_recipe(file.text, fmt::format("datasets/{}/recipe.json", file.name)));
  }
  return recipes;
}

}  // namespace

Recipe parse_recipe(std::string_view text, const std::string& where) {
  const json object = parse_json(std::string(text), where).value;
  Recipe recipe{required<std::string>(object, "name", where),
                required<std::string>(object, "url", where),
                required<std::vector<std::string>>(object, "archives", where),
                {}};
  const auto files = required<std::vector<json>>(object, "files", where);
  for (std::size_t i = 0; i < files.size(); ++i) {
    recipe.files.push_back(parse_file(files[i], fmt::format("{}: files[{}]", where, i)));
  }
  if (!is_file_name(recipe.name)) {
    throw InputError(
        fmt::format("{}: found name '{}'; expected a valid folder name", where, recipe.name));
  }
  if (recipe.files.empty()) throw InputError(where + ": found no files; expected at least one");
  return recipe;
}

std::vector<std::string> recipe_names() {
  std::vector<std::string> names;
  for (const Recipe& recipe : all_recipes()) names.push_back(recipe.name);
  return names;
}

Recipe find_recipe(const std::string& name) {
  if (name.ends_with(".json")) {
    return parse_recipe(read_whole_file(name), name);
  }
  for (const Recipe& recipe : all_recipes()) {
    if (recipe.name == name) return recipe;
  }
  throw InputError(fmt::format("unknown data set '{}'{}", name, hint(name, recipe_names())));
}

std::string find_fault(const fs::path& path, const RecipeFile& expected) {
  std::error_code failed;
  if (!fs::exists(path, failed) && !failed) return "is missing";
  const auto bytes = static_cast<std::int64_t>(fs::file_size(path, failed));
  if (failed || !fs::is_regular_file(path, failed) || !std::ifstream(path, std::ios::binary)) {
    throw RunError(fmt::format("{}: cannot be read as a file", path.string()));
  }
  if (!expected.md5.empty()) {
    const std::string digest = md5_of_file(path);
    if (digest == expected.md5) return "";
    return fmt::format("has MD5 {}; expected {}", digest, expected.md5);
  }
  if (bytes != expected.bytes) {
    return fmt::format("has {} bytes; expected {}", bytes, expected.bytes);
  }
  const auto digest = sha256_of_file(path);
  if (!digest) throw RunError(fmt::format("{}: cannot be read", path.string()));
  if (*digest == expected.sha256) return "";
  return fmt::format("has SHA-256 {}; expected {}", *digest, expected.sha256);
}

}  // namespace mmoe
