// SPDX-License-Identifier: Apache-2.0
// One look a model, in every figure; told apart by colour, dashes and markers, so that they survive
// colour blindness and black-and-white print. Source of the colours: Okabe and Ito 2008.
#pragma once

#include <string>

#include "report/figures/figure.h"
#include "results/result_reader.h"

namespace mmoe {

/// Looks that can be told apart.
inline constexpr std::size_t kLooks = 8;

/// Colour: of the model that the label stands for, by its place in the registry, so that it never
/// depends on what else is shown. Dashes and marker: the model's too for the label that is its
/// name, else for its first; further labels of the model, and all of models that the registry has
/// not, share out the looks that no model of the result has.
Style model_style(const Result& result, const std::string& label);

/// For things that are no models: settings, experts.
Style nth_style(std::size_t n);

/// Returns the paper's values: hollow, in the same colour as ours.
Style of_paper(Style style);

}  // namespace mmoe
