// SPDX-License-Identifier: Apache-2.0
#include "report/figures/style.h"

#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "models/registry.h"
#include "results/runs.h"

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
                                            {"#808080", "(14,3,3,3)", 1},
                                            // The rest from Tol 2021, "muted".
                                            {"#332288", "(2,2,8,2)", 13},
                                            {"#CC6677", "(18,4)", 11},
                                            {"#117733", "(4,2,4,6)", 15},
                                            {"#AA4499", "(10,2,2,2)", 9},
                                            {"#88CCEE", "(2,6)", 7},
                                            {"#882255", "(12,2,4,2)", 5},
                                            {"#44AA99", "(6,6)", 13},
                                            {"#999933", "(2,2,2,6)", 11}}};
constexpr std::size_t kNobodys = 7;  // the look that no registered model has

/// Empty for a model that it has not.
std::optional<std::size_t> place_in_registry(const std::string& model) {
  for (std::size_t i = 0; i < models().size(); ++i) {
    if (models()[i].name == model) return i;
  }
  return std::nullopt;
}

/// The labels of one model, the one that is its name first.
std::vector<std::string> labels_of(const Result& result, const std::string& model) {
  std::vector<std::string> labels = models_of(result);
  std::erase_if(labels, [&](const auto& label) { return model_of(result, label) != model; });
  std::stable_partition(labels.begin(), labels.end(),
                        [&](const auto& label) { return label == model; });
  return labels;
}

std::size_t place_in(const std::vector<std::string>& list, const std::string& item) {
  return static_cast<std::size_t>(std::find(list.begin(), list.end(), item) - list.begin());
}

/// Labels without a look of their own, and the looks that are left for them.
struct Rest {
  std::vector<std::string> labels;
  std::vector<std::size_t> looks = {kNobodys};  // the one that is nobody's, then what is free
};

Rest rest_of(const Result& result) {
  Rest rest;
  for (std::size_t look = 0; look < kLooks; ++look) {
    if (look != kNobodys) rest.looks.push_back(look);
  }
  for (const std::string& label : models_of(result)) {
    const std::string model = model_of(result, label);
    const auto place = place_in_registry(model);
    if (place) std::erase(rest.looks, *place);
    if (!place || labels_of(result, model).front() != label) rest.labels.push_back(label);
  }
  return rest;
}

}  // namespace

Style model_style(const Result& result, const std::string& label) {
  constexpr std::size_t kStride = 3;  // has no factor in common with kLooks
  const std::string model = model_of(result, label);
  const auto place = place_in_registry(model);
  const std::size_t variant = place_in(labels_of(result, model), label);
  if (place && variant == 0) return nth_style(*place);
  const Rest rest = rest_of(result);
  const std::size_t n = place_in(rest.labels, label);
  if (!place) return nth_style(rest.looks[n % rest.looks.size()]);
  // Where too few are left, labels of one model still differ.
  const bool fit = rest.labels.size() <= rest.looks.size();
  Style style = nth_style(fit ? rest.looks[n] : *place + kStride * variant);
  style.colour = nth_style(*place).colour;
  return style;
}

Style nth_style(std::size_t n) { return kStyles[n % kStyles.size()]; }

Style of_paper(Style style) {
  style.point -= 1;
  return style;
}

}  // namespace mmoe
