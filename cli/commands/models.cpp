// SPDX-License-Identifier: Apache-2.0
// mmoe-bench models: lists the models.
#include <fmt/format.h>

#include <memory>

#include "command.h"
#include "models/registry.h"
#include "standard_output.h"

namespace mmoe::cli {
namespace {

using nlohmann::ordered_json;

int list_json() {
  ordered_json list = ordered_json::array();
  for (const ModelEntry& model : models()) {
    list.push_back({{"name", model.name},
                    {"title", model.title},
                    {"source", model.source},
                    {"help", model.help},
                    {"options", model.describe_options()}});
  }
  print_json(list);
  return 0;
}

int list_text() {
  for (const ModelEntry& model : models()) {
    print_text(
        fmt::format("{}  ({}; {})\n  {}\n", model.name, model.title, model.source, model.help));
    for (const ordered_json& option : model.describe_options()) {
      print_text(fmt::format("    {:<12}{:<12}{}\n", option["name"].get<std::string>(),
                             option["default"].dump(), option["help"].get<std::string>()));
    }
    print_text("\n");
  }
  return 0;
}

}  // namespace

void add_models(CLI::App& root, Action& chosen) {
  auto* command = root.add_subcommand("models", "List the models and their options");
  const auto json = std::make_shared<bool>(false);
  command->add_flag("--json", *json, "Print JSON");
  command->footer("Example:\n  mmoe-bench models --json | jq -r '.[].name'");
  command->callback(
      [&chosen, json] { chosen = [json] { return *json ? list_json() : list_text(); }; });
}

}  // namespace mmoe::cli
