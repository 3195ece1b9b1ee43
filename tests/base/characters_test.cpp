// SPDX-License-Identifier: Apache-2.0
#include "base/characters.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

namespace mmoe {
namespace {

TEST(Characters, WidthIsInColumnsOfATerminal) {
  EXPECT_EQ(display_width(""), 0);
  EXPECT_EQ(display_width("MMoE"), 4);
  EXPECT_EQ(display_width("R² ±–é"), 6);
  EXPECT_EQ(display_width("模型一"), 6);   // wide
  EXPECT_EQ(display_width("e\u0301"), 1);  // with a combining accent
  EXPECT_EQ(display_width("a\xff"), 2);    // no UTF-8
}

TEST(Characters, ControlsAreEscaped) {
  EXPECT_EQ(escape_controls("a\x1b]0;x\x07\x7f\r"), "a\\x1b]0;x\\x07\\x7f\\x0d");
  EXPECT_EQ(escape_controls("\u009b2J"), "\\x9b2J");   // C1: a terminal takes it for ESC [
  EXPECT_EQ(escape_controls("\x9b\x32J"), "\\x9b2J");  // the same outside UTF-8
  EXPECT_EQ(escape_controls(std::string("a\0b", 3)), "a\\x00b");
  EXPECT_EQ(escape_controls("模é–\n"), "模é–\n");
  EXPECT_EQ(escape_controls("caf\xe9"), "caf\xe9");  // Latin-1, a folder's name perhaps
  EXPECT_EQ(one_line("a\nb"), "a\\x0ab");
}

TEST(Characters, TellsControls) {
  EXPECT_TRUE(has_controls("a\tb"));
  EXPECT_TRUE(has_controls("a\u009b"));
  EXPECT_FALSE(has_controls("50% 模"));
}

TEST(EscapeJsonControls, GivesTheSameValueWithoutThem) {
  const std::string json = "{\n  \"a\": \"\u009b2J\x7f\u2028\u0085–é\"\n}";
  const std::string escaped = escape_json_controls(json);
  EXPECT_EQ(escaped, "{\n  \"a\": \"\\u009b2J\\u007f\\u2028\\u0085–é\"\n}");
  EXPECT_EQ(nlohmann::json::parse(escaped), nlohmann::json::parse(json));
  EXPECT_EQ(escape_json_controls("{\"a\": 1}"), "{\"a\": 1}");
}

}  // namespace
}  // namespace mmoe
