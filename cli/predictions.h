// SPDX-License-Identifier: Apache-2.0
// --predictions FILE: labels and outputs on the test set, for other programs to score.
#pragma once

#include <optional>
#include <string>

#include "base/atomic_file.h"
#include "experiment/trials/engine.h"

namespace mmoe::cli {

/// A CSV of key, task, example, label, output; a row an example of every trial and task. Outputs of
/// binary tasks are logits. Numbers read back to the same float.
class PredictionSink {
 public:
  /// An empty path: nothing is kept. Throws InputError if the file cannot be written.
  explicit PredictionSink(const std::string& path);

  bool is_open() const { return file_.has_value(); }
  void add(const TrialEvent& event, const Problem& problem);
  /// Puts the file in its place.
  void commit();

 private:
  std::optional<AtomicFile> file_;
};

}  // namespace mmoe::cli
