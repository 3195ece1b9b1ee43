// SPDX-License-Identifier: Apache-2.0
#include "results/onnx/tensor.h"

namespace mmoe::testing {

std::int64_t OnnxTensor::count(std::int64_t first, std::int64_t last) const {
  std::int64_t product = 1;
  for (std::int64_t axis = first; axis < last; ++axis) {
    product *= shape[static_cast<std::size_t>(axis)];
  }
  return product;
}

OnnxTensor OnnxTensor::zeros(const std::vector<std::int64_t>& shape) {
  OnnxTensor tensor{.shape = shape};
  tensor.numbers.resize(static_cast<std::size_t>(tensor.size()));
  return tensor;
}

}  // namespace mmoe::testing
