// SPDX-License-Identifier: Apache-2.0
// A tiny experiment for the real binary, and a process that can be signalled while it runs.
#pragma once

#include <nlohmann/json.hpp>

#include "cli/run_cli.h"

namespace mmoe::testing {

/// Writes FOLDER/tiny.json, 2 correlations x 2 models x 2 learning rates of `steps` steps a run,
/// and returns its path.
std::string write_tiny_experiment(const std::filesystem::path& folder, int steps);

/// Returns a result file without what may differ between two undisturbed runs: times and machine.
nlohmann::ordered_json comparable_result(const std::filesystem::path& file);

/// mmoe-bench, running; killed at the end of its scope if it still is.
class Process {
 public:
  /// Standard error goes to the file `err`, standard output nowhere.
  Process(const std::vector<std::string>& args, const std::filesystem::path& err);
  ~Process();
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  pid_t pid() const { return pid_; }
  void signal(int number) const;
  /// Returns the exit status; 128 + signal when killed.
  int wait();
  /// Most memory that it held, in kilobytes; known after wait().
  long peak_kilobytes() const { return peak_; }

 private:
  pid_t pid_ = 0;
  long peak_ = 0;
};

}  // namespace mmoe::testing
