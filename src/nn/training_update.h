// SPDX-License-Identifier: Apache-2.0
// The update of all parameters of a model: one rule for theta, or one for embedding tables, of
// which only the rows that the batch reads are touched, and one for the rest.
#pragma once

#include <optional>
#include <vector>

#include "nn/batch.h"
#include "nn/table_optimiser.h"

namespace mmoe {

template <typename Scalar>
class TrainingUpdate {
 public:
  TrainingUpdate(const OptimiserOptions& options, const Layout& layout, const Problem& problem);

  /// Takes one step and sets `gradient` to zero. With a rule for tables the gradient must be 0 in
  /// rows that the batch does not read.
  void update(const Batch<Scalar>& batch, MutableView<Scalar> theta, MutableView<Scalar> gradient,
              Scalar rate);

  /// Adds the gradient of a slice of a batch to that of others and sets it to zero. Likewise.
  void add(const Batch<Scalar>& slice, MutableView<Scalar> of_slice, MutableView<Scalar> gradient);

 private:
  /// A stretch of theta that no table has a part in.
  struct Part {
    Index offset, size;
    Optimiser<Scalar> optimiser;
  };
  void clip(const std::vector<TableRow>& rows, MutableView<Scalar>& gradient) const;

  OptimiserOptions options_;
  std::vector<Part> parts_;
  TableRows rows_;
  std::optional<TableOptimiser<Scalar>> tables_;
};

}  // namespace mmoe
