// SPDX-License-Identifier: Apache-2.0
// What a model reads in one step: B examples, dense features and set one-hot features apart.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "math/matrix.h"

namespace mmoe {

/// Letters: B examples, d inputs (dense ones first, then sparse ones), K tasks.
///
/// Input j of an example is dense(j) for j < dense.rows(); input dense.rows() + s is 1 where s is
/// among the example's sparse indices and 0 elsewhere.
template <typename Scalar>
struct Batch {
  Matrix<Scalar> dense;               // [dense inputs x B]
  std::vector<std::int32_t> sparse;   // set sparse features, example after example
  std::vector<std::int32_t> offsets;  // [B + 1] into `sparse`; empty where there are no sparse ones
  Matrix<Scalar> labels;              // [K x B]
  // The same the other way about, which backward reads; list_examples fills them.
  std::vector<std::int32_t> examples{};         // where sparse features are set, feature by feature
  std::vector<std::int32_t> example_offsets{};  // [sparse inputs + 1] into `examples`

  Index size() const { return labels.cols(); }
};

/// The sparse inputs that are set in an example.
template <typename Scalar>
std::span<const std::int32_t> set_inputs(const Batch<Scalar>& batch, Index example) {
  const auto at = static_cast<std::size_t>(example);
  return {batch.sparse.begin() + batch.offsets[at], batch.sparse.begin() + batch.offsets[at + 1]};
}

/// Fills `examples` and `example_offsets` from `sparse` and `offsets`: each feature's examples in
/// ascending order. A batch that is only predicted needs none.
template <typename Scalar>
void list_examples(Index sparse_inputs, Batch<Scalar>& batch);

}  // namespace mmoe
