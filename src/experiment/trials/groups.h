// SPDX-License-Identifier: Apache-2.0
// What the record of a trial keeps of its outputs where test rows have groups, such as users: a few
// numbers that paired tests, reliability diagrams and gate figures need, and no outputs.
#pragma once

#include <cstdint>
#include <span>

#include "experiment/trials/trial_record.h"
#include "training/trainer.h"

namespace mmoe {

/// Adds to `record`, rounded to six digits:
///   test_blocks   statistics/row_blocks.h, of each binary task's AUC and R^2: by rows in turn, and
///                 by groups, each of which is whole in one block
///   reliability   of each binary task
///   gate_deciles  by decile, task and expert
/// `groups` [N]: of all test rows; without them it adds nothing. Rows without a label are left out.
void add_what_groups_tell(const TrainingResult& result, const Problem& problem,
                          std::span<const std::int32_t> groups, TrialRecord& record);

}  // namespace mmoe
