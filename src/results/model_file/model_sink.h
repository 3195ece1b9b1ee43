// SPDX-License-Identifier: Apache-2.0
// Saves the models of a run as their trials finish.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "experiment/config/catalogue.h"
#include "experiment/trials/engine.h"
#include "results/model_file/saved_model.h"

namespace mmoe {

/// Which trials' models are kept: none, of each model and setting the one whose validation
/// objective is best over learning rates and runs, or all.
enum class SaveModels : std::uint8_t { kNone, kBest, kAll };

class ModelSink {
 public:
  struct Options {
    SaveModels which = SaveModels::kNone;
    std::filesystem::path folder = {};  // empty: the best ones are kept in memory alone
  };
  /// Throws InputError if models of the data cannot be saved, or if a file that is no model stands
  /// where one of the `trials` is to be saved. `prepared` must outlive it.
  ModelSink(const Options& options, const Prepared& prepared, const std::vector<Trial>& trials);

  bool is_open() const { return options_.which != SaveModels::kNone; }
  /// Takes the model of a trial that was trained and did not diverge. Of kAll it is written at
  /// once, to FOLDER/MODEL/SETTING/lr=RATE/run=RUN.safetensors.
  void add(const TrialEvent& event);
  /// Writes the best ones, to FOLDER/MODEL/SETTING.safetensors.
  void commit() const;
  /// Returns the best one so far of the trial's model and setting; null if none has finished.
  const SavedModel* best(const Trial& trial) const;

  /// Whether the file of kAll is there that this build's training of the trial writes.
  bool has(const Trial& trial) const;
  /// Returns the model that the trial left. Throws InputError if its file is damaged or is not
  /// there.
  SavedModel read(const Trial& trial) const;

 private:
  struct Best {
    double objective = 0;
    std::string key = {};
    SavedModel model = {};
  };
  std::filesystem::path place_of(const Trial& trial) const;
  std::string identity_of(const Trial& trial) const;
  SavedModel saved(const TrialEvent& event) const;

  Options options_;
  const Prepared& prepared_;
  nlohmann::ordered_json signatures_;           // of the models, as the store's identities use them
  std::map<std::filesystem::path, Best> best_;  // by place
};

}  // namespace mmoe
