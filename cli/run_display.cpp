// SPDX-License-Identifier: Apache-2.0
#include "run_display.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/log.h"

namespace mmoe::cli {
namespace {

Progress::Style style_of(const RunFlags& flags) {
  if (flags.json) return Progress::Style::kEvents;
  return log_level() < LogLevel::kInfo ? Progress::Style::kQuiet : Progress::Style::kLines;
}

std::string trial_text(const TrialEvent& event) {
  if (event.training == nullptr) return event.trial.key + ": found in the store";
  return fmt::format("{}: {}, {:.3f}s", event.trial.key, event.record.status(),
                     event.record.seconds);
}

}  // namespace

void use_log_level(const RunFlags& flags) {
  const auto& names = log_level_names();
  const auto named = std::find(names.begin(), names.end(), flags.log_level);
  const auto level = static_cast<LogLevel>(named - names.begin());
  set_log_level(flags.quiet ? std::min(level, LogLevel::kWarning) : level);
}

void RunDisplay::begin(std::size_t trials) { progress_.emplace(style_of(flags_), trials); }

void RunDisplay::on_trial(const TrialEvent& event) {
  progress_->show(event);
  if (log_level() == LogLevel::kDebug) log_debug(trial_text(event));
}

void RunDisplay::begin_point(const StudyPlan& plan, const DesignPoint& point) {
  log_info(fmt::format("point {} of {}: {}", point.number + 1, plan.planned, factors_text(point)));
  if (!flags_.json) return;
  print_event({{"event", "point"},
               {"number", point.number},
               {"points", plan.planned},
               {"factors", point.factors}});
}

}  // namespace mmoe::cli
