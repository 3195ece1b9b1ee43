// SPDX-License-Identifier: Apache-2.0
// Everything that changes in a step: activations and their gradients, one set a thread, allocated
// before the first step. A model plans named buffers once; a workspace holds them for B examples.
#pragma once

#include <string>
#include <vector>

#include "math/matrix.h"

namespace mmoe {

/// A [rows x B] matrix of a workspace.
struct Buffer {
  Index rows = 0;
  Index units_before = 0;  // rows of all buffers planned earlier
};

/// The buffers a model needs.
class BufferPlan {
 public:
  Buffer add(Index rows) {
    const Buffer buffer{rows, rows_};
    rows_ += rows;
    return buffer;
  }
  Index rows() const { return rows_; }

 private:
  Index rows_ = 0;
};

template <typename Scalar>
class Workspace {
 public:
  /// Room for `capacity` examples a step. Rounded up, so that each buffer starts aligned.
  Workspace(const BufferPlan& plan, Index capacity)
      : capacity_((capacity + kAlignment - 1) / kAlignment * kAlignment),
        batch_(capacity),
        storage_(Vector<Scalar>::Zero(plan.rows() * capacity_)) {}

  /// Examples of the coming step, at most the capacity. Forgets what the buffers held.
  void set_batch(Index batch) { batch_ = batch; }
  Index batch() const { return batch_; }

  /// The buffer as [rows x B].
  MutableMatrixView<Scalar> operator[](const Buffer& buffer) {
    return {storage_.data() + buffer.units_before * capacity_, buffer.rows, batch_};
  }
  MatrixView<Scalar> operator[](const Buffer& buffer) const {
    return {storage_.data() + buffer.units_before * capacity_, buffer.rows, batch_};
  }

 private:
  static constexpr Index kAlignment = 16;
  Index capacity_;
  Index batch_;
  Vector<Scalar> storage_;
};

}  // namespace mmoe
