// SPDX-License-Identifier: Apache-2.0
// The summary of a study: a contract, described by results/schema/sensitivity-1.schema.json.
#pragma once

#include <nlohmann/json.hpp>

#include "study/study.h"

namespace mmoe {

nlohmann::ordered_json study_json(const Study& study);

}  // namespace mmoe
