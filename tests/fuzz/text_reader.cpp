// SPDX-License-Identifier: Apache-2.0
// Any bytes as a file, plain or .gz: refused, or lines that add up to its plain bytes.
#include "data/text_reader.h"

#include "base/error.h"
#include "fuzz/memory_file.h"
#include "fuzz/require.h"

namespace mmoe::fuzz {
namespace {

void check_lines(const std::string& path) {
  TextReader reader(path);
  Sha256 sha;
  std::int64_t bytes = 0;
  std::int64_t lines = 0;
  for (std::string_view line; reader.next(line);) {
    require(line.find('\n') == line.npos, "a line has no line feed");
    sha.update(line);
    sha.update("\n");
    bytes += static_cast<std::int64_t>(line.size()) + 1;
    require(reader.line_number() == ++lines, "lines are counted");
  }
  require(reader.bytes() == bytes, "the bytes are those of the lines");
  require(reader.sha256() == sha.hex(), "so is the checksum");
}

}  // namespace
}  // namespace mmoe::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const mmoe::fuzz::MemoryFile file(data, size);
  try {
    mmoe::fuzz::check_lines(file.path());
  } catch (const mmoe::InputError&) {  // the right answer to a damaged file
  }
  return 0;
}
