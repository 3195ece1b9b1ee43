// SPDX-License-Identifier: Apache-2.0
#include "report/exhibits/exhibit.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/paper_values.h"
#include "report/runs.h"

namespace mmoe {
namespace {

using Make = std::optional<Exhibit> (*)(const Result&);

/// In the order of the report.
constexpr Make kExhibits[] = {census_table, label_correlation,  sweep,        gain,
                              loss_curves,  shared_bottom_loss, final_losses, gates,
                              training_auc, overview,           cost};

/// Names of experiments are the user's; those of files are kept to what every system takes, and
/// begin with no dash, which programs take for an option.
std::string file_name(const std::string& text) {
  std::string name;
  for (const char c : text) {
    const bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    if (plain || !name.empty()) name += plain ? c : '-';
  }
  return name;
}

bool any_setting(const std::vector<Result>& results, const char* data_set, const char* name,
                 double value) {
  return std::any_of(results.begin(), results.end(), [&](const Result& result) {
    const auto settings = settings_of(result);
    return result.data_set() == data_set &&
           std::any_of(settings.begin(), settings.end(),
                       [&](const auto& setting) { return setting_number(setting, name) == value; });
  });
}

}  // namespace

void prefix_names(Exhibit& exhibit, const std::string& prefix) {
  const auto add = [&](std::string& name) { name = file_name(prefix + "-" + name); };
  add(exhibit.name);
  for (Figure& figure : exhibit.figures) add(figure.name);
  for (Table& table : exhibit.tables) add(table.name);
}

std::vector<Exhibit> make_exhibits(const Result& result) {
  std::vector<Exhibit> exhibits;
  for (const Make make : kExhibits) {
    auto exhibit = make(result);
    if (!exhibit) continue;
    prefix_names(*exhibit, result.name());
    exhibits.push_back(std::move(*exhibit));
  }
  return exhibits;
}

std::vector<std::string> missing_from_paper(const std::vector<Result>& results) {
  std::vector<std::string> missing;
  for (const double cosine : {0.5, 0.9, 1.0}) {
    if (any_setting(results, "synthetic", "cosine", cosine)) continue;
    missing.push_back(fmt::format(
        "Figures 3 to 5 at cosine {}: no synthetic result has it; mmoe-bench --exp synthetic",
        cosine));
  }
  const auto has_its_model = [](const Result& result) {
    const auto models = models_of(result);
    return std::count(models.begin(), models.end(), kFigure3Model) > 0;
  };
  if (std::none_of(results.begin(), results.end(), has_its_model)) {
    missing.emplace_back(
        "Figure 3 with the paper's network of 16 units: no result has it; mmoe-bench --exp "
        "synthetic-figure-3");
  }
  for (const int group : {1, 2}) {
    if (any_setting(results, "census-income", "group", group)) continue;
    missing.push_back(fmt::format(
        "Table {0}: no result has Census-income group {0}; mmoe-bench --exp census-income --group "
        "{0}",
        group));
  }
  return missing;
}

}  // namespace mmoe
