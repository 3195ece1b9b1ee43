// SPDX-License-Identifier: Apache-2.0
#include "standard_output.h"

#include <cerrno>
#include <cstdio>
#include <system_error>

#include "base/characters.h"
#include "base/json_file.h"
#include "base/terminal.h"
#include "report/tables/text_table.h"

namespace mmoe::cli {
namespace {

[[noreturn]] void fail_to_write_output() {
  throw std::system_error(errno, std::generic_category(), "cannot write to standard output");
}

}  // namespace

void write_output(std::string_view text) {
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size()) fail_to_write_output();
}

void print_text(std::string_view text) {
  const std::string escaped = escape_controls(text);
  const auto columns = output_columns(stdout);
  write_output(columns ? folded_text(escaped, *columns) : escaped);
}

std::size_t table_width() { return output_columns(stdout).value_or(kTextWidth); }

void print_text(const TextTable& table) {
  constexpr std::size_t kUnfolded = 1000;
  write_output(escape_controls(table.text(output_columns(stdout).value_or(kUnfolded))));
}

void print_json(const nlohmann::ordered_json& value) { write_output(json_text(value) + "\n"); }

void flush_output() {
  if (std::fflush(stdout) != 0) fail_to_write_output();
}

}  // namespace mmoe::cli
