// SPDX-License-Identifier: Apache-2.0
// The recipe in datasets/ and the tables in the code say the same.
#include <gtest/gtest.h>

#include <fstream>
#include <nlohmann/json.hpp>

#include "data/census/columns.h"
#include "data/census/files.h"
#include "paths.h"

namespace mmoe {
namespace {

nlohmann::json recipe() {
  std::ifstream file(testing::source_dir() / "datasets/census-income/recipe.json");
  return nlohmann::json::parse(file);
}

const char* kind_name(ColumnKind kind) {
  switch (kind) {
    case ColumnKind::kContinuous:
      return "continuous";
    case ColumnKind::kMoney:
      return "money";
    case ColumnKind::kWeight:
      return "weight";
    case ColumnKind::kNominal:
      return "nominal";
    case ColumnKind::kLabel:
      return "label";
  }
  return "";
}

TEST(CensusRecipe, HasTheColumnsOfTheCode) {
  const nlohmann::json columns = recipe().at("columns");
  ASSERT_EQ(columns.size(), kCensusColumns.size());
  for (std::size_t i = 0; i < columns.size(); ++i) {
    EXPECT_EQ(columns[i].at("name"), kCensusColumns[i].name);
    EXPECT_EQ(columns[i].at("kind"), kind_name(kCensusColumns[i].kind));
  }
}

TEST(CensusRecipe, HasTheFilesOfTheCode) {
  const nlohmann::json files = recipe().at("files");
  ASSERT_EQ(files.size(), 2u);
  for (std::size_t i = 0; i < 2; ++i) {
    const KnownFile& known = i == 0 ? kCensusTrain : kCensusTest;
    EXPECT_EQ(files[i].at("name"), known.name);
    EXPECT_EQ(files[i].at("rows"), known.rows);
    EXPECT_EQ(files[i].at("bytes"), known.bytes);
    EXPECT_EQ(files[i].at("sha256"), known.sha256);
  }
}

}  // namespace
}  // namespace mmoe
