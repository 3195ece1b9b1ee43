// SPDX-License-Identifier: Apache-2.0
#include "usage_error.h"

#include <fmt/format.h>

#include <algorithm>
#include <sstream>
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

/// Rewrites "--exp: At Most 1 required but received 2" and "--runs: 1 required INT missing".
std::string wrong_number_of_values(const std::string& message) {
  const std::string limit = ": At Most 1 required but received ";
  if (const auto at = message.find(limit); at != std::string::npos) {
    return fmt::format("{}: found {} values; expected one", message.substr(0, at),
                       message.substr(at + limit.size()));
  }
  const auto at = message.find(": 1 required ");
  if (at == std::string::npos || !message.ends_with(" missing")) return message;
  return message.substr(0, at) + ": found no value; expected one";
}

std::vector<std::string> words_of(std::string list) {
  std::vector<std::string> words;
  std::replace(list.begin(), list.end(), ',', ' ');
  std::istringstream rest(list);
  for (std::string word; rest >> word;) words.push_back(word);
  return words;
}

/// Rewrites "--format: x not in {a,b}".
std::string none_of_a_set(const std::string& where, const std::string& rest, std::size_t at) {
  const std::string middle = " not in {";
  const std::string value = rest.substr(0, at);
  const auto from = at + middle.size();
  const auto words = words_of(rest.substr(from, rest.rfind('}') - from));
  return fmt::format("{}found '{}'{}", where, value, hint(value, words));
}

/// Rewrites what CLI11's checks of a value say: of a set, a range, or a file.
std::string invalid_value(const std::string& message) {
  const auto colon = message.find(": ");
  if (colon == std::string::npos) return message;
  const std::string where = message.substr(0, colon + 2), rest = message.substr(colon + 2);
  if (const auto at = rest.find(" not in {"); at != std::string::npos) {
    return none_of_a_set(where, rest, at);
  }
  const std::string value = "Value ", range = " not in range ";
  if (const auto at = rest.find(range); rest.starts_with(value) && at != std::string::npos) {
    return fmt::format("{}found {}; expected {}", where,
                       rest.substr(value.size(), at - value.size()),
                       rest.substr(at + range.size()));
  }
  for (const char* kind : {"Path", "File"}) {
    const std::string missing = std::string(kind) + " does not exist: ";
    if (!rest.starts_with(missing)) continue;
    return fmt::format("{}found '{}', which does not exist; expected a file{}", where,
                       rest.substr(missing.size()), *kind == 'P' ? " or folder" : "");
  }
  const std::string folder = "File is actually a directory: ";
  if (!rest.starts_with(folder)) return message;
  return fmt::format("{}found '{}', which is a folder; expected a file", where,
                     rest.substr(folder.size()));
}

}  // namespace

void refuse_empty_values(int argc, const char* const* argv) {
  for (int i = 1; i < argc; ++i) {
    const std::string word = argv[i];
    if (word == "--") return;
    if (!word.starts_with("--") || word.find('=') != word.size() - 1) continue;
    throw InputError(
        fmt::format("{}: found ''; expected a value", word.substr(0, word.size() - 1)));
  }
}

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
  if (error.get_name() == "ArgumentMismatch") message = wrong_number_of_values(message);
  if (error.get_name() == "ValidationError") message = invalid_value(message);
  std::replace(message.begin(), message.end(), '\n', ' ');
  return where + message;
}

}  // namespace mmoe::cli
