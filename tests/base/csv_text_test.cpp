// SPDX-License-Identifier: Apache-2.0
#include "base/csv_text.h"

#include <gtest/gtest.h>

namespace mmoe {
namespace {

TEST(CsvText, IsQuotedWhereItMustBe) {
  EXPECT_EQ(csv_escaped("plain text"), "plain text");
  EXPECT_EQ(csv_escaped("a,b"), "\"a,b\"");
  EXPECT_EQ(csv_escaped("say \"hi\""), "\"say \"\"hi\"\"\"");
  EXPECT_EQ(csv_escaped("two\nlines"), "\"two\nlines\"");
  EXPECT_EQ(csv_escaped(""), "");
}

}  // namespace
}  // namespace mmoe
