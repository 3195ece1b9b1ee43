// SPDX-License-Identifier: Apache-2.0
#include "data/block_file.h"

#include <gmock/gmock.h>

#include <array>
#include <fstream>

#include "base/error.h"
#include "base/sha256.h"
#include "data/block_layout.h"
#include "data/census/census_fixture.h"

namespace mmoe {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

constexpr const char* kLogSource = "log.csv of 12 bytes";
constexpr std::array kPayloads = {"first", "second one", "third"};

/// Appends blocks from the writer's mark on, `count` of all three.
void append_up_to(BlockWriter& writer, std::size_t count) {
  for (std::size_t i = writer.mark(); i < count; ++i) writer.append(kPayloads.at(i), i + 1);
}

class Blocks : public ::testing::Test {
 protected:
  fs::path file() const { return folder_.path("rows"); }
  fs::path part() const { return folder_.path("rows.part"); }
  void write_all_blocks() const {
    BlockWriter writer(file(), kLogSource);
    append_up_to(writer, kPayloads.size());
    writer.finish();
  }
  void spoil(const fs::path& path, std::size_t at) const {
    std::fstream stream(path, std::ios::in | std::ios::out | std::ios::binary);
    stream.seekp(static_cast<std::streamoff>(at));
    stream.put('#');
  }
  std::string refusal(const std::string& source = kLogSource) const {
    try {
      const BlockFile blocks(file(), source);
      for (std::size_t i = 0; i < blocks.blocks(); ++i) blocks.block(i);
    } catch (const RunError& error) {
      return error.what();
    }
    return "none";
  }
  std::string writer_refusal(const std::string& source = kLogSource) const {
    try {
      BlockWriter writer(file(), source);
      append_up_to(writer, kPayloads.size());
    } catch (const RunError& error) {
      return error.what();
    }
    return "none";
  }

  TestFolder folder_;
};

std::string bytes_of(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), {}};
}

TEST_F(Blocks, ComeBackAsTheyWereWritten) {
  write_all_blocks();
  const BlockFile blocks(file(), kLogSource);
  ASSERT_EQ(blocks.blocks(), kPayloads.size());
  for (std::size_t i = 0; i < kPayloads.size(); ++i) EXPECT_EQ(blocks.block(i), kPayloads.at(i));
  blocks.expect_random();
  blocks.release();
  EXPECT_EQ(blocks.block(1), kPayloads.at(1));
  EXPECT_EQ(blocks.mark(), 3U);
  EXPECT_EQ(blocks.sha256(), sha256_hex("firstsecond onethird"));
  EXPECT_FALSE(fs::exists(part()));
}

TEST_F(Blocks, MayBeNone) {
  BlockWriter(file(), kLogSource).finish();
  const BlockFile blocks(file(), kLogSource);
  EXPECT_EQ(blocks.blocks(), 0U);
  EXPECT_EQ(blocks.mark(), 0U);
  EXPECT_EQ(blocks.sha256(), sha256_hex(""));
}

/// However many bytes a killed writer left, the next one ends in the same file.
TEST_F(Blocks, GoOnWhereAKilledWriterStopped) {
  write_all_blocks();
  const std::string whole = bytes_of(file());
  for (std::size_t left = 0; left < whole.size(); left += 7) {
    std::ofstream(part(), std::ios::binary) << whole.substr(0, left);
    fs::remove(file());
    write_all_blocks();
    ASSERT_EQ(bytes_of(file()), whole) << left << " bytes were left";
  }
}

TEST_F(Blocks, AreKeptByAWriterThatIsNotFinished) {
  {
    BlockWriter writer(file(), kLogSource);
    append_up_to(writer, 2);
  }
  EXPECT_FALSE(fs::exists(file()));
  EXPECT_EQ(BlockWriter(file(), kLogSource).mark(), 2U);
  EXPECT_EQ(BlockWriter(file(), kLogSource).blocks(), 2U);
}

TEST_F(Blocks, AreRefusedInOneLineIfDamaged) {
  write_all_blocks();
  const std::string whole = bytes_of(file());
  std::size_t refused = 0;
  for (std::size_t at = file_head(kLogSource).size(); at < whole.size(); ++at) {
    std::string damaged = whole;
    damaged[at] = '#';
    folder_.write("rows", damaged);
    const std::string line = refusal();
    if (line == "none") continue;  // padding, which nothing reads
    ++refused;
    EXPECT_THAT(line, ::testing::AnyOf(HasSubstr("is damaged"), HasSubstr("cut off"))) << at;
    EXPECT_THAT(line, ::testing::Not(HasSubstr("\n")));
  }
  EXPECT_EQ(refused, 4 * sizeof(BlockHead) + 5 + 10 + 5 + kBlockDigest)
      << "each byte of heads, payloads and the digest";
}

/// Opening reads heads alone, so that it is quick; a damaged block is refused whenever it is read.
TEST_F(Blocks, AreCheckedWhenTheyAreRead) {
  write_all_blocks();
  spoil(file(), file_head(kLogSource).size() + sizeof(BlockHead));
  const BlockFile blocks(file(), kLogSource);
  EXPECT_EQ(blocks.block_size(0), 5U);
  EXPECT_EQ(blocks.block(1), kPayloads[1]);
  for (int again = 0; again < 2; ++again) EXPECT_THROW(blocks.block(0), RunError);
  EXPECT_THAT(refusal(), HasSubstr("rows: block 0 is damaged: its checksum differs"));
}

TEST_F(Blocks, OfAnUnfinishedFileAreRefusedIfDamaged) {
  {
    BlockWriter writer(file(), kLogSource);
    append_up_to(writer, 2);
  }
  spoil(part(), file_head(kLogSource).size() + sizeof(BlockHead));
  EXPECT_THAT(writer_refusal(), HasSubstr("rows.part: block 0 is damaged"));
}

TEST_F(Blocks, OfACutOffFileAreRefused) {
  write_all_blocks();
  fs::resize_file(file(), fs::file_size(file()) - 1);
  EXPECT_THAT(refusal(), HasSubstr("rows: cut off after 3 blocks"));
}

TEST_F(Blocks, OfAnotherSourceAreRefused) {
  write_all_blocks();
  EXPECT_THAT(refusal("log.csv of 13 bytes"),
              HasSubstr("found log.csv of 12 bytes; expected log.csv of 13 bytes"));
  {
    BlockWriter writer(file(), kLogSource);
    append_up_to(writer, 1);
  }
  EXPECT_THAT(writer_refusal("log.csv of 13 bytes"), HasSubstr("made of another source"));
}

TEST_F(Blocks, AreNotWrittenByTwoAtOnce) {
  const BlockWriter first(file(), kLogSource);
  EXPECT_THAT(writer_refusal(), HasSubstr("rows.part: another process writes it"));
}

TEST_F(Blocks, SayThatTheDiskIsFull) {
  fs::create_symlink("/dev/full", part());
  EXPECT_THAT(writer_refusal(), HasSubstr("rows.part: cannot be written: No space left on device"));
}

}  // namespace
}  // namespace mmoe
