// SPDX-License-Identifier: Apache-2.0
#include "report/exhibits/shown_settings.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/count_text.h"
#include "base/paper_values.h"
#include "results/labels.h"
#include "results/runs.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

constexpr std::size_t kMost = 3;

bool is_of_paper(const ordered_json& setting) {
  const auto cosine = setting_number(setting, "cosine");
  return cosine && std::count(std::begin(kPaperCosines), std::end(kPaperCosines), *cosine) > 0;
}

}  // namespace

std::vector<ordered_json> shown_settings(const Result& result) {
  const std::vector<ordered_json> all = settings_of(result);
  if (all.size() <= kMost) return all;
  std::vector<ordered_json> shown;
  std::copy_if(all.begin(), all.end(), std::back_inserter(shown), is_of_paper);
  if (shown.size() >= 2 && shown.size() <= kMost) return shown;
  return {all.front(), all[all.size() / 2], all.back()};
}

bool is_shown(const Result& result, const ordered_json& setting) {
  const auto shown = shown_settings(result);
  return std::find(shown.begin(), shown.end(), setting) != shown.end();
}

std::vector<std::string> shown_note(const Result& result) {
  const auto shown = shown_settings(result);
  const std::size_t all = settings_of(result).size();
  if (shown.size() == all) return {};
  std::string names;
  for (const ordered_json& setting : shown) {
    names += (names.empty() ? "" : ", ") + setting_title(setting);
  }
  return {fmt::format("The figures show {} of {}: {}; the table of all results has the rest.",
                      shown.size(), counted(all, "setting"), names)};
}

}  // namespace mmoe
