// SPDX-License-Identifier: Apache-2.0
#include "claims/claim.h"

#include <gmock/gmock.h>

#include <set>
#include <sstream>

#include "base/error.h"
#include "claims/comparison.h"
#include "experiment/config/catalogue.h"

namespace mmoe {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::StartsWith;

constexpr const char* kHead =
    R"({"family": "f", "where": "Figure 0", "data": "synthetic", "setting": "cosine",
"command": "c", "claims": [
)";

std::string claim_error(const std::string& claim) {
  try {
    parse_claims(kHead + claim + "]}", "x.json");
  } catch (const InputError& error) {
    return error.what();
  }
  return "no error";
}

TEST(Claims, AreReadWithWhatTheirFamilyShares) {
  const auto claims = parse_claims(std::string(kHead) + R"({"name": "n", "sentence": "s",
      "comparison": "same", "cells": ["mmoe@0.5"], "than": ["a@b@-1"], "margin": 0.1}]})",
                                   "x.json");
  ASSERT_EQ(claims.size(), 1U);
  EXPECT_EQ(claims[0].family, "f");
  EXPECT_EQ(claims[0].where, "Figure 0");
  EXPECT_EQ(claims[0].cells[0].model, "mmoe");
  EXPECT_EQ(claims[0].cells[0].at, 0.5);
  EXPECT_EQ(claims[0].than[0].model, "a@b");
  EXPECT_EQ(claims[0].than[0].at, -1);
  EXPECT_EQ(claims[0].margin, 0.1);
}

TEST(Claims, ErrorsNameTheLine) {
  EXPECT_THAT(claim_error(R"({"name": "n", "sentence": "s", "comparison": "beter"})"),
              AllOf(StartsWith("x.json:3: claims[0].comparison"), HasSubstr("'better'")));
  EXPECT_THAT(claim_error(R"({"name": "n", "sentence": "s",
"comparison": "better", "cells": ["mmoe"], "than": ["omoe@1"]})"),
              AllOf(StartsWith("x.json:4: claims[0].cells[0]"), HasSubstr("MODEL@SETTING")));
  EXPECT_THAT(
      claim_error(R"({"name": "n", "sentence": "s", "comparison": "better", "cells": ["a@1"]})"),
      HasSubstr("claims[0].than: found 0 cells; expected at least 1"));
  EXPECT_THAT(claim_error(R"({"name": "n", "sentence": "s", "comparison": "rises", "margin": 1})"),
              HasSubstr("claims[0].margin: found 1; comparison 'rises' takes none"));
  EXPECT_THAT(claim_error(R"({"name": "n", "sentence": "s", "comparison": "points"})"),
              HasSubstr("comparison 'points' needs one above 0"));
  EXPECT_THAT(claim_error(R"({"name": "n", "sentence": "s", "comparison": "lift",
"cells": ["a@1", "b@1"], "than": ["c@1"]})"),
              HasSubstr("claims[0].than: found 1 arms; expected 2, one for each of cells"));
  EXPECT_THAT(claim_error(R"({"sentence": "s", "comparison": "rises"})"),
              HasSubstr("claims[0].name: missing or empty"));
  EXPECT_THAT(claim_error(R"({"name": "n", "sentence": "s", "comparison": "rises", "cell": []})"),
              HasSubstr("did you mean 'cells'?"));
  EXPECT_THAT(claim_error(R"({"name": "n", "sentence": "s", "comparison": "rises"},
{"name": "n", "sentence": "s", "comparison": "rises"})"),
              AllOf(StartsWith("x.json:4"), HasSubstr("'n' is given twice")));
  EXPECT_THAT(claim_error("3"), HasSubstr("expected an object"));
}

TEST(Claims, OfThePaperAreNamedOnceAndUseEveryComparison) {
  std::set<std::string> names;
  std::set<std::string> used;
  std::set<std::string> families;
  for (const Claim& claim : built_in_claims()) {
    EXPECT_TRUE(names.insert(claim.name).second) << claim.name;
    used.insert(claim.comparison);
    families.insert(claim.family);
  }
  EXPECT_EQ(used.size(), comparisons().size());
  EXPECT_THAT(families,
              ::testing::ElementsAre("figure-2", "figure-3", "figure-4", "figure-5", "figure-6",
                                     "table-1", "table-2", "table-3", "table-4"));
}

/// The labels of the models that a claim's command trains.
std::set<std::string> models_of_command(const std::string& command) {
  std::istringstream words(command.substr(command.find("--exp ") + 6));
  std::string experiment;
  words >> experiment;
  JsonText config = load_configuration(experiment);
  std::vector<std::string> chosen;
  for (std::string word; words >> word;) {
    if (word != "--models") continue;
    words >> word;
    std::istringstream list(word);
    for (std::string label; std::getline(list, label, ',');) chosen.push_back(label);
  }
  select_models(config, chosen);
  std::set<std::string> labels;
  for (const ModelSpec& model : resolve(config).models) labels.insert(model.label);
  return labels;
}

TEST(Claims, OfThePaperNameModelsThatTheirCommandTrains) {
  for (const Claim& claim : built_in_claims()) {
    std::set<std::string> trained = models_of_command(claim.command);
    if (find_comparison(claim.comparison).is_of_live) trained.insert(kEngagementOnlyArm);
    for (const auto& cells : {claim.cells, claim.than}) {
      for (const CellName& cell : cells) EXPECT_TRUE(trained.contains(cell.model)) << claim.name;
    }
  }
}

}  // namespace
}  // namespace mmoe
