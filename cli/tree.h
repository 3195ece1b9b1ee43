// SPDX-License-Identifier: Apache-2.0
// The tree of commands as plain data, from which completion and man page are generated, so that
// both have exactly the existing flags.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

namespace mmoe::cli {

struct Parameter {
  std::vector<std::string> flags;  // "--help", "-h"; empty for a positional
  std::string name;                // of a positional argument
  std::string value;               // its type, "INT" or "{bash,zsh,fish}"; empty for a switch
  std::vector<std::string> choices;
  bool takes_files = false;  // besides the choices
  std::string help;
};

struct Command {
  std::vector<std::string> words;  // {"mmoe-bench", "data", "synthetic"}
  std::string help;
  std::string footer;
  std::vector<Parameter> parameters;
};

/// Returns `root`, then every command depth first, without hidden ones (of group "").
std::vector<Command> list_commands(const CLI::App& root);

/// Returns the words after `command` that name a command: "data" -> "synthetic", with their help.
std::vector<const Command*> children(const std::vector<Command>& commands, const Command& command);

}  // namespace mmoe::cli
