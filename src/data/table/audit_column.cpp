// SPDX-License-Identifier: Apache-2.0
#include "data/table/audit_column.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>

namespace mmoe {
namespace {

constexpr std::size_t kNumberBins = 10;

NumberTransform tenths(const TableColumn& column, const LoadedTable& loaded) {
  std::vector<double> training;
  for (std::size_t row = 0; row < column.numbers.size(); ++row) {
    if (loaded.parts[row] == TablePart::kTrain) training.push_back(column.numbers[row]);
  }
  return {{.transform = "bins", .bins = kNumberBins}, training};
}

}  // namespace

AuditColumn::AuditColumn(const TableColumn& column, const LoadedTable& loaded, bool is_category)
    : column_(&column), is_category_(is_category), bins_(tenths(column, loaded)) {
  values_ = is_number() ? bins_.edges().size() + 1 : column.texts.size();
}

std::uint64_t AuditColumn::exact(std::size_t row) const {
  return is_number() ? std::bit_cast<std::uint64_t>(column_->numbers[row]) : column_->codes[row];
}

std::size_t AuditColumn::value(std::size_t row) const {
  if (!is_number()) {
    const std::uint32_t code = column_->codes[row];
    return code == TableColumn::kMissing ? values_ : code;
  }
  const auto bin = bins_.bin(column_->numbers[row]);
  return bin ? static_cast<std::size_t>(*bin) : values_;
}

std::vector<std::int64_t> AuditColumn::counts(const LoadedTable& loaded,
                                              std::optional<TablePart> part) const {
  std::vector<std::int64_t> counts(values_ + 1);
  for (std::size_t row = 0; row < loaded.parts.size(); ++row) {
    if (!part || loaded.parts[row] == *part) ++counts[value(row)];
  }
  return counts;
}

ScoredLabels AuditColumn::scores(const LoadedTable& loaded, std::size_t k) const {
  const std::vector<float>& labels = loaded.labels[k];
  std::vector<double> sums(values_ + 1), rows(values_ + 1);
  for (std::size_t row = 0; row < labels.size(); ++row) {
    if (loaded.parts[row] != TablePart::kTrain || std::isnan(labels[row])) continue;
    sums[value(row)] += double{labels[row]};
    rows[value(row)] += 1;
  }
  const double mean = std::accumulate(sums.begin(), sums.end(), 0.0) /
                      std::max(1.0, std::accumulate(rows.begin(), rows.end(), 0.0));
  ScoredLabels scored;
  for (std::size_t row = 0; row < labels.size(); ++row) {
    if (loaded.parts[row] != TablePart::kTest || std::isnan(labels[row])) continue;
    const std::size_t v = value(row);
    scored.scores.push_back(static_cast<float>(rows[v] > 0 ? sums[v] / rows[v] : mean));
    scored.labels.push_back(labels[row]);
  }
  return scored;
}

std::vector<AuditColumn> audited_columns(const TableRecipe& recipe, const LoadedTable& loaded) {
  const TableRoles roles(recipe);
  std::vector<AuditColumn> columns;
  for (const TableColumn& column : loaded.table.columns) {
    const std::string& kind = roles.input(column.name).kind;
    const bool is_input = kind == "numeric" || kind == "categorical" || kind == "multi-valued";
    if (is_input) columns.emplace_back(column, loaded, kind == "categorical");
  }
  return columns;
}

Stability stability_index(std::span<const std::int64_t> p, std::span<const std::int64_t> q) {
  const auto smoothed = [](std::span<const std::int64_t> counts) {
    return static_cast<double>(std::accumulate(counts.begin(), counts.end(), std::int64_t{0})) +
           0.5 * static_cast<double>(counts.size());
  };
  const double rows_p = smoothed(p), rows_q = smoothed(q);
  Stability result;
  double values = 0;
  for (std::size_t v = 0; v < p.size(); ++v) {
    const double share_p = (static_cast<double>(p[v]) + 0.5) / rows_p;
    const double share_q = (static_cast<double>(q[v]) + 0.5) / rows_q;
    result.psi += (share_p - share_q) * std::log(share_p / share_q);
    values += p[v] + q[v] > 0 ? 1 : 0;
  }
  result.by_chance = std::max(0.0, values - 1) * (1 / rows_p + 1 / rows_q);
  return result;
}

}  // namespace mmoe
