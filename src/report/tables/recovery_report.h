// SPDX-License-Identifier: Apache-2.0
// What `recover` prints: for each number of sines the families of settings that fit the paper's
// Figures 2 and 3, or how far the best one is off.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "data/synthetic/recovery.h"

namespace mmoe {

struct RecoveryRequest {
  std::vector<std::size_t> sines;
  std::size_t starts;
  std::uint64_t seed;
};

struct RecoveryReport {
  RecoveryRequest request;
  RecoveryTarget target;
  struct Entry {
    Recovery recovery;
    /// Where nothing fits: the best for the correlations alone, which tells whether the loss is to
    /// blame.
    std::optional<Fit> without_loss;
  };
  std::vector<Entry> entries;  // one a number of sines
};

RecoveryReport make_recovery_report(const RecoveryRequest& request);

/// {schema: "mmoe-bench/recovery", ...}: numbers as the report has them.
nlohmann::ordered_json recovery_json(const RecoveryReport& report);

/// For people, ending with what such a fit can tell and what it cannot.
std::string recovery_text(const RecoveryReport& report);

}  // namespace mmoe
