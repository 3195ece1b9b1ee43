// SPDX-License-Identifier: Apache-2.0
// Draws batches from encoded Census examples: the training order and the split of the test file.
#pragma once

#include <memory>
#include <vector>

#include "data/census/inputs.h"
#include "data/census/labels.h"
#include "data/census/view.h"
#include "data/data_set.h"

namespace mmoe {

/// Both files encoded by one protocol; shared by all settings, runs and threads.
struct CensusEncoding {
  CensusInputs inputs;
  CensusExamples train;
  CensusExamples test;
};

/// Labels of both files per task, in the order of the data set's list of labels.
struct CensusTasks {
  std::vector<LabelColumn> train;
  std::vector<LabelColumn> test;
};

/// The data that a draw reads.
struct CensusDrawData {
  const CensusEncoding& encoding;
  const CensusView& view;
  const CensusTasks& tasks;
};

struct CensusDrawOptions {
  bool split_by_run = false;            // else one split of the test file for all runs
  std::vector<std::size_t> tasks = {};  // positions in CensusTasks, main task first
  std::int64_t sample_rows = 0;         // number of training rows, drawn by the seed; 0 = all
};

/// Draws from `data`, which must outlive the draw.
///
/// - Test file: a permutation by the seed, or by (seed, run); its first half (rounded down) is
///   validation, the rest test. Where all runs of a seed share the split, they differ in
///   initialisation and order only. Run 0 has the same halves either way.
/// - Training: epochs one after another, each a permutation by (seed, run, epoch); a batch may span
///   two epochs.
/// - Sample: the first rows of a permutation of the training file by the seed.
std::unique_ptr<DataDraw> open_census_draw(const CensusDrawData& data,
                                           const CensusDrawOptions& options,
                                           const DataSet::DrawKey& key);

}  // namespace mmoe
