// SPDX-License-Identifier: Apache-2.0
// What a search has found so far, read from its folder; also while it runs.
#pragma once

#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <vector>

#include "data/data_set.h"
#include "experiment/config/experiment.h"
#include "tuning/search/best_so_far.h"
#include "tuning/search/confirmation.h"
#include "tuning/search/option_map.h"
#include "tuning/search/option_slices.h"
#include "tuning/search/study.h"

namespace mmoe {

/// One study, and what became of its trials.
struct StudyOutcome {
  TuningStudy study;
  std::vector<TrialRecord> records = {};  // of the trials that finished, in their order
  std::vector<double> importances = {};   // one per option; none before a first result
  std::vector<OptionSlice> slices = {};   // likewise, through the setting that is likely best
  std::optional<OptionMap> map = {};      // through the same
  std::vector<std::optional<BestSoFar>> history = {};  // one per record
  std::vector<Candidate> candidates = {};              // none before the search has ended
  std::optional<std::size_t> best = {};      // of candidates; empty before all were trained
  std::vector<TrialRecord> winner = {};      // its records on the fresh runs
  double fresh_cost = 0, fresh_seconds = 0;  // of the fresh runs
};

struct TuningOutcome {
  nlohmann::ordered_json config;  // the experiment, with its tuning
  TuningPlan plan;
  Experiment experiment;
  std::unique_ptr<DataDescription> data;
  std::vector<StudyOutcome> studies = {};  // by setting of the data, then model

  bool complete() const;
};

/// One study per model that is tuned and setting of the data, in that order of a result. The
/// arguments have to outlive the studies.
std::vector<TuningStudy> make_studies(const TuningPlan& plan, const Experiment& experiment,
                                      const DataDescription& data);

/// Throws InputError if the folder has no search, or none that has begun; RunError.
std::unique_ptr<TuningOutcome> read_tuning_outcome(const std::filesystem::path& folder);

}  // namespace mmoe
