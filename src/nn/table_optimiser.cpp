// SPDX-License-Identifier: Apache-2.0
#include "nn/table_optimiser.h"

#include <cmath>
#include <utility>

#include "math/adam.h"
#include "math/simd/prefetch.h"

namespace mmoe {

template <typename Scalar>
TableOptimiser<Scalar>::TableOptimiser(const OptimiserOptions& options, Index rows, Index numbers)
    : rule_(options.tables == "sgd"               ? Rule::kSgd
            : options.tables == "rowwise-adagrad" ? Rule::kRowwiseAdagrad
                                                  : Rule::kLazyAdam),
      options_(options) {
  if (rule_ == Rule::kRowwiseAdagrad) squares_ = Vector<Scalar>::Zero(rows);
  if (rule_ == Rule::kLazyAdam) squares_ = mean_ = Vector<Scalar>::Zero(numbers);
}

template <typename Scalar>
void TableOptimiser<Scalar>::update(const std::vector<TableRow>& rows, MutableView<Scalar> theta,
                                    MutableView<Scalar> gradient, Scalar rate) {
  step_ += 1;
  AdamStep<Scalar> adam{};
  if (rule_ == Rule::kLazyAdam) adam = adam_step<Scalar>(options_, step_, rate);
  const auto epsilon = static_cast<Scalar>(options_.epsilon);
  constexpr std::size_t kAhead = 16;  // rows
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (i + kAhead < rows.size()) {
      const TableRow& later = rows[i + kAhead];
      prefetch(std::as_const(theta).data() + later.offset, later.width);
      prefetch(std::as_const(gradient).data() + later.offset, later.width);
    }
    const TableRow& row = rows[i];
    auto x = theta.segment(row.offset, row.width);
    auto g = gradient.segment(row.offset, row.width);
    switch (rule_) {
      case Rule::kSgd:
        x -= rate * g;
        break;
      case Rule::kRowwiseAdagrad: {
        Scalar& sum = squares_[row.number];
        sum += g.squaredNorm() / static_cast<Scalar>(row.width);
        x -= (rate / (std::sqrt(sum) + epsilon)) * g;
        break;
      }
      case Rule::kLazyAdam:
        update_by_adam<Scalar>(adam, row.width, g.data(), mean_.data() + row.first,
                               squares_.data() + row.first, x.data());
        break;
    }
    g.setZero();
  }
}

template class TableOptimiser<float>;
template class TableOptimiser<double>;

}  // namespace mmoe
