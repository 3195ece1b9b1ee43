// SPDX-License-Identifier: Apache-2.0
// Any bytes as a CSV file: refused, or records that, written with every field quoted, read as
// themselves.
#include "data/table/csv_reader.h"

#include "base/error.h"
#include "fuzz/memory_file.h"
#include "fuzz/require.h"

namespace mmoe::fuzz {
namespace {

using CsvRecords = std::vector<std::vector<std::string>>;

CsvRecords read_records(const std::string& path) {
  CsvReader reader(path, ',');
  CsvRecords records;
  std::int64_t line = 0;
  for (std::vector<std::string_view> fields; reader.next(fields);) {
    require(reader.line() > line, "records stand on lines of their own");
    line = reader.line();
    records.emplace_back(fields.begin(), fields.end());
  }
  return records;
}

std::string quote_all(const CsvRecords& records) {
  std::string text;
  for (const auto& record : records) {
    for (const std::string& field : record) {
      text += &field == record.data() ? "\"" : ",\"";
      for (const char c : field) text += c == '"' ? std::string("\"\"") : std::string(1, c);
      text += '"';
    }
    text += "\r\n";
  }
  return text;
}

}  // namespace
}  // namespace mmoe::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace mmoe::fuzz;
  const MemoryFile file(data, size);
  CsvRecords records;
  try {
    records = read_records(file.path());
  } catch (const mmoe::InputError&) {  // the right answer to a damaged file
    return 0;
  }
  const std::string text = quote_all(records);
  const MemoryFile quoted(reinterpret_cast<const std::uint8_t*>(text.data()), text.size());
  require(read_records(quoted.path()) == records, "quoted records read as themselves");
  return 0;
}
