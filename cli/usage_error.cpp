// SPDX-License-Identifier: Apache-2.0
#include "usage_error.h"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "base/error.h"

namespace mmoe::cli {
namespace {

/// Returns root and the recognised subcommands.
std::vector<const CLI::App*> named_path(const CLI::App& root) {
  std::vector<const CLI::App*> path = {&root};
  while (!path.back()->get_subcommands().empty()) {
    path.push_back(path.back()->get_subcommands().back());
  }
  return path;
}

std::vector<std::string> flags_of(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  }
  return names;
}

std::vector<std::string> commands_of(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
    if (!command->get_group().empty()) names.push_back(command->get_name());
  }
  return names;
}

std::string unknown_word(const CLI::App& app, const std::string& word) {
  const bool is_flag = word.size() > 1 && word[0] == '-';
  if (is_flag) {
    const std::string flag = word.substr(0, word.find('='));
    return fmt::format("unknown flag '{}'{}", flag, hint(flag, flags_of(app)));
  }
  const std::vector<std::string> commands = commands_of(app);
  if (commands.empty()) return fmt::format("unexpected argument '{}'", word);
  return fmt::format("unknown command '{}'{}", word, hint(word, commands));
}

/// Rewrites CLI11's "Could not convert: --json = x" as this program's message; numbers are checked
/// before (numbers.h).
std::string unreadable_value(const std::string& message) {
  const std::string head = "Could not convert: ", equals = " = ";
  const auto at = message.find(equals);
  if (!message.starts_with(head) || at == std::string::npos) return message;
  const std::string value = message.substr(at + equals.size());
  const bool is_number = value.find_first_not_of("+-0123456789") == std::string::npos;
  return fmt::format("{}: found '{}'; expected {}", message.substr(head.size(), at - head.size()),
                     value, is_number ? "a smaller number" : "true or false");
}

/// Rewrites CLI11's "--exp: At Most 1 required but received 2" the same way.
std::string too_many_values(const std::string& message) {
  const std::string limit = ": At Most 1 required but received ";
  const auto at = message.find(limit);
  if (at == std::string::npos) return message;
  return fmt::format("{}: found {} values; expected one", message.substr(0, at),
                     message.substr(at + limit.size()));
}

}  // namespace

std::string usage_error(const CLI::App& root, const CLI::ParseError& error) {
  const std::vector<const CLI::App*> path = named_path(root);
  std::string where;
  for (const CLI::App* app : path) {
    if (app != &root) where += app->get_name() + ": ";
    const std::vector<std::string> unknown = app->remaining();
    if (!unknown.empty()) return where + unknown_word(*app, unknown.front());
  }
  if (path.back()->get_require_subcommand_min() > 0) {
    return where + "no command named" + hint("", commands_of(*path.back()));
  }
  std::string message = error.what();
  if (error.get_name() == "ConversionError") message = unreadable_value(message);
  if (error.get_name() == "ArgumentMismatch") message = too_many_values(message);
  std::replace(message.begin(), message.end(), '\n', ' ');
  return where + message;
}

}  // namespace mmoe::cli
