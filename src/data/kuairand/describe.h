// SPDX-License-Identifier: Apache-2.0
// What `mmoe-bench data describe` and `data audit` say of KuaiRand.
#pragma once

#include <nlohmann/json.hpp>

#include "data/kuairand/inputs.h"
#include "data/kuairand/log.h"

namespace mmoe {

/// Returns the rows kept beside those published, duplicates dropped, and for each part its rows,
/// users and label rates (null without rows), and how many rows have each pair of labels.
nlohmann::ordered_json describe_kuairand(const KuaiLog& log, const KuaiInputs& inputs);

/// Returns duplicates, for each field the share of test rows whose id has no embedding of its own
/// or is unknown, the rates of each day, and the columns that are never inputs.
nlohmann::ordered_json audit_kuairand(const KuaiLog& log, const KuaiInputs& inputs);

}  // namespace mmoe
