// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

namespace mmoe {

/// A place where two JSON values differ; null on a side without the member.
struct Difference {
  std::string path;  // "training.batch", "models[2].options.experts"
  nlohmann::ordered_json left, right;
};

/// Returns the smallest parts that differ, in the order of `left`; the order of members is ignored.
std::vector<Difference> json_differences(const nlohmann::ordered_json& left,
                                         const nlohmann::ordered_json& right);

}  // namespace mmoe
