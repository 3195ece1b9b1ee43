// SPDX-License-Identifier: Apache-2.0
// The output of `fit-figure-2`: for each number of sines the families of settings that fit the
// paper's Figures 2 and 3, or the residuals of the best one.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "data/synthetic/figure_2_fit.h"

namespace mmoe {

struct Figure2Request {
  std::vector<std::size_t> sines;
  std::size_t starts;
  std::uint64_t seed;
};

struct Figure2Report {
  Figure2Request request;
  Figure2Target target;
  struct Entry {
    Figure2Fit fit;
    /// If nothing fits, the best fit of the correlations alone, which shows whether the loss is the
    /// reason.
    std::optional<Fit> without_loss;
  };
  std::vector<Entry> entries;  // one per number of sines
};

Figure2Report make_figure_2_report(const Figure2Request& request);

/// Returns {schema: "mmoe-bench/recovery", ...}: the report's numbers.
nlohmann::ordered_json figure_2_json(const Figure2Report& report);

/// Returns the report as text, ending with what such a fit can and cannot determine.
std::string figure_2_text(const Figure2Report& report);

}  // namespace mmoe
