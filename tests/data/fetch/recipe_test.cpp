// SPDX-License-Identifier: Apache-2.0
#include "data/fetch/recipe.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"
#include "cli/run_cli.h"
#include "data/census/census_fixture.h"

namespace mmoe {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::write_file;

// SHA-256 of "abc", FIPS 180-2, appendix B.1.
constexpr const char* kAbc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

std::string recipe_text(const std::string& name, const std::string& file, const std::string& bytes,
                        const std::string& sha) {
  return R"({"name": ")" + name + R"(", "url": "http://x/y.zip", "archives": [], "files": [)" +
         R"({"name": ")" + file + R"(", "bytes": )" + bytes + R"(, "sha256": ")" + sha + R"("}]})";
}

TEST(Recipe, OfCensusIncomeIsBuiltIn) {
  EXPECT_THAT(recipe_names(), ElementsAre("census-income", "kuairand-1k", "kuairand-27k"));
  const Recipe recipe = find_recipe("census-income");
  EXPECT_EQ(recipe.url, "https://archive.ics.uci.edu/static/public/117/census+income+kdd.zip");
  EXPECT_THAT(recipe.archives, ElementsAre("census.tar.gz"));
  ASSERT_EQ(recipe.files.size(), 2U);
  EXPECT_EQ(recipe.files[0].name, "census-income.data");
  EXPECT_EQ(recipe.files[0].bytes, 103'874'469);
  EXPECT_EQ(recipe.files[0].sha256,
            "3676a81db7d3528f3f8b9f3c699d0f0aa28db45e6e994fa0b8ed38327539ee86");
  EXPECT_EQ(recipe.files[1].name, "census-income.test");
  EXPECT_EQ(recipe.files[1].bytes, 51'918'813);
  EXPECT_EQ(recipe.files[1].sha256,
            "98402b1ab879573d0a7f38a699a40258080e25e33d3401e7bf9c96d3fa0fab8c");
}

TEST(Recipe, UnknownNamesGetAHint) {
  EXPECT_EQ(input_error([] { find_recipe("census-incom"); }),
            "unknown data set 'census-incom'; did you mean 'census-income'?");
  EXPECT_EQ(input_error([] { find_recipe("nowhere.json"); }),
            "nowhere.json: cannot be read: No such file or directory");
}

TEST(Recipe, IsCheckedWhenRead) {
  const auto error = [](const std::string& text) {
    return input_error([&] { parse_recipe(text, "r.json"); });
  };
  EXPECT_EQ(error(recipe_text("n", "f", "3", kAbc)), "(no InputError)");
  EXPECT_THAT(error("{"), HasSubstr("r.json:1:2: malformed JSON"));
  EXPECT_THAT(error("[]"), HasSubstr("r.json: "));
  EXPECT_THAT(error(R"({"name": "n"})"), HasSubstr("r.json: url: missing"));
  EXPECT_THAT(error(R"({"name": "n", "url": 3})"), HasSubstr("r.json: url: found 3, which"));
  EXPECT_THAT(error(R"({"name": "n", "url": "u", "archives": [], "files": [{"name": "f"}]})"),
              HasSubstr("r.json: files[0]: bytes: missing"));
  EXPECT_THAT(error(recipe_text("../n", "f", "3", kAbc)), HasSubstr("found name '../n'"));
  EXPECT_THAT(error(recipe_text("n", "../f", "3", kAbc)), HasSubstr("found file name '../f'"));
  EXPECT_THAT(error(recipe_text("n", "..", "3", kAbc)), HasSubstr("found file name '..'"));
  EXPECT_THAT(error(recipe_text("n", "f", "-1", kAbc)), HasSubstr("found -1 bytes"));
  EXPECT_THAT(error(recipe_text("n", "f", "3", "BA78")), HasSubstr("found sha256 'BA78'"));
  EXPECT_THAT(error(R"({"name": "n", "url": "u", "archives": [], "files": []})"),
              HasSubstr("found no files"));
}

TEST(FindFault, ComparesSizeAndChecksum) {
  const testing::TempDir dir;
  const RecipeFile expected{"f", 3, kAbc};
  EXPECT_EQ(find_fault(dir / "f", expected), "is missing");
  write_file(dir / "f", "abcd");
  EXPECT_EQ(find_fault(dir / "f", expected), "has 4 bytes; expected 3");
  write_file(dir / "f", "abd");
  EXPECT_THAT(find_fault(dir / "f", expected),
              ::testing::MatchesRegex(std::string("has SHA-256 [0-9a-f]+; expected ") + kAbc));
  write_file(dir / "f", "abc");
  EXPECT_EQ(find_fault(dir / "f", expected), "");
  EXPECT_THROW(find_fault(dir.path(), expected), RunError);
}

TEST(FindFault, ComparesTheMd5OfWhoPublishesNothingBetter) {
  constexpr const char* kMd5OfAbc = "900150983cd24fb0d6963f7d28e17f72";  // RFC 1321, A.5
  const auto recipe = [](const std::string& md5) {
    return parse_recipe(R"({"name": "n", "url": "u", "archives": [], "files": [{"name": "f", )"
                        R"("md5": ")" +
                            md5 + R"("}]})",
                        "r.json");
  };
  const RecipeFile expected = recipe(kMd5OfAbc).files.front();
  const testing::TempDir dir;
  EXPECT_EQ(find_fault(dir / "f", expected), "is missing");
  write_file(dir / "f", "abc");
  EXPECT_EQ(find_fault(dir / "f", expected), "");
  write_file(dir / "f", "");
  EXPECT_EQ(find_fault(dir / "f", expected),
            std::string("has MD5 d41d8cd98f00b204e9800998ecf8427e; expected ") + kMd5OfAbc);
  EXPECT_THAT(input_error([&] { recipe("900150983CD2"); }),
              HasSubstr("f: found md5 '900150983CD2'; expected 32 lower-case hex digits"));
}

}  // namespace
}  // namespace mmoe
