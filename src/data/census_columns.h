// SPDX-License-Identifier: Apache-2.0
// The 42 columns of the Census-income files, in the files' order, with the names of the data's own
// description (census-income.names). datasets/census-income/recipe.json repeats this table; a test
// holds the two together.
#pragma once

#include <array>
#include <cstddef>
#include <stdexcept>
#include <string_view>

namespace mmoe {

enum class ColumnKind {
  kContinuous,
  kMoney,    // continuous, dollars (or cents an hour): heavy-tailed
  kWeight,   // instance weight, a number that the description says to ignore
  kNominal,  // a category by name, also where the name is a number
  kLabel,    // income, nominal
};

struct CensusColumn {
  std::string_view name;
  ColumnKind kind;
};

inline constexpr std::array<CensusColumn, 42> kCensusColumns{{
    {"age", ColumnKind::kContinuous},
    {"class of worker", ColumnKind::kNominal},
    {"detailed industry recode", ColumnKind::kNominal},
    {"detailed occupation recode", ColumnKind::kNominal},
    {"education", ColumnKind::kNominal},
    {"wage per hour", ColumnKind::kMoney},
    {"enroll in edu inst last wk", ColumnKind::kNominal},
    {"marital stat", ColumnKind::kNominal},
    {"major industry code", ColumnKind::kNominal},
    {"major occupation code", ColumnKind::kNominal},
    {"race", ColumnKind::kNominal},
    {"hispanic origin", ColumnKind::kNominal},
    {"sex", ColumnKind::kNominal},
    {"member of a labor union", ColumnKind::kNominal},
    {"reason for unemployment", ColumnKind::kNominal},
    {"full or part time employment stat", ColumnKind::kNominal},
    {"capital gains", ColumnKind::kMoney},
    {"capital losses", ColumnKind::kMoney},
    {"dividends from stocks", ColumnKind::kMoney},
    {"tax filer stat", ColumnKind::kNominal},
    {"region of previous residence", ColumnKind::kNominal},
    {"state of previous residence", ColumnKind::kNominal},
    {"detailed household and family stat", ColumnKind::kNominal},
    {"detailed household summary in household", ColumnKind::kNominal},
    {"instance weight", ColumnKind::kWeight},
    {"migration code-change in msa", ColumnKind::kNominal},
    {"migration code-change in reg", ColumnKind::kNominal},
    {"migration code-move within reg", ColumnKind::kNominal},
    {"live in this house 1 year ago", ColumnKind::kNominal},
    {"migration prev res in sunbelt", ColumnKind::kNominal},
    {"num persons worked for employer", ColumnKind::kContinuous},
    {"family members under 18", ColumnKind::kNominal},
    {"country of birth father", ColumnKind::kNominal},
    {"country of birth mother", ColumnKind::kNominal},
    {"country of birth self", ColumnKind::kNominal},
    {"citizenship", ColumnKind::kNominal},
    {"own business or self employed", ColumnKind::kNominal},
    {"fill inc questionnaire for veteran's admin", ColumnKind::kNominal},
    {"veterans benefits", ColumnKind::kNominal},
    {"weeks worked in year", ColumnKind::kContinuous},
    {"year", ColumnKind::kNominal},
    {"income", ColumnKind::kLabel},
}};

/// The label's two values: total income at most, or over, 50,000 dollars a year.
inline constexpr std::string_view kIncomeLow = "- 50000";
inline constexpr std::string_view kIncomeHigh = "50000+";

/// Position of a column by name; an unknown name does not compile.
consteval std::size_t census_column(std::string_view name) {
  for (std::size_t column = 0; column < kCensusColumns.size(); ++column) {
    if (kCensusColumns[column].name == name) return column;
  }
  throw std::invalid_argument("no such column");
}

/// True where a value is kept as a number, false where as a category.
constexpr bool is_number(std::size_t column) {
  const ColumnKind kind = kCensusColumns[column].kind;
  return kind != ColumnKind::kNominal && kind != ColumnKind::kLabel;
}

inline constexpr auto kCensusSlots = [] {
  std::array<std::size_t, kCensusColumns.size()> slots{};
  std::size_t numbers = 0;
  std::size_t categories = 0;
  for (std::size_t column = 0; column < slots.size(); ++column) {
    slots[column] = is_number(column) ? numbers++ : categories++;
  }
  return slots;
}();

/// Position of a column among those kept alike (numbers or categories).
constexpr std::size_t slot_of(std::size_t column) { return kCensusSlots[column]; }

inline constexpr std::size_t kCensusLabel = census_column("income");         // the last, a category
inline constexpr std::size_t kCensusCategories = slot_of(kCensusLabel) + 1;  // 34
inline constexpr std::size_t kCensusNumbers = kCensusColumns.size() - kCensusCategories;  // 8

}  // namespace mmoe
