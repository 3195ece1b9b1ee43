// SPDX-License-Identifier: Apache-2.0
#include "data/table/number_text.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <bit>
#include <cstdlib>
#include <string>

namespace mmoe {
namespace {

/// The C library rounds every number right.
void expect_as_strtod(const std::string& text) {
  const auto value = parse_decimal(text);
  ASSERT_TRUE(value) << text;
  EXPECT_EQ(std::bit_cast<std::uint64_t>(*value),
            std::bit_cast<std::uint64_t>(std::strtod(text.c_str(), nullptr)))
      << text;
}

TEST(NumberText, IsTheNearestDouble) {
  std::uint64_t state = 1;
  for (int i = 0; i < 20'000; ++i) {
    state = state * 6364136223846793005U + 1442695040888963407U;
    const std::string digits = std::to_string(state >> (state % 60));
    const std::size_t point = (state >> 32U) % (digits.size() + 1);
    const std::string sign = state % 3 == 0 ? "-" : "";
    expect_as_strtod(sign + digits.substr(0, point) + "." + digits.substr(point));
    expect_as_strtod(sign + digits);
  }
}

TEST(NumberText, TakesEveryUsualForm) {
  for (const char* text : {"0", "-0", "0.0", ".5", "-.5", "5.", "+7", "007", "1e3", "1.5E-7",
                           "0.000000000000001", "999999999999999", "9999999999999999",
                           "123456789.0123456789", "4.9e-324", "1.7976931348623157e308"}) {
    expect_as_strtod(text);
  }
}

TEST(NumberText, RefusesAllElse) {
  for (const char* text : {"", "-", ".", "-.", "+", "+-1", "--1", "1-", "1.2.3", "1,5", "0x10",
                           "1 ", " 1", "nan", "inf", "1e999", "12a", "1:30"}) {
    EXPECT_FALSE(parse_decimal(text)) << text;
  }
}

}  // namespace
}  // namespace mmoe
