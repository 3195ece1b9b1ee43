// SPDX-License-Identifier: Apache-2.0
// The summary of a study read back, as results/schema/sensitivity-1.schema.json says.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "study/study.h"

namespace mmoe {

/// What study_json (study/study_json.h) wrote of a study. The summary has neither the losses of
/// single runs nor the planned points that were not run: these are left empty; of claims it has
/// name, sentence and place, of a point's verdicts name, outcome and whether the claim holds.
/// Throws InputError naming `path` where a member is not as the schema says.
Study study_from_json(const nlohmann::ordered_json& json, const std::string& path);

}  // namespace mmoe
