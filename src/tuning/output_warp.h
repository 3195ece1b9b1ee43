// SPDX-License-Identifier: Apache-2.0
// Half-rank warp: what is better than the median keeps its differences, what is worse keeps its
// rank alone, so that a few terrible settings do not flatten the good ones.
// Source: Google Vizier (Song et al. 2024, "The Vizier Gaussian process bandit algorithm").
#pragma once

#include <span>
#include <vector>

namespace mmoe {

/// Objectives (less is better; not finite: failed or diverged) as values of mean 0 and standard
/// deviation 1, in the same order. With m the median of the finite ones and s^2 the mean of
/// (y - m)^2 over y <= m, the j-th of the n above m becomes m + s Phi^-1(1/2 + (j - 1/2) / 2n);
/// equal objectives share the mean j. Failed ones are equal and worst. Where s is 0 it is taken as
/// 1. All 0 where all are equal, or none is finite.
std::vector<double> half_rank_warp(std::span<const double> objectives);

/// Brings values of the warped scale back to that of the objectives: linear between the warped
/// objectives and on below the best two, at most the worst finite objective. All values where the
/// finite objectives are equal are that one; NaN where none is finite.
std::vector<double> unwarped(std::span<const double> objectives, std::span<const double> values);

}  // namespace mmoe
