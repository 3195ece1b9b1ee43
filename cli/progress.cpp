// SPDX-License-Identifier: Apache-2.0
#include "progress.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "base/count_text.h"
#include "base/json_file.h"
#include "base/log.h"
#include "base/terminal.h"
#include "statistics/or_null.h"

namespace mmoe::cli {
namespace {

/// Returns "; best mmoe 0.083, omoe 0.145", over all settings; an AUC without the sign that makes
/// it a loss.
std::string best_text(const std::map<std::string, double>& best) {
  std::string text;
  for (const auto& [model, objective] : best) {
    text += fmt::format("{}{} {:.4g}", text.empty() ? "; best " : ", ", model, std::abs(objective));
  }
  return text;
}

}  // namespace

void print_event(const nlohmann::ordered_json& event) {
  fmt::print("{}\n", json_text(event, -1));
  std::fflush(stdout);
}

void print_result_event(const std::filesystem::path& file,
                        const std::function<void(const TextSink&)>& write) {
  fmt::print(R"({{"event":"result","file":{},"result":)", json_text(file.string(), -1));
  write([](std::string_view piece) {
    std::string line(piece);
    std::erase(line, '\n');  // inside a JSON string it would be an escape
    fmt::print("{}", line);
  });
  fmt::print("}}\n");
}

Progress::Progress(Style style, std::size_t trials)
    : style_(style), line_(can_redraw(stderr) && log_level() <= LogLevel::kInfo) {
  if (line_.live() && style_ == Style::kLines) {
    line_.show(0, fmt::format("0/{}", counted(trials, "trial")));
  }
}

void Progress::show(const TrialEvent& event) {
  if (event.training != nullptr) computed_ += 1;
  if (const auto& objective = event.record.objective) {
    const auto [best, is_first] = best_.emplace(event.record.model, *objective);
    if (!is_first) best->second = std::min(best->second, *objective);
  }
  if (style_ == Style::kEvents) show_event(event);
  if (style_ == Style::kLines) show_line(event);
}

double Progress::seconds_left(const TrialEvent& event) const {
  if (event.done == event.total) return 0;
  const double computed = event.cost_done - event.cost_found;
  return computed > 0 ? line_.elapsed() * (event.cost_total - event.cost_done) / computed : -1;
}

void Progress::show_line(const TrialEvent& event) {
  const bool is_last = event.done == event.total;
  if (!line_.is_due(is_last)) return;
  const double now = line_.elapsed();
  const double left = seconds_left(event);
  std::string line = fmt::format("{}/{}", with_commas(static_cast<std::int64_t>(event.done)),
                                 counted(event.total, "trial"));
  if (computed_ > 0) line += fmt::format(", {:.3g}/s", static_cast<double>(computed_) / now);
  if (is_last) {
    line += fmt::format(", took {}", duration_text(now));
  } else if (left >= 0) {
    line += fmt::format(", {} left", duration_text(left));
  }
  line += best_text(best_);
  line_.show(event.cost_done / event.cost_total, line);
}

void Progress::show_event(const TrialEvent& event) const {
  const double left = seconds_left(event);
  print_event({{"event", "trial"},
               {"key", event.trial.key},
               {"status", event.record.status()},
               {"objective", or_null(event.record.objective)},
               {"found", event.training == nullptr},
               {"done", event.done},
               {"total", event.total},
               {"seconds_left", left >= 0 ? nlohmann::ordered_json(left) : nullptr}});
}

}  // namespace mmoe::cli
