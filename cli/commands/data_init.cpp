// SPDX-License-Identifier: Apache-2.0
// `data init FILE.csv`: a first recipe for a table, each guess with its reason. `data init adult`:
// the recipe of a published table.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/atomic_file.h"
#include "base/characters.h"
#include "base/embedded.h"
#include "base/error.h"
#include "base/json_file.h"
#include "base/log.h"
#include "base/shell_word.h"
#include "base/terminal.h"
#include "base/utf8.h"
#include "command.h"
#include "data/table/first_recipe.h"
#include "standard_output.h"

namespace mmoe::cli {
namespace {

namespace fs = std::filesystem;
using nlohmann::ordered_json;

constexpr OutputKind kTableRecipeFile{"a recipe of a table", "\"mmoe-bench/table\""};

struct InitRequest {
  std::string table;
  std::string out;  // empty: standard output
};

void tell_folded(const std::string& line) {
  const auto columns = output_columns(stderr);
  tell(columns ? folded_text(line, *columns) : line);
}

void check_out(const std::string& out) {
  std::error_code error;
  if (out.empty() || !fs::exists(out, error)) return;
  throw InputError(fmt::format(
      "--out: '{}' is already there, perhaps with changes of yours; expected a new name", out));
}

void write_recipe(const std::string& text, const std::string& out, const std::string& before) {
  if (out.empty()) {
    write_output(text);
    return;
  }
  write_file_atomically(out, text, kTableRecipeFile);
  tell(escape_controls(fmt::format("wrote {}; {}, then: mmoe-bench --exp table --set {}\n",
                                   one_line(out), before, shell_word("data.recipe=" + out))));
}

/// Null unless `name` is a published table's, whose recipe is compiled in, and no file's.
const EmbeddedFile* published_table(const std::string& name) {
  std::error_code error;
  if (fs::exists(name, error)) return nullptr;
  const auto found = std::ranges::find(built_in_tables(), name, &EmbeddedFile::name);
  return found == built_in_tables().end() ? nullptr : &*found;
}

/// Such a table's files, as its recipe names them.
std::string files_text(const EmbeddedFile& table) {
  const ordered_json recipe = ordered_json::parse(table.text);
  std::vector<std::string> files;
  for (const ordered_json& file : recipe.at("files")) files.push_back(file);
  return fmt::format("put {} beside it", fmt::join(files, " and "));
}

int guess(const InitRequest& request) {
  // Paths in a recipe are its folder's.
  std::string shown = request.table;
  if (!request.out.empty()) {
    const fs::path folder = fs::absolute(request.out).parent_path();
    shown = fs::absolute(request.table).lexically_relative(folder).string();
  }
  if (!is_utf8(shown)) {
    throw InputError(
        fmt::format("table: found '{}'; expected UTF-8, as a recipe names the file: give --out in "
                    "the table's own folder",
                    shown));
  }
  const FirstRecipe first = guess_recipe(request.table, shown);
  for (const std::string& reason : first.reasons) tell_folded(one_line(reason) + "\n");
  write_recipe(json_text(first.recipe) + "\n", request.out, "read it");
  return 0;
}

int run_init(const InitRequest& request) {
  check_out(request.out);
  const EmbeddedFile* const published = published_table(request.table);
  if (published == nullptr) return guess(request);
  write_recipe(std::string(published->text), request.out, files_text(*published));
  return 0;
}

}  // namespace

void add_data_init(CLI::App& data, Action& chosen) {
  CLI::App* command =
      data.add_subcommand("init", "Write a recipe for a CSV file of your own, with reasons");
  const auto request = std::make_shared<InitRequest>();
  std::vector<std::string_view> published;
  for (const EmbeddedFile& table : built_in_tables()) published.push_back(table.name);
  command
      ->add_option("table", request->table,
                   fmt::format("CSV or TSV file, plain, .gz or .zst; or a published table: {}",
                               fmt::join(published, ", ")))
      ->required();
  command->add_option("--out", request->out, "File to write (default: standard output)");
  command->footer(R"(Examples:
  mmoe-bench data init my.csv --out my.json
  mmoe-bench data init adult --out adult.json     the recipe of a published table
  mmoe-bench data describe my.json
  mmoe-bench --exp table --set data.recipe=my.json)");
  command->callback([request, &chosen] { chosen = [request] { return run_init(*request); }; });
}

}  // namespace mmoe::cli
