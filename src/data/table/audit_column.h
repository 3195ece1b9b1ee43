// SPDX-License-Identifier: Apache-2.0
// A column of a table as an audit looks at it: few enough values to count.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "data/table/load.h"
#include "data/table/number_transform.h"

namespace mmoe {

/// Scores and labels of the test rows that have the label.
struct ScoredLabels {
  std::vector<float> scores, labels;
};

class AuditColumn {
 public:
  /// A number's values are its tenths in training: 10 bins at most. `loaded` must outlive it.
  AuditColumn(const TableColumn& column, const LoadedTable& loaded, bool is_category);

  const std::string& name() const { return column_->name; }
  bool is_number() const { return !column_->numbers.empty(); }
  /// Whether a value is one category.
  bool is_category() const { return is_category_; }
  /// The bits of the number or the code of the text: equal where the field is.
  std::uint64_t exact(std::size_t row) const;
  /// Rows by value, the last that without one; of one part, or of all.
  std::vector<std::int64_t> counts(const LoadedTable& loaded,
                                   std::optional<TablePart> part = {}) const;
  /// What the value alone says of label k: its mean label in training, on the test rows. A value
  /// that training lacks says the mean of all.
  ScoredLabels scores(const LoadedTable& loaded, std::size_t k) const;

 private:
  std::size_t value(std::size_t row) const;

  const TableColumn* column_;
  bool is_category_;
  NumberTransform bins_;  // of a number
  std::size_t values_;    // without the missing one
};

/// The columns of the recipe that are inputs.
std::vector<AuditColumn> audited_columns(const TableRecipe& recipe, const LoadedTable& loaded);

/// Population stability index: sum (p - q) log(p / q) over values, with half a row added to each
/// count. By chance, where p is q, it is about (values - 1) (1 / n_p + 1 / n_q).
struct Stability {
  double psi = 0, by_chance = 0;
};
Stability stability_index(std::span<const std::int64_t> p, std::span<const std::int64_t> q);

}  // namespace mmoe
