// SPDX-License-Identifier: Apache-2.0
#include "base/error.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstddef>
#include <numeric>

namespace mmoe {
namespace {

/// Levenshtein distance, one row of the table at a time.
std::size_t edit_distance(const std::string& a, const std::string& b) {
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t substituted = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({substituted, row[j] + 1, row[j - 1] + 1});
    }
  }
  return row.back();
}

}  // namespace

std::string hint(const std::string& found, const std::vector<std::string>& candidates) {
  if (candidates.empty()) return "";
  const auto nearest = std::min_element(candidates.begin(), candidates.end(),
                                        [&](const std::string& a, const std::string& b) {
                                          return edit_distance(found, a) < edit_distance(found, b);
                                        });
  if (edit_distance(found, *nearest) <= std::max<std::size_t>(2, nearest->size() / 3)) {
    return fmt::format("; did you mean '{}'?", *nearest);
  }
  return fmt::format("; expected one of {}", fmt::join(candidates, ", "));
}

std::size_t position_of(const std::string& what, const std::string& found,
                        const std::vector<std::string>& names) {
  const auto at = std::find(names.begin(), names.end(), found);
  if (at == names.end()) {
    throw InputError(fmt::format("{}: unknown name '{}'{}", what, found, hint(found, names)));
  }
  return static_cast<std::size_t>(at - names.begin());
}

}  // namespace mmoe
