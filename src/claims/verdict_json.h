// SPDX-License-Identifier: Apache-2.0
// claims.json: verdicts for programs.
#pragma once

#include <nlohmann/json.hpp>
#include <vector>

#include "claims/judge.h"

namespace mmoe {

inline constexpr const char* kClaimsSchema = "mmoe-bench/claims";
inline constexpr int kClaimsSchemaVersion = 2;

/// {schema, schema_version, level, claims: [...]}: a member a verdict, as the schema describes.
nlohmann::ordered_json verdicts_json(const std::vector<Verdict>& verdicts);

/// Returns a claim, with the rule by which it is judged.
nlohmann::ordered_json claim_json(const Claim& claim);

}  // namespace mmoe
