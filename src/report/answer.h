// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>

#include "results/result_reader.h"

namespace mmoe {

/// Answers in words, for the head of a run's output: on each setting, whether each model is better
/// than Single-Task (without it, than the first model) on the headline metric, by how much and how
/// surely: the median of the paired differences with its exact interval, of MSE in percent of the
/// other's median. The intervals hold together, with 95 %: so do the verdicts that they give. In
/// lines of at most `width` letters. Empty if there is one model, more than ten settings, or no
/// pair has runs enough for an interval.
std::string answer_text(const Result& result, std::size_t width);

}  // namespace mmoe
