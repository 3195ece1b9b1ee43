// SPDX-License-Identifier: Apache-2.0
#include "report/live_answer.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "base/paper_values.h"
#include "report/tables/table_4.h"
#include "results/labels.h"

namespace mmoe {
namespace {

/// What the runs of a setting say of Table 4's pairs.
struct LiveAnswer {
  std::vector<std::string> pairs;  // "MMoE over Shared-Bottom: engagement +0.25 %, ..."
  std::size_t tests = 0, found = 0;
};

/// Adds the lift, if any run has it.
void add_lift(const LiveSetting& setting, const PaperLift& paper, LiveAnswer& answer) {
  const LiftName name = {paper.arm, paper.over, paper.metric};
  const auto median =
      summarise_lifts(setting, name, [](const LiftRecord& l) { return l.truth.lift; }).median;
  if (!median) return;
  const std::string pair =
      fmt::format("{} over {}: ", arm_title(setting, name.arm), arm_title(setting, name.over));
  const std::string lift = fmt::format("{} {:+.2f} %", paper.metric, 100 * *median);
  if (!answer.pairs.empty() && answer.pairs.back().starts_with(pair)) {
    answer.pairs.back().append(", ").append(lift);
  } else {
    answer.pairs.push_back(pair + lift);
  }
  const auto [tested, found] = found_runs(setting, name);
  answer.tests += tested;
  answer.found += found;
}

std::string answer_of(const LiveSetting& setting) {
  LiveAnswer answer;
  for (const PaperLift& paper : paper_table_4()) add_lift(setting, paper, answer);
  const std::string where = fmt::format("Simulated live test, {}", setting_title(setting.setting));
  if (answer.pairs.empty()) return fmt::format("{}: the paper's pairs are not compared.", where);
  const std::string over =
      setting.draws.size() > 1 ? fmt::format(", median of {} runs", setting.draws.size()) : "";
  return fmt::format(
      "{}: in truth{}, {}. Such a test of this size, also simulated, finds {} of these {} "
      "differences significant at 5 %.",
      where, over, fmt::join(answer.pairs, "; "), answer.found, answer.tests);
}

}  // namespace

std::string live_answer(const LiveRecord& live, std::size_t width) {
  const std::vector<LiveSetting> settings = live_settings(live);
  std::string text;
  for (const LiveSetting& setting : settings) text += folded_line(answer_of(setting), width, 2);
  for (const LiveSetting& setting : settings) {
    text.append("\n").append(to_text(table_4(setting), width));
  }
  return text;
}

}  // namespace mmoe
