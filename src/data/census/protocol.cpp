// SPDX-License-Identifier: Apache-2.0
#include "data/census/protocol.h"

#include <algorithm>
#include <stdexcept>

namespace mmoe {
namespace {

constexpr std::size_t kEducation = census_column("education");
constexpr std::size_t kMarital = census_column("marital stat");

/// Sec. 6.2: education and marital status are removed in both groups.
CensusProtocol paper() { return {.name = "paper", .inputs = {.removed = {kEducation, kMarital}}}; }

CensusProtocol keras_mmoe() {
  return {.name = "keras-mmoe",
          .inputs = {.removed = {kMarital},
                     .weight = true,
                     .as_numbers = {census_column("own business or self employed"),
                                    census_column("veterans benefits"), census_column("year")},
                     .scaling = NumberScaling::kNone,
                     .alignment = CategoryAlignment::kByPosition}};
}

/// All columns except the labels' and the weight.
CensusProtocol rechub() {
  return {.name = "rechub",
          .inputs = {.removed = {kMarital}, .scaling = NumberScaling::kMinMax},
          .embedding_width = 4};
}

}  // namespace

const std::vector<CensusProtocol>& census_protocols() {
  static const std::vector<CensusProtocol> table = {paper(), keras_mmoe(), rechub()};
  return table;
}

std::vector<std::string> census_protocol_names() {
  std::vector<std::string> names;
  for (const CensusProtocol& protocol : census_protocols()) names.push_back(protocol.name);
  return names;
}

const CensusProtocol& find_census_protocol(const std::string& name) {
  for (const CensusProtocol& protocol : census_protocols()) {
    if (protocol.name == name) return protocol;
  }
  throw std::out_of_range(name);
}

}  // namespace mmoe
