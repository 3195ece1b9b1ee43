// SPDX-License-Identifier: Apache-2.0
// Everything that changes in a step: activations and their gradients, one set a thread, allocated
// before the first step. A model plans its buffers once; a workspace holds them for B examples.
#pragma once

#include <string>
#include <vector>

#include "math/matrix.h"
#include "math/simd/cache_aligned.h"

namespace mmoe {

/// A [rows x B] matrix of a workspace, or some rows of one.
struct Buffer {
  Index rows = 0;
  Index base = 0;   // rows of all buffers planned earlier
  Index first = 0;  // where these rows begin within their buffer
};

/// The buffers a model needs.
class BufferPlan {
 public:
  Buffer add(Index rows) {
    const Buffer buffer{rows, rows_, 0};
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
        storage_(plan.rows() * capacity_) {}

  /// Examples of the coming step, at most the capacity. Forgets what the buffers held.
  void set_batch(Index batch) { batch_ = batch; }
  Index batch() const { return batch_; }

  /// The buffer as [rows x B].
  MutableMatrixView<Scalar> operator[](const Buffer& buffer) {
    return {storage_.view().data() + offset(buffer), buffer.rows, batch_};
  }
  MatrixView<Scalar> operator[](const Buffer& buffer) const {
    return {storage_.view().data() + offset(buffer), buffer.rows, batch_};
  }

 private:
  static constexpr Index kAlignment = kCacheLine / sizeof(float);
  /// A buffer lies dense at the start of its room, however many examples it holds.
  Index offset(const Buffer& buffer) const {
    return buffer.base * capacity_ + buffer.first * batch_;
  }
  Index capacity_;
  Index batch_;
  CacheAligned<Scalar> storage_;
};

}  // namespace mmoe
