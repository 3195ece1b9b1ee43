// SPDX-License-Identifier: Apache-2.0
#include "base/fields.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "base/error.h"

namespace mmoe {
namespace {

using ::testing::StrEq;
using ::testing::ThrowsMessage;

/// Reads a list of `found` numbers into a field of that range.
auto reading(std::size_t found, const Range& range) {
  return [=] {
    std::vector<double> rates;
    Fields fields;
    fields.add("rates", rates, "learning rates", range);
    fields.read({{"rates", std::vector<double>(found, 0.1)}}, "training");
  };
}

TEST(Fields, SayWhichLengthAListMustHave) {
  const Range one_to_three = {.min_length = 1, .max_length = 3};
  EXPECT_NO_THROW(reading(1, one_to_three)());
  EXPECT_NO_THROW(reading(3, one_to_three)());
  EXPECT_THAT(
      reading(0, one_to_three),
      ThrowsMessage<FieldError>(StrEq("training.rates: found 0 values; expected at least 1")));
  EXPECT_THAT(
      reading(4, one_to_three),
      ThrowsMessage<FieldError>(StrEq("training.rates: found 4 values; expected at most 3")));
  EXPECT_THAT(reading(1, {.min_length = 2, .max_length = 2}),
              ThrowsMessage<FieldError>(StrEq("training.rates: found 1 value; expected 2")));
}

TEST(Fields, CompareWholeNumbersAsSuch) {
  const auto reading_whole = [](std::int64_t found) {
    return [=] {
      std::int64_t seed = 0;
      Fields fields;
      fields.add("seed", seed, "a seed", {.low = -3.5, .high = 0x1p53});
      fields.read({{"seed", found}}, "");
    };
  };
  constexpr std::int64_t kLargest = std::int64_t{1} << 53;
  EXPECT_NO_THROW(reading_whole(kLargest)());
  EXPECT_THAT(reading_whole(kLargest + 1),  // as a double it is 2^53
              ThrowsMessage<FieldError>(StrEq("seed: found 9007199254740993; expected -3.5 to "
                                              "9007199254740992")));
  EXPECT_NO_THROW(reading_whole(-3)());
  EXPECT_THROW(reading_whole(-4)(), FieldError);
}

TEST(Fields, RefuseANumberTwiceWhereValuesAreDistinct) {
  EXPECT_NO_THROW(reading(1, {.distinct = true})());
  EXPECT_NO_THROW(reading(2, {.distinct = false})());
  EXPECT_THAT(reading(2, {.distinct = true}),
              ThrowsMessage<FieldError>(
                  StrEq("training.rates: found 0.1 twice; expected each value once")));
}

}  // namespace
}  // namespace mmoe
