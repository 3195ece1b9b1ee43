// SPDX-License-Identifier: Apache-2.0
#include "statistics/live/aa_test.h"

#include "base/interrupt.h"
#include "statistics/live/ratio_lift.h"

namespace mmoe {
namespace {

constexpr std::size_t kCoinsPerWord = 64;

}  // namespace

std::optional<double> aa_rejections(std::span<const UserTotal> totals, int splits, double level,
                                    const Stream& stream) {
  std::vector<std::uint64_t> coins((totals.size() + kCoinsPerWord - 1) / kCoinsPerWord);
  std::vector<UserTotal> heads;
  std::vector<UserTotal> tails;
  int defined = 0;
  int rejected = 0;
  for (int split = 0; split < splits; ++split) {
    if (interrupted()) throw Interrupted();
    fill_bits(stream, static_cast<std::uint64_t>(split), coins);
    heads.clear();
    tails.clear();
    for (std::size_t u = 0; u < totals.size(); ++u) {
      const bool head = (coins[u / kCoinsPerWord] >> (u % kCoinsPerWord) & 1) != 0;
      (head ? heads : tails).push_back(totals[u]);
    }
    const auto lift = independent_lift(heads, tails);
    if (!lift) continue;
    ++defined;
    if (lift_p_value(*lift) < level) ++rejected;
  }
  if (defined == 0) return {};
  return static_cast<double>(rejected) / defined;
}

}  // namespace mmoe
