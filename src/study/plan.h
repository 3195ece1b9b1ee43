// SPDX-License-Identifier: Apache-2.0
// The points that a study runs, and their folders.
#pragma once

#include <cstdint>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "study/design.h"

namespace mmoe {

/// A folder of a study:
///   design.json        the plan: the configuration, the design's points
///   points/NNN/        an ordinary experiment each: its store and its result file
///   <experiment>.json  the summary (see study_json.h)
struct StudyPlan {
  nlohmann::ordered_json config;  // with the design, overrides applied
  std::string name;               // of the experiment
  std::uint64_t seed = 1;
  std::size_t planned = 0;          // points of the whole study
  std::vector<DesignPoint> points;  // of a search those that were proposed so far
};

/// Throws InputError on a wrong design, or a flag that sets what the design varies. The points of a
/// search are proposed one by one (study_session.h).
StudyPlan make_plan(const JsonText& config);
/// Writes FOLDER/design.json; hold the folder's StoreLock.
void write_plan(const std::filesystem::path& folder, const StudyPlan& plan);
/// FOLDER/design.json read back. Throws InputError if it is not there or not ours.
StudyPlan read_plan(const std::filesystem::path& folder);
std::filesystem::path plan_file(const std::filesystem::path& folder);

/// FOLDER/<experiment>.json.
std::filesystem::path summary_file(const std::filesystem::path& folder, const StudyPlan& plan);
/// FOLDER/points/007.
std::filesystem::path point_folder(const std::filesystem::path& folder, std::size_t number);
/// FOLDER/points/007/<experiment>.json.
std::filesystem::path point_file(const std::filesystem::path& folder, const StudyPlan& plan,
                                 std::size_t number);

}  // namespace mmoe
