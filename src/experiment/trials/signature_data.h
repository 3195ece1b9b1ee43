// SPDX-License-Identifier: Apache-2.0
// The signature's data besides synthetic tasks: random one-hot inputs, plain and embedded, and a
// binary task.
#pragma once

#include "data/data_set.h"

namespace mmoe {

/// Two settings, {"probe": "sparse"} and {"probe": "embedded"}: 4 dense and 36 one-hot inputs, a
/// binary and a regression task.
class ProbeData : public DataSet {
 public:
  std::vector<Setting> settings() const override;
  Problem problem(std::size_t setting) const override;
  nlohmann::ordered_json identity(std::size_t setting) const override;
  nlohmann::ordered_json describe() const override;
  std::unique_ptr<DataDraw> open(const DrawKey& key) const override;
};

}  // namespace mmoe
