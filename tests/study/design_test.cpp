// SPDX-License-Identifier: Apache-2.0
#include "study/design.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <map>
#include <set>

#include "base/error.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

JsonText config_of(const std::string& design) {
  return parse_json(R"({"name": "x", "training": {"batch": 1, "steps": 5},
 "design": )" + design + "}",
                    "x.json");
}

JsonText sample_config() {
  return config_of(R"({"points": 64, "factors": {
    "batch": {"path": "training.batch", "values": [32, 64]},
    "rate": {"path": "training.learning_rates[]", "low": 1e-4, "high": 1e-2, "scale": "log"},
    "steps": {"path": "training.steps", "low": 10, "high": 20, "whole": true},
    "labels": {"levels": {"a": {"data.c": 1, "data.alpha": [2]}, "b": {"data.c": 2}}}}})");
}

std::string design_error(const std::string& design) {
  try {
    read_design(config_of(design));
  } catch (const InputError& error) {
    return error.what();
  }
  return "no error";
}

TEST(Design, PointsFillEveryFactorEvenly) {
  const auto points = design_points(read_design(sample_config()), 1);
  ASSERT_EQ(points.size(), 64U);
  std::map<ordered_json, int> pairs;
  int low_rates = 0;
  for (const DesignPoint& point : points) {
    pairs[{point.factors["batch"], point.factors["labels"]}] += 1;
    const double rate = point.factors["rate"];
    EXPECT_GE(rate, 1e-4);
    EXPECT_LE(rate, 1e-2);
    low_rates += rate < 1e-3;
    EXPECT_TRUE(point.factors["steps"].is_number_integer());
    EXPECT_GE(point.factors["steps"], 10);
    EXPECT_LE(point.factors["steps"], 20);
  }
  EXPECT_NEAR(low_rates, 32, 1);  // even on the logarithmic scale
  ASSERT_EQ(pairs.size(), 4U);
  for (const auto& [pair, count] : pairs) EXPECT_EQ(count, 16) << pair.dump();
}

TEST(Design, ANarrowRangeHasAsManyDigitsAsTellItsPointsApart) {
  const JsonText config = config_of(R"({"points": 16, "factors": {
    "even": {"path": "data.c", "low": 0.12341, "high": 0.12342},
    "log": {"path": "data.d", "low": 1000000, "high": 1000016, "scale": "log", "whole": true},
    "wide": {"path": "data.e", "low": 0, "high": 1}}})");
  std::set<double> even, whole;
  for (const DesignPoint& point : design_points(read_design(config), 1)) {
    even.insert(point.factors["even"].get<double>());
    whole.insert(point.factors["log"].get<double>());
    const double wide = point.factors["wide"];
    EXPECT_EQ(wide, std::stod(fmt::format("{:.4g}", wide)));  // what one can type again
  }
  EXPECT_EQ(even.size(), 16U);
  EXPECT_GE(*even.begin(), 0.12341);
  EXPECT_LE(*even.rbegin(), 0.12342);
  EXPECT_GE(whole.size(), 14U);  // of 17 whole numbers
}

TEST(Design, AFactorMayHaveOneValue) {
  const JsonText config = config_of(R"({"points": 3, "factors": {
    "batch": {"path": "training.batch", "values": [7]},
    "labels": {"levels": {"only": {"data.c": 2}}}}})");
  for (const DesignPoint& point : design_points(read_design(config), 1)) {
    EXPECT_EQ(factors_text(point), "batch 7, labels only");
    const ordered_json value = configure_point(config, point).value;
    EXPECT_EQ(value["training"]["batch"], 7);
    EXPECT_EQ(value["data"]["c"], 2);
  }
}

TEST(Design, IsAFunctionOfTheSeedAndLongerOnesContinueIt) {
  Design design = read_design(sample_config());
  const auto points = design_points(design, 1);
  EXPECT_NE(points[0].factors, design_points(design, 2)[0].factors);
  design.points = 8;
  const auto fewer = design_points(design, 1);
  for (std::size_t i = 0; i < fewer.size(); ++i) EXPECT_EQ(fewer[i].factors, points[i].factors);
}

TEST(Design, APointIsTheExperimentWithItsMembersOverridden) {
  const JsonText config = sample_config();
  for (const DesignPoint& point : design_points(read_design(config), 3)) {
    const ordered_json value = configure_point(config, point).value;
    EXPECT_FALSE(value.contains("design"));
    EXPECT_EQ(value["name"], "x");
    EXPECT_EQ(value["training"]["batch"], point.factors["batch"]);
    EXPECT_EQ(value["training"]["learning_rates"], ordered_json::array({point.factors["rate"]}));
    const bool is_a = point.factors["labels"] == "a";
    EXPECT_EQ(value["data"]["c"], is_a ? 1 : 2);
    EXPECT_EQ(value["data"].contains("alpha"), is_a);
  }
}

TEST(Design, MaySearch) {
  EXPECT_FALSE(read_design(sample_config()).search);
  JsonText config = sample_config();
  config.value["design"]["search"] = ordered_json::object();
  EXPECT_EQ(read_design(config).search->objective, "figure-4");
  config.value["design"]["search"]["loss"] = "training";
  EXPECT_EQ(read_design(config).search->of(), LossOf::kTraining);
}

TEST(Design, NamesWhatIsWrongAndWhere) {
  using ::testing::HasSubstr;
  EXPECT_THAT(design_error(R"({"points": 0, "factors": {}})"),
              HasSubstr("x.json:2: design.points: found 0; expected 1 to 65536"));
  EXPECT_THAT(design_error(R"({"factors": {}})"), HasSubstr("points is missing"));
  EXPECT_THAT(design_error(R"({"points": 1, "factors": {}})"),
              HasSubstr("design.factors: is empty"));
  EXPECT_THAT(design_error(R"({"points": 1, "factor": {}})"), HasSubstr("did you mean 'factors'"));
  EXPECT_THAT(
      design_error(R"({"points": 1, "factors": {"f": {"path": "p", "low": 2, "high": 1}}})"),
      HasSubstr("design.factors.f: found low 2 and high 1; expected low < high"));
  EXPECT_THAT(design_error(R"({"points": 1, "factors": {"f": {"path": "p", "low": 0, "high": 1,
                           "scale": "log"}}})"),
              HasSubstr("above 0 on a log scale"));
  EXPECT_THAT(design_error(R"({"points": 1, "factors": {"f": {"path": "p", "low": 0, "high": 1,
                           "scale": 5}}})"),
              HasSubstr("x.json:3: design.factors.f.scale: found 5; expected a string"));
  EXPECT_THAT(design_error(R"({"points": 1, "factors": {"f": {"path": "p", "low": 0, "high": 1,
                           "whole": "yes"}}})"),
              HasSubstr("x.json:3: design.factors.f.whole: found \"yes\"; expected true or false"));
  EXPECT_THAT(design_error(R"({"points": 1, "factors": {"f": {"path": 3, "values": [1]}}})"),
              HasSubstr("design.factors.f.path: found 3; expected a string"));
  EXPECT_THAT(design_error(R"({"points": 1, "factors": {"f": {"path": "p", "values": []}}})"),
              HasSubstr("design.factors.f: has no levels"));
  EXPECT_THAT(design_error(R"({"points": 1, "factors": {"f": {"path": "p", "low": 0}}})"),
              HasSubstr("design.factors.f: high is missing"));
  EXPECT_THAT(design_error(R"({"points": 1, "factors": {"f": {"path": "p", "values": 3}}})"),
              HasSubstr("design.factors.f.values: found 3; expected a list"));
  EXPECT_THAT(design_error(R"({"points": 1, "factors": {"f": {"path": "p", "low": 0, "high": 1,
                           "scale": "lin"}}})"),
              HasSubstr("design.factors.f.scale: unknown value 'lin'"));
}

}  // namespace
}  // namespace mmoe
