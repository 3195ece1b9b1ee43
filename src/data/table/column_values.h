// SPDX-License-Identifier: Apache-2.0
// A column's values by row: in memory while a table is small, in chunks of a mapped file if not.
#pragma once

#include <compare>
#include <cstddef>
#include <initializer_list>
#include <iterator>
#include <span>
#include <utility>
#include <vector>

namespace mmoe {

template <typename T>
class ColumnValues {
 public:
  class Iterator {
   public:
    using iterator_category = std::forward_iterator_tag;
    using value_type = T;
    using difference_type = std::ptrdiff_t;
    using pointer = const T*;
    using reference = T;
    Iterator() = default;
    Iterator(const ColumnValues* values, std::size_t at) : values_(values), at_(at) {}
    T operator*() const { return (*values_)[at_]; }
    Iterator& operator++() {
      ++at_;
      return *this;
    }
    Iterator operator++(int) { return {values_, at_++}; }
    bool operator==(const Iterator&) const = default;

   private:
    const ColumnValues* values_ = nullptr;
    std::size_t at_ = 0;
  };
  using value_type = T;
  using const_iterator = Iterator;

  ColumnValues() = default;
  ColumnValues(std::initializer_list<T> values) : own_(values) {}
  /// Values that others keep: chunks of 2^shift, of which the last one may be shorter.
  ColumnValues(std::vector<const T*> chunks, unsigned shift, std::size_t size)
      : chunks_(std::move(chunks)), shift_(shift), size_(size) {}

  T operator[](std::size_t row) const {
    if (chunks_.empty()) return own_[row];
    return chunks_[row >> shift_][row & ((std::size_t{1} << shift_) - 1)];
  }
  std::size_t size() const { return chunks_.empty() ? own_.size() : size_; }
  bool empty() const { return size() == 0; }
  Iterator begin() const { return {this, 0}; }
  Iterator end() const { return {this, size()}; }

  /// The rest is for values in memory.
  void push_back(T value) { own_.push_back(value); }
  void clear() { own_.clear(); }
  std::span<const T> in_memory() const { return own_; }

 private:
  std::vector<T> own_;
  std::vector<const T*> chunks_;  // none: all are in memory
  unsigned shift_ = 0;
  std::size_t size_ = 0;
};

}  // namespace mmoe
