// SPDX-License-Identifier: Apache-2.0
// The settings of a Census-income experiment: two tasks, a protocol of preprocessing, and the
// columns to remove.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "data/census/labels.h"
#include "data/census/options.h"
#include "data/data_set.h"

namespace mmoe {

inline constexpr std::size_t kCensusGroups = 2;

struct CensusSetting {
  Setting name;          // {"group": 1}; {"protocol": "rechub", "group": 1}; {"pair": "a+b"}
  std::size_t main = 0;  // positions in the list of labels
  std::size_t auxiliary = 0;
  std::string protocol = "paper";
  std::vector<std::size_t> removed = {};         // columns that are not inputs
  std::optional<double> paper_abs_pearson = {};  // Sec. 6.2, over 10,000 random samples
};

/// Returns the settings of checked options, in the order of the result file; `labels` is from
/// census_labels.
std::vector<CensusSetting> census_settings(const CensusOptions& options,
                                           const std::vector<CensusLabel>& labels);

}  // namespace mmoe
