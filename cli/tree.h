// SPDX-License-Identifier: Apache-2.0
// The tree of commands as plain data, from which completion and man page are written; so neither
// can name a flag that does not exist or miss one that does.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

namespace mmoe::cli {

struct Parameter {
  std::vector<std::string> flags;  // "--help", "-h"; empty for a positional
  std::string name;                // of a positional
  std::string value;               // what it takes, "INT" or "{bash,zsh,fish}"; empty for a switch
  std::vector<std::string> choices;
  std::string help;
};

struct Command {
  std::vector<std::string> words;  // {"mmoe-bench", "data", "synthetic"}
  std::string help;
  std::string footer;
  std::vector<Parameter> parameters;
};

/// `root` first, then every command depth first; hidden ones (of group "") left out.
std::vector<Command> list_commands(const CLI::App& root);

/// Returns the words after `command` that name a command: "data" -> "synthetic", with their help.
std::vector<const Command*> children(const std::vector<Command>& commands, const Command& command);

}  // namespace mmoe::cli
