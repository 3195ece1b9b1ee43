// SPDX-License-Identifier: Apache-2.0
// `man`, hidden: prints the man page in roff, from the tree of commands, for `make install`.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/version.h"
#include "command.h"
#include "tree.h"

namespace mmoe::cli {
namespace {

/// Escapes text for roff.
std::string escaped(const std::string& text) {
  std::string result;
  bool line_start = true;
  for (const char c : text) {
    if (line_start && (c == '.' || c == '\'')) result += "\\&";
    if (c == '\\') {
      result += "\\e";
    } else if (c == '-') {
      result += "\\-";
    } else {
      result += c;
    }
    line_start = c == '\n';
  }
  return result;
}

std::string parameters(const Command& command) {
  std::string text;
  for (const Parameter& p : command.parameters) {
    const std::string names =
        p.flags.empty() ? p.name : fmt::format("{}", fmt::join(p.flags, ", "));
    text +=
        fmt::format(".TP\n\\fB{}\\fR {}\n{}\n", escaped(names), escaped(p.value), escaped(p.help));
  }
  return text;
}

std::string verbatim(const std::string& text) {
  return text.empty() ? "" : fmt::format(".PP\n.nf\n{}\n.fi\n", escaped(text));
}

}  // namespace

void add_man(CLI::App& root, Action& chosen) {
  CLI::App* app = root.add_subcommand("man", "Print the man page")->group("");
  app->footer("Example: mmoe-bench man | man -l -");
  app->callback([&root, &chosen] {
    chosen = [&root] {
      const std::vector<Command> commands = list_commands(root);
      const Command& top = commands.front();
      fmt::print(".TH MMOE\\-BENCH 1 \"\" \"mmoe\\-bench {}\" \"User Commands\"\n",
                 build_info().version);
      fmt::print(".SH NAME\nmmoe\\-bench \\- train multi\\-task models and compare them\n");
      fmt::print(".SH SYNOPSIS\n.B mmoe\\-bench\n[OPTIONS] [COMMAND]\n");
      fmt::print(".SH DESCRIPTION\n{}\n", escaped(top.help));
      fmt::print(".SH OPTIONS\n{}.SH COMMANDS\n", parameters(top));
      for (const Command& command : commands) {
        if (&command == &top) continue;
        fmt::print(".SS {}\n{}\n{}{}", escaped(fmt::format("{}", fmt::join(command.words, " "))),
                   escaped(command.help), parameters(command), verbatim(command.footer));
      }
      fmt::print(".SH EXAMPLES AND EXIT STATUS\n{}", verbatim(top.footer));
      return 0;
    };
  });
}

}  // namespace mmoe::cli
