// SPDX-License-Identifier: Apache-2.0
// The 42 columns of the Census-income files, in the files' order, with the names from the data's
// description (census-income.names). datasets/census-income/recipe.json repeats this table; a
// test checks that they agree.
#pragma once

#include <array>
#include <cstddef>
#include <stdexcept>
#include <string_view>

namespace mmoe {

enum class ColumnKind {
  kContinuous,
  kMoney,    // continuous, dollars (or cents an hour): heavy-tailed
  kWeight,   // instance weight; the description says to ignore it
  kNominal,  // a category by name, even if the name is a number
  kLabel,    // income, nominal
};

/// Nominal columns of one topic take few combinations of values: 230 in total per 256 rows
/// (nn/combinations.h), the fewest of the groupings tried on batches of the training file.
enum class Topic { kIndustry, kOccupation, kWork, kHousehold, kMove, kOrigin };

struct CensusColumn {
  std::string_view name;
  ColumnKind kind;
  Topic topic = Topic::kIndustry;  // of a nominal column
};

inline constexpr std::array<CensusColumn, 42> kCensusColumns{{
    {"age", ColumnKind::kContinuous},
    {"class of worker", ColumnKind::kNominal, Topic::kIndustry},
    {"detailed industry recode", ColumnKind::kNominal, Topic::kIndustry},
    {"detailed occupation recode", ColumnKind::kNominal, Topic::kOccupation},
    {"education", ColumnKind::kNominal, Topic::kOccupation},
    {"wage per hour", ColumnKind::kMoney},
    {"enroll in edu inst last wk", ColumnKind::kNominal, Topic::kHousehold},
    {"marital stat", ColumnKind::kNominal, Topic::kHousehold},
    {"major industry code", ColumnKind::kNominal, Topic::kIndustry},
    {"major occupation code", ColumnKind::kNominal, Topic::kOccupation},
    {"race", ColumnKind::kNominal, Topic::kOrigin},
    {"hispanic origin", ColumnKind::kNominal, Topic::kOrigin},
    {"sex", ColumnKind::kNominal, Topic::kWork},
    {"member of a labor union", ColumnKind::kNominal, Topic::kWork},
    {"reason for unemployment", ColumnKind::kNominal, Topic::kWork},
    {"full or part time employment stat", ColumnKind::kNominal, Topic::kWork},
    {"capital gains", ColumnKind::kMoney},
    {"capital losses", ColumnKind::kMoney},
    {"dividends from stocks", ColumnKind::kMoney},
    {"tax filer stat", ColumnKind::kNominal, Topic::kHousehold},
    {"region of previous residence", ColumnKind::kNominal, Topic::kMove},
    {"state of previous residence", ColumnKind::kNominal, Topic::kMove},
    {"detailed household and family stat", ColumnKind::kNominal, Topic::kHousehold},
    {"detailed household summary in household", ColumnKind::kNominal, Topic::kHousehold},
    {"instance weight", ColumnKind::kWeight},
    {"migration code-change in msa", ColumnKind::kNominal, Topic::kMove},
    {"migration code-change in reg", ColumnKind::kNominal, Topic::kMove},
    {"migration code-move within reg", ColumnKind::kNominal, Topic::kMove},
    {"live in this house 1 year ago", ColumnKind::kNominal, Topic::kMove},
    {"migration prev res in sunbelt", ColumnKind::kNominal, Topic::kMove},
    {"num persons worked for employer", ColumnKind::kContinuous},
    {"family members under 18", ColumnKind::kNominal, Topic::kHousehold},
    {"country of birth father", ColumnKind::kNominal, Topic::kOrigin},
    {"country of birth mother", ColumnKind::kNominal, Topic::kOrigin},
    {"country of birth self", ColumnKind::kNominal, Topic::kOrigin},
    {"citizenship", ColumnKind::kNominal, Topic::kOrigin},
    {"own business or self employed", ColumnKind::kNominal, Topic::kWork},
    {"fill inc questionnaire for veteran's admin", ColumnKind::kNominal, Topic::kHousehold},
    {"veterans benefits", ColumnKind::kNominal, Topic::kHousehold},
    {"weeks worked in year", ColumnKind::kContinuous},
    {"year", ColumnKind::kNominal, Topic::kMove},
    {"income", ColumnKind::kLabel},
}};

/// The label's two values: total income at most, or over, 50,000 dollars a year.
inline constexpr std::string_view kIncomeLow = "- 50000";
inline constexpr std::string_view kIncomeHigh = "50000+";

/// Returns the position of a column by name; an unknown name does not compile.
consteval std::size_t census_column(std::string_view name) {
  for (std::size_t column = 0; column < kCensusColumns.size(); ++column) {
    if (kCensusColumns[column].name == name) return column;
  }
  throw std::invalid_argument("no such column");
}

/// Returns true if a value is stored as a number, false if as a category.
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

/// Returns the position of a column among those stored alike (numbers or categories).
constexpr std::size_t slot_of(std::size_t column) { return kCensusSlots[column]; }

inline constexpr std::size_t kCensusLabel = census_column("income");         // the last, a category
inline constexpr std::size_t kCensusCategories = slot_of(kCensusLabel) + 1;  // 34
inline constexpr std::size_t kCensusNumbers = kCensusColumns.size() - kCensusCategories;  // 8

}  // namespace mmoe
