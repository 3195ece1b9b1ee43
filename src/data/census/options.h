// SPDX-License-Identifier: Apache-2.0
// Options of the Census-income data set.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/fields.h"

namespace mmoe {

struct CensusOptions {
  std::vector<std::int64_t> group{1, 2};  // the settings, in this order
  /// If not empty, every pair of these labels (census_labels) is a setting, instead of groups.
  std::vector<std::string> labels = {};
  /// Preprocessing of inputs (census_protocols); one setting per protocol.
  std::vector<std::string> protocol{"paper"};
  bool drop_leaks = false;            // without the leaky columns for never married (groups only)
  bool log1p_money = false;           // log1p of wages, capital gains, losses and dividends
  std::int64_t number_bins = 0;       // piecewise-linear numbers of so many bins; 0 = scaled
  std::int64_t sample_rows = 0;       // number of training rows, drawn by the seed; 0 = all
  std::string split = "fixed";        // how the test file is halved: fixed, by-run
  std::string college = "associate";  // where "at least college" begins
};

Fields fields(CensusOptions& options);

/// Checks what ranges cannot: repeated values, and which options exclude each other. Throws
/// InputError.
void check_census_options(const CensusOptions& options, std::size_t training_rows);

}  // namespace mmoe
