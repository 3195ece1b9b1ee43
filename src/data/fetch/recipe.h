// SPDX-License-Identifier: Apache-2.0
// The source and the expected files of a published data set: the members of
// datasets/NAME/recipe.json needed to fetch and check it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace mmoe {

struct RecipeFile {
  std::string name;  // uncompressed, as installed; the archive's own name: the archive as it is
  std::int64_t bytes = 0;  // -1 = not published
  std::string sha256;      // 64 lower-case hex digits; empty if there is an MD5 in its place
  std::string md5 = {};    // 32 lower-case hex digits; empty if there is a SHA-256
};

struct Recipe {
  std::string name;
  std::string url;  // of the archive
  std::vector<std::string>
      archives;                   // nested in that archive, each in the one before; may be empty
  std::vector<RecipeFile> files;  // at least one
};

/// Reads a recipe from JSON; ignores other members. Throws InputError "WHERE: ..." on a syntax
/// error and on a missing or invalid member.
Recipe parse_recipe(std::string_view text, const std::string& where);

/// Returns the names of the recipes compiled into the program.
std::vector<std::string> recipe_names();

/// Returns the recipe compiled in under `name`, or the one in the file `name` if it ends in
/// ".json". Throws InputError with a hint.
Recipe find_recipe(const std::string& name);

/// What is wrong with the file at `path`: "is missing", "has 3 bytes; expected 4", or "has SHA-256
/// ...; expected ..." (or MD5); empty when it is right. Throws RunError when it cannot be read,
/// Interrupted.
std::string find_fault(const std::filesystem::path& path, const RecipeFile& expected);

}  // namespace mmoe
