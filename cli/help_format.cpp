// SPDX-License-Identifier: Apache-2.0
#include "help_format.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "base/terminal.h"
#include "help_text.h"
#include "report/tables/text_table.h"

namespace mmoe::cli {
namespace {

constexpr std::size_t kHelpWidth = 100;  // where no terminal says another
constexpr std::size_t kTextColumn = 28;  // where the text beside a name begins

constexpr std::size_t kHang = 6;  // blanks before the rest of a long name

std::size_t help_width() { return output_columns(stdout).value_or(kHelpWidth); }

/// A name that a set of many words makes long, broken behind commas.
std::vector<std::string> name_lines(std::string name, std::size_t width) {
  std::vector<std::string> lines;
  while (name.size() > width) {
    const std::size_t comma = name.rfind(',', width - 1);
    if (comma == std::string::npos || comma <= kHang) break;
    lines.push_back(name.substr(0, comma + 1));
    name = std::string(kHang, ' ') + name.substr(comma + 1);
  }
  lines.push_back(name);
  return lines;
}

/// "  NAME    TEXT", the text in as many lines as it takes, below the name where that is long.
std::string help_entry(const std::string& name, const std::string& text) {
  const std::size_t width = help_width();
  const std::vector<std::string> names = name_lines("  " + name, width);
  std::string lines = fmt::format("{}", fmt::join(names, "\n"));
  std::size_t column = names.size() > 1 ? width : lines.size();
  for (const std::string& line : broken_at_blanks(text, width - kTextColumn)) {
    if (column + 2 > kTextColumn) {
      lines += "\n";
      column = 0;
    }
    lines += std::string(kTextColumn - column, ' ') + line;
    column = width;
  }
  return lines + "\n";
}

}  // namespace

std::string HelpFormat::make_group(std::string group, bool is_positional,
                                   std::vector<const CLI::Option*> options) const {
  std::string needed;  // what all of them need
  for (const CLI::Option* option : options) {
    const auto& needs = option->get_needs();
    const std::string need = needs.size() == 1 ? (*needs.begin())->get_name() : "";
    if (option != options.front() && need != needed)
      return Formatter::make_group(group, is_positional, options);
    needed = need;
  }
  if (!needed.empty()) group += " (with " + needed + ")";
  return Formatter::make_group(group, is_positional, options);
}

std::string HelpFormat::make_option(const CLI::Option* option, bool is_positional) const {
  std::string name = make_option_name(option, is_positional);
  if (!is_positional) name += make_option_opts(option);
  std::string text = option->get_description();
  const std::string usual = option->get_default_str();
  if (!usual.empty()) text += fmt::format(" (default: {})", usual);
  if (is_positional && !option->get_required()) text += " (may be left out)";
  return help_entry(name, text);
}

std::string HelpFormat::make_option_opts(const CLI::Option* option) const {
  if (option->get_type_size() == 0) return "";
  std::string type = option->get_type_name();
  // The words of a set stand for themselves.
  const std::size_t set = type.find('{');
  if (set != std::string::npos) {
    type = type.substr(set);
  } else {
    type = type.substr(0, type.find_first_of(" :"));
  }
  const bool is_many = option->get_expected_max() == CLI::detail::expected_max_vector_size;
  return fmt::format(" {}{}", type, is_many ? " ..." : "");
}

std::string HelpFormat::make_subcommand(const CLI::App* command) const {
  return help_entry(command->get_display_name(true), command->get_description());
}

std::string HelpFormat::make_description(const CLI::App* command) const {
  return help_lines(Formatter::make_description(command), help_width());
}

std::string HelpFormat::make_footer(const CLI::App* command) const {
  return help_lines(Formatter::make_footer(command), help_width());
}

std::string first_help() {
  const std::string text =
      R"(mmoe-bench trains multi-task models, many times, and says what the differences are worth.

  mmoe-bench --exp synthetic                   run an experiment: a built-in one, or a JSON file
  mmoe-bench report results/synthetic          make its figures, tables and page
  mmoe-bench verify results/synthetic          judge the paper's claims on it
  mmoe-bench compare old.json new.json         say what changed between two results
  mmoe-bench data describe census-income       look at a data set

`mmoe-bench experiment list` names the experiments, `mmoe-bench --help` all commands and flags.
)";
  return help_lines(text, output_columns(stderr).value_or(kHelpWidth));
}

}  // namespace mmoe::cli
