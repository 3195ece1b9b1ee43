// SPDX-License-Identifier: Apache-2.0
// Values matched by run. A run is one draw of data and start that all models and settings share, so
// what two cells got in the same run is paired.
#pragma once

#include <compare>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "results/metric.h"
#include "results/result_reader.h"

namespace mmoe {

struct RunId {
  std::uint64_t seed = 0;
  std::int64_t run = 0;
  // clang-tidy 14 takes the comparison with 0 in it for a null pointer.
  auto operator<=>(const RunId&) const = default;  // NOLINT(modernize-use-nullptr)
};

/// A value per run, in the order of seed and run.
using RunValues = std::map<RunId, double>;

/// metric_of each trial on the test set (results/runs.h), or a further one; trials without a finite
/// value left out.
RunValues values_by_run(const std::vector<const TrialRecord*>& trials, const std::string& metric,
                        const std::string& task = "", const std::string& split = kTestSplit);

/// The runs that all of `values` have; none if there are no values.
std::vector<RunId> common_runs(const std::vector<RunValues>& values);

/// [values][runs]: the values in the runs that all have.
std::vector<std::vector<double>> pair_by_run(const std::vector<RunValues>& values);

/// a - b in the runs that both have.
std::vector<double> paired_differences(const RunValues& a, const RunValues& b);

}  // namespace mmoe
