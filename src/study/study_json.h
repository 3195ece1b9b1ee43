// SPDX-License-Identifier: Apache-2.0
// The summary of a study: a contract, described by results/schema/sensitivity-1.schema.json.
#pragma once

#include <filesystem>
#include <nlohmann/json.hpp>
#include <string>

#include "study/study.h"

namespace mmoe {

nlohmann::ordered_json study_json(const Study& study);

struct WrittenStudy {
  Study study;
  std::filesystem::path file;
  std::string text;  // of the file
};

/// Writes the summary file into the study's folder.
WrittenStudy write_study(Study study, const std::filesystem::path& folder);

}  // namespace mmoe
