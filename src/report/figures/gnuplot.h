// SPDX-License-Identifier: Apache-2.0
// Figures drawn by gnuplot, as SVG, PNG and PDF.
#pragma once

#include <string>
#include <vector>

#include "report/figures/figure.h"

namespace mmoe {

/// Returns a complete script that writes NAME.EXTENSION for each of `extensions` (svg, png, pdf)
/// into the folder it is run in.
std::string gnuplot_script(const Figure& figure, const std::vector<std::string>& extensions);

struct DrawingOptions {
  std::vector<std::string> extensions;  // svg, png, pdf
  bool keep_scripts = false;            // leave NAME.gp, to draw again by hand
};

/// Writes the drawings into `folder`, a few at a time. Throws RunError if gnuplot is missing
/// (naming the package) or fails.
void draw(const std::vector<Figure>& figures, const std::string& folder,
          const DrawingOptions& options);

}  // namespace mmoe
