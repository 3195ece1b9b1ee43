// SPDX-License-Identifier: Apache-2.0
// Is it the 400 steps? Validation AUC over training on Census-income. The paper's
// Tensor-Factorization stays far below all other models; if too few steps were the reason, a well
// initialised one would be low after 400 steps too.
#include <fmt/format.h>

#include <algorithm>

#include "base/paper_values.h"
#include "report/exhibits/curves.h"
#include "report/exhibits/exhibit.h"
#include "report/figures/style.h"
#include "report/tables/median_number.h"
#include "results/labels.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

constexpr double kStep = 400;
constexpr double kLow = 0.85;  // above it no table of the paper has this model
constexpr const char* kModel = "tensor-factorization";

bool is_tensor_factorization(const Result& result, const std::string& label) {
  return model_entry(result, label).value("model", "") == kModel;
}

bool starts_well(const Result& result, const std::string& label) {
  const ordered_json entry = model_entry(result, label);
  const auto factors = [](const ordered_json& of, const std::string& otherwise) {
    return of.value("options", ordered_json::object()).value("factors", otherwise);
  };
  const std::string common = factors(entry, "scaled");
  const ordered_json at = entry.value("at", ordered_json::object());
  return std::all_of(at.begin(), at.end(),
                     [&](const ordered_json& own) { return factors(own, common) == "scaled"; }) &&
         common == "scaled";
}

/// The main task's validation AUC at point `point`, over the runs that have it.
Summary auc_at(const std::vector<const TrialRecord*>& trials, std::size_t point) {
  std::vector<double> values;
  for (const TrialRecord* trial : trials) {
    const Series& auc = trial->curve.tasks.at(0).validation_auc;
    if (point < auc.size() && auc[point]) values.push_back(*auc[point]);
  }
  return summarise(values);
}

struct AucCurve {
  std::vector<double> step;
  std::vector<Summary> auc;
};

AucCurve auc_curve(const std::vector<const TrialRecord*>& trials) {
  AucCurve curve;
  for (const TrialRecord* trial : trials) {
    const auto& step = trial->curve.step;
    if (curve.step.empty() || step.size() < curve.step.size()) {
      curve.step.assign(step.begin(), step.end());
    }
  }
  for (std::size_t p = 0; p < curve.step.size(); ++p) curve.auc.push_back(auc_at(trials, p));
  return curve;
}

Trace trace_of(const std::string& label, const Style& style, const AucCurve& curve) {
  Trace trace{.label = label, .style = style};
  for (std::size_t p = 0; p < curve.step.size(); ++p) {
    const Summary& auc = curve.auc[p];
    if (!auc.mean) continue;
    trace.x.push_back(curve.step[p] / kThousand);
    trace.y.push_back(*auc.mean);
  }
  return trace;
}

Trace straight(const std::string& label, const char* dash, std::vector<double> x,
               std::vector<double> y) {
  return {.label = label,
          .style = {.colour = "#808080", .dash = dash, .point = 0},
          .x = std::move(x),
          .y = std::move(y)};
}

/// The best of the well initialised models at step kStep.
struct Best {
  std::string label;
  double auc = 0;
};

/// "The explanation holds": the best against kLow.
std::string verdict(const std::string& where, const Best& best, std::optional<double> paper) {
  std::string text = fmt::format(
      "{}: after {:.0f} steps {}, the best of the well initialised, has a validation AUC of {:.4f}",
      where, kStep, best.label, best.auc);
  if (paper) text += fmt::format(" (the paper's mean test AUC: {:.4f})", *paper);
  return text +
         (best.auc < kLow
              ? fmt::format(", below {}: \"only {:.0f} steps\" may explain the paper.", kLow, kStep)
              : fmt::format(", above {}: \"only {:.0f} steps\" does not explain the "
                            "paper.",
                            kLow, kStep));
}

/// Empty if the curve has no such step.
std::optional<Summary> auc_at_mark(const AucCurve& curve) {
  const auto marked = std::ranges::find(curve.step, kStep);
  if (marked == curve.step.end()) return {};
  return curve.auc[static_cast<std::size_t>(marked - curve.step.begin())];
}

std::optional<double> papers_mean(const ordered_json& setting) {
  const auto group = setting_number(setting, "group");
  // No group has number 0, hence no value of the paper.
  const auto paper = paper_auc(static_cast<int>(group.value_or(0)), kModel);
  return paper ? std::optional(paper->main_mean) : std::nullopt;
}

void add_straight_lines(Panel& panel, double last_step, std::optional<double> paper) {
  panel.traces.push_back(
      straight("400 steps", "(2,3)", {kStep / kThousand, kStep / kThousand}, {0.5, 1}));
  if (!paper) return;
  panel.traces.push_back(
      straight("the paper", "(10,6)", {0, last_step / kThousand}, {*paper, *paper}));
}

/// A panel, the rows of its models, and what it says of the question.
void add_setting(const Result& result, const ordered_json& setting, Exhibit& exhibit) {
  const std::string where = setting_title(setting);
  Panel panel{.title = where,
              .x = step_axis(),
              .y = {.label = "validation AUC, main task", .low = 0.5, .high = 1}};
  std::optional<Best> best;
  double last_step = 0;
  for (const std::string& model : models_of(result)) {
    const ResultCell* cell = find_cell(result, model, setting);
    if (cell == nullptr) continue;
    const AucCurve curve = auc_curve(trials_of(result, *cell));
    const auto auc = auc_at_mark(curve);
    if (!auc) continue;
    const std::string label = model_title(model);
    panel.traces.push_back(trace_of(label, model_style(result, model), curve));
    exhibit.tables[0].rows.push_back(
        {where, label, median_number(*auc), median_number(curve.auc.back())});
    last_step = std::max(last_step, curve.step.back());
    const bool counts = is_tensor_factorization(result, model) && starts_well(result, model);
    if (counts && auc->mean && (!best || *auc->mean > best->auc)) best = {label, *auc->mean};
  }
  if (panel.traces.empty()) return;
  const auto paper = papers_mean(setting);
  add_straight_lines(panel, last_step, paper);
  exhibit.figures[0].panels.push_back(panel);
  if (best) exhibit.notes.push_back(verdict(where, *best, paper));
}

}  // namespace

std::optional<Exhibit> training_auc(const Result& result) {
  const bool applies = std::ranges::any_of(models_of(result), [&](const std::string& model) {
    return is_tensor_factorization(result, model);
  });
  if (result.data_set() != "census-income" || !applies) return std::nullopt;
  Exhibit exhibit{.name = "training-auc",
                  .title = "AUC over training: is it the 400 steps?",
                  .how_to_read =
                      "Higher is better. Lines are means over runs of the main task's AUC on "
                      "validation data; the upright line marks 400 steps, the level one the "
                      "paper's Tensor-Factorization."};
  exhibit.figures = {{.name = exhibit.name,
                      .description =
                          "Validation AUC of the main task against training steps, a panel "
                          "for each setting, a line for each model"}};
  exhibit.tables = {
      {.name = exhibit.name,
       .caption = fmt::format("Validation AUC of the main task after {:.0f} steps and at the end, "
                              "over {}, {}",
                              kStep, counted_runs(result), kMedianWords),
       .columns = {{"setting", false},
                   {"model", false},
                   {fmt::format("step {:.0f}", kStep), true},
                   {"last step", true}},
       .heads = 2}};
  for (const ordered_json& setting : settings_of(result)) add_setting(result, setting, exhibit);
  if (exhibit.figures[0].panels.empty()) return std::nullopt;
  return exhibit;
}

}  // namespace mmoe
