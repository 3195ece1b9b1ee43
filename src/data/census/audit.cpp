// SPDX-License-Identifier: Apache-2.0
#include "data/census/audit.h"

#include <algorithm>
#include <bit>
#include <map>
#include <optional>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include "base/bytes.h"
#include "base/interrupt.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

constexpr double kGiveaway = 0.9;
constexpr std::size_t kWeight = census_column("instance weight");

/// The number of rows with a value, and of positives among them.
struct Tally {
  double rows = 0, ones = 0;
};

/// Returns the value of a column as a key: the bits of a number, the code of a category.
std::uint32_t value_key(const CensusTable& table, std::size_t row, std::size_t column) {
  return is_number(column) ? std::bit_cast<std::uint32_t>(table.number(row, column))
                           : table.code(row, column);
}

/// Returns the codes of `table` as those of `reference`; names that it lacks come after its own.
std::array<std::vector<std::uint16_t>, kCensusCategories> shared_codes(
    const CensusTable& table, const CensusTable& reference) {
  std::array<std::vector<std::uint16_t>, kCensusCategories> codes;
  for (std::size_t slot = 0; slot < kCensusCategories; ++slot) {
    const auto& known = reference.names[slot];
    std::size_t next = known.size();
    for (const std::string& name : table.names[slot]) {
      const auto found = std::lower_bound(known.begin(), known.end(), name);
      const bool has = found != known.end() && *found == name;
      codes[slot].push_back(static_cast<std::uint16_t>(
          has ? static_cast<std::size_t>(found - known.begin()) : next++));
    }
  }
  return codes;
}

/// Returns every row as bytes, with the same codes in both files.
std::vector<std::string> row_keys(const CensusTable& table, const CensusTable& reference,
                                  bool with_weight) {
  const auto codes = shared_codes(table, reference);
  std::vector<std::string> keys(table.rows);
  for (std::size_t row = 0; row < table.rows; ++row) {
    if (interrupted()) throw Interrupted();
    std::string& key = keys[row];
    for (std::size_t column = 0; column < kCensusColumns.size(); ++column) {
      if (column == kWeight && !with_weight) continue;
      std::uint32_t value = value_key(table, row, column);
      if (!is_number(column)) value = codes[slot_of(column)][value];
      key += bytes_of_value(value).substr(0, is_number(column) ? 4 : 2);
    }
  }
  return keys;
}

ordered_json count_duplicates(const CensusTable& train, const CensusTable& test, bool with_weight) {
  const auto train_keys = row_keys(train, train, with_weight);
  const auto test_keys = row_keys(test, train, with_weight);
  const std::unordered_set<std::string_view> in_train(train_keys.begin(), train_keys.end());
  const std::unordered_set<std::string_view> in_test(test_keys.begin(), test_keys.end());
  const auto both = std::count_if(test_keys.begin(), test_keys.end(),
                                  [&](const std::string& key) { return in_train.contains(key); });
  return {{"train", train.rows - in_train.size()},
          {"test", test.rows - in_test.size()},
          {"both", both}};
}

/// Returns the categories of the test file that do not occur in the training file.
ordered_json find_unseen(const CensusTable& train, const CensusTable& test) {
  ordered_json unseen = ordered_json::array();
  for (std::size_t column = 0; column < kCensusColumns.size(); ++column) {
    if (is_number(column)) continue;
    const auto& known = train.names_of(column);
    std::vector<bool> is_new;
    for (const std::string& name : test.names_of(column)) {
      is_new.push_back(!std::binary_search(known.begin(), known.end(), name));
    }
    const auto categories = std::count(is_new.begin(), is_new.end(), true);
    if (categories == 0) continue;
    std::int64_t rows = 0;
    for (std::size_t row = 0; row < test.rows; ++row) rows += is_new[test.code(row, column)];
    unseen.push_back(
        {{"column", kCensusColumns[column].name}, {"categories", categories}, {"rows", rows}});
  }
  return unseen;
}

bool is_constant(const CensusTable& train, const CensusTable& test, std::size_t column) {
  if (!is_number(column)) {
    return train.names_of(column).size() == 1 && test.names_of(column) == train.names_of(column);
  }
  const float value = train.number(0, column);
  const auto same = [&](const CensusTable& table) {
    for (std::size_t row = 0; row < table.rows; ++row) {
      if (table.number(row, column) != value) return false;
    }
    return true;
  };
  return same(train) && same(test);
}

ordered_json find_constant(const CensusTable& train, const CensusTable& test) {
  ordered_json constant = ordered_json::array();
  for (std::size_t column = 0; column < kCensusColumns.size(); ++column) {
    if (is_constant(train, test, column)) constant.push_back(kCensusColumns[column].name);
  }
  return constant;
}

ordered_json find_leaky_columns(const CensusTable& train, const std::vector<CensusLabel>& labels) {
  ordered_json leaky_columns = ordered_json::array();
  for (const CensusLabel& label : labels) {
    const LabelColumn values = label_rows(train, label);
    if (label_rate(values) == 0 || label_rate(values) == 1) continue;  // no AUC
    std::vector<std::tuple<double, std::size_t>> found;
    for (std::size_t column = 0; column < kCensusColumns.size(); ++column) {
      if (interrupted()) throw Interrupted();
      if (column == label.column || column == kWeight) continue;
      found.emplace_back(-single_column_auc(train, column, values), column);
    }
    std::sort(found.begin(), found.end());
    for (std::size_t i = 0; i < found.size(); ++i) {
      const auto [negative_auc, column] = found[i];
      if (i > 0 && -negative_auc < kGiveaway) break;
      leaky_columns.push_back(
          {{"label", label.name}, {"column", kCensusColumns[column].name}, {"auc", -negative_auc}});
    }
  }
  return leaky_columns;
}

}  // namespace

double single_column_auc(const CensusTable& table, std::size_t column, const LabelColumn& label) {
  std::unordered_map<std::uint32_t, Tally> by_value;
  for (std::size_t row = 0; row < table.rows; ++row) {
    Tally& tally = by_value[value_key(table, row, column)];
    tally.rows += 1;
    tally.ones += label[row];
  }
  // Counts are integers: no sum below depends on the order of the map.
  std::map<double, Tally> by_share;
  for (const auto& [value, tally] : by_value) {
    Tally& sum = by_share[tally.ones / tally.rows];
    sum.rows += tally.rows;
    sum.ones += tally.ones;
  }
  double zeros_below = 0;
  double ones = 0;
  double pairs = 0;  // (positive, negative) ranked correctly; ties count one half
  for (const auto& [share, tally] : by_share) {
    const double zeros = tally.rows - tally.ones;
    pairs += tally.ones * (zeros_below + zeros / 2);
    zeros_below += zeros;
    ones += tally.ones;
  }
  return pairs / (ones * zeros_below);
}

ordered_json audit_census(const CensusTable& train, const CensusTable& test,
                          const std::vector<CensusLabel>& labels) {
  return {{"rows", {{"train", train.rows}, {"test", test.rows}}},
          {"duplicates", count_duplicates(train, test, true)},
          {"duplicates_but_for_weight", count_duplicates(train, test, false)},
          {"unseen", find_unseen(train, test)},
          {"constant", find_constant(train, test)},
          {"leaky_columns", find_leaky_columns(train, labels)}};
}

}  // namespace mmoe
