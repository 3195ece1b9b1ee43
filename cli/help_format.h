// SPDX-License-Identifier: Apache-2.0
// How --help looks: folded at the terminal's width, a flag's text beside its name, and what flags
// need said once per group.
#pragma once

#include <CLI/CLI.hpp>
#include <string>
#include <vector>

namespace mmoe::cli {

class HelpFormat : public CLI::Formatter {
 public:
  std::string make_group(std::string group, bool is_positional,
                         std::vector<const CLI::Option*> options) const override;
  std::string make_option(const CLI::Option* option, bool is_positional) const override;
  std::string make_option_opts(const CLI::Option* option) const override;
  std::string make_subcommand(const CLI::App* command) const override;
  std::string make_description(const CLI::App* command) const override;
  std::string make_footer(const CLI::App* command) const override;
};

/// What the program says where it is called with nothing: its main commands.
std::string first_help();

}  // namespace mmoe::cli
