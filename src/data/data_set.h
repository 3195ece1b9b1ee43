// SPDX-License-Identifier: Apache-2.0
// The interface between experiments and data: a data set offers settings (the points of a sweep),
// and each run of a setting is one independent draw of its examples.
#pragma once

#include <cstdint>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "nn/batch.h"
#include "nn/problem.h"

namespace mmoe {

/// One run: independent data, shared by all models compared. Const and stateless: batch t is a pure
/// function of (seed, run, t), so that every model sees the same batches in any order of trials.
class Run {
 public:
  virtual ~Run() = default;
  /// Training batch number `step` (0-based), all but its combinations. `out` keeps its capacity
  /// between calls; after the first call at a size nothing is allocated.
  virtual void training_batch(std::int64_t step, Batch<float>& out) const = 0;
  /// Held-out examples; validation chooses (learning rate, step), test is only ever reported.
  virtual const Batch<float>& validation() const = 0;
  virtual const Batch<float>& test() const = 0;
};

/// A point of a sweep, e.g. {"cosine": 0.5, "pearson": 0.075}: part of a cell's and a trial's key.
using Setting = nlohmann::ordered_json;

/// What there is to know of a data set without its examples.
class DataDescription {
 public:
  virtual ~DataDescription() = default;
  virtual std::vector<Setting> settings() const = 0;
  virtual Problem problem(std::size_t setting) const = 0;
  /// Returns all that determines this setting's examples, seed and run apart: resolved options
  /// (without the list of the sweep's points), the setting, checksums of files. What trials are
  /// stored under, so nothing may be missing, nor should anything be there that leaves the examples
  /// as they are.
  virtual nlohmann::ordered_json identity(std::size_t setting) const = 0;
  /// Checksums, counts, correlations (predicted and measured): the result's "data" member.
  virtual nlohmann::ordered_json describe() const = 0;
};

/// A data set prepared for one experiment: options resolved, files read. Const, shared by threads.
class DataSet : public DataDescription {
 public:
  /// `batch`: examples of a training batch. Same (setting, seed, run) gives the same bits.
  struct RunKey {
    std::size_t setting = 0;
    std::uint64_t seed = 1;
    std::uint32_t run = 0;
    Index batch = 128;
  };
  virtual std::unique_ptr<Run> open(const RunKey& key) const = 0;
};

}  // namespace mmoe
