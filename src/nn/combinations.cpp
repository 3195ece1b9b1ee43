// SPDX-License-Identifier: Apache-2.0
#include "nn/combinations.h"

#include <algorithm>
#include <bit>
#include <cassert>
#include <numeric>

namespace mmoe {
namespace {

/// Computes C^T from C. Each list's offset is its beginning until it is filled, and then its end.
void list_examples(Combinations& found) {
  auto& [items, offsets] = found.examples;
  offsets.assign(static_cast<std::size_t>(found.count()) + 1, 0);
  std::int32_t* const places = offsets.data() + 1;
  for (const std::int32_t c : found.of_examples.items) places[c] += 1;
  std::exclusive_scan(places, places + found.count(), places, 0);
  items.resize(found.of_examples.items.size());
  for (Index e = 0; e < found.of_examples.size(); ++e) {
    for (const std::int32_t c : found.of_examples[e]) {
      items[static_cast<std::size_t>(places[c]++)] = static_cast<std::int32_t>(e);
    }
  }
}

}  // namespace

CombinationFinder::CombinationFinder(const Problem& problem)
    : ends_(static_cast<std::size_t>(problem.sparse_group_count())) {
  if (problem.embedded.width > 0) return;
  assert(problem.sparse_groups.empty() ||
         std::ssize(problem.sparse_groups) == problem.sparse_inputs);
  groups_ = problem.sparse_groups;
  groups_.resize(static_cast<std::size_t>(problem.sparse_inputs), 0);
}

void CombinationFinder::find(const CsrIndices& set, Combinations& found) {
  found.inputs.clear();
  found.of_examples.clear();
  found.examples.clear();
  if (groups_.empty() || set.size() <= 0) return;
  const std::size_t most = static_cast<std::size_t>(set.size()) * ends_.size();
  // So that a later batch with more combinations does not allocate.
  found.inputs.items.reserve(set.items.size());
  found.inputs.offsets.reserve(most + 1);
  found.of_examples.items.reserve(most);
  found.examples.items.reserve(most);
  found.examples.offsets.reserve(most + 1);
  slots_.assign(std::bit_ceil(2 * most + 1), -1);
  for (Index e = 0; e < set.size(); ++e) {
    sort_by_group(set[e]);
    std::int32_t begin = 0;
    for (const std::int32_t end : ends_) {
      if (begin == end) continue;
      found.of_examples.items.push_back(
          number_of({sorted_.begin() + begin, sorted_.begin() + end}, found));
      begin = end;
    }
    found.of_examples.end_list();
  }
  list_examples(found);
}

void CombinationFinder::sort_by_group(std::span<const std::int32_t> inputs) {
  const auto group = [this](std::int32_t input) {
    return static_cast<std::size_t>(groups_[static_cast<std::size_t>(input)]);
  };
  std::fill(ends_.begin(), ends_.end(), 0);
  for (const std::int32_t input : inputs) ends_[group(input)] += 1;
  std::exclusive_scan(ends_.begin(), ends_.end(), ends_.begin(), 0);
  sorted_.resize(inputs.size());
  for (const std::int32_t input : inputs) {
    sorted_[static_cast<std::size_t>(ends_[group(input)]++)] = input;
  }
}

std::int32_t CombinationFinder::number_of(std::span<const std::int32_t> combination,
                                          Combinations& found) {
  constexpr std::uint64_t kOdd = 0x9E3779B97F4A7C15;  // 2^64 / golden ratio: spreads its multiples
  std::uint64_t hash = combination.size();
  for (const std::int32_t input : combination) {
    hash = (hash ^ static_cast<std::uint64_t>(input)) * kOdd;
    hash ^= hash >> 32;
  }
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = hash & mask;
  for (; slots_[at] >= 0; at = (at + 1) & mask) {
    if (std::ranges::equal(found.inputs[slots_[at]], combination)) return slots_[at];
  }
  slots_[at] = static_cast<std::int32_t>(found.count());
  found.inputs.items.insert(found.inputs.items.end(), combination.begin(), combination.end());
  found.inputs.end_list();
  return slots_[at];
}

}  // namespace mmoe
