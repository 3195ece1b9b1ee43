// SPDX-License-Identifier: Apache-2.0
#include "report/figures/style.h"

#include <gtest/gtest.h>

#include <set>

#include "models/registry.h"

namespace mmoe {
namespace {

/// A cell for each label, and the model that it stands for.
Result with_models(const std::vector<std::pair<std::string, std::string>>& models) {
  Result result;
  for (const auto& [label, model] : models) {
    result.experiment["models"].push_back({{"model", model}, {"label", label}});
    ResultCell cell;
    cell.model = label;
    result.cells.push_back(cell);
  }
  return result;
}

Style style_in(const std::vector<std::pair<std::string, std::string>>& models, std::size_t m) {
  return model_style(with_models(models), models[m].first);
}

TEST(NthStyle, HasSixteenLooksWhoseColoursAndDashesDiffer) {
  std::set<std::string> colours, dashes;
  for (std::size_t n = 0; n < 16; ++n) {
    colours.insert(nth_style(n).colour);
    dashes.insert(nth_style(n).dash);
  }
  EXPECT_EQ(colours.size(), 16);
  EXPECT_EQ(dashes.size(), 16);
}

TEST(ModelStyle, IsTheModelsOwnWhateverStandsBesideIt) {
  const Style alone = style_in({{"mmoe", "mmoe"}}, 0);
  const Style beside = style_in({{"mine", "none"}, {"omoe", "omoe"}, {"mmoe", "mmoe"}}, 2);
  EXPECT_EQ(alone.colour, beside.colour);
  EXPECT_EQ(alone.dash, beside.dash);
}

TEST(ModelStyle, ALabelHasTheColourOfTheModelItStandsFor) {
  for (const char* model : {"shared-bottom", "cross-stitch", "mmoe"}) {
    EXPECT_EQ(style_in({{"mine-16", model}}, 0).colour, style_in({{model, model}}, 0).colour);
  }
}

TEST(ModelStyle, LabelsOfOneModelDifferInDashesAndMarker) {
  std::vector<std::pair<std::string, std::string>> models = {{"shared-bottom", "shared-bottom"},
                                                             {"mmoe", "mmoe"}};
  for (const char* label : {"32", "8", "2", "unit", "small"}) {
    models.emplace_back(label, "tensor-factorization");
  }
  std::set<std::string> dashes;
  std::set<int> markers;
  for (std::size_t m = 0; m < models.size(); ++m) {
    dashes.insert(style_in(models, m).dash);
    if (m >= 2) markers.insert(style_in(models, m).point);
  }
  EXPECT_EQ(dashes.size(), models.size());
  EXPECT_EQ(markers.size(), 5);
}

TEST(ModelStyle, LabelsOfOneModelDifferWhereNoLookIsLeft) {
  std::vector<std::pair<std::string, std::string>> models;
  for (const ModelEntry& entry : mmoe::models()) {
    for (const char* width : {"-64", "-128", "-256"}) {
      models.emplace_back(entry.name + std::string(width), entry.name);
    }
  }
  for (std::size_t m = 0; m < models.size(); m += 3) {
    std::set<std::string> dashes;
    for (std::size_t i = m; i < m + 3; ++i) dashes.insert(style_in(models, i).dash);
    EXPECT_EQ(dashes.size(), 3) << models[m].first;
  }
}

TEST(ModelStyle, ModelsThatTheRegistryHasNotTakeLooksThatNoModelShownHas) {
  const std::vector<std::pair<std::string, std::string>> models = {
      {"a", "x"}, {"b", "y"}, {"shared-bottom", "shared-bottom"}, {"mmoe", "mmoe"}};
  std::set<std::string> colours;
  for (std::size_t m = 0; m < models.size(); ++m) colours.insert(style_in(models, m).colour);
  EXPECT_EQ(colours.size(), models.size());
}

}  // namespace
}  // namespace mmoe
