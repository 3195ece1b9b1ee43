// SPDX-License-Identifier: Apache-2.0
#include "experiment/config/at_settings.h"

#include <fmt/format.h>

#include <string>

#include "base/error.h"
#include "data/setting_key.h"

namespace mmoe {
namespace {

/// Whether the data may have settings of that name where their options say so.
bool is_of_other_sweep(const std::string& key, const Setting& like, const Experiment& experiment) {
  const std::string name = key.substr(0, key.find('='));
  const bool is_this = !like.empty() && like.begin().key() == name;
  return !is_this && experiment.data_options.contains(name);
}

}  // namespace

void check_settings(const Experiment& experiment, const DataDescription& data) {
  const Setting like = data.settings().front();
  for (std::size_t i = 0; i < experiment.models.size(); ++i) {
    for (const auto& [key, _] : experiment.models[i].at.items()) {
      if (is_setting_key(key, like) || is_of_other_sweep(key, like, experiment)) continue;
      throw FieldError(fmt::format("models[{}].at", i),
                       fmt::format("found '{}'; expected a setting of the data, such as '{}'", key,
                                   setting_key(like)));
    }
  }
}

}  // namespace mmoe
