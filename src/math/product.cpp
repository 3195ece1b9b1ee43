// SPDX-License-Identifier: Apache-2.0
// The kernels are column-major: our row-major matrices [rows x B] are theirs [B x rows].
#include "math/product.h"

#include <type_traits>

#include "math/simd/transpose.h"

namespace mmoe {
namespace {

template <typename Scalar>
bool by_kernels() {
  return std::is_same_v<Scalar, float> && has_kernels();
}

}  // namespace

template <typename Scalar>
DenseProducts<Scalar>::DenseProducts(const DenseShape& shape, Index examples)
    : shape_(shape), examples_(examples) {
  if (!by_kernels<Scalar>() || examples == 0) return;
  const Index b = examples, out = shape.out, in = shape.in;
  // Z^T = X^T W^T
  forward_ = ProductKernel({.m = b,
                            .n = out,
                            .k = in,
                            .a_stride = b,
                            .b_stride = shape.stride,
                            .c_stride = b,
                            .b_transposed = true,
                            .adds = shape.adds});
  // dW += dZ X^T
  weight_gradient_ = ProductKernel({.m = out,
                                    .n = in,
                                    .k = b,
                                    .a_stride = scratch_rows(out),
                                    .b_stride = b,
                                    .c_stride = shape.stride,
                                    .adds = true});
  if (shape.input_gradient == InputGradient::kNone) return;
  // dX^T = dZ^T W
  input_gradient_ = ProductKernel({.m = b,
                                   .n = in,
                                   .k = out,
                                   .a_stride = b,
                                   .b_stride = shape.stride,
                                   .c_stride = b,
                                   .adds = shape.input_gradient == InputGradient::kAdd});
}

template <typename Scalar>
void DenseProducts<Scalar>::forward(const Scalar* w, const Scalar* x, Scalar* z) const {
  if constexpr (std::is_same_v<Scalar, float>) {
    if (has_kernels()) return forward_(x, w, z);
  }
  const WeightsView<Scalar> weights(w, shape_.out, shape_.in, Eigen::OuterStride<>(shape_.stride));
  const MatrixView<Scalar> input(x, shape_.in, examples_);
  MutableMatrixView<Scalar> output(z, shape_.out, examples_);
  if (shape_.adds) {
    output.noalias() += weights * input;
  } else {
    output.noalias() = weights * input;
  }
}

template <typename Scalar>
void DenseProducts<Scalar>::input_gradient(const Scalar* w, const Scalar* d_z, Scalar* d_x) const {
  if constexpr (std::is_same_v<Scalar, float>) {
    if (has_kernels()) return input_gradient_(d_z, w, d_x);
  }
  const WeightsView<Scalar> weights(w, shape_.out, shape_.in, Eigen::OuterStride<>(shape_.stride));
  const MatrixView<Scalar> gradient(d_z, shape_.out, examples_);
  MutableMatrixView<Scalar> d_input(d_x, shape_.in, examples_);
  if (shape_.input_gradient == InputGradient::kAdd) {
    d_input.noalias() += weights.transpose() * gradient;
  } else {
    d_input.noalias() = weights.transpose() * gradient;
  }
}

template <typename Scalar>
void DenseProducts<Scalar>::weight_gradient(const Scalar* d_z, const Scalar* x, Scalar* d_w,
                                            Scalar* scratch) const {
  const MatrixView<Scalar> gradient(d_z, shape_.out, examples_);
  if constexpr (std::is_same_v<Scalar, float>) {
    if (has_kernels()) {
      using Columns = Eigen::Map<Matrix<float>, 0, Eigen::OuterStride<>>;
      transpose<float>(gradient, Columns(scratch, examples_, shape_.out,
                                         Eigen::OuterStride<>(scratch_rows(shape_.out))));
      return weight_gradient_(scratch, x, d_w);
    }
  }
  MutableWeightsView<Scalar> d_weights(d_w, shape_.out, shape_.in,
                                       Eigen::OuterStride<>(shape_.stride));
  d_weights.noalias() += gradient * MatrixView<Scalar>(x, shape_.in, examples_).transpose();
}

template class DenseProducts<float>;
template class DenseProducts<double>;

}  // namespace mmoe
