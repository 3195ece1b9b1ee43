// SPDX-License-Identifier: Apache-2.0
#include "report/tables/result_names.h"

#include <algorithm>
#include <filesystem>

namespace mmoe {
namespace {

/// "synthetic" of "x/synthetic.json.gz".
std::string result_stem(const std::string& path) {
  const std::string file = std::filesystem::path(path).filename().string();
  return file.substr(0, file.find(".json"));
}

}  // namespace

ResultNames::ResultNames(const std::vector<Verdict>& verdicts) {
  for (const Verdict& verdict : verdicts) {
    if (verdict.outcome == Outcome::kNoData) continue;
    if (std::ranges::find(paths_, verdict.result) == paths_.end()) paths_.push_back(verdict.result);
  }
}

std::string ResultNames::name(const std::string& path) const {
  const std::string stem = result_stem(path);
  return std::ranges::count(paths_, stem, result_stem) > 1 ? path : stem;
}

}  // namespace mmoe
