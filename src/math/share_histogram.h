// SPDX-License-Identifier: Apache-2.0
// Counts of numbers in [0, 1], from which their quantiles follow to 1/2000: sums of counts do not
// depend on the order in which numbers come, nor on who counts them.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace mmoe {

class ShareHistogram {
 public:
  void add(float share) {
    const auto bin = static_cast<std::int64_t>(share * static_cast<float>(kBins));
    counts_[static_cast<std::size_t>(std::clamp<std::int64_t>(bin, 0, kBins - 1))] += 1;
    total_ += 1;
  }
  void add(const ShareHistogram& other) {
    for (std::size_t i = 0; i < counts_.size(); ++i) counts_[i] += other.counts_[i];
    total_ += other.total_;
  }

  /// Returns the middle of the bin where the share of numbers up to it reaches q; 0 of no numbers.
  double quantile(double q) const {
    if (total_ == 0) return 0;
    const double wanted = q * static_cast<double>(total_);
    std::int64_t seen = 0;
    std::size_t bin = 0;
    while (bin + 1 < counts_.size()) {
      seen += counts_[bin];
      if (static_cast<double>(seen) >= wanted && seen > 0) break;
      ++bin;
    }
    return (static_cast<double>(bin) + 0.5) / kBins;
  }

 private:
  static constexpr std::int64_t kBins = 1000;
  std::vector<std::int64_t> counts_ = std::vector<std::int64_t>(kBins, 0);
  std::int64_t total_ = 0;
};

}  // namespace mmoe
