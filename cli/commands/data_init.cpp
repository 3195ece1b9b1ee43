// SPDX-License-Identifier: Apache-2.0
// `data init FILE.csv`: a first recipe for a table, each guess with its reason.
#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <string>

#include "base/atomic_file.h"
#include "base/characters.h"
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

constexpr OutputKind kTableRecipeFile{"a recipe of a table", "\"mmoe-bench/table\""};

struct InitRequest {
  std::string table;
  std::string out;  // empty: standard output
};

void tell_folded(const std::string& line) {
  const auto columns = output_columns(stderr);
  tell(columns ? folded_text(line, *columns) : line);
}

int run_init(const InitRequest& request) {
  std::error_code error;
  if (!request.out.empty() && fs::exists(request.out, error)) {
    throw InputError(fmt::format(
        "--out: '{}' is already there, perhaps with changes of yours; expected a new name",
        request.out));
  }
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
  const std::string text = json_text(first.recipe) + "\n";
  if (request.out.empty()) {
    write_output(text);
    return 0;
  }
  write_file_atomically(request.out, text, kTableRecipeFile);
  tell(escape_controls(fmt::format("wrote {}; read it, then: mmoe-bench --exp table --set {}\n",
                                   one_line(request.out),
                                   shell_word("data.recipe=" + request.out))));
  return 0;
}

}  // namespace

void add_data_init(CLI::App& data, Action& chosen) {
  CLI::App* command =
      data.add_subcommand("init", "Write a first recipe for a CSV file of your own, with reasons");
  const auto request = std::make_shared<InitRequest>();
  command->add_option("table", request->table, "CSV or TSV file, plain, .gz or .zst")->required();
  command->add_option("--out", request->out, "File to write (default: standard output)");
  command->footer(R"(Examples:
  mmoe-bench data init my.csv --out my.json
  mmoe-bench data describe my.json
  mmoe-bench --exp table --set data.recipe=my.json)");
  command->callback([request, &chosen] { chosen = [request] { return run_init(*request); }; });
}

}  // namespace mmoe::cli
