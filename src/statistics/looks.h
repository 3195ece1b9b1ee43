// SPDX-License-Identifier: Apache-2.0
// Tests that are looked at again and again, as runs are added until enough is significant.
//
//   look k = 1, 2, ...   tests at 2^-k of the level
//
// The shares add up to less than 1. So the probability that a family of tests is wrong at any of
// its looks is at most its level (Boole's inequality), whatever the tests, however many looks there
// are and whatever ends them; only the numbers of runs may not depend on the values. They double,
// and a clock may cut the last one short. A look costs a factor of 2 in p; that of a sign test
// falls exponentially with the runs, which double. Tests by betting, which hold after every run,
// would do for the sign test alone. Source: Pocock 1977 on the need; Lan and DeMets 1983 on
// spending a level.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace mmoe {

/// Returns the share of the level that the last of `looks` looks has: 2^-looks; 1 of none, where
/// the number of runs was fixed beforehand.
double look_share(std::size_t looks);

/// Returns the number of runs at the look after one at `runs`: twice as many, or the `most` that
/// there is time for. Empty where these are not a quarter more: a look of its own would tell less.
std::optional<std::int64_t> next_look(std::int64_t runs, std::int64_t most);

/// Returns the looks, the first at `first` runs, that begin and end in `seconds` if a run takes
/// `of_a_run` of them; the first one in any case.
std::vector<std::int64_t> planned_looks(std::int64_t first, double of_a_run, double seconds);

}  // namespace mmoe
