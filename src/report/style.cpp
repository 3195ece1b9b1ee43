// SPDX-License-Identifier: Apache-2.0
#include "report/style.h"

#include <array>
#include <optional>

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

/// Empty for a label of the user's own.
std::optional<std::size_t> place_in_registry(const std::string& label) {
  for (std::size_t i = 0; i < models().size(); ++i) {
    if (models()[i].name == label) return i;
  }
  return std::nullopt;
}

}  // namespace

Style model_style(const std::vector<std::string>& models, std::size_t m) {
  if (const auto place = place_in_registry(models[m])) return nth_style(*place);
  std::vector<std::size_t> free = {kLooks - 1};  // the one that is nobody's, then what is left
  for (std::size_t look = 0; look + 1 < kLooks; ++look) free.push_back(look);
  std::size_t earlier = 0;  // labels of the user's own
  for (std::size_t i = 0; i < models.size(); ++i) {
    const auto place = place_in_registry(models[i]);
    if (place) std::erase(free, *place);
    earlier += i < m && !place;
  }
  return nth_style(free.empty() ? m : free[earlier % free.size()]);
}

Style nth_style(std::size_t n) { return kStyles[n % kStyles.size()]; }

Style of_paper(Style style) {
  style.point -= 1;
  return style;
}

}  // namespace mmoe
