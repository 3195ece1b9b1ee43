// SPDX-License-Identifier: Apache-2.0
// Any bytes as one row of a Census-income file: refused, or 42 trimmed values that make the row.
#include <cmath>

#include "base/error.h"
#include "data/census/row.h"
#include "fuzz/require.h"

namespace mmoe::fuzz {
namespace {

void check_fields(std::string_view row, const TextPlace& place) {
  CensusFields fields;
  parse_census_row(row, place, fields);
  for (std::size_t column = 0; column < fields.size(); ++column) {
    const std::string_view value = fields[column];
    require(!value.empty() && value.front() != ' ' && value.back() != ' ', "values are trimmed");
    require(value.data() >= row.data() && value.data() + value.size() < row.data() + row.size(),
            "values are views into the row, before its full stop");
    if (!is_number(column)) continue;
    const float number = parse_census_number(value, column, place);
    require(std::isfinite(number) && number >= 0, "numbers are finite and at least 0");
  }
}

}  // namespace
}  // namespace mmoe::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const std::string file = "fuzz";
  try {
    mmoe::fuzz::check_fields({reinterpret_cast<const char*>(data), size}, {file, 1});
  } catch (const mmoe::InputError&) {  // the right answer to a bad row
  }
  return 0;
}
