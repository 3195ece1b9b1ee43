// SPDX-License-Identifier: Apache-2.0
#include "base/folders.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <map>
#include <optional>
#include <string>

#include "base/error.h"

namespace mmoe {
namespace {

/// Sets variables, and puts the old ones back.
class Environment {
 public:
  explicit Environment(const std::map<std::string, std::string>& values) {
    for (const auto& [name, value] : values) {
      const char* old = std::getenv(name.c_str());
      old_[name] = old == nullptr ? std::nullopt : std::optional<std::string>(old);
      setenv(name.c_str(), value.c_str(), 1);
    }
  }
  ~Environment() {
    for (const auto& [name, value] : old_) {
      value ? setenv(name.c_str(), value->c_str(), 1) : unsetenv(name.c_str());
    }
  }

 private:
  std::map<std::string, std::optional<std::string>> old_;
};

TEST(Folders, FollowTheXdgVariables) {
  const Environment set({{"XDG_DATA_HOME", "/d"}, {"XDG_CACHE_HOME", "/c"}, {"HOME", "/h"}});
  EXPECT_EQ(user_data_dir(), "/d/mmoe-bench");
  EXPECT_EQ(user_cache_dir(), "/c/mmoe-bench");
}

TEST(Folders, AreBelowHomeByDefaultAndWhenAVariableIsRelative) {
  const Environment set({{"XDG_DATA_HOME", ""}, {"XDG_CACHE_HOME", "relative"}, {"HOME", "/h"}});
  EXPECT_EQ(user_data_dir(), "/h/.local/share/mmoe-bench");
  EXPECT_EQ(user_cache_dir(), "/h/.cache/mmoe-bench");
}

TEST(Folders, NeedHome) {
  const Environment set({{"XDG_DATA_HOME", ""}, {"XDG_CACHE_HOME", "/c"}, {"HOME", ""}});
  EXPECT_THROW(user_data_dir(), InputError);
  EXPECT_EQ(user_cache_dir(), "/c/mmoe-bench");
}

}  // namespace
}  // namespace mmoe
