// SPDX-License-Identifier: Apache-2.0
// A/A test: arms that are alike, so that a test at level 0.05 must find a lift in 5 % of splits.
// More say that its errors are too small, as they are if impressions are taken for independent.
#pragma once

#include <optional>
#include <span>

#include "math/random.h"
#include "statistics/live/user_ratio.h"

namespace mmoe {

/// Splits the users of one arm `splits` times and returns the share of splits whose
/// independent_lift has p < level, of those that have a lift; empty if none has. A fair coin deals
/// each user, as the hash of a live test does: in split s, bit u of block s of the stream
/// (fill_bits), so the halves differ by about sqrt(users) and coins of more users only append.
/// Throws Interrupted after Ctrl-C.
std::optional<double> aa_rejections(std::span<const UserTotal> totals, int splits, double level,
                                    const Stream& stream);

}  // namespace mmoe
