// SPDX-License-Identifier: Apache-2.0
// FOLDER/tuning.sqlite: what was searched, and every suggestion with a hash of all that it was made
// from, so that a study that is resumed, or only looked at, fits no process again.
#pragma once

#include <cstdint>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "experiment/store/sqlite.h"
#include "tuning/search_space.h"

namespace mmoe {

/// A trial of a study, before it is run.
struct Proposal {
  SearchPoint setting = {};
  std::uint32_t run = 0;                     // so many trials of the setting came before
  double seconds = 0;                        // that the suggestion took
  std::optional<double> give_up_above = {};  // the training's option of that name
};

class SuggestionLog {
 public:
  enum class Mode { kWrite, kRead };
  /// Throws InputError if the file is not there to be read, or is not ours; RunError if it cannot
  /// be written or is damaged.
  SuggestionLog(const std::filesystem::path& folder, Mode mode);

  /// The experiment with its tuning; null where none was set.
  nlohmann::ordered_json config() const;
  /// Replaces it. Suggestions of other studies are kept: they are told apart by what they are of.
  void set_config(const nlohmann::ordered_json& config);

  /// Suggestion `number` of a study, if it was made from what `prefix` stands for.
  std::optional<Proposal> find(const std::string& study, std::int64_t number,
                               const std::string& prefix) const;
  void put(const std::string& study, std::int64_t number, const std::string& prefix,
           const Proposal& proposal);
  /// Takes over the suggestions of another log, in place of its own of the same studies.
  void add_all(const SuggestionLog& other);

 private:
  template <typename Act>
  auto guarded(const Act& act) const;

  std::string path_;
  std::optional<Database> db_;
};

/// Returns the file of a folder's log.
std::filesystem::path suggestion_log_path(const std::filesystem::path& folder);

}  // namespace mmoe
