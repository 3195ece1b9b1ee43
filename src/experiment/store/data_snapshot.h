// SPDX-License-Identifier: Apache-2.0
// Converts a data set's description to JSON and back: a store keeps it, so that results can be
// merged without the data.
#pragma once

#include "data/data_set.h"

namespace mmoe {

/// Returns {"settings": [{"setting", "problem", "identity"}], "description"}.
nlohmann::ordered_json write_description(const DataDescription& data);

/// A description read from write_description's JSON. Throws nlohmann::json::exception on anything
/// else.
class DataSnapshot : public DataDescription {
 public:
  explicit DataSnapshot(nlohmann::ordered_json json) : json_(std::move(json)) {}

  std::vector<Setting> settings() const override;
  Problem problem(std::size_t setting) const override;
  nlohmann::ordered_json identity(std::size_t setting) const override;
  nlohmann::ordered_json describe() const override;

 private:
  nlohmann::ordered_json json_;
};

}  // namespace mmoe
