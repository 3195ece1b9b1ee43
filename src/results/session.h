// SPDX-License-Identifier: Apache-2.0
// Runs an experiment in a folder: trains what its store does not have, then writes the result.
#pragma once

#include <filesystem>
#include <functional>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

#include "experiment/config/catalogue.h"
#include "experiment/trials/engine.h"
#include "experiment/trials/shard.h"
#include "results/model_file/model_sink.h"
#include "results/rate_choice.h"

namespace mmoe {

/// How an experiment is run; none of it changes a trial.
struct SessionOptions {
  std::filesystem::path folder = {};       // of store and result; empty: default_folder
  std::optional<Shard> shard = {};         // run this part alone, and write no result
  std::string data_dir = {};               // where data files are looked for first
  std::filesystem::path predictions = {};  // file for labels and outputs; empty: none is written
  SaveModels save_models = SaveModels::kNone;  // to FOLDER/models
  std::size_t jobs = 1;
  bool fresh = false;          // forget the folder's trials and its result
  bool replace = false;        // replace the folder's result, also where it shows something else
  bool check_files = true;     // warn where data files are not the published ones, or
  bool strict = false;         // refuse them
  bool is_look = false;        // claims are tested to decide on more runs: the result notes looks
  bool first_setting = false;  // run the first setting alone
};

/// results/NAME; shards, which must not share a folder, have one each in it.
std::filesystem::path default_folder(const std::string& name, const std::optional<Shard>& shard);

/// Is told how far a run is.
class RunObserver {
 public:
  virtual ~RunObserver() = default;
  virtual void begin(std::size_t /*trials*/) {}
  /// See EngineInput::on_trial.
  virtual void on_trial(const TrialEvent& /*event*/) {}
  virtual void end() {}
};

struct RunOutcome {
  std::filesystem::path file = {};        // where the result was written
  nlohmann::ordered_json result = {};     // as make_result gives it; null of a shard
  std::vector<TrialRecord> records = {};  // one per reported trial
};

/// What a run has when its result is about to be written.
struct FinishedRun {
  const std::vector<Trial>& trials;
  const std::vector<TrialRecord>& records;  // one per trial
  const ModelSink& models;
};
/// Adds to the result.
using Supplement = std::function<void(const FinishedRun& run, nlohmann::ordered_json& result)>;

class Session {
 public:
  /// Reads the configuration and opens its data; writes nothing. Throws InputError.
  Session(const JsonText& config, SessionOptions options);

  const Prepared& prepared() const { return prepared_; }
  /// What is to run: all trials, or the shard's; first the pilots, all of which every shard needs.
  /// The smallest rate stands for those that pilots have yet to choose.
  std::vector<Trial> trials() const;
  const std::filesystem::path& folder() const { return options_.folder; }

  /// Holds the folder's lock until the result is written. Throws InputError if an output would
  /// replace what it may not, before anything is written or trained; RunError; Interrupted. What
  /// finished before is kept, and not trained again by the next run.
  RunOutcome run(RunObserver& observer, const Supplement& supplement = {}) const;

  /// Trains what `source` proposes and `store` does not have, instead of the experiment's trials;
  /// returns the records in the order of proposal, and writes no result. Throws as run() does.
  std::vector<TrialRecord> run(TrialSource& source, Store& store, RunObserver& observer) const;

  /// Trains the same trials, which are of one model on one setting; returns the model that is best
  /// on validation data. Opens no store and writes nothing. Throws InputError if such models cannot
  /// be saved, RunError if every training diverged; Interrupted.
  SavedModel train_model(RunObserver& observer) const;
  /// Whether `model` is what train_model returns, or would be at another of the learning rates.
  bool trains_again(const SavedModel& model) const;

 private:
  /// Trials whose rates are chosen, with their records.
  struct Trained {
    std::vector<TrialRecord> pilots;
    std::vector<Trial> trials;
    std::vector<TrialRecord> records;  // one per trial
  };
  using OnTrial = std::function<void(const TrialEvent&)>;

  void check_outputs() const;
  std::vector<Trial> planned(const CellRates& rates) const;
  std::vector<TrialRecord> train(TrialSource& source, Store* store,
                                 const std::function<bool(const Trial&)>& reuse,
                                 const OnTrial& on_trial) const;
  Trained train_all(Store* store, const std::function<bool(const Trial&)>& reuse,
                    const OnTrial& on_reported, RunObserver& observer) const;
  std::filesystem::path result_file() const;
  std::vector<std::int64_t> looks_now() const;

  SessionOptions options_;
  Prepared prepared_;
  std::vector<Trial> pilots_;
  std::vector<Trial> reported_;  // at every rate
};

}  // namespace mmoe
