// SPDX-License-Identifier: Apache-2.0
#include "data/text_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "data/census/census_fixture.h"

namespace mmoe {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::vector<std::string> read_all(TextReader& reader) {
  std::vector<std::string> lines;
  for (std::string_view line; reader.next(line);) lines.emplace_back(line);
  return lines;
}

std::string text_error(const std::string& path) {
  return input_error([&] {
    TextReader reader(path);
    read_all(reader);
  });
}

/// More than the reader's buffer, of lines of every length up to 500.
std::string long_text() {
  std::string text;
  for (std::size_t i = 0; text.size() < 3'000'000; ++i) {
    text += std::string(i % 501, static_cast<char>('a' + i % 26)) + "\n";
  }
  return text;
}

TEST(TextReader, GivesLinesSizeAndChecksum) {
  const TestFolder folder;
  for (const std::string& path :
       {folder.write("a.txt", "one\n\nthree\n"), folder.write_gz("a.txt.gz", "one\n\nthree\n")}) {
    TextReader reader(path);
    EXPECT_THAT(read_all(reader), ElementsAre("one", "", "three"));
    EXPECT_EQ(reader.line_number(), 3);
    EXPECT_EQ(reader.bytes(), 11);
    EXPECT_EQ(reader.sha256(), sha256_hex("one\n\nthree\n"));
  }
}

TEST(TextReader, ReadsLinesAcrossItsBuffer) {
  const TestFolder folder;
  const std::string text = long_text();
  TextReader reader(folder.write_gz("long.gz", text));
  std::string joined;
  for (const std::string& line : read_all(reader)) joined += line + "\n";
  EXPECT_EQ(joined, text);
  EXPECT_EQ(reader.sha256(), sha256_hex(text));
}

TEST(TextReader, AnEmptyFileHasNoLines) {
  const TestFolder folder;
  TextReader reader(folder.write("empty", ""));
  EXPECT_THAT(read_all(reader), ElementsAre());
  EXPECT_EQ(reader.bytes(), 0);
}

TEST(TextReader, NamesAMissingFile) {
  EXPECT_EQ(text_error("/nowhere/x"), "/nowhere/x: No such file or directory");
}

TEST(TextReader, RejectsAGzipFileThatIsCutOff) {
  const TestFolder folder;
  folder.write_gz("whole.gz", long_text());
  const std::string bytes = folder.read("whole.gz");
  // Within the data, and within the checksum at the end.
  for (const std::size_t size : {bytes.size() / 2, bytes.size() - 3}) {
    const std::string path = folder.write("cut.gz", bytes.substr(0, size));
    EXPECT_THAT(text_error(path), HasSubstr(path + ": the gzip data is cut off after ")) << size;
  }
}

TEST(TextReader, RejectsACorruptGzipFile) {
  const TestFolder folder;
  folder.write_gz("whole.gz", long_text());
  std::string bytes = folder.read("whole.gz");
  bytes[bytes.size() - 6] ^= 1;  // in the CRC of the plain bytes
  const std::string path = folder.write("bad.gz", bytes);
  EXPECT_THAT(text_error(path), HasSubstr(path + ": the gzip data is corrupt after "));
}

TEST(TextReader, RejectsALastLineWithoutLineFeed) {
  const TestFolder folder;
  const std::string path = folder.write("cut", "one\ntw");
  EXPECT_THAT(text_error(path), HasSubstr(path + ":2: found the end of the file inside a line"));
}

TEST(TextReader, RejectsALineThatIsTooLong) {
  const TestFolder folder;
  const std::string path = folder.write("long", "a\n" + std::string(3'000'000, 'x'));
  EXPECT_THAT(text_error(path), HasSubstr(path + ":2: the line is longer than 65536 bytes"));
  // Also where its LF is in sight.
  const std::string longest(TextReader::kMaxLine, 'x');
  folder.write("long", "a\n" + longest + "x\n");
  EXPECT_THAT(text_error(path), HasSubstr(path + ":2: the line is longer than 65536 bytes"));
  TextReader reader(folder.write("longest", longest + "\n"));
  EXPECT_THAT(read_all(reader), ElementsAre(longest));
}

}  // namespace
}  // namespace mmoe
