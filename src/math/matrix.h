// SPDX-License-Identifier: Apache-2.0
// Matrix aliases. Examples are columns, features are rows: X is [d x B].
#pragma once

#include <Eigen/Core>

namespace mmoe {

using Eigen::Index;

/// Activations and labels, [features x B]. Row-major: one feature of all B examples is contiguous,
/// so every pass over elements (activation, softmax over experts, mixture) is a long vector loop.
template <typename Scalar>
using Matrix = Eigen::Matrix<Scalar, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// Weights, [out x in]. Column-major: the weights of one input are contiguous, so a sparse input
/// gathers a column.
template <typename Scalar>
using Weights = Eigen::Matrix<Scalar, Eigen::Dynamic, Eigen::Dynamic, Eigen::ColMajor>;

template <typename Scalar>
using Vector = Eigen::Matrix<Scalar, Eigen::Dynamic, 1>;

/// Flat parameters or gradients. Always fully aligned, so that where a vectorised sum starts, and
/// hence its result, does not depend on the address that the allocator returned.
template <typename Scalar>
using View = Eigen::Map<const Vector<Scalar>, Eigen::AlignedMax>;
template <typename Scalar>
using MutableView = Eigen::Map<Vector<Scalar>, Eigen::AlignedMax>;

/// Windows into activations: rows of a buffer, [rows x B].
template <typename Scalar>
using MatrixView = Eigen::Map<const Matrix<Scalar>>;
template <typename Scalar>
using MutableMatrixView = Eigen::Map<Matrix<Scalar>>;

/// Arguments of functions: any matrix or window of one. The stride is explicit because clang 14
/// treats Eigen's default, which depends on Scalar, as a different one in each declaration, and
/// then instantiates nothing.
template <typename Scalar>
using MatrixRef = Eigen::Ref<const Matrix<Scalar>, 0, Eigen::OuterStride<>>;
template <typename Scalar>
using MutableMatrixRef = Eigen::Ref<Matrix<Scalar>, 0, Eigen::OuterStride<>>;

/// Windows into weights: rows of a stacked matrix, hence the outer stride.
template <typename Scalar>
using WeightsView = Eigen::Map<const Weights<Scalar>, Eigen::Unaligned, Eigen::OuterStride<>>;
template <typename Scalar>
using MutableWeightsView = Eigen::Map<Weights<Scalar>, Eigen::Unaligned, Eigen::OuterStride<>>;

template <typename Pointer>
struct FunctionOf;
template <typename Function>
struct FunctionOf<Function*> {
  using Type = Function;
};
template <typename Function, typename Class>
struct FunctionOf<Function Class::*> {
  using Type = Function;
};

}  // namespace mmoe

/// Instantiates a function template, or a class's member function template, for both scalars.
#define MMOE_INSTANTIATE(function)                                             \
  template mmoe::FunctionOf<decltype(&function<float>)>::Type function<float>; \
  template mmoe::FunctionOf<decltype(&function<double>)>::Type function<double>
