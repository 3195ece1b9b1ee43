// SPDX-License-Identifier: Apache-2.0
#include "experiment/store/merge.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/error.h"
#include "experiment/config/json_diff.h"
#include "experiment/trials/identity.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;
using std::filesystem::path;

ordered_json as_json(const StoreContents& contents) {
  return {{"experiment", contents.experiment},
          {"data", contents.data},
          {"signatures", contents.signatures}};
}

/// Returns the record without "seconds", the one member that may differ between machines.
ordered_json result_of(const std::string& text) {
  ordered_json record = ordered_json::parse(text);
  record.erase("seconds");
  return record;
}

/// Removes the metrics that `other` lacks.
void keep_metrics_of(const ordered_json& other, ordered_json& record) {
  const auto same_name = [](const ordered_json& a, const ordered_json& b) {
    return a["task"] == b["task"] && a["metric"] == b["metric"] && a["split"] == b["split"];
  };
  ordered_json kept = ordered_json::array();
  for (const ordered_json& metric : record["metrics"]) {
    const bool is_known = std::ranges::any_of(
        other["metrics"], [&](const ordered_json& m) { return same_name(m, metric); });
    if (is_known) kept.push_back(metric);
  }
  record["metrics"] = std::move(kept);
}

/// Returns the fuller of two records of one trial: one stored before a metric was introduced lacks
/// it. Empty where they differ in anything else.
std::optional<std::string> fuller_record(const std::string& a, const std::string& b) {
  ordered_json of_a = result_of(a);
  ordered_json of_b = result_of(b);
  const bool is_a = of_a["metrics"].size() >= of_b["metrics"].size();
  keep_metrics_of(of_b, of_a);
  keep_metrics_of(of_a, of_b);
  if (of_a != of_b) return std::nullopt;
  return is_a ? a : b;
}

[[noreturn]] void refuse_difference(const path& folder, const std::string& trial) {
  throw RunError(
      fmt::format("{}: its result of {} differs from another part's, though everything that "
                  "determines it is the same; run the trial again on both machines",
                  folder.string(), trial));
}

void add_part(Merged& merged, Store& part, const path& folder) {
  for (std::size_t t = 0; t < merged.trials.size(); ++t) {
    auto record = part.find(merged.identities[t]);
    if (!record) continue;
    if (merged.records[t].empty()) {
      merged.records[t] = std::move(*record);
    } else if (auto fuller = fuller_record(merged.records[t], *record)) {
      merged.records[t] = std::move(*fuller);
    } else {
      refuse_difference(folder, merged.trials[t].key);
    }
  }
}

}  // namespace

void require_same(const ordered_json& a, const path& folder_a, const ordered_json& b,
                  const path& folder_b) {
  const auto found = json_differences(a, b);
  if (found.empty()) return;
  throw InputError(fmt::format(
      "{} and {} do not belong together: {} is {} in one, {} in the other{}", folder_a.string(),
      folder_b.string(), found[0].path, found[0].left.dump(), found[0].right.dump(),
      found.size() > 1 ? fmt::format(" (and {} more)", found.size() - 1) : ""));
}

void require_one_signature(const std::vector<path>& folders) {
  ordered_json first;
  for (const path& folder : folders) {
    const ordered_json own = {
        {"signatures", Store(folder, Store::Mode::kRead).contents().signatures}};
    if (first.is_null()) first = own;
    require_same(first, folders.front(), own, folder);
  }
}

void copy_records(const path& folder, Store& store) {
  Store part(folder, Store::Mode::kRead);
  for (const std::string& identity : part.identities()) {
    const std::string record = part.find(identity).value();
    const auto there = store.find(identity);
    if (there && !fuller_record(*there, record)) {
      refuse_difference(folder, ordered_json::parse(record).at("key"));
    }
    store.put(identity, record);
  }
}

Merged merge_stores(const std::vector<path>& folders) {
  Store first(folders.front(), Store::Mode::kRead);
  const StoreContents contents = first.contents();
  Merged merged{.contents = contents,
                .experiment = read_experiment(contents.experiment),
                .data = DataSnapshot(contents.data),
                .pilots = 0,
                .trials = {},
                .identities = {},
                .records = {}};
  merged.trials = expand_pilots(merged.experiment, merged.data);
  merged.pilots = merged.trials.size();
  const auto reported = expand(merged.experiment, merged.data);
  merged.trials.insert(merged.trials.end(), reported.begin(), reported.end());
  for (const Trial& trial : merged.trials) {
    merged.identities.push_back(
        trial_identity(merged.experiment, merged.data, trial, contents.signatures));
  }
  merged.records.resize(merged.trials.size());
  for (const path& folder : folders) {
    Store part(folder, Store::Mode::kRead);
    require_same(as_json(contents), folders.front(), as_json(part.contents()), folder);
    add_part(merged, part, folder);
  }
  return merged;
}

}  // namespace mmoe
