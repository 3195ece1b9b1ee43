// SPDX-License-Identifier: Apache-2.0
// Labels and outputs on the test set, for other programs to score.
#pragma once

#include <optional>
#include <string>

#include "base/atomic_file.h"
#include "experiment/trials/engine.h"

namespace mmoe {

/// Writes a CSV of key, task, example, label, output, probability, with one row per trial, task and
/// example. Outputs of binary tasks are logits, whose probabilities are in the last column. Numbers
/// read back to the same float.
class PredictionSink {
 public:
  /// Writes nothing if the path is empty. Throws InputError if the file cannot be written.
  explicit PredictionSink(const std::string& path);

  bool is_open() const { return file_.has_value(); }
  void add(const TrialEvent& event, const Problem& problem);
  /// Renames the file to its destination.
  void commit();

 private:
  std::optional<AtomicFile> file_;
};

}  // namespace mmoe
