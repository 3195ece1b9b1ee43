// SPDX-License-Identifier: Apache-2.0
#include "results/replacement.h"

#include <gmock/gmock.h>

#include "base/error.h"
#include "cli/run_cli.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;
using ::testing::HasSubstr;
using testing::TempDir;

ordered_json census_with(const ordered_json& options) {
  ordered_json data = {{"set", "census-income"}, {"group", {1}}};
  data.update(options);
  return {
      {"name", "census-income"}, {"data", data}, {"models", ordered_json::array()}, {"runs", 3}};
}

void write_result_of(const std::filesystem::path& file, const ordered_json& experiment) {
  const ordered_json result = {{"experiment", experiment}};
  testing::write_file(file, result.dump());
}

TEST(Replacement, AnOptionThatAResultDoesNotNameHadItsDefault) {
  const TempDir dir;
  const auto file = dir.path() / "census-income.json";
  write_result_of(file, census_with(ordered_json::object()));  // before there was data.split
  EXPECT_NO_THROW(check_keeps_result(file, census_with({{"split", "fixed"}, {"sample_rows", 0}})));
  try {
    check_keeps_result(file, census_with({{"split", "by-run"}}));
    FAIL();
  } catch (const InputError& error) {
    EXPECT_THAT(error.what(), HasSubstr("a result with data.split \"fixed\"; found \"by-run\""));
  }
}

}  // namespace
}  // namespace mmoe
