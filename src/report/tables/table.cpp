// SPDX-License-Identifier: Apache-2.0
#include "report/tables/table.h"

#include <algorithm>
#include <cmath>

namespace mmoe {
namespace {

Number* number_at(Table& table, std::size_t row, std::size_t column) {
  auto* number = std::get_if<Number>(&table.rows[row][column]);
  return number != nullptr && number->value ? number : nullptr;
}

bool overlap(const std::optional<Interval>& a, const std::optional<Interval>& b) {
  return a && b && a->low <= b->high && b->low <= a->high;
}

void mark(const std::vector<Number*>& numbers, Better better) {
  if (numbers.size() < 2) return;
  const auto worse = [&](const Number* a, const Number* b) {
    return better == Better::kLower ? *a->value > *b->value : *a->value < *b->value;
  };
  const Number* best = *std::max_element(numbers.begin(), numbers.end(), worse);
  for (Number* number : numbers) {
    if (*number->value == *best->value) {
      number->mark = Mark::kBest;
    } else if (overlap(number->interval, best->interval)) {
      number->mark = Mark::kTied;
    }
  }
}

}  // namespace

void mark_best(Table& table, std::size_t column, std::size_t first, std::size_t last,
               Better better) {
  std::vector<Number*> numbers;
  for (std::size_t row = first; row < last; ++row) {
    if (Number* number = number_at(table, row, column)) numbers.push_back(number);
  }
  mark(numbers, better);
}

void mark_best_in_row(Table& table, std::size_t row, std::size_t first, Better better) {
  std::vector<Number*> numbers;
  for (std::size_t column = first; column < table.columns.size(); ++column) {
    if (Number* number = number_at(table, row, column)) numbers.push_back(number);
  }
  mark(numbers, better);
}

}  // namespace mmoe
