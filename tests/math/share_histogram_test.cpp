// SPDX-License-Identifier: Apache-2.0
#include "math/share_histogram.h"

#include <gtest/gtest.h>

namespace mmoe {
namespace {

TEST(ShareHistogram, HasQuantilesToItsResolution) {
  ShareHistogram even;
  for (int i = 0; i < 10000; ++i) even.add((static_cast<float>(i) + 0.5F) / 10000);
  for (const double q : {0.1, 0.5, 0.9, 1.0}) EXPECT_NEAR(even.quantile(q), q, 0.001) << q;
  EXPECT_NEAR(even.quantile(0), 0, 0.001);
  EXPECT_EQ(ShareHistogram().quantile(0.5), 0);
}

TEST(ShareHistogram, TakesTheEndsAndNothingBeyondThem) {
  ShareHistogram ends;
  for (int i = 0; i < 3; ++i) ends.add(0);
  ends.add(1);
  EXPECT_NEAR(ends.quantile(0.75), 0, 0.001);
  EXPECT_NEAR(ends.quantile(0.76), 1, 0.001);
}

TEST(ShareHistogram, OfPartsIsThatOfTheWhole) {
  ShareHistogram whole, sum;
  for (int part = 0; part < 3; ++part) {
    ShareHistogram own;
    for (int i = 0; i < 100; ++i) {
      const float share = static_cast<float>((i * 37 + part * 11) % 101) / 101;
      own.add(share);
      whole.add(share);
    }
    sum.add(own);
  }
  for (int tenth = 0; tenth <= 10; ++tenth) {
    EXPECT_EQ(sum.quantile(tenth / 10.0), whole.quantile(tenth / 10.0));
  }
}

}  // namespace
}  // namespace mmoe
