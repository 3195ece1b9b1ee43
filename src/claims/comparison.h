// SPDX-License-Identifier: Apache-2.0
// The ways in which a claim compares cells, one file each in comparisons/. A comparison turns a
// claim and a result into parts; the claim holds if every part does.
#pragma once

#include <limits>
#include <string>
#include <vector>

#include "claims/claim.h"
#include "claims/part.h"
#include "results/result_reader.h"

namespace mmoe {

/// What is said of a claim.
enum class ClaimKind {
  kTested,  // a verdict, by a test that can fail
  kCheck,   // that the data are what they were made to be: no finding, and not counted as one
  kNumber,  // a number, where no test holds its level
};

struct Comparison {
  const char* name;
  const char* rule;  // what is compared, and when it is supported or contradicted
  std::size_t least_cells, most_cells;
  std::size_t least_than;
  bool has_margin;
  bool is_of_averages = false;  // one value a cell is enough to say whether the claim holds
  bool is_of_gates = false;     // compares mean gate weights, not metrics
  bool is_of_live = false;  // compares arms of a simulated live test, `cells` and `than` in pairs
  ClaimKind kind = ClaimKind::kTested;
  std::vector<Part> (*compare)(const Claim&, const Result&);
};

constexpr std::size_t kAnyNumber = std::numeric_limits<std::size_t>::max();

extern const Comparison kBetter, kSame, kTrend, kGap, kFocus, kSpread, kSameSpread, kLowest, kRises,
    kPoints, kLift, kLiveLift, kLiveLevel, kGreaterLift;

/// Returns all comparisons.
const std::vector<const Comparison*>& comparisons();

/// Throws std::out_of_range on an unknown name; parsed claims have a known one.
const Comparison& find_comparison(const std::string& name);

/// "tested", "check", "number".
const char* to_text(ClaimKind kind);

}  // namespace mmoe
