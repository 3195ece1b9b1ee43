// SPDX-License-Identifier: Apache-2.0
// Batches from encoded Census examples: the order of training and the split of the test file.
#pragma once

#include <memory>
#include <vector>

#include "data/census_inputs.h"
#include "data/census_labels.h"
#include "data/data_set.h"

namespace mmoe {

/// Everything that runs read; shared by all groups, runs and threads.
struct CensusData {
  CensusInputs inputs;
  CensusExamples train;
  CensusExamples test;
  // Labels of either file by task, in the order of the data set's list of tasks.
  std::vector<LabelColumn> train_labels;
  std::vector<LabelColumn> test_labels;
};

struct CensusRunOptions {
  std::vector<std::size_t> tasks = {};  // positions in CensusData's labels, main task first
  std::int64_t sample_rows = 0;         // train on this many rows, drawn by the seed; 0: all
};

/// A run over `data`, which must outlive it.
///
/// - Test file: a permutation by the seed; its first half (rounded down) is validation, the rest
///   test. All runs of a seed share the split, so that they differ in initialisation and order
///   only.
/// - Training: epochs one after another, each a permutation by (seed, run, epoch); a batch may span
///   two epochs.
/// - Sample: the first rows of a permutation of the training file by the seed.
std::unique_ptr<Run> open_census_run(const CensusData& data, const CensusRunOptions& options,
                                     const DataSet::RunKey& key);

}  // namespace mmoe
