// SPDX-License-Identifier: Apache-2.0
#include "data/table/audit.h"

#include <algorithm>
#include <array>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/bytes.h"
#include "base/interrupt.h"
#include "data/table/audit_column.h"
#include "math/metrics.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

constexpr double kLeakyAuc = 0.9, kLeakyRSquared = 0.8, kDrift = 0.1;

constexpr std::size_t kTrain = static_cast<std::size_t>(TablePart::kTrain);
constexpr std::size_t kTest = static_cast<std::size_t>(TablePart::kTest);

/// A hash of a row's inputs and labels, 64 bits: of ten million rows two different ones share a
/// hash with a probability of 3e-6.
std::size_t row_hash(const std::vector<AuditColumn>& columns, const LoadedTable& loaded,
                     std::size_t row, std::string& key) {
  key.clear();
  for (const AuditColumn& column : columns) key += bytes_of_value(column.exact(row));
  for (const std::vector<float>& labels : loaded.labels) key += bytes_of_value(labels[row]);
  return std::hash<std::string_view>()(key);
}

ordered_json table_duplicates(const std::vector<AuditColumn>& columns, const LoadedTable& loaded) {
  std::array<std::unordered_set<std::size_t>, kTableParts.size()> seen;
  std::array<std::int64_t, kTableParts.size()> again{}, in_train{};
  std::string key;
  for (const bool train : {true, false}) {  // what training has is known before the others
    for (std::size_t row = 0; row < loaded.parts.size(); ++row) {
      if (interrupted()) throw Interrupted();
      const auto part = static_cast<std::size_t>(loaded.parts[row]);
      if ((part == kTrain) != train) continue;
      const std::size_t hash = row_hash(columns, loaded, row, key);
      again[part] += seen[part].insert(hash).second ? 0 : 1;
      in_train[part] += seen[kTrain].contains(hash) ? 1 : 0;
    }
  }
  ordered_json duplicates;
  for (std::size_t part = 0; part < kTableParts.size(); ++part) {
    duplicates[kTableParts[part]] = again[part];
  }
  duplicates["validation_in_train"] = in_train[1];
  duplicates["test_in_train"] = in_train[kTest];
  return duplicates;
}

ordered_json table_unseen(const std::vector<AuditColumn>& columns, const LoadedTable& loaded) {
  ordered_json list = ordered_json::array();
  for (const AuditColumn& column : columns) {
    if (!column.is_category()) continue;
    const std::vector<std::int64_t> train = column.counts(loaded, TablePart::kTrain);
    const std::vector<std::int64_t> all = column.counts(loaded);
    std::int64_t categories = 0, rows = 0;
    for (std::size_t value = 0; value < all.size(); ++value) {
      if (train[value] > 0 || all[value] == 0) continue;
      ++categories;
      rows += all[value];
    }
    if (categories == 0) continue;
    list.push_back({{"column", column.name()}, {"categories", categories}, {"rows", rows}});
  }
  return list;
}

ordered_json table_constant(const std::vector<AuditColumn>& columns, const LoadedTable& loaded) {
  ordered_json list = ordered_json::array();
  for (const AuditColumn& column : columns) {
    std::optional<std::uint64_t> first;
    bool differs = false;
    for (std::size_t row = 0; row < loaded.parts.size() && !differs; ++row) {
      if (loaded.parts[row] != TablePart::kTrain) continue;
      differs = first && *first != column.exact(row);
      first = column.exact(row);
    }
    if (!differs) list.push_back(column.name());
  }
  return list;
}

struct Leak {
  double value;  // of the metric
  std::string column;
};

ordered_json table_leaks(const TableRecipe& recipe, const std::vector<AuditColumn>& columns,
                         const LoadedTable& loaded) {
  ordered_json list = ordered_json::array();
  for (std::size_t k = 0; k < recipe.tasks.size(); ++k) {
    const bool binary = recipe.tasks[k].kind == "binary";
    std::vector<Leak> found;
    for (const AuditColumn& column : columns) {
      const ScoredLabels scored = column.scores(loaded, k);
      const auto value = binary ? area_under_roc(scored.scores, scored.labels)
                                : r_squared(scored.scores, scored.labels);
      if (value) found.push_back({*value, column.name()});
    }
    std::ranges::stable_sort(found, std::greater<>(), &Leak::value);
    for (std::size_t i = 0; i < found.size(); ++i) {
      if (i > 0 && found[i].value < (binary ? kLeakyAuc : kLeakyRSquared)) break;
      list.push_back({{"label", recipe.tasks[k].name},
                      {"column", found[i].column},
                      {"metric", binary ? "auc" : "r2"},
                      {"value", found[i].value}});
    }
  }
  return list;
}

ordered_json table_drift(const std::vector<AuditColumn>& columns, const LoadedTable& loaded) {
  std::vector<std::pair<double, std::string>> found;
  for (const AuditColumn& column : columns) {
    const Stability index = stability_index(column.counts(loaded, TablePart::kTrain),
                                            column.counts(loaded, TablePart::kTest));
    if (index.psi < kDrift || index.psi < 2 * index.by_chance) continue;
    found.emplace_back(index.psi, column.name());
  }
  std::ranges::stable_sort(found, std::greater<>(), &std::pair<double, std::string>::first);
  ordered_json list = ordered_json::array();
  for (const auto& [psi, name] : found) list.push_back({{"column", name}, {"psi", psi}});
  return list;
}

}  // namespace

ordered_json audit_table(const TableRecipe& recipe, const LoadedTable& loaded) {
  const std::vector<AuditColumn> columns = audited_columns(recipe, loaded);
  ordered_json rows;
  for (std::size_t part = 0; part < kTableParts.size(); ++part) {
    rows[kTableParts[part]] = std::ranges::count(loaded.parts, static_cast<TablePart>(part));
  }
  return {{"name", "table"},
          {"table", recipe.name},
          {"rows", rows},
          {"duplicates", table_duplicates(columns, loaded)},
          {"unseen", table_unseen(columns, loaded)},
          {"constant", table_constant(columns, loaded)},
          {"leaky_columns", table_leaks(recipe, columns, loaded)},
          {"drift", table_drift(columns, loaded)}};
}

}  // namespace mmoe
