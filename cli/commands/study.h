// SPDX-License-Identifier: Apache-2.0
// What is printed of an experiment with a design.
#pragma once

#include <cstdint>

#include "study/study_session.h"

namespace mmoe::cli {

enum class StudyOutput { kText, kJson, kEvents };

/// Prints the summary that was written.
void print_study(const WrittenStudy& written, StudyOutput output);

/// --dry-run: the points with an estimate of their time.
void list_points(const StudySession& session, std::int64_t jobs, bool json);

}  // namespace mmoe::cli
