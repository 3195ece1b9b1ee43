// SPDX-License-Identifier: Apache-2.0
// The products of a dense layer Z = W X, the only ones of training and evaluation. In float they
// use kernels compiled for their shape (math/product_kernel.h) if the build has libxsmm, else
// Eigen. With kernels an example's results do not depend on the batch size.
#pragma once

#include "math/matrix.h"
#include "math/product_kernel.h"

namespace mmoe {

/// Whether a dense layer's input gradient is skipped, set or added to.
enum class InputGradient { kNone, kSet, kAdd };

/// Letters: W [out x in], column-major with `stride` between columns; X [in x B] and Z [out x B],
/// row-major and dense.
struct DenseShape {
  Index out, in, stride;
  InputGradient input_gradient = InputGradient::kSet;
  bool adds = false;  // forward: Z += W X in place of Z = W X

  bool operator==(const DenseShape&) const = default;
};

/// The products of one layer for B examples. The constructor looks up (and compiles) the kernels;
/// the products themselves allocate nothing.
template <typename Scalar>
class DenseProducts {
 public:
  DenseProducts(const DenseShape& shape, Index examples);

  /// z = W x, or z += W x.
  void forward(const Scalar* w, const Scalar* x, Scalar* z) const;
  /// d_x = W^T d_z, or d_x += W^T d_z.
  void input_gradient(const Scalar* w, const Scalar* d_z, Scalar* d_x) const;
  /// d_w += d_z x^T. `scratch` holds scratch_rows(out) rows of B.
  void weight_gradient(const Scalar* d_z, const Scalar* x, Scalar* d_w, Scalar* scratch) const;

  static Index scratch_rows(Index out) { return (out + kRows - 1) / kRows * kRows; }

 private:
  static constexpr Index kRows = 16;  // d_z's columns, once transposed, begin on cache lines

  DenseShape shape_;
  Index examples_;
  ProductKernel forward_, input_gradient_, weight_gradient_;  // used in float only
};

}  // namespace mmoe
