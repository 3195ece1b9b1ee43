// SPDX-License-Identifier: Apache-2.0
// mmoe-bench experiment list | show | diff: built-in experiments and the user's configuration
// files.
#include <fmt/format.h>

#include <memory>

#include "base/embedded.h"
#include "command.h"
#include "experiment/config/catalogue.h"
#include "experiment/config/json_diff.h"
#include "standard_output.h"

namespace mmoe::cli {
namespace {

using nlohmann::ordered_json;

int list(bool json) {
  ordered_json all = ordered_json::array();
  for (const EmbeddedFile& built_in : built_in_experiments()) {
    const ordered_json config = load_configuration(std::string(built_in.name)).value;
    all.push_back({{"name", built_in.name},
                   {"title", config.value("title", "")},
                   {"description", config.value("description", "")}});
  }
  if (json) {
    print_json(all);
    return 0;
  }
  for (const ordered_json& e : all) {
    fmt::print("{:24} {}\n", e["name"].get<std::string>(), e["title"].get<std::string>());
  }
  return 0;
}

/// Returns `read` of an experiment without its design, with the design unchanged.
template <typename Read>
ordered_json with_defaults(const std::string& name, const Read& read) {
  JsonText config = load_configuration(name);
  select_models(config, {});
  const ordered_json design = config.value.value("design", ordered_json());
  config.value.erase("design");
  ordered_json all = read(config);
  if (!design.is_null()) all["design"] = design;
  return all;
}

ordered_json all_that_is_run(const std::string& name) {
  return with_defaults(
      name, [](const JsonText& config) { return prepare(config, "").experiment.to_json(); });
}

/// Returns the configuration with defaults, so that omitted and explicit defaults are equal;
/// without opening the data, which may be on another machine.
ordered_json all_that_was_asked(const std::string& name) {
  return with_defaults(name, [](const JsonText& config) {
    return without_matched_widths(resolve(config).to_json());
  });
}

int show(const std::string& name, bool resolved) {
  print_json(resolved ? all_that_is_run(name) : load_configuration(name).value);
  return 0;
}

int diff(const std::string& left, const std::string& right) {
  const auto found = json_differences(all_that_was_asked(left), all_that_was_asked(right));
  for (const Difference& d : found) {
    print_text(fmt::format("{}\n  - {}\n  + {}\n", d.path, d.left.dump(), d.right.dump()));
  }
  return 0;
}

}  // namespace

void add_experiment_list(CLI::App& experiment, Action& chosen) {
  CLI::App* app = experiment.add_subcommand("list", "List the built-in experiments");
  app->footer("Example: mmoe-bench experiment list --json | jq -r '.[].name'");
  const auto json = std::make_shared<bool>(false);
  app->add_flag("--json", *json, "Print [{name, title, description}]");
  app->callback([&chosen, json] { chosen = [json] { return list(*json); }; });
}

void add_experiment_show(CLI::App& experiment, Action& chosen) {
  CLI::App* app = experiment.add_subcommand("show", "Print an experiment's configuration as JSON");
  app->footer("Example: mmoe-bench experiment show synthetic > my.json");
  const auto name = std::make_shared<std::string>();
  const auto resolved = std::make_shared<bool>(false);
  app->add_option("name", *name, "Built-in experiment, or a file")->required();
  app->add_flag("--resolved", *resolved, "Include every option, with defaults");
  app->callback(
      [&chosen, name, resolved] { chosen = [name, resolved] { return show(*name, *resolved); }; });
}

void add_experiment_diff(CLI::App& experiment, Action& chosen) {
  CLI::App* app = experiment.add_subcommand("diff", "Show where two configurations differ");
  app->footer(
      "Example: mmoe-bench experiment diff synthetic results/synthetic/synthetic.json\n"
      "Defaults are filled in; --paper and widths solved by match_parameters are not.");
  const auto names = std::make_shared<std::pair<std::string, std::string>>();
  app->add_option("a", names->first, "First: a built-in experiment, a file, or a result")
      ->required();
  app->add_option("b", names->second, "Second")->required();
  app->callback(
      [&chosen, names] { chosen = [names] { return diff(names->first, names->second); }; });
}

}  // namespace mmoe::cli
