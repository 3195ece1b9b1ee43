// SPDX-License-Identifier: Apache-2.0
// What a model reads in one step: B examples, with dense features and one-hot features stored
// separately.
#pragma once

#include "math/matrix.h"
#include "nn/combinations.h"
#include "nn/csr_indices.h"

namespace mmoe {

/// Letters: B examples, d inputs (dense ones first, then sparse ones), K tasks.
///
/// Input j of an example is dense(j) for j < dense.rows(); input dense.rows() + s is 1 where s is
/// among the example's sparse indices and 0 elsewhere.
template <typename Scalar>
struct Batch {
  Matrix<Scalar> dense;   // [dense inputs x B]
  CsrIndices sparse;      // the sparse inputs that each example sets; no lists if there are none
  Matrix<Scalar> labels;  // [K x B]
  Combinations combinations{};  // of the sparse inputs: see combine
  /// [1 x B]: what an example's loss counts, with mean 1 over all training examples; of no columns
  /// where all count alike.
  Matrix<Scalar> weights{1, 0};

  Index size() const { return labels.cols(); }
};

/// Fills `combinations` from the sparse inputs. Call it whenever those have changed, before a model
/// reads the batch.
template <typename Scalar>
void combine(CombinationFinder& finder, Batch<Scalar>& batch) {
  finder.find(batch.sparse, batch.combinations);
}

}  // namespace mmoe
