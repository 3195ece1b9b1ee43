// SPDX-License-Identifier: Apache-2.0
// The flags of a run (mmoe-bench --exp): what they change of the experiment (run_config.h), and how
// it is run.
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <string>
#include <vector>

#include "base/cores.h"

namespace mmoe::cli {

struct RunFlags {
  std::string experiment;
  std::string models_flag = "--models";  // by which `models` are named
  std::string models, cosine, pearson, group, protocol, learning_rates;
  std::int64_t runs = 0, pilot_runs = 0, steps = 0, batch = 0, seed = 0;
  std::int64_t jobs = static_cast<std::int64_t>(available_cores());
  std::vector<std::string> set;
  std::string method, time, warm_start;
  std::int64_t trainings = 0;
  std::string out, data_dir, predictions, save_models, shard, until_told, log_level = "info";
  bool paper = false, quiet = false, json = false, dry_run = false, fresh = false, replace = false;
  bool report = false;
  bool drop_leaks = false, strict = false;
};

void add_run_flags(CLI::App& root, RunFlags& flags);

/// The flags of mmoe-bench train: those of a run that make sense for one model.
void add_train_flags(CLI::App& command, RunFlags& flags);

}  // namespace mmoe::cli
