// SPDX-License-Identifier: Apache-2.0
// A data set's description as JSON, and back: a store keeps it, so that results can be put together
// where the data are not at hand.
#pragma once

#include "data/data_set.h"

namespace mmoe {

/// {"settings": [{"setting", "problem", "identity"}], "description"}.
nlohmann::ordered_json write_description(const DataDescription& data);

/// What write_description wrote. Throws nlohmann::json::exception on anything else.
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
