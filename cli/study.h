// SPDX-License-Identifier: Apache-2.0
// An experiment with a design: one ordinary experiment a point, then the summary of all.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>

#include "experiment/json_file.h"
#include "experiment/shard.h"

namespace mmoe::cli {

struct StudyRequest {
  std::filesystem::path out = {};   // empty: results/<experiment>
  std::optional<Shard> shard = {};  // every count-th point only
  bool json = false;                // print the summary as JSON
  bool quiet = false;
  /// Runs one experiment into a folder of its own: store and result file.
  std::function<void(const JsonText& config, const std::filesystem::path& folder)> run = {};
};

int run_study(const JsonText& config, const StudyRequest& request);

/// Lists the points with an estimate of their time.
int list_points(const JsonText& config, std::int64_t jobs);

}  // namespace mmoe::cli
