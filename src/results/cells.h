// SPDX-License-Identifier: Apache-2.0
// A cell: one model on one setting, over its runs, at the learning rate that did best on validation
// data.
#pragma once

#include <nlohmann/json.hpp>
#include <span>
#include <vector>

#include "experiment/trials/trial_record.h"
#include "experiment/trials/trials.h"

namespace mmoe {

struct Cell {
  std::size_t setting = 0;
  std::size_t model = 0;
  double learning_rate = 0;
  std::vector<std::size_t> trials;  // indices of the chosen rate's trials, by run
};

/// Cells of an experiment from its trials and their records, by setting, then model. Of the
/// learning rates the best candidate on validation data wins (see best_candidate.h), of equal ones
/// the smaller.
std::vector<Cell> choose_cells(const std::vector<Trial>& trials,
                               std::span<const TrialRecord> records);

/// [{task, metric, split, and what to_json(Summary) gives}] over the cell's runs; a run without a
/// value (diverged) is left out, and n says so.
nlohmann::ordered_json summarise_cell(const Cell& cell, std::span<const TrialRecord> records);

/// fall_per_500 of the cell's runs (convergence.h), null if unknown.
nlohmann::ordered_json training_fall(const Cell& cell, std::span<const TrialRecord> records);

/// {mean, sum} of the seconds of the cell's trainings that did not diverge.
nlohmann::ordered_json training_time(const Cell& cell, std::span<const TrialRecord> records);

}  // namespace mmoe
