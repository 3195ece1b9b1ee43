// SPDX-License-Identifier: Apache-2.0
// What an AUC, or an R^2, owes to the draw of its test rows, in few numbers that a trial can keep:
// DeLong's components summed over blocks of rows.
//
//   influence   (positive_i - auc) / m of a positive row, (negative_j - auc) / n of a negative one
//               (delong.h)
//   block_b     sum of the influences of the rows of block b; all blocks together give 0
//   variance    B / (B - 1) sum_b block_b^2: of the AUC over the draw of its rows, with B - 1
//               degrees of freedom (random groups)
//
// Blocks are linear as the components are: those of a difference of two models on the same rows, or
// of a mean over runs, are the differences or means. So trials that know nothing of one another
// keep what the error of their difference needs. Source: DeLong, DeLong and Clarke-Pearson 1988;
// Wolter 2007, chapter 2.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace mmoe {

/// Their variance has a standard error of sqrt(2 / 49), 20 %; Student's factor is 2.01.
constexpr std::size_t kRowBlocks = 50;

/// Returns the kRowBlocks blocks of the AUC of rows with score[i] and label[i], positive where >
/// 0.5, row i in block[i]; empty as auc_components. Throws RunError if the lengths differ.
std::optional<std::vector<double>> auc_blocks(const std::vector<double>& scores,
                                              const std::vector<double>& labels,
                                              std::span<const std::uint8_t> block);

/// The same of R^2 = 1 - S / V of predictions, S their mean squared error and V the labels'
/// variance:
///   influence  (1 - R^2) v_i / (N V) - q_i / (N V), with q_i = (label - prediction)^2 and
///              v_i = (label - mean label)^2
/// Empty where R^2 is undefined.
std::optional<std::vector<double>> r_squared_blocks(const std::vector<double>& predictions,
                                                    const std::vector<double>& labels,
                                                    std::span<const std::uint8_t> block);

/// Returns the variance over the draw of rows; of at least two blocks.
double block_variance(std::span<const double> blocks);

}  // namespace mmoe
