// SPDX-License-Identifier: Apache-2.0
#include "math/activation.h"

#include "base/error.h"

namespace mmoe {

const std::vector<std::string>& activation_names() {
  static const std::vector<std::string> names = {"relu", "tanh", "elu", "identity"};
  return names;
}

Activation activation_from(const std::string& name) {
  return static_cast<Activation>(position_of("activation", name, activation_names()));
}

template <typename Scalar>
void activate(Activation activation, MutableMatrixRef<Scalar> y) {
  switch (activation) {
    case Activation::kRelu:
      y = y.cwiseMax(Scalar(0));
      break;
    case Activation::kTanh:
      y = y.array().tanh();
      break;
    case Activation::kElu:
      // min keeps exp from overflowing where it is not used.
      y = (y.array() > Scalar(0)).select(y.array(), y.array().min(Scalar(0)).exp() - Scalar(1));
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
