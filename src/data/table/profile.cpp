// SPDX-License-Identifier: Apache-2.0
#include "data/table/profile.h"

#include <algorithm>
#include <cmath>

#include "data/table/number_text.h"
#include "data/table/recipe.h"

namespace mmoe {
namespace {

bool is_date(std::string_view text) {
  constexpr std::string_view kForm = "0000-00-00";
  if (text.size() < kForm.size()) return false;
  for (std::size_t i = 0; i < kForm.size(); ++i) {
    const bool digit = text[i] >= '0' && text[i] <= '9';
    if (kForm[i] == '0' ? !digit : text[i] != kForm[i]) return false;
  }
  return text.size() == kForm.size() || text[kForm.size()] == 'T' || text[kForm.size()] == ' ';
}

}  // namespace

void ColumnProfile::add(std::string_view field) {
  ++rows_;
  const auto& words = usual_missing_words();
  if (std::ranges::find(words, field) != words.end()) {
    ++missing_;
    return;
  }
  const auto found = values_.find(field);
  if (found != values_.end()) {
    ++found->second;
  } else if (values_.size() < kMostValues) {
    values_.emplace(field, 1);
  } else {
    overflow_ = true;
  }
  if (const auto number = parse_decimal(field)) {
    ++numbers_;
    whole_ = whole_ && std::floor(*number) == *number;
    least_ = std::min(least_, *number);
    greatest_ = std::max(greatest_, *number);
    // Welford's update: one pass, as values are not kept.
    const double from_mean = *number - mean_;
    mean_ += from_mean / static_cast<double>(numbers_);
    squares_ += from_mean * (*number - mean_);
  }
  dates_ += is_date(field);
  for (std::size_t i = 0; i < kSeparators.size(); ++i) {
    separated_[i] += field.find(kSeparators[i]) != field.npos;
  }
}

double ColumnProfile::sd() const {
  return numbers_ == 0 ? 0 : std::sqrt(squares_ / static_cast<double>(numbers_));
}

const std::vector<std::string>& usual_missing_words() {
  static const std::vector<std::string> words = [] {
    std::vector<std::string> all = TableRecipe().missing;
    all.insert(all.end(), {"None", "?"});
    return all;
  }();
  return words;
}

}  // namespace mmoe
