// SPDX-License-Identifier: Apache-2.0
#include "tree.h"

#include <algorithm>

#include "base/embedded.h"
#include "models/registry.h"

namespace mmoe::cli {
namespace {

/// Returns {"a", "b"} for "TEXT:{a,b}": CLI11 exposes the members of a set only in the type's name.
std::vector<std::string> choices_in(const std::string& type) {
  const std::size_t open = type.find('{');
  const std::size_t close = type.find('}');
  if (open == std::string::npos || close == std::string::npos) return {};
  return CLI::detail::split(type.substr(open + 1, close - open - 1), ',');
}

/// Told by the text, for positionals of other commands have such names too.
bool names_experiment(const CLI::Option& option) {
  const std::string& text = option.get_description();
  return option.get_name() == "--exp" || text.starts_with("A built-in experiment, ") ||
         text == "Another experiment, likewise";
}

/// Experiments and models, which a set of CLI11's would refuse files, or lists, in place of.
void add_known_names(const CLI::Option& option, Parameter& result) {
  if (option.get_name() == "--models" || option.get_name() == "--model") {
    result.choices = model_names();
  }
  if (!names_experiment(option)) return;
  for (const EmbeddedFile& e : built_in_experiments()) result.choices.emplace_back(e.name);
  result.takes_files = true;
}

Parameter parameter(const CLI::Option& option) {
  Parameter result;
  for (const std::string& name : option.get_lnames()) result.flags.push_back("--" + name);
  for (const std::string& name : option.get_snames()) result.flags.push_back("-" + name);
  if (result.flags.empty()) result.name = option.get_name();
  if (option.get_items_expected_max() > 0) result.value = option.get_type_name();
  result.choices = choices_in(result.value);
  add_known_names(option, result);
  result.help = option.get_description();
  return result;
}

void append(const CLI::App& app, std::vector<std::string> words, std::vector<Command>& list) {
  words.push_back(app.get_name());
  Command command{words, app.get_description(), app.get_footer(), {}};
  for (const CLI::Option* option : app.get_options()) {
    if (!option->get_group().empty()) command.parameters.push_back(parameter(*option));
  }
  list.push_back(std::move(command));
  for (const CLI::App* child : app.get_subcommands([](const CLI::App*) { return true; })) {
    if (!child->get_group().empty()) append(*child, words, list);
  }
}

}  // namespace

std::vector<Command> list_commands(const CLI::App& root) {
  std::vector<Command> list;
  append(root, {}, list);
  return list;
}

std::vector<const Command*> children(const std::vector<Command>& commands, const Command& command) {
  std::vector<const Command*> result;
  for (const Command& other : commands) {
    if (other.words.size() == command.words.size() + 1 &&
        std::equal(command.words.begin(), command.words.end(), other.words.begin())) {
      result.push_back(&other);
    }
  }
  return result;
}

}  // namespace mmoe::cli
