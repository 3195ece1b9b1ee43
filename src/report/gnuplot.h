// SPDX-License-Identifier: Apache-2.0
// Figures drawn by gnuplot, as SVG, PNG and PDF.
#pragma once

#include <string>
#include <vector>

#include "report/figure.h"

namespace mmoe {

/// A complete script that writes NAME.EXTENSION for each of `extensions` (svg, png, pdf) into the
/// folder it is run in.
std::string gnuplot_script(const Figure& figure, const std::vector<std::string>& extensions);

/// Writes NAME.csv, NAME.gp and the drawings into `folder`. Throws RunError where gnuplot is
/// missing (naming the package) or fails.
void draw(const Figure& figure, const std::string& folder,
          const std::vector<std::string>& extensions);

}  // namespace mmoe
