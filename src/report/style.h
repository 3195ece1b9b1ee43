// SPDX-License-Identifier: Apache-2.0
// One look a model, in every figure; told apart by colour, dashes and markers, so that they survive
// colour blindness and black-and-white print. Source of the colours: Okabe and Ito 2008.
#pragma once

#include <string>
#include <vector>

#include "report/figure.h"

namespace mmoe {

/// Looks that can be told apart.
inline constexpr std::size_t kLooks = 8;

/// Of models[m]: by the model's place in the registry, so that it never depends on what else is
/// shown; labels of the user's own share out the looks that no model of `models` has.
Style model_style(const std::vector<std::string>& models, std::size_t m);

/// For things that are no models: settings, experts.
Style nth_style(std::size_t n);

/// The paper's values: hollow, in the same colour as ours.
Style of_paper(Style style);

}  // namespace mmoe
