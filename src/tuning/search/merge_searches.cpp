// SPDX-License-Identifier: Apache-2.0
#include "tuning/search/merge_searches.h"

#include <fmt/format.h>

#include "base/error.h"
#include "base/output_kind.h"
#include "experiment/config/json_diff.h"
#include "experiment/store/merge.h"
#include "results/labels.h"
#include "results/merge_shards.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;
using std::filesystem::path;

/// What two runs in one folder may differ in.
ordered_json without_budget(ordered_json config) {
  for (const char* member : {"title", "description", "runs"}) config.erase(member);
  if (config.contains("tuning") && config["tuning"].is_object()) {
    for (const char* member : {"trainings", "candidates", "fresh_runs"}) {
      config["tuning"].erase(member);
    }
  }
  return config;
}

/// What a part is of.
ordered_json search_of(const path& folder) {
  const ordered_json config = SuggestionLog(folder, SuggestionLog::Mode::kRead).config();
  const StoreContents contents = Store(folder, Store::Mode::kRead).contents();
  return {{"config", config},
          {"experiment", contents.experiment},
          {"data", contents.data},
          {"signatures", contents.signatures}};
}

void require_all_studies(const TuningOutcome& outcome, const path& out) {
  Missing missing{
      .what = "studies", .names = {}, .total = outcome.studies.size(), .holder = out, .out = out};
  for (const StudyOutcome& study : outcome.studies) {
    if (study.best) continue;
    missing.names.push_back(
        fmt::format("{} {}", study.study.tuned().label,
                    setting_title(outcome.data->settings()[study.study.setting()])));
  }
  require_none(missing);
}

}  // namespace

bool is_search(const path& folder) { return std::filesystem::exists(suggestion_log_path(folder)); }

void check_keeps_search(const path& folder, const ordered_json& config) {
  if (!is_search(folder)) return;
  const ordered_json there = SuggestionLog(folder, SuggestionLog::Mode::kRead).config();
  if (there.is_null()) return;
  const auto found = json_differences(without_budget(there), without_budget(config));
  if (found.empty()) return;
  const auto shown = [](const ordered_json& value) {
    return value.is_null() ? "at its default" : value.dump();
  };
  throw InputError(fmt::format(
      "{}: holds a search with {} {}; found {} here; expected another folder (`out`), or `replace`",
      folder.string(), found[0].path, shown(found[0].left), shown(found[0].right)));
}

WrittenTuning merge_searches(const std::vector<path>& folders, const path& out, bool replace) {
  const ordered_json search = search_of(folders.front());
  for (const path& folder : folders) {
    require_same(search, folders.front(), search_of(folder), folder);
  }
  check_replaceable(tuning_file(out, search["experiment"]["name"]), kTuningFile);
  if (!replace) check_keeps_search(out, search["config"]);
  Store store(out, Store::Mode::kResume);  // held until the summary is written
  store.set_contents({search["experiment"], search["data"], search["signatures"]});
  SuggestionLog log(out, SuggestionLog::Mode::kWrite);
  log.set_config(search["config"]);
  for (const path& folder : folders) {
    copy_records(folder, store);
    log.add_all(SuggestionLog(folder, SuggestionLog::Mode::kRead));
  }
  const auto outcome = read_tuning_outcome(out);
  require_all_studies(*outcome, out);
  return write_tuning(*outcome, out);
}

}  // namespace mmoe
