// SPDX-License-Identifier: Apache-2.0
#include "report/exhibits/curves.h"

#include <algorithm>

#include "results/convergence.h"

namespace mmoe {
const Summary* MeanCurve::at(double wanted) const {
  const auto found = std::find(step.begin(), step.end(), wanted);
  if (found == step.end()) return nullptr;
  return &loss[static_cast<std::size_t>(found - step.begin())];
}

MeanCurve mean_curve(const std::vector<const TrialRecord*>& trials) {
  MeanCurve curve;
  if (trials.empty()) return curve;
  const std::vector<std::int64_t>& steps = trials[0]->curve.step;
  curve.step.assign(steps.begin(), steps.end());
  for (const TrialRecord* trial : trials) {
    curve.step.resize(std::min(curve.step.size(), trial->curve.step.size()));
  }
  for (std::size_t point = 0; point < curve.step.size(); ++point) {
    std::vector<double> values;
    for (const TrialRecord* trial : trials) values.push_back(validation_loss_at(*trial, point));
    curve.loss.push_back(summarise(values));
  }
  return curve;
}

Trace curve_trace(const std::string& label, const Style& style, const MeanCurve& curve) {
  Trace trace{.label = label, .shape = Trace::Shape::kLine, .style = style};
  for (std::size_t point = 0; point < curve.step.size(); ++point) {
    const Summary& loss = curve.loss[point];
    if (!loss.mean) continue;  // all are there, or none
    trace.x.push_back(curve.step[point] / kThousand);
    trace.y.push_back(*loss.mean);
    trace.low.push_back(*loss.q1);
    trace.high.push_back(*loss.q3);
  }
  return trace;
}

Axis step_axis() { return {.label = "training steps, thousands", .low = 0}; }

}  // namespace mmoe
