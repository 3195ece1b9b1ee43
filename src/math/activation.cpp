// SPDX-License-Identifier: Apache-2.0
#include "math/activation.h"

#include "base/error.h"
#include "math/simd/chunk.h"

namespace mmoe {

const std::vector<std::string>& activation_names() {
  static const std::vector<std::string> names = {"relu", "tanh", "elu", "identity"};
  return names;
}

Activation activation_from(const std::string& name) {
  return static_cast<Activation>(position_of("activation", name, activation_names()));
}

namespace {

/// y = f(y), in chunks of sixteen.
template <typename Scalar, typename Function>
void apply_in_chunks(MutableMatrixRef<Scalar>& y, const Function& f) {
  for (Index row = 0; row < y.rows(); ++row) {
    Scalar* const numbers = y.data() + row * y.outerStride();
    for_each_chunk(y.cols(), [&](Index at, auto count) {
      const Chunk<Scalar> z = load_chunk<Scalar>(numbers + at, count);
      store_chunk<Scalar>(f(z), numbers + at, count);
    });
  }
}

}  // namespace

template <typename Scalar>
void activate(Activation activation, MutableMatrixRef<Scalar> y) {
  switch (activation) {
    case Activation::kRelu:
      y = y.cwiseMax(Scalar(0));
      break;
    case Activation::kTanh:
      apply_in_chunks<Scalar>(y, [](const Chunk<Scalar>& z) -> Chunk<Scalar> { return z.tanh(); });
      break;
    case Activation::kElu:
      // min keeps exp from overflowing where it is not used.
      apply_in_chunks<Scalar>(y, [](const Chunk<Scalar>& z) -> Chunk<Scalar> {
        return (z > Scalar(0)).select(z, z.min(Scalar(0)).exp() - Scalar(1));
      });
      break;
    case Activation::kIdentity:
      break;
  }
}

template <typename Scalar>
void activate_backward(Activation activation, const MatrixRef<Scalar>& y,
                       MutableMatrixRef<Scalar> d_y) {
  switch (activation) {
    case Activation::kRelu:
      d_y = (y.array() > Scalar(0)).select(d_y, Scalar(0));
      break;
    case Activation::kTanh:
      d_y.array() *= Scalar(1) - y.array().square();
      break;
    case Activation::kElu:
      d_y.array() *= y.array().min(Scalar(0)) + Scalar(1);
      break;
    case Activation::kIdentity:
      break;
  }
}

MMOE_INSTANTIATE(activate);
MMOE_INSTANTIATE(activate_backward);

}  // namespace mmoe
