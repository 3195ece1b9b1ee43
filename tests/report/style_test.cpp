// SPDX-License-Identifier: Apache-2.0
#include "report/style.h"

#include <gtest/gtest.h>

#include <set>

namespace mmoe {
namespace {

TEST(ModelStyle, IsTheModelsOwnWhateverStandsBesideIt) {
  EXPECT_EQ(model_style({"mmoe"}, 0).colour, model_style({"mine", "omoe", "mmoe"}, 2).colour);
}

TEST(ModelStyle, LabelsOfTheUsersOwnTakeLooksThatNoModelShownHas) {
  const std::vector<std::string> models = {"tf-8",     "tf-2",          "tf-unit",
                                           "tf-small", "shared-bottom", "mmoe"};
  std::set<std::string> looks;
  for (std::size_t m = 0; m < models.size(); ++m) {
    looks.insert(model_style(models, m).colour + model_style(models, m).dash);
  }
  EXPECT_EQ(looks.size(), models.size());
}

TEST(ModelStyle, OneLabelOfTheUsersOwnHasNoModelsLook) {
  const Style mine = model_style({"shared-bottom-16"}, 0);
  for (const char* model : {"single-task", "shared-bottom", "mmoe"}) {
    EXPECT_NE(mine.colour, model_style({model}, 0).colour) << model;
  }
}

}  // namespace
}  // namespace mmoe
