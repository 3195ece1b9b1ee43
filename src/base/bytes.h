// SPDX-License-Identifier: Apache-2.0
// The bytes of values as they lie in memory, in this machine's order: to be written or hashed.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <type_traits>

namespace mmoe {

template <typename Value>
requires std::is_trivially_copyable_v<Value> std::string_view bytes_of(
    std::span<const Value> values) {
  return {reinterpret_cast<const char*>(values.data()), values.size_bytes()};
}

/// Returns the bytes of anything with data() and size().
template <typename List>
std::string_view bytes_of_list(const List& list) {
  return bytes_of(std::span(list.data(), static_cast<std::size_t>(list.size())));
}

template <typename Value>
std::string_view bytes_of_value(const Value& value) {
  return bytes_of(std::span(&value, 1));
}

}  // namespace mmoe
