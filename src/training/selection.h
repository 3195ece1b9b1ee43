// SPDX-License-Identifier: Apache-2.0
// Selects the weights of a training that are evaluated: the last ones, or the best on validation
// data. The test set is never used.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "nn/problem.h"
#include "training/options.h"

namespace mmoe {

struct CurvePoint;

class Selection {
 public:
  Selection(const TrainingOptions& options, const Problem& problem, bool independent_tasks);

  /// Takes in a point of the curve and the weights of that step. A task whose patience has run out
  /// keeps its selection, as if its training had ended there.
  void see(const CurvePoint& point, const Eigen::Ref<const Vector<float>>& theta);

  /// Returns whether patience is set and has run out for every task.
  bool out_of_patience() const;

  /// Selected weights, and their step, for task k.
  const Vector<float>& theta(std::size_t task) const { return chosen_[slot(task)].theta; }
  std::int64_t step(std::size_t task) const { return chosen_[slot(task)].step; }

  /// Returns the objective of the selected weights, smaller is better: the validation loss averaged
  /// over tasks, or minus the main task's validation AUC (its loss if the validation set lacks a
  /// class). Empty if it is not finite.
  std::optional<double> objective() const;

 private:
  struct Choice {
    std::optional<double> best;   // of all points seen, smaller is better
    std::int64_t age = 0;         // points seen since the best
    std::optional<double> score;  // of the selected weights
    std::int64_t step = 0;
    Vector<float> theta;
  };
  bool ran_out(const Choice& choice) const { return patience_ > 0 && choice.age >= patience_; }
  std::size_t slot(std::size_t task) const { return chosen_.size() > 1 ? task : 0; }
  std::optional<double> score(const CurvePoint& point, std::size_t slot) const;

  bool keep_best_;
  bool by_auc_;
  std::int64_t patience_;
  std::vector<Choice> chosen_;  // one for all tasks, or one per task
};

}  // namespace mmoe
