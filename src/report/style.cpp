// SPDX-License-Identifier: Apache-2.0
#include "report/style.h"

#include <array>

#include "models/registry.h"

namespace mmoe {
namespace {

// Filled markers of gnuplot: 5 square, 7 circle, 9 triangle, 11 triangle down, 13 diamond, 15
// pentagon; the one before each is its hollow twin. 2 is a cross, 1 upright. Yellow is left out:
// too pale for lines.
const std::array<Style, kLooks> kStyles = {{{"#000000", "(2,3)", 2},
                                            {"#E69F00", "(12,4)", 5},
                                            {"#56B4E9", "(6,3,2,3)", 15},
                                            {"#009E73", "(6,3,2,3,2,3)", 11},
                                            {"#CC79A7", "(4,4)", 13},
                                            {"#0072B2", "(8,3)", 9},
                                            {"#D55E00", "1", 7},
                                            {"#808080", "(14,3,3,3)", 5}}};

}  // namespace

Style model_style(const std::string& label, std::size_t fallback) {
  for (std::size_t i = 0; i < models().size(); ++i) {
    if (models()[i].name == label) return nth_style(i);
  }
  return nth_style(fallback);
}

Style nth_style(std::size_t n) { return kStyles[n % kStyles.size()]; }

Style of_paper(Style style) {
  style.point -= 1;
  return style;
}

}  // namespace mmoe
