// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace mmoe::testing {

/// Numbers and booleans are held as doubles; a tensor has either numbers or texts.
struct OnnxTensor {
  std::vector<std::int64_t> shape = {};
  std::vector<double> numbers = {};
  std::vector<std::string> texts = {};

  std::int64_t rank() const { return std::ssize(shape); }
  /// The product of the lengths of axes first .. last - 1.
  std::int64_t count(std::int64_t first, std::int64_t last) const;
  std::int64_t size() const { return count(0, rank()); }

  static OnnxTensor zeros(const std::vector<std::int64_t>& shape);
};

}  // namespace mmoe::testing
