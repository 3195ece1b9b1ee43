// SPDX-License-Identifier: Apache-2.0
// A tiny data set from random numbers alone, with every kind of input and task there is: what the
// signature trains on, and the tests of the engine.
#pragma once

#include "data/data_set.h"

namespace mmoe {

/// Two settings, {"probe": "dense"}: 20 dense inputs and two regression tasks, and
/// {"probe": "sparse"}: 4 dense and 36 one-hot inputs, a binary and a regression task.
class ProbeData : public DataSet {
 public:
  std::vector<Setting> settings() const override;
  Problem problem(std::size_t setting) const override;
  nlohmann::ordered_json identity(std::size_t setting) const override;
  nlohmann::ordered_json describe() const override;
  std::unique_ptr<Run> open(const RunKey& key) const override;
};

}  // namespace mmoe
