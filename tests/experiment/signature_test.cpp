// SPDX-License-Identifier: Apache-2.0
#include "experiment/signature.h"

#include <gtest/gtest.h>

namespace mmoe {
namespace {

TEST(Signature, IsTheSameForAnyNumberOfThreadsAndEachTime) {
  const std::string signature = compute_signature(1);
  EXPECT_EQ(signature.size(), 64U);
  EXPECT_EQ(signature, compute_signature(4));
  EXPECT_EQ(signature, build_signature());
}

}  // namespace
}  // namespace mmoe
