// SPDX-License-Identifier: Apache-2.0
#include "flag_names.h"

#include <algorithm>

namespace mmoe::cli {
namespace {

bool has_flag(const CLI::App& app, const std::string& flag) {
  return app.get_option_no_throw(flag) != nullptr;
}

bool any_has_flag(const CLI::App& app, const std::string& flag) {
  if (has_flag(app, flag)) return true;
  const auto commands = app.get_subcommands([](const CLI::App*) { return true; });
  return std::ranges::any_of(commands,
                             [&](const CLI::App* command) { return any_has_flag(*command, flag); });
}

const CLI::App& named_command(const CLI::App& root) {
  const auto commands = root.get_subcommands();
  return commands.empty() ? root : named_command(*commands.back());
}

}  // namespace

std::string flag_of(std::string option) {
  std::replace(option.begin(), option.end(), '_', '-');
  return "--" + option;
}

std::string quoted_as_flags(const CLI::App& root, const std::string& message) {
  const std::string letters = "abcdefghijklmnopqrstuvwxyz_";
  std::string text;
  std::size_t from = 0;
  for (auto open = message.find('`'); open != std::string::npos; open = message.find('`', from)) {
    const auto close = message.find_first_not_of(letters, open + 1);
    text += message.substr(from, open - from);
    from = open + 1;
    const bool is_word = close != std::string::npos && message[close] == '`';
    const std::string flag = is_word ? flag_of(message.substr(from, close - from)) : "";
    if (is_word && any_has_flag(root, flag)) {
      text += flag;
      from = close + 1;
    } else {
      text += '`';
    }
  }
  return text + message.substr(from);
}

std::string field_as_flag(const CLI::App& root, const FieldError& error) {
  const std::string flag = flag_of(error.path()), message = error.what();
  if (!has_flag(named_command(root), flag)) return message;
  return flag + message.substr(error.path().size());
}

}  // namespace mmoe::cli
