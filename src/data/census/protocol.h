// SPDX-License-Identifier: Apache-2.0
// How published projects preprocess the Census-income columns. Their numbers differ for these
// reasons alone, whatever the model; datasets/census-income/README.md describes what each
// project does and which parts are reproduced here.
#pragma once

#include <string>
#include <vector>

#include "data/census/inputs.h"

namespace mmoe {

struct CensusProtocol {
  std::string name;
  CensusInputOptions inputs;
  Index embedding_width = 0;  // embedding dimension per category; 0 = one-hot
};

/// paper, keras-mmoe, rechub.
const std::vector<CensusProtocol>& census_protocols();
std::vector<std::string> census_protocol_names();
const CensusProtocol& find_census_protocol(const std::string& name);

}  // namespace mmoe
