// SPDX-License-Identifier: Apache-2.0
// The interface between experiments and data: a data set has settings (the points of a sweep),
// and each run of a setting trains on one independent draw of its examples.
#pragma once

#include <cstdint>
#include <memory>
#include <nlohmann/json.hpp>
#include <span>
#include <string>
#include <vector>

#include "data/example_facts.h"
#include "nn/batch.h"
#include "nn/problem.h"

namespace mmoe {

/// Held-out examples beside the test data, of the same tasks under other conditions: evaluated with
/// the weights that were selected anyhow, and only reported.
struct FurtherTest {
  std::string name;  // "random_exposures": the split of its metrics
  Batch<float> examples = {};
  ExampleFacts facts = {};
};

/// The examples of one run, shared by all models compared. Const and stateless: batch t is a pure
/// function of (seed, run, t), so that every model sees the same batches in any order of trials.
class DataDraw {
 public:
  virtual ~DataDraw() = default;
  /// Draws training batch number `step` (from 0), without its combinations. `out` keeps its
  /// capacity between calls; after the first call at a given size nothing is allocated.
  virtual void training_batch(std::int64_t step, Batch<float>& out) const = 0;
  /// Held-out examples. Validation data choose the learning rate and the step; test data are only
  /// reported.
  virtual const Batch<float>& validation() const = 0;
  virtual const Batch<float>& test() const = 0;
  /// Returns the block, below kRowBlocks (statistics/row_blocks.h), of each row of test(): a row of
  /// the file is in the same one in every run. Empty where runs do not draw their test rows anew
  /// from one file.
  virtual std::span<const std::uint8_t> test_blocks() const { return {}; }
  /// Returns what is known of the test examples beyond what models read: nothing by default.
  virtual const ExampleFacts& test_facts() const {
    static const ExampleFacts none;
    return none;
  }
  /// Returns more sets of test examples: none by default.
  virtual std::span<const FurtherTest> further_tests() const { return {}; }
};

/// A point of a sweep, e.g. {"cosine": 0.5, "pearson": 0.075}: part of a cell's and a trial's key.
using Setting = nlohmann::ordered_json;

/// Metadata of a data set.
class DataDescription {
 public:
  virtual ~DataDescription() = default;
  virtual std::vector<Setting> settings() const = 0;
  virtual Problem problem(std::size_t setting) const = 0;
  /// Returns everything that determines this setting's examples, except seed and run: resolved
  /// options (without the list of the sweep's points), the setting, checksums of files. It is part
  /// of the key of stored trials: nothing that changes examples may be missing, and nothing else
  /// should be included.
  virtual nlohmann::ordered_json identity(std::size_t setting) const = 0;
  /// Returns checksums, counts and correlations (predicted and measured): the result's "data"
  /// member.
  virtual nlohmann::ordered_json describe() const = 0;
};

/// A data set prepared for one experiment: options resolved, files read. Const, shared by threads.
class DataSet : public DataDescription {
 public:
  /// Draws a run's data, with training batches of `batch` examples. The same (setting, seed, run)
  /// gives the same bits.
  struct DrawKey {
    std::size_t setting = 0;
    std::uint64_t seed = 1;
    std::uint32_t run = 0;
    Index batch = 128;
  };
  virtual std::unique_ptr<DataDraw> open(const DrawKey& key) const = 0;
};

}  // namespace mmoe
