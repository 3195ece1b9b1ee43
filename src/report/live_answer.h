// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>

#include "results/live_record.h"

namespace mmoe {

/// Answers in words, for a run's output: for each setting of a simulated live test the true lifts
/// of Table 4's pairs (medians over runs) and how many of them a live test finds; then the table of
/// all lifts by both readings. In lines of at most `width` letters. Empty without draws.
std::string live_answer(const LiveRecord& live, std::size_t width);

}  // namespace mmoe
