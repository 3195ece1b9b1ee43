// SPDX-License-Identifier: Apache-2.0
// Table 4, simulated: what readers see of a live test on users of the synthetic log.
#include "report/exhibits/exhibit.h"
#include "report/exhibits/live_curves.h"
#include "report/tables/table_4.h"

namespace mmoe {
namespace {

constexpr const char* kHowToRead =
    "No user was asked: users, requests and responses are simulated by the law of the synthetic "
    "log, so the true effect of every arm is known and stands beside what a live test would read. "
    "All arms meet the same users, who are new to the log, and the same candidates; each shows the "
    "one with the highest log p_E + alpha log p_S, with the one alpha that was chosen on other "
    "users and then frozen. The live reading has the noise of a real test, for it splits the users "
    "and draws their responses: its intervals, its power and the users that it would need are "
    "those of a test of this size. It cannot say how people would react: responses do not depend "
    "on what was shown before, nothing feeds back into the log or the candidates, and the law is "
    "the one that the models were trained on. Intervals are over users, for the models trained in "
    "one run; how much another training would differ is seen from the range over runs alone.";

void add_tables_of(const LiveSetting& setting, Exhibit& exhibit) {
  exhibit.tables.push_back(table_4(setting));
  exhibit.tables.push_back(table_4_runs(setting));
  exhibit.tables.push_back(table_4_arms(setting));
  if (auto table = table_4_off_policy(setting)) exhibit.tables.push_back(std::move(*table));
}

}  // namespace

std::optional<Exhibit> live_test(const Result& result) {
  if (!result.live || result.live->draws.empty()) return std::nullopt;
  const std::vector<LiveSetting> settings = live_settings(*result.live);
  Exhibit exhibit{
      .name = "table-4",
      .title = "Table 4, simulated: a live test of recommenders",
      .how_to_read = kHowToRead,
      .figures = {live_curves(result, settings)},
      .definitions = {
          "CUPED: the live reading less what each user's responses before the test predict.",
          "IPS, SNIPS, doubly robust: inverse propensity scoring, the same over the sum of its "
          "weights, and a model of the responses corrected by weighted residuals. Effective rows: "
          "(sum of weights)² / sum of squared weights."}};
  if (settings.size() > 1) exhibit.figures.push_back(live_lifts_by_setting(settings));
  if (auto table = table_4_settings(settings)) exhibit.tables.push_back(std::move(*table));
  for (const LiveSetting& setting : settings) add_tables_of(setting, exhibit);
  if (auto table = table_4_aa(settings)) exhibit.tables.push_back(std::move(*table));
  return exhibit;
}

}  // namespace mmoe
