// SPDX-License-Identifier: Apache-2.0
#include "base/shell_word.h"

#include <gtest/gtest.h>

namespace mmoe::testing {
namespace {

TEST(ShellWord, IsQuotedWhereAShellWouldReadItOtherwise) {
  EXPECT_EQ(shell_word("results/synthetic-1.5_a"), "results/synthetic-1.5_a");
  EXPECT_EQ(shell_word("my results"), "'my results'");
  EXPECT_EQ(shell_word("$HOME;*"), "'$HOME;*'");
  EXPECT_EQ(shell_word("it's"), "'it'\\''s'");
  EXPECT_EQ(shell_word("~/out"), "'~/out'");
  EXPECT_EQ(shell_word("é"), "'é'");
  EXPECT_EQ(shell_word(""), "''");
  EXPECT_EQ(shell_word("-x"), "./-x");
  EXPECT_EQ(shell_word("-x y"), "'./-x y'");
  EXPECT_EQ(shell_word("a\x1b]0;it's\\\n"), "$'a\\x1b]0;it\\'s\\\\\\x0a'");
}

}  // namespace
}  // namespace mmoe::testing
