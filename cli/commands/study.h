// SPDX-License-Identifier: Apache-2.0
// Runs an experiment with a design: one ordinary experiment per point, then the summary.
#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

#include "base/json_file.h"
#include "experiment/trials/shard.h"
#include "study/study.h"

namespace mmoe::cli {

/// Checks all points and output files, so that errors are reported before anything runs.
void check_points(const JsonText& config, const StudyPlan& plan,
                  const std::filesystem::path& folder);

struct StudyRequest {
  std::filesystem::path folder = {};
  std::optional<Shard> shard = {};  // only every count-th point
  bool json = false;                // print one event per point
  /// Runs one experiment in its own folder: store and result file.
  std::function<void(const JsonText& config, const std::filesystem::path& folder)> run = {};
};

/// Writes the plan and runs the points; hold the folder's StoreLock.
void run_points(const JsonText& config, const StudyPlan& plan, const StudyRequest& request);

enum class StudyOutput { kText, kJson, kEvents };

/// Writes the summary file and prints the summary.
void print_study(const Study& study, const std::filesystem::path& folder, StudyOutput output);

struct PointsRequest {
  std::optional<Shard> shard = {};
  std::string data_dir = {};
  std::int64_t jobs = 1;
  bool json = false;
};

/// --dry-run: the points with an estimate of their time.
void list_points(const JsonText& config, const StudyPlan& plan, const PointsRequest& request);

}  // namespace mmoe::cli
