// SPDX-License-Identifier: Apache-2.0
// Views that most tests of layers and models need.
#pragma once

#include "math/matrix.h"

namespace mmoe {

template <typename Scalar>
View<Scalar> view(const Vector<Scalar>& v) {
  return {v.data(), v.size()};
}

template <typename Scalar>
MutableView<Scalar> mutable_view(Vector<Scalar>& v) {
  return {v.data(), v.size()};
}

}  // namespace mmoe
