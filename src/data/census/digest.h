// SPDX-License-Identifier: Apache-2.0
// SHA-256 of a setting's inputs and labels as models see them: it depends on files, options and
// encoding, but not on the other settings of the experiment.
#pragma once

#include <string>
#include <vector>

#include "data/census/draw.h"

namespace mmoe {

/// One digest per column over both files, computed once for all settings.
class CensusDigest {
 public:
  CensusDigest(const std::vector<CensusEncoding>& encodings, const CensusTasks& tasks);

  /// Returns the digest of the columns that `view` keeps of an encoding, and of the labels, main
  /// task first.
  std::string of(std::size_t encoding, const CensusView& view,
                 const std::vector<std::size_t>& labels) const;

 private:
  struct Inputs {
    std::vector<std::string> numbers, categories;  // by position among the encoded ones
  };
  std::vector<Inputs> inputs_;  // per encoding
  std::vector<std::string> labels_;
};

}  // namespace mmoe
