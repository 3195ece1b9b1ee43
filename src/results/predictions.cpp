// SPDX-License-Identifier: Apache-2.0
#include "results/predictions.h"

#include <fmt/format.h>

#include <cmath>

#include "math/loss.h"

namespace mmoe {

PredictionSink::PredictionSink(const std::string& path) {
  if (path.empty()) return;
  file_.emplace(path, kPredictionsFile);
  file_->write("key,task,example,label,output,probability\n");
}

void PredictionSink::add(const TrialEvent& event, const Problem& problem) {
  if (!file_ || event.training->outputs.empty()) return;  // none if diverged
  for (std::size_t k = 0; k < problem.tasks.size(); ++k) {
    const auto& outputs = event.training->outputs[k];
    const auto& labels = event.training->labels[k];
    const bool is_binary = problem.tasks[k].kind == TaskKind::kBinary;
    std::string rows;
    for (std::size_t i = 0; i < outputs.size(); ++i) {
      rows += fmt::format("\"{}\",{},{},{},{},{}\n", event.trial.key, problem.tasks[k].name, i,
                          std::isnan(labels[i]) ? "" : fmt::format("{}", labels[i]), outputs[i],
                          is_binary ? fmt::format("{}", sigmoid(outputs[i])) : "");
    }
    file_->write(rows);
  }
}

void PredictionSink::commit() {
  if (file_) file_->commit();
}

}  // namespace mmoe
