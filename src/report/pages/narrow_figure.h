// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "report/figures/figure.h"

namespace mmoe {

/// A figure of panels side by side for a narrow screen: its panels one below the other, each with
/// its labels, then the entries of its legend. They are views of the drawing that the page has as
/// the element `id`, so that nothing is on the page twice. Empty for one column.
std::string narrow_figure(const Figure& figure, const std::string& id);

/// The whole drawing again, as a view of the element `id`.
std::string view_of_figure(const Figure& figure, const std::string& id);

}  // namespace mmoe
