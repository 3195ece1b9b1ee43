// SPDX-License-Identifier: Apache-2.0
// One style per model, in every figure; styles differ in colour, dashes and markers, so that they
// can be told apart with colour blindness and in black-and-white print. Source of the colours:
// Okabe and Ito 2008.
#pragma once

#include <string>

#include "report/figures/figure.h"
#include "results/result_reader.h"

namespace mmoe {

/// Number of distinguishable styles.
inline constexpr std::size_t kLooks = 16;

/// Returns a label's style. The colour is that of its model, by position in the registry, so that
/// it does not depend on what else is shown. Dashes and marker are also the model's for the label
/// equal to its name, else for its first label; further labels of the model, and labels of
/// unregistered models, get the styles that no model of the result has.
Style model_style(const Result& result, const std::string& label);

/// Returns the n-th style, for settings and experts.
Style nth_style(std::size_t n);

/// Returns the style of the paper's values: hollow, in the same colour as ours.
Style of_paper(Style style);

}  // namespace mmoe
