// SPDX-License-Identifier: Apache-2.0
#include "nn/table_optimiser.h"

#include <cmath>

#include "math/adam.h"

namespace mmoe {

template <typename Scalar>
TableOptimiser<Scalar>::TableOptimiser(const OptimiserOptions& options, Index rows, Index width)
    : rule_(options.tables == "sgd"               ? Rule::kSgd
            : options.tables == "rowwise-adagrad" ? Rule::kRowwiseAdagrad
                                                  : Rule::kLazyAdam),
      options_(options),
      width_(width) {
  if (rule_ == Rule::kRowwiseAdagrad) squares_ = Vector<Scalar>::Zero(rows);
  if (rule_ == Rule::kLazyAdam) squares_ = mean_ = Vector<Scalar>::Zero(rows * width);
}

template <typename Scalar>
void TableOptimiser<Scalar>::update(const std::vector<TableRow>& rows, MutableView<Scalar> theta,
                                    MutableView<Scalar> gradient, Scalar rate) {
  step_ += 1;
  AdamStep<Scalar> adam{};
  if (rule_ == Rule::kLazyAdam) adam = adam_step<Scalar>(options_, step_, rate);
  const auto epsilon = static_cast<Scalar>(options_.epsilon);
  for (const TableRow& row : rows) {
    auto x = theta.segment(row.offset, width_);
    auto g = gradient.segment(row.offset, width_);
    switch (rule_) {
      case Rule::kSgd:
        x -= rate * g;
        break;
      case Rule::kRowwiseAdagrad: {
        Scalar& sum = squares_[row.number];
        sum += g.squaredNorm() / static_cast<Scalar>(width_);
        x -= (rate / (std::sqrt(sum) + epsilon)) * g;
        break;
      }
      case Rule::kLazyAdam: {
        const Index at = row.number * width_;
        update_by_adam<Scalar>(adam, width_, g.data(), mean_.data() + at, squares_.data() + at,
                               x.data());
        break;
      }
    }
    g.setZero();
  }
}

template class TableOptimiser<float>;
template class TableOptimiser<double>;

}  // namespace mmoe
