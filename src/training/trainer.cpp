// SPDX-License-Identifier: Apache-2.0
#include "training/trainer.h"

#include <algorithm>
#include <cmath>

#include "base/interrupt.h"
#include "nn/objective.h"
#include "training/selection.h"

namespace mmoe {
namespace {

/// The state of one training: parameters, their gradient, scratch; and the steps that change it.
class Trainer {
 public:
  explicit Trainer(const TrainingInput& in)
      : in_(in),
        validation_(in.run.validation(), in.problem),
        theta_(Vector<float>::Zero(in.model.layout().size())),
        gradient_(theta_.size()),
        optimiser_(in.options.optimiser, theta_.size()),
        ws_(in.model.plan(), std::max<Index>(in.options.batch, HeldOut::kChunk)),
        loss_sums_(in.problem.tasks.size(), 0.0),
        selection_(in.options, in.problem, in.independent_tasks) {
    in_.model.initialise(scheme_from(in.options.initialisation),
                         {in.seed, Purpose::kInitialisation, in.run_number}, mutable_view(theta_));
  }

  TrainingResult run() {
    evaluate(0);
    for (std::int64_t step = 1; step <= in_.options.steps; ++step) {
      if (!update(step)) return diverged(step);
      if (step % in_.options.evaluate_every == 0 || step == in_.options.steps) {
        evaluate(step);
        if (selection_.out_of_patience()) break;
      }
    }
    return finish();
  }

 private:
  static MutableView<float> mutable_view(Vector<float>& v) { return {v.data(), v.size()}; }
  static View<float> view(const Vector<float>& v) { return {v.data(), v.size()}; }

  /// Forward, gradient, update. False if a loss is not finite.
  bool update(std::int64_t step) {
    if (interrupted()) throw Interrupted();
    in_.run.training_batch(step - 1, batch_);
    ws_.set_batch(batch_.size());
    const Signal output = in_.model.output();
    in_.model.forward(view(theta_), batch_, ws_);
    const float loss = multi_task_loss<float>(in_.problem.tasks, ws_[output.value], batch_.labels,
                                              ws_[output.gradient], losses_);
    if (!std::isfinite(loss)) return false;
    gradient_.setZero();
    in_.model.backward(view(theta_), batch_, ws_, mutable_view(gradient_));
    in_.model.penalty(view(theta_), mutable_view(gradient_));
    optimiser_.update(mutable_view(theta_), mutable_view(gradient_),
                      static_cast<float>(in_.learning_rate));
    for (std::size_t k = 0; k < losses_.size(); ++k) loss_sums_[k] += losses_[k];
    loss_count_ += 1;
    return true;
  }

  /// Adds a point to the curve and lets the selection see it.
  void evaluate(std::int64_t step) {
    const Predictions predictions = predict(in_.model, view(theta_), validation_, ws_);
    CurvePoint point{step, {}, {}, {}, predictions.mean_gates};
    for (std::size_t k = 0; k < in_.problem.tasks.size(); ++k) {
      point.training_loss.push_back(loss_count_ > 0 ? std::optional(loss_sums_[k] / loss_count_)
                                                    : std::nullopt);
      point.validation_loss.push_back(task_loss(validation_, predictions, k));
      point.validation_auc.push_back(task_auc(validation_, predictions, k));
      loss_sums_[k] = 0;
    }
    loss_count_ = 0;
    result_.curve.push_back(point);
    selection_.see(point, theta_);
  }

  TrainingResult diverged(std::int64_t step) {
    result_.status = "diverged";
    result_.diverged_at = step;
    return std::move(result_);
  }

  TrainingResult finish() {
    const HeldOut test(in_.run.test(), in_.problem);
    for (std::size_t k = 0; k < in_.problem.tasks.size(); ++k) {
      const View<float> chosen = view(selection_.theta(k));
      const Predictions on_validation = predict(in_.model, chosen, validation_, ws_);
      const Predictions on_test = predict(in_.model, chosen, test, ws_);
      for (const auto& m : task_metrics(validation_, on_validation, k)) {
        result_.metrics.push_back({"validation", m});
      }
      for (const auto& m : task_metrics(test, on_test, k)) result_.metrics.push_back({"test", m});
      result_.predictions.outputs.push_back(on_test.outputs[k]);
      result_.predictions.labels.push_back(test.labels(k));
      result_.selected_step.push_back(selection_.step(k));
      if (k == 0) result_.gates = on_test.mean_gates;
    }
    result_.objective = selection_.objective();
    if (!result_.objective) {
      result_.status = "diverged";
      result_.diverged_at = in_.options.steps;
      result_.metrics.clear();
    }
    result_.theta = selection_.theta(0);
    return std::move(result_);
  }

  const TrainingInput& in_;
  HeldOut validation_;
  Vector<float> theta_, gradient_;
  Optimiser<float> optimiser_;
  Workspace<float> ws_;
  Batch<float> batch_;
  std::vector<float> losses_;      // of the last step, a task
  std::vector<double> loss_sums_;  // since the last point of the curve, a task
  double loss_count_ = 0;
  Selection selection_;
  TrainingResult result_;
};

}  // namespace

TrainingResult train(const TrainingInput& input) { return Trainer(input).run(); }

}  // namespace mmoe
