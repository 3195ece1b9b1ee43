// SPDX-License-Identifier: Apache-2.0
#include "base/sha256.h"

#include <gtest/gtest.h>

#include "cli/run_cli.h"

namespace mmoe {
namespace {

// The examples of FIPS 180-2, appendix B.
TEST(Sha256, GivesTheDigestsOfTheStandard) {
  EXPECT_EQ(sha256_hex(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  EXPECT_EQ(sha256_hex("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  EXPECT_EQ(sha256_hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

TEST(Sha256, DoesNotDependOnThePieces) {
  Sha256 sha;
  sha.update("a");
  EXPECT_EQ(sha.hex(), sha256_hex("a"));
  sha.update("");
  sha.update("bc");
  EXPECT_EQ(sha.hex(), sha256_hex("abc"));
  EXPECT_EQ(sha.hex(), sha256_hex("abc"));
}

TEST(Sha256, OfAFileIsThatOfItsBytes) {
  const testing::TempDir folder;
  const std::string bytes(3'000'000, 'x');  // several blocks
  testing::write_file(folder / "x", bytes);
  EXPECT_EQ(sha256_of_file(folder / "x"), sha256_hex(bytes));
  EXPECT_FALSE(sha256_of_file(folder / "missing"));
  EXPECT_FALSE(sha256_of_file(folder.path()));
}

}  // namespace
}  // namespace mmoe
