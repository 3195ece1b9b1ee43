// SPDX-License-Identifier: Apache-2.0
#include "data/fetch/known_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>

#include "base/error.h"
#include "base/log.h"
#include "data/fetch/recipe.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

constexpr std::size_t kDigitsShown = 12;  // of a digest: enough to distinguish two

/// "x.data (SHA-256 0123; expected 4567)"; empty if the file matches the recipe.
std::string difference(const ordered_json& file, const Recipe& recipe) {
  const std::string name = file.at("file");
  const std::string found = file.at("sha256");
  const auto known = std::ranges::find(recipe.files, name, &RecipeFile::name);
  if (known == recipe.files.end()) return name;
  if (known->sha256 == found) return "";
  return fmt::format("{} (SHA-256 {}; expected {})", name, found.substr(0, kDigitsShown),
                     known->sha256.substr(0, kDigitsShown));
}

}  // namespace

bool has_published_files(const std::string& data_set) {
  const auto names = recipe_names();
  return std::ranges::find(names, data_set) != names.end();
}

void check_known_files(const ordered_json& description, bool strict) {
  const Recipe recipe = find_recipe(description.at("name"));
  std::string unknown;
  for (const ordered_json& file : description.at("files")) {
    const std::string text = difference(file, recipe);
    if (!text.empty()) unknown += (unknown.empty() ? "" : ", ") + text;
  }
  if (unknown.empty()) return;
  const std::string text = fmt::format(
      "not the published files, so results are not comparable with others: {}; "
      "get those with `mmoe-bench data fetch {}`",
      unknown, recipe.name);
  if (strict) throw FieldError("strict", text);
  log_warning(text);
}

}  // namespace mmoe
