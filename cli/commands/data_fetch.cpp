// SPDX-License-Identifier: Apache-2.0
// `data fetch NAME`: downloads a published data set, or verifies an existing copy.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <memory>
#include <nlohmann/json.hpp>

#include "base/folders.h"
#include "command.h"
#include "data/fetch/fetch.h"
#include "data/fetch/mirror.h"
#include "standard_output.h"
#include "transfer_progress.h"

namespace mmoe::cli {
namespace {

struct Flags {
  std::string name;
  std::string mirror;
  std::string data_dir;
  bool quiet = false;
  bool json = false;
};

std::string fetched_text(const Recipe& recipe, const FetchOptions& options, bool fetched) {
  std::string text = fmt::format("{}: {} {}\n", recipe.name,
                                 fetched ? "fetched into" : "verified in", options.folder.string());
  for (const RecipeFile& file : recipe.files) {
    text += file.md5.empty()
                ? fmt::format("  {}  {} bytes  sha256 {}\n", file.name, file.bytes, file.sha256)
                : fmt::format("  {}  md5 {}\n", file.name, file.md5);
  }
  return text;
}

nlohmann::ordered_json fetched_json(const Recipe& recipe, const FetchOptions& options,
                                    bool fetched) {
  nlohmann::ordered_json result = {{"data_set", recipe.name},
                                   {"status", fetched ? "fetched" : "verified"},
                                   {"folder", options.folder.string()},
                                   {"url", options.url},
                                   {"files", nlohmann::ordered_json::array()}};
  for (const RecipeFile& file : recipe.files) {
    nlohmann::ordered_json entry = {{"name", file.name}};
    if (file.md5.empty()) {
      entry.update({{"bytes", file.bytes}, {"sha256", file.sha256}});
    } else {
      entry["md5"] = file.md5;
    }
    result["files"].push_back(entry);
  }
  return result;
}

int run(const Flags& flags) {
  const Recipe recipe = find_recipe(flags.name);
  TransferProgress progress(flags.quiet);
  FetchOptions options;
  options.folder = flags.data_dir;
  if (options.folder.empty()) options.folder = user_data_dir() / recipe.name;
  options.url = mirror_url(recipe.url, flags.mirror);
  options.download.note = [&](const std::string& line) { progress.note(line); };
  options.download.progress = [&](auto done, auto total) { progress.show_bytes(done, total); };
  const bool fetched = fetch(recipe, options);
  progress.finish();
  if (flags.json) {
    print_json(fetched_json(recipe, options, fetched));
  } else {
    print_text(fetched_text(recipe, options, fetched));
  }
  return 0;
}

}  // namespace

void add_data_fetch(CLI::App& data, Action& chosen) {
  CLI::App* app =
      data.add_subcommand("fetch", "Download a published data set, or verify an existing copy");
  app->footer(
      "Examples:\n"
      "  mmoe-bench data fetch census-income                  into the user's data folder\n"
      "  mmoe-bench data fetch census-income --data-dir census\n"
      "  mmoe-bench data fetch census-income --mirror ~/Downloads/census+income+kdd.zip\n"
      "Files with the right size and SHA-256 are not downloaded again; a broken transfer resumes "
      "on\n"
      "where it stopped; what is installed is complete, or nothing is.");
  const auto flags = std::make_shared<Flags>();
  app->add_option("name", flags->name, "Data set, or a recipe.json file")
      ->required()
      ->type_name(fmt::format("{{{}}}", fmt::join(recipe_names(), ",")));  // for completion
  app->add_option("--mirror", flags->mirror,
                  "Copy of the archive: http, https or file URL, or a path; or of its folder, "
                  "ending in '/'");
  app->add_option("--data-dir", flags->data_dir,
                  "Folder for the files (default: $XDG_DATA_HOME/mmoe-bench/NAME, "
                  "~/.local/share/mmoe-bench/NAME)");
  app->add_flag("--quiet", flags->quiet, "Print no progress and no notes on stderr");
  app->add_flag("--json", flags->json, "Print the result as JSON");
  app->callback([flags, &chosen] { chosen = [flags] { return run(*flags); }; });
}

}  // namespace mmoe::cli
