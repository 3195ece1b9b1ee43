// SPDX-License-Identifier: Apache-2.0
// What the values of a column look like, before anybody says what the column is.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace mmoe {

class ColumnProfile {
 public:
  /// Different values that are kept apart; beyond them it is only known that there are more.
  static constexpr std::size_t kMostValues = 20'000;
  static constexpr std::array kSeparators = {"|", ";"};

  void add(std::string_view field);

  std::int64_t rows() const { return rows_; }
  std::int64_t missing() const { return missing_; }
  std::int64_t present() const { return rows_ - missing_; }
  bool all_numbers() const { return present() > 0 && numbers_ == present(); }
  bool whole_numbers() const { return all_numbers() && whole_; }
  /// ISO 8601: 2024-01-31, with or without a time.
  bool all_dates() const { return present() > 0 && dates_ == present(); }
  double least() const { return least_; }
  double greatest() const { return greatest_; }
  double mean() const { return mean_; }
  double sd() const;  // of the population
  bool many_values() const { return overflow_; }
  std::size_t value_count() const { return values_.size(); }
  const std::map<std::string, std::int64_t, std::less<>>& values() const { return values_; }
  /// Rows whose value holds kSeparators[i].
  std::int64_t separated(std::size_t i) const { return separated_[i]; }

 private:
  std::int64_t rows_ = 0, missing_ = 0, numbers_ = 0, dates_ = 0;
  bool whole_ = true;
  double least_ = std::numeric_limits<double>::infinity();
  double greatest_ = -std::numeric_limits<double>::infinity();
  double mean_ = 0;
  double squares_ = 0;                                       // of distances from the mean
  std::map<std::string, std::int64_t, std::less<>> values_;  // with their rows
  bool overflow_ = false;
  std::array<std::int64_t, kSeparators.size()> separated_{};
};

/// Words that usually stand for a missing value.
const std::vector<std::string>& usual_missing_words();

}  // namespace mmoe
