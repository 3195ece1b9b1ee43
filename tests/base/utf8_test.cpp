// SPDX-License-Identifier: Apache-2.0
#include "base/utf8.h"

#include <gtest/gtest.h>

#include <string>

namespace mmoe {
namespace {

TEST(Utf8, TakesTheFirstAndLastCharacterOfEachLength) {
  for (const char* text :
       {"", "a", "\x7f", "\xc2\x80", "\xdf\xbf", "\xe0\xa0\x80", "\xed\x9f\xbf", "\xee\x80\x80",
        "\xef\xbf\xbf", "\xf0\x90\x80\x80", "\xf4\x8f\xbf\xbf"}) {
    EXPECT_TRUE(is_utf8(text)) << text;
    EXPECT_TRUE(is_utf8(std::string(13, 'x') + text + "12345678" + text)) << text;
  }
}

TEST(Utf8, RefusesWhatIsCutOverlongOrNoCharacter) {
  for (const char* text :
       {"\x80", "\xc2", "\xc1\x81", "\xe0\x9f\xbf", "\xe2\x82", "\xed\xa0\x80", "\xf0\x8f\xbf\xbf",
        "\xf4\x90\x80\x80", "\xf5\x80\x80\x80", "\xff", "\xc3\x28", "\xe2\x28\xa1"}) {
    EXPECT_FALSE(is_utf8(text)) << text;
    EXPECT_FALSE(is_utf8(std::string(13, 'x') + text + "12345678")) << text;
  }
}

}  // namespace
}  // namespace mmoe
