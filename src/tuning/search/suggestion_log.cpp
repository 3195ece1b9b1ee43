// SPDX-License-Identifier: Apache-2.0
#include "tuning/search/suggestion_log.h"

#include <fmt/format.h>

#include "base/error.h"
#include "base/output_kind.h"
#include "statistics/or_null.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

// One row of "suggestions" per proposal; `setting` lists levels.
constexpr const char* kLogSchema = R"(
CREATE TABLE IF NOT EXISTS tuning(name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS suggestions(
  study TEXT, number INTEGER, prefix TEXT NOT NULL, proposal TEXT NOT NULL,
  PRIMARY KEY(study, number));)";

}  // namespace

std::filesystem::path suggestion_log_path(const std::filesystem::path& folder) {
  return folder / kSearchFile;
}

template <typename Act>
auto SuggestionLog::guarded(const Act& act) const {
  try {
    return act();
  } catch (const SqliteError& error) {
    throw RunError(fmt::format("{}: {}", path_, error.what()));
  } catch (const nlohmann::json::exception& error) {
    throw RunError(fmt::format("{} is damaged: {}; `fresh` starts over", path_, error.what()));
  }
}

SuggestionLog::SuggestionLog(const std::filesystem::path& folder, Mode mode)
    : path_(suggestion_log_path(folder).string()) {
  if (mode == Mode::kRead && !std::filesystem::exists(path_)) {
    throw InputError(
        fmt::format("{}: not found; expected the folder of an experiment that tunes models, such "
                    "as results/census-tuning",
                    path_));
  }
  guarded([&] {
    const bool writes = mode == Mode::kWrite;
    db_.emplace(path_, writes ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY);
    if (writes) db_->exec(kLogSchema);
  });
}

ordered_json SuggestionLog::config() const {
  return guarded([&] {
    Statement get(*db_, "SELECT value FROM tuning WHERE name = 'experiment'");
    return get.step() ? ordered_json::parse(get.text(0)) : ordered_json();
  });
}

void SuggestionLog::set_config(const ordered_json& config) {
  guarded([&] {
    Statement put(*db_, "INSERT OR REPLACE INTO tuning VALUES('experiment', ?1)");
    put.bind(1, config.dump()).step();
  });
}

std::optional<Proposal> SuggestionLog::find(const std::string& study, std::int64_t number,
                                            const std::string& prefix) const {
  return guarded([&]() -> std::optional<Proposal> {
    Statement get(*db_,
                  "SELECT prefix, proposal FROM suggestions WHERE study = ?1 AND number = ?2");
    if (!get.bind(1, study).bind(2, number).step() || get.text(0) != prefix) return std::nullopt;
    const auto json = ordered_json::parse(get.text(1));
    return Proposal{.setting = json.at("setting").get<SearchPoint>(),
                    .run = json.at("run"),
                    .seconds = json.at("seconds"),
                    .give_up_above = number_or_none(json.at("give_up_above"))};
  });
}

void SuggestionLog::put(const std::string& study, std::int64_t number, const std::string& prefix,
                        const Proposal& proposal) {
  guarded([&] {
    const ordered_json json = {{"setting", proposal.setting},
                               {"run", proposal.run},
                               {"seconds", proposal.seconds},
                               {"give_up_above", or_null(proposal.give_up_above)}};
    Statement put(*db_, "INSERT OR REPLACE INTO suggestions VALUES(?1, ?2, ?3, ?4)");
    put.bind(1, study).bind(2, number).bind(3, prefix).bind(4, json.dump()).step();
  });
}

void SuggestionLog::add_all(const SuggestionLog& other) {
  guarded([&] {
    db_->exec("BEGIN");
    Statement get(*other.db_,
                  "SELECT study, number, prefix, proposal FROM suggestions ORDER BY study, number");
    Statement put(*db_, "INSERT OR REPLACE INTO suggestions VALUES(?1, ?2, ?3, ?4)");
    while (get.step()) {
      put.bind(1, get.text(0)).bind(2, get.integer(1)).bind(3, get.text(2)).bind(4, get.text(3));
      put.step();
      put.reset();
    }
    db_->exec("COMMIT");
  });
}

}  // namespace mmoe
