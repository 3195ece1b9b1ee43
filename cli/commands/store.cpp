// SPDX-License-Identifier: Apache-2.0
// mmoe-bench store check | salvage: checks a folder's store and salvages its sound trials.
#include "experiment/store/store.h"

#include <fmt/format.h>

#include <memory>
#include <nlohmann/json.hpp>

#include "base/count_text.h"
#include "command.h"
#include "experiment/store/store_check.h"
#include "standard_output.h"

namespace mmoe::cli {
namespace {

nlohmann::ordered_json to_json(const StoreCheck& check) {
  nlohmann::ordered_json damaged = nlohmann::ordered_json::array();
  for (const DamagedTrial& d : check.damaged) {
    damaged.push_back({{"trial", d.trial}, {"problem", d.problem}});
  }
  return {{"ok", check.ok()},
          {"problems", check.problems},
          {"sound", check.sound},
          {"damaged", damaged}};
}

std::string check_text(const StoreCheck& check, const std::string& folder) {
  std::string text;
  for (const auto& d : check.damaged) text += fmt::format("damaged  {}: {}\n", d.trial, d.problem);
  for (const std::string& problem : check.problems) text += fmt::format("file     {}\n", problem);
  return text + fmt::format("{}: {}, {} damaged{}\n", store_path(folder).string(),
                            counted(check.sound.size(), "sound trial"), check.damaged.size(),
                            check.ok() ? "" : "; `mmoe-bench store salvage` copies the sound ones");
}

}  // namespace

void add_store_check(CLI::App& store, Action& chosen) {
  CLI::App* app = store.add_subcommand("check", "Report a folder's damaged trials");
  app->footer(
      "Example: mmoe-bench store check results/synthetic\n"
      "Exit status 1 if anything is damaged.");
  const auto folder = std::make_shared<std::string>();
  const auto json = std::make_shared<bool>(false);
  app->add_option("dir", *folder, "Folder of a run")->required();
  app->add_flag("--json", *json, "Print {ok, problems, sound, damaged}, trials by name");
  app->callback([&chosen, folder, json] {
    chosen = [folder, json] {
      const StoreCheck check = check_store(*folder);
      if (*json) {
        print_json(to_json(check));
      } else {
        print_text(check_text(check, *folder));
      }
      return check.ok() ? 0 : 1;
    };
  });
}

void add_store_salvage(CLI::App& store, Action& chosen) {
  CLI::App* app = store.add_subcommand("salvage", "Copy a folder's sound trials to a new one");
  app->footer(
      "Example: mmoe-bench store salvage results/synthetic --out results/saved\n"
      "The experiment's own command with --out results/saved then runs the rest.");
  const auto folder = std::make_shared<std::string>();
  const auto out = std::make_shared<std::string>();
  app->add_option("dir", *folder, "Folder of a run")->required();
  app->add_option("--out", *out, "New folder")->required();
  app->callback([&chosen, folder, out] {
    chosen = [folder, out] {
      const std::size_t saved = salvage_store(*folder, *out);
      print_text(fmt::format("{}: {}; the same command with --out {} runs the rest\n",
                             store_path(*out).string(), counted(saved, "sound trial"), *out));
      return 0;
    };
  });
}

}  // namespace mmoe::cli
