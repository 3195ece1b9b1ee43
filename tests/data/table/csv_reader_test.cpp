// SPDX-License-Identifier: Apache-2.0
#include "data/table/csv_reader.h"

#include <archive.h>
#include <archive_entry.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "data/census/census_fixture.h"

namespace mmoe {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

using Records = std::vector<std::vector<std::string>>;

Records read_records(const std::string& path, char delimiter = ',') {
  CsvReader reader(path, delimiter);
  Records records;
  for (std::vector<std::string_view> fields; reader.next(fields);) {
    records.emplace_back(fields.begin(), fields.end());
  }
  return records;
}

Records records_of(const std::string& text, char delimiter = ',') {
  const TestFolder folder;
  return read_records(folder.write("t.csv", text), delimiter);
}

std::string csv_error(const std::string& text) {
  return input_error([&] { records_of(text); });
}

std::string write_zstd(const TestFolder& folder, const std::string& text) {
  const std::string path = folder.path("t.csv.zst");
  archive* out = archive_write_new();
  archive_write_add_filter_zstd(out);
  archive_write_set_format_raw(out);
  archive_write_open_filename(out, path.c_str());
  archive_entry* entry = archive_entry_new();
  archive_entry_set_filetype(entry, AE_IFREG);
  archive_write_header(out, entry);
  archive_write_data(out, text.data(), text.size());
  archive_entry_free(entry);
  archive_write_free(out);
  return path;
}

TEST(CsvReader, ReadsPlainGzipAndZstandardAlike) {
  const TestFolder folder;
  const std::string text = "a,b\n1,2\n";
  for (const std::string& path :
       {folder.write("t.csv", text), folder.write_gz("t.csv.gz", text), write_zstd(folder, text)}) {
    EXPECT_EQ(read_records(path), (Records{{"a", "b"}, {"1", "2"}})) << path;
    CsvReader reader(path, ',');
    for (std::vector<std::string_view> fields; reader.next(fields);) continue;
    EXPECT_EQ(reader.bytes(), 8) << path;
    EXPECT_EQ(reader.sha256(), sha256_hex(text)) << path;
  }
}

TEST(CsvReader, TakesEitherLineEndAndNoneAtTheLast) {
  for (const char* text :
       {"a,b\n1,2\n", "a,b\r\n1,2\r\n", "a,b\r\n1,2", "a,b\n1,2\r", "a,b\n1,2"}) {
    EXPECT_EQ(records_of(text), (Records{{"a", "b"}, {"1", "2"}})) << text;
  }
}

TEST(CsvReader, SkipsAByteOrderMarkAndBlankLines) {
  EXPECT_EQ(records_of("\xef\xbb\xbf"
                       "a\n\n1\n  \r\n\n"),
            (Records{{"a"}, {"1"}}));
}

TEST(CsvReader, ReadsQuotesWithDelimitersLineFeedsAndQuotes) {
  EXPECT_EQ(records_of("\"a,b\",\"c\nd\"\n\"say \"\"hi\"\"\", \"\" \n"),
            (Records{{"a,b", "c\nd"}, {"say \"hi\"", ""}}));
  EXPECT_EQ(records_of("\"\"\n"), (Records{{""}}));
}

TEST(CsvReader, TrimsPlainFieldsAndKeepsQuotedOnes) {
  EXPECT_EQ(records_of(" a , \" b \" ,5\" pipe\n"), (Records{{"a", " b ", "5\" pipe"}}));
}

TEST(CsvReader, KeepsEmptyFieldsToTheLast) {
  EXPECT_EQ(records_of(",,\n1,,"), (Records{{"", "", ""}, {"1", "", ""}}));
  EXPECT_EQ(records_of("a\t\tb c\n", '\t'), (Records{{"a", "", "b c"}}));
}

TEST(CsvReader, CountsLinesThroughQuotedLineFeedsAndBlankLines) {
  const TestFolder folder;
  CsvReader reader(folder.write("t.csv", "a\n\n\"1\n2\"\n3\n"), ',');
  std::vector<std::int64_t> lines;
  for (std::vector<std::string_view> fields; reader.next(fields);) lines.push_back(reader.line());
  EXPECT_THAT(lines, ElementsAre(1, 3, 5));
}

TEST(CsvReader, ReadsRecordsAcrossAndBeyondItsBuffer) {
  const std::string wide(3'000'000, 'x');
  Records expected = {{wide, "\"" + wide}};
  std::string text = wide + ",\"\"\"" + wide + "\"\n";
  for (int i = 0; i < 3000; ++i) {
    const std::string field(static_cast<std::size_t>(i % 700), 'y');
    expected.push_back({field, "é\n"});
    text += field + ",\"é\n\"\r\n";
  }
  EXPECT_EQ(records_of(text), expected);
}

TEST(CsvReader, AnEmptyFileHasNoRecords) {
  EXPECT_TRUE(records_of("").empty());
  EXPECT_TRUE(records_of("\xef\xbb\xbf").empty());
  EXPECT_TRUE(records_of("\n\r\n").empty());
}

TEST(CsvReader, SaysWhatIsWrongOnWhichLine) {
  EXPECT_THAT(csv_error("a\n\"b\nc\n"), HasSubstr("t.csv:2: found a quote that is not closed"));
  EXPECT_THAT(csv_error("a\nb,\"c\"d\n"),
              HasSubstr("t.csv:2: found text behind the closing quote of field 2"));
  EXPECT_THAT(csv_error("a\rb\r"), HasSubstr("t.csv:1: found a carriage return without"));
  EXPECT_THAT(csv_error("a\ncaf\xe9\n"), HasSubstr("t.csv:2: found bytes that are not UTF-8"));
  EXPECT_THAT(csv_error("\xff\xfe"
                        "a"),
              HasSubstr("t.csv:1: found UTF-16"));
  EXPECT_THAT(csv_error(std::string("a\n\0b\n", 5)), HasSubstr("t.csv:2: found a NUL byte"));
  EXPECT_THAT(csv_error("a\n\"" + std::string(CsvReader::kMaxRecord, 'x')),
              HasSubstr("t.csv:2: the record is longer than"));
}

TEST(CsvReader, RefusesFilesThatCannotBeRead) {
  const TestFolder folder;
  const auto error_of = [](const std::string& path) {
    return input_error([&] { read_records(path); });
  };
  EXPECT_THAT(error_of(folder.path("none.csv")), HasSubstr("none.csv: No such file"));
  EXPECT_THAT(error_of(folder.path()), HasSubstr("found a folder; expected a file"));
  std::string text;
  for (int i = 0; i < 20'000; ++i) text += std::to_string(i * 7919) + "\n";
  folder.write_gz("whole.gz", text);
  const std::string packed = folder.read("whole.gz");
  // Within the data, and within the checksum at the end.
  for (const std::size_t size : {packed.size() / 2, packed.size() - 3}) {
    EXPECT_THAT(error_of(folder.write("cut.gz", packed.substr(0, size))),
                HasSubstr("cut.gz: cannot be read after"))
        << size;
  }
  std::string corrupt = packed;
  corrupt[corrupt.size() - 6] ^= 1;  // in the CRC of the plain bytes
  EXPECT_THAT(error_of(folder.write("bad.gz", corrupt)), HasSubstr("bad.gz: cannot be read after"));
}

TEST(CsvReader, TakesEmptyFiles) {
  const TestFolder folder;
  for (const std::string& path :
       {folder.write("t.csv", ""), folder.write_gz("t.csv.gz", ""), write_zstd(folder, "")}) {
    EXPECT_EQ(read_records(path), Records()) << path;
  }
}

TEST(CsvReader, ReadsTheMembersOfAGzipFileInTurn) {
  const TestFolder folder;
  folder.write_gz("a.gz", "a\n");
  folder.write_gz("b.gz", "b\n");
  EXPECT_EQ(read_records(folder.write("both.gz", folder.read("a.gz") + folder.read("b.gz"))),
            (Records{{"a"}, {"b"}}));
}

/// Eight bytes are looked at at a time: a stop may be any of them, or behind the last eight.
TEST(CsvReader, FindsStopsAtEveryPlace) {
  for (const char delimiter : {',', ';', '\t', '|'}) {
    for (const std::string end : {"\n", "\r\n", ""}) {
      for (std::size_t size = 1; size <= 17; ++size) {
        const std::string first(size, 'x');
        const std::string second(18 - size, 'y');
        EXPECT_EQ(records_of(first + delimiter + second + end, delimiter),
                  (Records{{first, second}}))
            << size << delimiter << end.size();
      }
    }
  }
}

}  // namespace
}  // namespace mmoe
