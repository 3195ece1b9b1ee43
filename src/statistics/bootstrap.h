// SPDX-License-Identifier: Apache-2.0
// Bootstrap interval, bias-corrected and accelerated (BCa), of any statistic: for medians and
// variances, whose sampling distribution is skewed. Assumes independent runs.
//
//   z0  = Phi^-1(share of replicates below the estimate, those equal to it counting one half)
//   a   = sum u^3 / (6 (sum u^2)^(3/2)), u_i = mean of the jackknife values - jackknife value i
//   the interval's ends are the type 7 quantiles of the replicates at
//   Phi(z0 + (z0 + z) / (1 - a (z0 + z))), z = Phi^-1(0.025) and Phi^-1(0.975)
//
// Empty for n < 3 or a value that is not finite (with n = 2 the jackknife samples are single
// values), if every replicate lies on one side of the estimate, and if the jackknife values are all
// equal. Source: Efron and Tibshirani 1993, chapter 14; as scipy.stats.bootstrap(method="BCa").
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "math/random.h"
#include "statistics/interval.h"

namespace mmoe {

/// A statistic of a sample, such as `median` or `variance` in statistics/sample.h.
using Statistic = std::function<double(std::span<const double>)>;

/// scipy's default; |a| <= 1/6, so up to here 1 - a (z0 + z) stays positive.
constexpr std::size_t kResamples = 9999;

/// Returns [resamples] values of the statistic. Replicate b of n values takes value i at index
/// uniform_below(stream, b n + i, n), so more resamples only append. This and the functions below
/// throw Interrupted after Ctrl-C: many values take seconds.
std::vector<double> bootstrap_replicates(std::span<const double> values, const Statistic& statistic,
                                         const Stream& stream, std::size_t resamples = kResamples);

/// Returns the BCa interval from given replicates.
std::optional<Interval> bca_interval(std::span<const double> values, const Statistic& statistic,
                                     std::span<const double> replicates);

/// Returns the BCa interval from kResamples replicates drawn from `stream`.
std::optional<Interval> bca_interval(std::span<const double> values, const Statistic& statistic,
                                     const Stream& stream);

}  // namespace mmoe
