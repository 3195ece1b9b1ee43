// SPDX-License-Identifier: Apache-2.0
// Small tables and recipes in a folder of the running test.
#pragma once

#include <fmt/format.h>

#include <functional>
#include <string>

#include "base/sha256.h"
#include "data/census/census_fixture.h"
#include "data/table/table_data.h"

namespace mmoe {

/// Two binary labels, a number, two kinds of categories, a group and a time.
inline std::string small_table(int rows) {
  std::string text = "age,colour,tags,user,day,clicked,bought\n";
  for (int i = 0; i < rows; ++i) {
    const char* colour = i % 5 == 0 ? "red" : i % 2 == 0 ? "green" : "blue";
    text +=
        fmt::format("{},{},{},u{},2024-01-{:02},{},{}\n", 20 + i % 7, colour,
                    i % 3 == 0 ? "a|b" : "b", i % 10, 1 + i % 28, i / 10 % 2, i % 3 == 0 ? 1 : 0);
  }
  return text;
}

/// The recipe of t.csv without its outer braces; `more` begins with a comma where it is not empty.
inline std::string small_recipe(const std::string& more = "") {
  return R"({
  "files": "t.csv",
  "columns": {"age": "numeric", "colour": "categorical",
              "tags": {"kind": "multi-valued"}},
  "tasks": [{"column": "clicked", "kind": "binary"}, {"column": "bought", "kind": "binary"}])" +
         more + "\n}\n";
}

/// A table and its recipe.
class TableFolder : public TestFolder {
 public:
  explicit TableFolder(const std::string& table = small_table(600)) { write("t.csv", table); }

  TableDataSet open(const std::string& recipe, std::uint64_t seed = 1) const {
    return {write("t.json", recipe), seed};
  }
  std::string error_of(const std::string& recipe) const {
    return input_error([&] { open(recipe); });
  }
};

}  // namespace mmoe
