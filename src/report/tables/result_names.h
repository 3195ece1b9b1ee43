// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "claims/judge.h"

namespace mmoe {

/// Short names for the results that verdicts are on: the file's name without its ending, or the
/// whole path if two have one name.
class ResultNames {
 public:
  explicit ResultNames(const std::vector<Verdict>& verdicts);
  /// Each once, in the order of the verdicts.
  const std::vector<std::string>& paths() const { return paths_; }
  std::string name(const std::string& path) const;

 private:
  std::vector<std::string> paths_;
};

}  // namespace mmoe
