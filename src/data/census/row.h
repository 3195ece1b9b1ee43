// SPDX-License-Identifier: Apache-2.0
// One row of a Census-income file: 42 values separated by commas, the last followed by a full stop.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "data/census/columns.h"

namespace mmoe {

/// The place of a row, for messages: "file:line".
struct TextPlace {
  const std::string& file;
  std::int64_t line;
};

using CensusFields = std::array<std::string_view, kCensusColumns.size()>;

/// Splits a row (without its line feed) into `fields`, views into `row`. Blanks around a value are
/// trimmed; '?' is an ordinary value. Throws InputError "file:line: ..." on a wrong number of
/// fields, an empty field, a missing full stop, an unknown label, and any byte that is not
/// printable ASCII.
void parse_census_row(std::string_view row, const TextPlace& place, CensusFields& fields);

/// Returns the number in field `column`: finite and not negative. Throws InputError as above.
float parse_census_number(std::string_view text, std::size_t column, const TextPlace& place);

}  // namespace mmoe
