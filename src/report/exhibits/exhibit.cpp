// SPDX-License-Identifier: Apache-2.0
#include "report/exhibits/exhibit.h"

#include <fmt/format.h>

#include "base/interrupt.h"

namespace mmoe {
namespace {

using Make = std::optional<Exhibit> (*)(const Result&);

/// All exhibits, in the order of the report.
constexpr Make kExhibits[] = {
    census_table,  recommendation_table, live_test,          label_correlation, sweep,
    gain,          loss_curves,          shared_bottom_loss, final_losses,      gates,
    ordered_gates, training_auc,         overview,           binary_metrics,    reliability,
    cost};

}  // namespace

std::string plain_file_name(const std::string& text) {
  std::string name;
  for (const char c : text) {
    const bool plain = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    if (plain || !name.empty()) name += plain ? c : '-';
  }
  return name;
}

void prefix_names(Exhibit& exhibit, const std::string& prefix) {
  const auto add = [&](std::string& name) { name = plain_file_name(prefix + "-" + name); };
  add(exhibit.name);
  for (Figure& figure : exhibit.figures) add(figure.name);
  for (Table& table : exhibit.tables) add(table.name);
}

std::vector<Exhibit> make_exhibits(const Result& result) {
  std::vector<Exhibit> exhibits;
  for (const Make make : kExhibits) {
    if (interrupted()) throw Interrupted();
    auto exhibit = make(result);
    if (!exhibit) continue;
    prefix_names(*exhibit, result.name());
    exhibits.push_back(std::move(*exhibit));
  }
  return exhibits;
}

}  // namespace mmoe
