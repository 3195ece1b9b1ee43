// SPDX-License-Identifier: Apache-2.0
#include "data/census/settings.h"

#include <algorithm>

#include "data/census/protocol.h"

namespace mmoe {
namespace {

using Columns = std::vector<std::size_t>;

struct Group {
  const char* main;
  const char* auxiliary;
  double paper_abs_pearson;
};
constexpr Group kGroups[kCensusGroups] = {{"income", "never_married", 0.1768},
                                          {"education_college", "never_married", 0.2373}};

std::size_t position_of(const std::string& name, const std::vector<CensusLabel>& labels) {
  const auto found = std::find_if(labels.begin(), labels.end(),
                                  [&](const CensusLabel& label) { return label.name == name; });
  return static_cast<std::size_t>(found - labels.begin());
}

CensusSetting group_setting(std::int64_t number, const std::string& protocol, bool drop_leaks,
                            const std::vector<CensusLabel>& labels) {
  const Group& group = kGroups[number - 1];
  CensusSetting setting{.name = {{"group", number}},
                        .main = position_of(group.main, labels),
                        .auxiliary = position_of(group.auxiliary, labels),
                        .protocol = protocol,
                        .removed = find_census_protocol(protocol).inputs.removed,
                        .paper_abs_pearson = group.paper_abs_pearson};
  if (drop_leaks) {
    const Columns& leaks = marriage_leaky_columns();
    setting.removed.insert(setting.removed.end(), leaks.begin(), leaks.end());
  }
  return setting;
}

/// Returns both labels' own columns and their leaky columns.
Columns removed_for(const CensusLabel& a, const CensusLabel& b) {
  Columns removed = {a.column, b.column};
  for (const CensusLabel* label : {&a, &b}) {
    removed.insert(removed.end(), label->leaky_columns.begin(), label->leaky_columns.end());
  }
  std::sort(removed.begin(), removed.end());
  removed.erase(std::unique(removed.begin(), removed.end()), removed.end());
  return removed;
}

std::vector<CensusSetting> pair_settings(const std::vector<std::string>& names,
                                         const std::vector<CensusLabel>& labels) {
  std::vector<CensusSetting> settings;
  for (std::size_t i = 0; i < names.size(); ++i) {
    for (std::size_t j = i + 1; j < names.size(); ++j) {
      const std::size_t main = position_of(names[i], labels);
      const std::size_t auxiliary = position_of(names[j], labels);
      settings.push_back({.name = {{"pair", names[i] + "+" + names[j]}},
                          .main = main,
                          .auxiliary = auxiliary,
                          .removed = removed_for(labels[main], labels[auxiliary])});
    }
  }
  return settings;
}

}  // namespace

std::vector<CensusSetting> census_settings(const CensusOptions& options,
                                           const std::vector<CensusLabel>& labels) {
  if (!options.labels.empty()) return pair_settings(options.labels, labels);
  const bool name_protocol = options.protocol != CensusOptions().protocol;
  std::vector<CensusSetting> settings;
  for (const std::string& protocol : options.protocol) {
    for (const std::int64_t group : options.group) {
      CensusSetting setting = group_setting(group, protocol, options.drop_leaks, labels);
      if (name_protocol) setting.name = {{"protocol", protocol}, {"group", group}};
      settings.push_back(setting);
    }
  }
  return settings;
}

}  // namespace mmoe
