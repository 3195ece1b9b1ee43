// SPDX-License-Identifier: Apache-2.0
// What `mmoe-bench data describe` and `data audit` print of KuaiRand.
#pragma once

#include <nlohmann/json.hpp>

namespace mmoe::cli {

void print_kuairand_description(const nlohmann::ordered_json& description);
void print_kuairand_audit(const nlohmann::ordered_json& audit);

}  // namespace mmoe::cli
