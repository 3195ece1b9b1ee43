// SPDX-License-Identifier: Apache-2.0
// One look a model, in every figure; told apart by colour, dashes and markers, so that they survive
// colour blindness and black-and-white print. Source of the colours: Okabe and Ito 2008.
#pragma once

#include <string>

#include "report/figure.h"

namespace mmoe {

/// Looks that can be told apart.
inline constexpr std::size_t kLooks = 8;

/// By the model's place in the registry, so that it never depends on what else is shown; a label of
/// the user's own takes the place `fallback` among the same looks.
Style model_style(const std::string& label, std::size_t fallback);

/// For things that are no models: settings, experts.
Style nth_style(std::size_t n);

/// The paper's values: hollow, in the same colour as ours.
Style of_paper(Style style);

}  // namespace mmoe
