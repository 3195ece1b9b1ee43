// SPDX-License-Identifier: Apache-2.0
// Cross-Stitch, Sec. 6.1 of the paper (Misra et al. 2016): after every hidden layer
//   x~_k = sum_{j=1..K} A(k, j) x_j
// Letters: x_k [h x B], the h units of task k's layer for B examples; K tasks; A [K x K] per layer.
#include "models/cross_stitch.h"

#include <fmt/format.h>

namespace mmoe {

Fields CrossStitchOptions::fields() {
  Fields f = BottomOptions::fields();
  f.add("own", own, "initial diagonal of the mixing matrices; 1 = identity", {0, 1});
  return f;
}

template <typename Scalar>
CrossStitch<Scalar>::CrossStitch(const Options& options, const Problem& problem)
    : tasks_(problem.task_count()),
      own_(options.own),
      input_(this->layout_, this->plan_, problem,
             {{.members = numbered("task{}", tasks_),
               .units = options.network().front(),
               .activation = activation_from(options.activation),
               .dropout = options.dropout}},
             Tables::kPerNetwork) {
  const auto widths = options.network();
  Activations activations = input_.output(0);
  for (Index l = 0; l < std::ssize(widths); ++l) {
    const Activations mixed = add_activations(this->plan_, activations.rows());
    stitches_.push_back(
        {this->layout_.add({fmt::format("stitch{}", l), Role::kStitch, tasks_}, tasks_),
         activations, mixed});
    const bool last = l + 1 == std::ssize(widths);
    PerceptronsSpec next;
    // Hidden layers are mixed with those of other tasks, hence shared; an output belongs to its
    // task.
    next.members = last ? per_task("task{}", tasks_) : numbered("task{}", tasks_);
    next.first_layer = l + 1;
    next.activation = activation_from(options.activation);
    next.dropout = options.dropout;
    next.scalar_output = last;
    if (!last) next.hidden = {widths[static_cast<std::size_t>(l) + 1]};
    stages_.push_back(std::make_unique<Perceptrons>(this->layout_, this->plan_, mixed, next));
    activations = stages_.back()->output();
  }
}

template <typename Scalar>
void CrossStitch<Scalar>::initialise(Scheme scheme, const Stream& stream,
                                     MutableView<Scalar> theta) const {
  Model<Scalar>::initialise(scheme, stream, theta);
  const double other = tasks_ > 1 ? (1 - own_) / static_cast<double>(tasks_ - 1) : 0;
  for (const Stitch& stitch : stitches_) {
    auto a = weights<Scalar>(theta, this->layout_.block(stitch.block));
    a.setConstant(static_cast<Scalar>(other));
    a.diagonal().setConstant(static_cast<Scalar>(tasks_ > 1 ? own_ : 1));
  }
}

template <typename Scalar>
void CrossStitch<Scalar>::stitch_forward(const Stitch& stitch, const View<Scalar>& theta,
                                         Workspace<Scalar>& ws) const {
  const auto a = weights<Scalar>(theta, this->layout_.block(stitch.block));  // [K x K]
  const Index h = stitch.before.rows() / tasks_;
  for (Index k = 0; k < tasks_; ++k) {
    auto mixed = ws[stitch.after.slice(k * h, h).value];  // x~_k = sum_j A(k, j) x_j   [h x B]
    mixed = a(k, 0) * ws[stitch.before.slice(0, h).value];
    for (Index j = 1; j < tasks_; ++j) {
      mixed += a(k, j) * ws[stitch.before.slice(j * h, h).value];
    }
  }
}

template <typename Scalar>
void CrossStitch<Scalar>::stitch_backward(const Stitch& stitch, const View<Scalar>& theta,
                                          Workspace<Scalar>& ws,
                                          MutableView<Scalar>& gradient) const {
  const auto a = weights<Scalar>(theta, this->layout_.block(stitch.block));
  auto d_a = weights<Scalar>(gradient, this->layout_.block(stitch.block));
  const Index h = stitch.before.rows() / tasks_;
  for (Index j = 0; j < tasks_; ++j) {
    const auto x = ws[stitch.before.slice(j * h, h).value];
    auto d_x = ws[stitch.before.slice(j * h, h).gradient];
    d_x.setZero();
    for (Index k = 0; k < tasks_; ++k) {  // x~_k = sum_j A(k, j) x_j
      const auto d_mixed = ws[stitch.after.slice(k * h, h).gradient];
      d_x += a(k, j) * d_mixed;
      d_a(k, j) += d_mixed.cwiseProduct(x).sum();
    }
  }
}

template <typename Scalar>
void CrossStitch<Scalar>::forward(const View<Scalar>& theta, const Batch<Scalar>& batch,
                                  Workspace<Scalar>& ws) const {
  input_.forward(theta, batch, ws);  // 1. x_k of hidden layer 0
  for (std::size_t l = 0; l < stages_.size(); ++l) {
    stitch_forward(stitches_[l], theta, ws);  // 2. x~_k = sum_j A(k, j) x_j
    stages_[l]->forward(theta, ws);           // 3. x_k of the next layer; last y_k
  }
}

template <typename Scalar>
void CrossStitch<Scalar>::backward(const View<Scalar>& theta, const Batch<Scalar>& batch,
                                   Workspace<Scalar>& ws, MutableView<Scalar> gradient) const {
  for (std::size_t l = stages_.size(); l-- > 0;) {
    stages_[l]->backward(theta, ws, gradient);           // 3. x_k of the next layer; last y_k
    stitch_backward(stitches_[l], theta, ws, gradient);  // 2. x~_k = sum_j A(k, j) x_j
  }
  input_.backward(theta, batch, ws, gradient);  // 1. x_k of hidden layer 0
}

template class CrossStitch<float>;
template class CrossStitch<double>;

}  // namespace mmoe
