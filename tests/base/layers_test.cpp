// SPDX-License-Identifier: Apache-2.0
// The order of the folders: includes go one way only, and the top level is the user's.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "paths.h"

namespace mmoe {
namespace {

namespace fs = std::filesystem;
const fs::path kRoot = testing::source_dir();

/// A folder may include itself and folders of a lower rank.
const std::map<std::string, int> kRanks = {
    {"base", 0},   {"math", 1},     {"nn", 2},         {"statistics", 2}, {"models", 3},
    {"data", 3},   {"training", 4}, {"experiment", 5}, {"results", 6},    {"claims", 7},
    {"tuning", 8}, {"live", 8},     {"study", 9},      {"report", 10},    {"cli", 11},
};

/// What of `source`, a file in `folder`, includes what it may not: 'models includes "report/x.h"'.
std::vector<std::string> violations(const std::string& folder, std::istream& source) {
  static const std::regex include(R"re(^\s*#\s*include\s*"(([a-z_]+)/[^"]*)")re");
  std::vector<std::string> found;
  std::smatch match;
  for (std::string line; std::getline(source, line);) {
    if (!std::regex_search(line, match, include)) continue;
    const std::string target = match[2];
    const bool known = kRanks.count(folder) != 0 && kRanks.count(target) != 0;
    if (target == folder && known) continue;
    if (!known || kRanks.at(target) >= kRanks.at(folder)) {
      found.push_back(folder + " includes \"" + match[1].str() + "\"");
    }
  }
  return found;
}

std::vector<std::string> violations_of(const std::string& folder, const std::string& text) {
  std::istringstream source(text);
  return violations(folder, source);
}

TEST(Layers, TheCheckSeesWhatItShould) {
  using ::testing::ElementsAre;
  using ::testing::IsEmpty;
  EXPECT_THAT(violations_of("models", "#include \"nn/dense.h\"\n#include \"models/model.h\"\n"),
              IsEmpty());
  EXPECT_THAT(violations_of("models", "#include <data/x.h>\n#include \"model.h\"\n"), IsEmpty());
  EXPECT_THAT(violations_of("models", "# include \"report/x.h\"\n"),
              ElementsAre("models includes \"report/x.h\""));
  EXPECT_THAT(violations_of("models", "#include \"data/x.h\"\n"),
              ElementsAre("models includes \"data/x.h\""));
  EXPECT_THAT(violations_of("math", "#include \"elsewhere/x.h\"\n"),
              ElementsAre("math includes \"elsewhere/x.h\""));
}

TEST(Layers, IncludesGoOneWay) {
  std::size_t files = 0;
  for (const char* top : {"src", "cli"}) {
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(kRoot / top)) {
      const fs::path extension = entry.path().extension();
      if (extension != ".cpp" && extension != ".h") continue;
      const fs::path inside = fs::relative(entry.path(), kRoot);
      const std::string folder =
          inside.begin()->string() == "cli" ? "cli" : std::next(inside.begin())->string();
      std::ifstream source(entry.path());
      EXPECT_THAT(violations(folder, source), ::testing::IsEmpty()) << inside;
      ++files;
    }
  }
  EXPECT_GT(files, 20U) << "is " << kRoot << " the checkout?";
}

/// Two types of one name are one to the linker, which takes the destructor of either for both.
TEST(Layers, ATypeHasOneDefinition) {
  static const std::regex definition(R"re(^(struct|class) (\w+)( final)?( : .*)? \{)re");
  std::map<std::string, std::string> places;
  for (const char* top : {"src", "cli", "tests"}) {
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(kRoot / top)) {
      if (entry.path().extension() != ".h") continue;
      std::ifstream source(entry.path());
      std::smatch match;
      for (std::string line; std::getline(source, line);) {
        if (!std::regex_search(line, match, definition)) continue;
        const auto [place, is_new] = places.emplace(match[2], entry.path().string());
        EXPECT_TRUE(is_new) << match[2] << " in " << place->second << " and " << entry.path();
      }
    }
  }
  EXPECT_GT(places.size(), 100U);
}

TEST(Layers, TheTopLevelIsTheUsers) {
  std::set<std::string> folders;
  for (const fs::directory_entry& entry : fs::directory_iterator(kRoot)) {
    const std::string name = entry.path().filename();
    if (entry.is_directory() && name[0] != '.' && name.rfind("build", 0) != 0) folders.insert(name);
  }
  EXPECT_THAT(folders,
              ::testing::ElementsAre("cli", "datasets", "experiments", "results", "src", "tests"));
  for (const std::string& folder : folders) {
    EXPECT_TRUE(fs::exists(kRoot / folder / "README.md")) << folder << " needs a README.md";
  }
}

}  // namespace
}  // namespace mmoe
