// SPDX-License-Identifier: Apache-2.0
// Figure 5: how the final loss is distributed over runs: histograms as in the paper, and the runs
// themselves.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/count_text.h"
#include "report/exhibits/exhibit.h"
#include "report/exhibits/model_rows.h"
#include "report/exhibits/shown_settings.h"
#include "report/figures/style.h"
#include "results/labels.h"
#include "results/runs.h"
#include "statistics/summary.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

constexpr std::size_t kLeastRuns = 3;  // fewer have no distribution to speak of
constexpr double kBin = 0.02;          // about the width of the paper's bars
constexpr double kMostBins = 100;

/// The loss of each run of a cell.
struct Sample {
  std::string model;
  ordered_json setting;
  std::size_t model_index = 0;
  Style style;
  std::vector<double> losses;
};

std::vector<Sample> samples_of(const Result& result) {
  std::vector<Sample> samples;
  const auto models = models_of(result);
  for (std::size_t m = 0; m < models.size(); ++m) {
    for (const ordered_json& setting : settings_of(result)) {
      const ResultCell* cell = find_cell(result, models[m], setting);
      if (cell == nullptr) continue;
      Sample sample{models[m], setting, m, model_style(result, models[m]),
                    test_values(trials_of(result, *cell), "mse")};
      if (sample.losses.size() >= kLeastRuns) samples.push_back(std::move(sample));
    }
  }
  return samples;
}

const Sample* find_sample(const std::vector<Sample>& samples, const std::string& model,
                          const ordered_json& setting) {
  const auto found = std::find_if(samples.begin(), samples.end(), [&](const Sample& s) {
    return s.model == model && s.setting == setting;
  });
  return found == samples.end() ? nullptr : &*found;
}

/// Returns the upper end of the axes. A failed run would flatten all others, so it lies beyond.
double top_of(const std::vector<Sample>& samples) {
  constexpr double kFails = 10;  // times the middle run
  std::vector<double> losses;
  for (const Sample& sample : samples) {
    losses.insert(losses.end(), sample.losses.begin(), sample.losses.end());
  }
  std::sort(losses.begin(), losses.end());
  const double most = kFails * losses[losses.size() / 2];
  return 1.05 * std::max(kBin, *std::prev(std::upper_bound(losses.begin(), losses.end(), most)));
}

/// Notes on runs beyond the pictures.
std::vector<std::string> beyond(const std::vector<Sample>& samples, double top) {
  std::vector<std::string> notes;
  for (const Sample& sample : samples) {
    const auto count = std::ranges::count_if(sample.losses, [&](double l) { return l > top; });
    if (count == 0) continue;
    notes.push_back(fmt::format(
        "{}: {} of {} lie beyond the pictures (in the histogram's last bar), up to {:.4g}",
        cell_title(sample.model, sample.setting), count, counted(sample.losses.size(), "run"),
        std::ranges::max(sample.losses)));
  }
  return notes;
}

/// Shares of the runs in bins [i, i + 1) * width, the same in all panels.
Trace histogram(const Sample& sample, std::size_t bins, double width) {
  Trace trace{.label = model_title(sample.model),
              .in_legend = false,
              .shape = Trace::Shape::kBars,
              .style = sample.style,
              .width = 0.9 * width};
  trace.y.assign(bins, 0);
  for (std::size_t i = 0; i < bins; ++i) trace.x.push_back((static_cast<double>(i) + 0.5) * width);
  for (const double loss : sample.losses) {
    const double bin = std::min(loss / width, static_cast<double>(bins - 1));
    trace.y[static_cast<std::size_t>(bin)] += 1 / static_cast<double>(sample.losses.size());
  }
  return trace;
}

Figure histograms(const Result& result, const std::vector<Sample>& samples, double top) {
  const auto settings = shown_settings(result);
  Figure figure{.name = "final-losses-histogram",
                .description =
                    "Histograms of the final test loss over runs, one row per model and "
                    "one column per setting",
                .columns = static_cast<int>(settings.size())};
  const double width = std::max(kBin, top / kMostBins);
  const auto bins = static_cast<std::size_t>(std::ceil(top / width));
  double highest = 0;
  std::vector<std::string> models;
  for (const Sample& sample : samples) {
    if (models.empty() || models.back() != sample.model) models.push_back(sample.model);
  }
  for (const std::string& model : models) {
    for (const ordered_json& setting : settings) {
      Panel panel{.title = cell_title(model, setting),
                  .x = {.label = "final loss (test MSE)",
                        .low = 0,
                        .high = static_cast<double>(bins) * width},
                  .y = {.label = "share of runs", .low = 0}};
      if (const Sample* sample = find_sample(samples, model, setting)) {
        panel.traces.push_back(histogram(*sample, bins, width));
        const auto& shares = panel.traces[0].y;
        highest = std::max(highest, *std::max_element(shares.begin(), shares.end()));
      } else {
        panel.title += ": too few runs";  // its place stays, so that columns are settings
      }
      figure.panels.push_back(panel);
    }
  }
  for (Panel& panel : figure.panels) panel.y.high = std::min(1.0, highest * 1.1);
  return figure;
}

/// One panel per setting, one row per model: each run a dot, a box round their middle half.
Figure strips(const Result& result, const std::vector<Sample>& samples, double top) {
  Figure figure{.name = "final-losses-runs",
                .description =
                    "The final test loss of every run as a dot, with the median and a box round "
                    "the middle half, one panel per setting and one row per model"};
  for (const ordered_json& setting : shown_settings(result)) {
    Panel panel = model_rows(setting_title(setting), "final loss (test MSE)", result);
    panel.x.low = 0;
    panel.x.high = top;
    for (const Sample& sample : samples) {
      if (sample.setting == setting) {
        add_strip(panel, result, sample.model_index, sample.losses);
      }
    }
    if (!panel.traces.empty()) figure.panels.push_back(panel);
  }
  figure.columns = static_cast<int>(std::max<std::size_t>(1, figure.panels.size()));
  return figure;
}

Table quartiles(const std::vector<Sample>& samples) {
  Table table{.name = "final-losses",
              .caption = fmt::format("Final test loss over {}: spread and quartiles",
                                     counted(samples[0].losses.size(), "run")),
              .columns = {{"model", false},
                          {"setting", false},
                          {"runs", true},
                          {"sd", true},
                          {"least", true},
                          {"quartile", true},
                          {"median", true},
                          {"3rd quartile", true},
                          {"greatest", true}},
              .heads = 2};
  for (const Sample& sample : samples) {
    const Summary s = summarise(sample.losses);
    if (!table.rows.empty() &&
        std::get<std::string>(table.rows.back()[0]) != model_title(sample.model)) {
      table.group_starts.push_back(table.rows.size());
    }
    table.rows.push_back({model_title(sample.model), setting_title(sample.setting),
                          fmt::format("{}", s.n), Number{.value = s.sd}, Number{.value = s.min},
                          Number{.value = s.q1}, Number{.value = s.median}, Number{.value = s.q3},
                          Number{.value = s.max}});
  }
  return table;
}

}  // namespace

std::optional<Exhibit> final_losses(const Result& result) {
  const std::vector<Sample> samples = samples_of(result);
  if (samples.empty()) return std::nullopt;
  const double top = top_of(samples);
  Exhibit exhibit{.name = "final-losses",
                  .title = "Final losses over runs (Figure 5)",
                  .how_to_read =
                      "A narrow heap is a model that trains reliably; two heaps are runs that get "
                      "stuck. Below, each run is a dot: the thick line is the median, the box "
                      "holds the middle half of the runs.",
                  .figures = {histograms(result, samples, top), strips(result, samples, top)},
                  .tables = {quartiles(samples)},
                  .notes = shown_note(result)};
  for (const std::string& note : beyond(samples, top)) exhibit.notes.push_back(note);
  return exhibit;
}

}  // namespace mmoe
