// SPDX-License-Identifier: Apache-2.0
#include "numbers.h"

#include <fmt/format.h>

#include <charconv>
#include <cstdint>
#include <limits>
#include <string>
#include <system_error>
#include <type_traits>

namespace mmoe::cli {
namespace {

/// Refuses an empty value, which is usually an unset shell variable.
CLI::Validator not_empty() {
  return {[](const std::string& text) {
            return std::string(text.empty() ? "found ''; expected a value" : "");
          },
          ""};
}

std::string refusal(const std::string& found, const std::string& expected) {
  return fmt::format("found '{}'; expected {}", found, expected);
}

/// Rewrites `text` so that CLI11 reads the same number.
template <typename Whole>
std::string read_whole(std::string& text) {
  Whole value = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (error == std::errc::result_out_of_range && stop == end) {
    return refusal(text,
                   fmt::format("a whole number from {} to {}", std::numeric_limits<Whole>::min(),
                               std::numeric_limits<Whole>::max()));
  }
  if (error != std::errc() || stop != end) {
    return refusal(text, std::is_signed_v<Whole>
                             ? "a whole number, digits only (no point or exponent)"
                             : "a whole number of at least 0, digits only");
  }
  text = std::to_string(value);
  return "";
}

std::string read_real(std::string& text) {
  double value = 0;
  return CLI::detail::lexical_cast(text, value) ? "" : refusal(text, "a number");
}

void check_value(CLI::Option& option) {
  // A transform goes before other checks, whose message of an empty value would say less.
  if (option.get_type_size_max() > 0) option.transform(not_empty());
  const std::string type = option.get_type_name();
  // Before range checks, whose message would be misleading.
  if (type.starts_with("INT")) option.transform(CLI::Validator(read_whole<std::int64_t>, ""));
  if (type.starts_with("UINT")) option.transform(CLI::Validator(read_whole<std::uint64_t>, ""));
  if (type.starts_with("FLOAT")) option.transform(CLI::Validator(read_real, ""));
}

}  // namespace

void check_values(CLI::App& app) {
  for (CLI::Option* option : app.get_options()) check_value(*option);
  for (CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
    check_values(*command);
  }
}

}  // namespace mmoe::cli
