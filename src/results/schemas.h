// SPDX-License-Identifier: Apache-2.0
// Names and versions of the kinds of file that hold results: their members "schema" and
// "schema_version".
#pragma once

namespace mmoe {

inline constexpr const char* kResultSchema = "mmoe-bench/result";
inline constexpr int kResultSchemaVersion = 2;
inline constexpr const char* kStudySchema = "mmoe-bench/sensitivity";
inline constexpr int kStudySchemaVersion = 1;
inline constexpr const char* kTuningSchema = "mmoe-bench/tuning";
inline constexpr int kTuningSchemaVersion = 1;

}  // namespace mmoe
