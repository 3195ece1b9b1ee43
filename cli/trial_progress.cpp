// SPDX-License-Identifier: Apache-2.0
#include "trial_progress.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace mmoe::cli {
namespace {

using nlohmann::ordered_json;

/// "; best mmoe 0.083, omoe 0.145", over all settings; an AUC without the sign it is minimised by.
std::string best_text(const std::map<std::string, double>& best) {
  std::string text;
  for (const auto& [model, objective] : best) {
    text += fmt::format("{}{} {:.4g}", text.empty() ? "; best " : ", ", model, std::abs(objective));
  }
  return text;
}

}  // namespace

TrialProgress::TrialProgress(Style style) : style_(style), progress_(style != Style::kLines) {}

void TrialProgress::show(const TrialEvent& event) {
  if (event.training != nullptr) computed_ += 1;
  if (const auto& objective = event.record.at("objective"); !objective.is_null()) {
    const auto value = objective.get<double>();
    const auto [best, is_first] = best_.emplace(event.record.at("model"), value);
    if (!is_first) best->second = std::min(best->second, value);
  }
  const double elapsed = std::chrono::duration<double>(Clock::now() - start_).count();
  if (style_ == Style::kLines) show_line(event, elapsed);
  if (style_ == Style::kEvents) show_event(event, elapsed);
}

void TrialProgress::show_line(const TrialEvent& event, double elapsed) {
  std::string text = fmt::format("{}/{} trials", event.done, event.total);
  if (computed_ > 0) text += fmt::format(", {:.3g}/s", static_cast<double>(computed_) / elapsed);
  progress_.show({.text = text,
                  .share = event.cost_done / event.cost_total,
                  .share_found = event.cost_found / event.cost_total,
                  .is_last = event.done == event.total,
                  .more = best_text(best_)});
}

void TrialProgress::show_event(const TrialEvent& event, double elapsed) {
  const double worked = event.cost_done - event.cost_found;
  ordered_json left;
  if (event.done == event.total) {
    left = 0.0;
  } else if (worked > 0) {
    left = elapsed * (event.cost_total - event.cost_done) / worked;
  }
  fmt::print("{}\n", ordered_json({{"event", "trial"},
                                   {"key", event.trial.key},
                                   {"status", event.record.at("status")},
                                   {"objective", event.record.at("objective")},
                                   {"found", event.training == nullptr},
                                   {"done", event.done},
                                   {"total", event.total},
                                   {"seconds_left", left}})
                         .dump());
  std::fflush(stdout);  // whoever reads waits for it; a failure stays noted for the end
}

}  // namespace mmoe::cli
