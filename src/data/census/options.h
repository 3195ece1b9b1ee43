// SPDX-License-Identifier: Apache-2.0
// What can be asked of the Census-income data set.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/fields.h"

namespace mmoe {

struct CensusOptions {
  std::vector<std::int64_t> group{1, 2};  // the settings, in this order
  /// In place of groups: every pair of these labels (census_labels) is a setting; empty: groups.
  std::vector<std::string> labels = {};
  /// How inputs are made (census_protocols); several: a setting each.
  std::vector<std::string> protocol{"paper"};
  bool drop_leaks = false;            // without the columns that say who ever married (groups)
  bool log1p_money = false;           // log1p of wages, capital gains, losses and dividends
  std::int64_t sample_rows = 0;       // train on this many rows drawn by the seed; 0: all
  std::string college = "associate";  // where "at least college" begins
};

Fields fields(CensusOptions& options);

/// What ranges cannot say: nothing twice, and which options go together. Throws InputError.
void check_census_options(const CensusOptions& options, std::size_t training_rows);

}  // namespace mmoe
