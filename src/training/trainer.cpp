// SPDX-License-Identifier: Apache-2.0
#include "training/trainer.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <list>
#include <memory>

#include "base/interrupt.h"
#include "math/determinism.h"
#include "math/simd/cache_aligned.h"
#include "nn/training_update.h"
#include "training/batch_slices.h"
#include "training/facts_metrics.h"
#include "training/schedule.h"
#include "training/selection.h"

namespace mmoe {
namespace {

/// Adds the time between construction and destruction to a sum.
class Stopwatch {
 public:
  explicit Stopwatch(double& seconds) : seconds_(seconds) {}
  Stopwatch(const Stopwatch&) = delete;
  Stopwatch& operator=(const Stopwatch&) = delete;
  ~Stopwatch() {
    seconds_ += std::chrono::duration<double>(std::chrono::steady_clock::now() - start_).count();
  }

 private:
  double& seconds_;
  std::chrono::steady_clock::time_point start_ = std::chrono::steady_clock::now();
};

/// Examples that selected weights are evaluated on.
struct TestSet {
  TestSet(std::string name, const Batch<float>& examples, const Problem& problem,
          const ExampleFacts& known)
      : split(std::move(name)), held_out(examples, problem), facts(held_out, known) {}

  std::string split;
  HeldOut held_out;
  FactsMetrics facts;  // refers to held_out
};
using TestSets = std::list<TestSet>;  // the test data first; a list, since no set may move

TestSets test_sets(const DataDraw& draw, const Problem& problem) {
  TestSets sets;
  sets.emplace_back("test", draw.test(), problem, draw.test_facts());
  for (const FurtherTest& further : draw.further_tests()) {
    sets.emplace_back(further.name, further.examples, problem, further.facts);
  }
  return sets;
}

/// The state of one training: parameters, gradient, scratch; and the steps that change it.
class Trainer {
 public:
  Trainer(const TrainingInput& in, const HeldOut& validation, ThreadTeam& team)
      : in_(in),
        validation_(validation),
        theta_(in.model.layout().size()),
        averaged_(in.options.averaging > 0 ? theta_.size() : 0),
        update_(in.options.optimiser, in.model.layout(), in.problem),
        slices_(in.model, in.problem, in.options, team),
        loss_sums_(in.problem.tasks.size(), 0.0),
        selection_(in.options, in.problem, in.independent_tasks) {
    const Stopwatch watch(result_.seconds);
    in_.model.initialise(scheme_from(in.options.initialisation),
                         {in.seed, Purpose::kInitialisation, in.run_number}, theta_.view());
    scale_outputs();
    average();
    evaluate(0);
  }

  /// Returns true after the last step, an early stop or a divergence.
  bool finished() const { return stopped_ || step_ >= in_.options.steps; }

  /// Takes one step per batch until all steps are done.
  void train_on(const std::vector<Batch<float>>& batches) {
    const Stopwatch watch(result_.seconds);
    for (const Batch<float>& batch : batches) {
      if (finished()) return;
      step_ += 1;
      if (!update(batch)) {
        diverged(step_);
      } else if (step_ % in_.options.evaluate_every == 0 || step_ == in_.options.steps) {
        evaluate(step_);
        stopped_ = selection_.out_of_patience() || is_hopeless();
      }
    }
  }

  /// Evaluates the selected weights.
  TrainingResult finish(const TestSets& tests) {
    {
      const Stopwatch watch(result_.seconds);
      if (result_.status == "ok") evaluate_selected(tests);
    }
    return std::move(result_);
  }

 private:
  void scale_outputs() {
    MutableView<float> start = theta_.view();
    for (const Block& block : in_.model.layout().blocks()) {
      if (block.role != Role::kOutput && block.role != Role::kOutputFactor) continue;
      weights<float>(start, block) *= static_cast<float>(in_.options.output_scale);
    }
  }

  View<float> theta() const { return theta_.view(); }
  /// The weights that are evaluated.
  View<float> evaluated() const { return averages() ? averaged_.view() : theta(); }
  bool averages() const { return in_.options.averaging > 0; }
  static View<float> view(const Vector<float>& v) { return {v.data(), v.size()}; }

  /// Does forward, gradient and update. Returns false if a loss is not finite.
  bool update(const Batch<float>& batch) {
    if (interrupted()) throw Interrupted();
    const float loss = slices_.forward(
        theta(), batch,
        {{in_.seed, Purpose::kDropout, in_.run_number}, static_cast<std::uint64_t>(step_)});
    if (!std::isfinite(loss)) return false;
    slices_.backward(theta(), batch, update_);
    in_.model.penalty(theta(), batch, slices_.workspace(), slices_.gradient());
    const double rate = in_.learning_rate * rate_factor(in_.options, step_);
    update_.update(batch, theta_.view(), slices_.gradient(), static_cast<float>(rate));
    average();
    for (std::size_t k = 0; k < loss_sums_.size(); ++k) loss_sums_[k] += slices_.losses()[k];
    loss_count_ += 1;
    return true;
  }

  /// The average is the mean of all weights since step 1 until it is as long as the decay says, so
  /// that the initial weights have no part in it.
  void average() {
    if (!averages()) return;
    const double share =
        std::max(1 - in_.options.averaging, 1 / std::max(1.0, static_cast<double>(step_)));
    averaged_.view() += static_cast<float>(share) * (theta_.view() - averaged_.view());
  }

  /// Adds a point to the curve and lets the selection see it.
  void evaluate(std::int64_t step) {
    const Predictions predictions = slices_.predict(evaluated(), validation_);
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
    selection_.see(point, evaluated());
  }

  /// Whether this is the evaluation that decides, and the objective is too high there.
  bool is_hopeless() const {
    const TrainingOptions& options = in_.options;
    const bool decides = options.give_up_after > 0 && step_ >= options.give_up_after &&
                         step_ - options.evaluate_every < options.give_up_after;
    const auto objective = selection_.objective();
    return decides && (!objective || *objective > options.give_up_above);
  }

  void diverged(std::int64_t step) {
    result_.status = "diverged";
    result_.diverged_at = step;
    stopped_ = true;
  }

  void evaluate_selected(const TestSets& tests) {
    result_.objective = selection_.objective();
    if (!result_.objective) return diverged(step_);
    Predictions on_validation;
    std::vector<Predictions> on_tests(tests.size());
    for (std::size_t k = 0; k < in_.problem.tasks.size(); ++k) {
      if (k == 0 || &selection_.theta(k) != &selection_.theta(k - 1)) {
        const View<float> chosen = view(selection_.theta(k));
        on_validation = slices_.predict(chosen, validation_);
        std::ranges::transform(tests, on_tests.begin(), [&](const TestSet& test) {
          return slices_.predict(chosen, test.held_out, test.facts.of_groups());
        });
      }
      add_metrics("validation", task_metrics(validation_, on_validation, k));
      auto predictions = on_tests.begin();
      for (const TestSet& test : tests) {
        add_metrics(test.split, task_metrics(test.held_out, *predictions, k));
        add_metrics(test.split, test.facts.of(*predictions++, k));
      }
      result_.outputs.push_back(on_tests.front().outputs[k]);
      result_.labels.push_back(tests.front().held_out.labels(k));
      result_.selected_step.push_back(selection_.step(k));
      if (k > 0) continue;
      result_.gates = on_tests.front().mean_gates;
      result_.gate_deciles = on_tests.front().gate_deciles;
    }
    result_.theta = selection_.theta(0);
    result_.selected = selected_weights();
  }

  void add_metrics(const std::string& split, const std::vector<MetricValue>& metrics) {
    for (const MetricValue& metric : metrics) result_.metrics.push_back({split, metric});
  }

  Vector<float> selected_weights() const {
    Vector<float> selected = selection_.theta(0);
    MutableView<float> all(selected.data(), selected.size());
    for (const Block& block : in_.model.layout().blocks()) {
      if (block.owner == kShared) continue;
      const Vector<float>& own = selection_.theta(static_cast<std::size_t>(block.owner));
      weights<float>(all, block) = weights<float>(view(own), block);
    }
    return selected;
  }

  const TrainingInput& in_;
  const HeldOut& validation_;
  CacheAligned<float> theta_, averaged_;
  TrainingUpdate<float> update_;
  BatchSlices slices_;
  std::int64_t step_ = 0;          // steps done
  bool stopped_ = false;           // before the last step
  std::vector<double> loss_sums_;  // since the last point of the curve, per task
  double loss_count_ = 0;
  Selection selection_;
  TrainingResult result_;
};

/// Draws the batches that are trained on next: several at a time, so that each training takes as
/// many steps while its weights are in cache, and few enough that they fit there as well.
class BatchSource {
 public:
  BatchSource(const DataDraw& draw, const Problem& problem) : draw_(draw), problem_(problem) {}

  /// Returns the next `count` batches, which `team` draws.
  const std::vector<Batch<float>>& next(std::size_t count, ThreadTeam& team) {
    batches_.resize(count);
    while (finders_.size() < count) finders_.emplace_back(problem_);
    team.run(count, [&](std::size_t i) {
      draw_.training_batch(drawn_ + static_cast<std::int64_t>(i), batches_[i]);
      combine(finders_[i], batches_[i]);
    });
    drawn_ += static_cast<std::int64_t>(count);
    return batches_;
  }

 private:
  const DataDraw& draw_;
  const Problem& problem_;
  std::vector<Batch<float>> batches_;
  std::vector<CombinationFinder> finders_;  // one per batch
  std::int64_t drawn_ = 0;
};

}  // namespace

std::vector<TrainingResult> train(const std::vector<TrainingInput>& inputs,
                                  const std::function<std::size_t()>& threads) {
  constexpr std::size_t kMostBatches = 8;
  const FlushSubnormals flushed;
  const TrainingInput& first = inputs.front();
  const HeldOut validation(first.draw.validation(), first.problem);
  ThreadTeam team;
  if (threads) team.resize(threads());
  std::vector<std::unique_ptr<Trainer>> trainers;
  for (const TrainingInput& in : inputs) {
    trainers.push_back(std::make_unique<Trainer>(in, validation, team));
  }
  BatchSource source(first.draw, first.problem);
  const auto finished = [](const auto& trainer) { return trainer->finished(); };
  while (!std::all_of(trainers.begin(), trainers.end(), finished)) {
    if (threads) team.resize(threads());
    const std::size_t count = std::max(std::min(inputs.size(), kMostBatches), team.size());
    const std::vector<Batch<float>>& batches = source.next(count, team);
    for (const auto& trainer : trainers) trainer->train_on(batches);
  }
  const TestSets tests = test_sets(first.draw, first.problem);
  std::vector<TrainingResult> results;
  for (const auto& trainer : trainers) results.push_back(trainer->finish(tests));
  return results;
}

}  // namespace mmoe
