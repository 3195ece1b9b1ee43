// SPDX-License-Identifier: Apache-2.0
// Any bytes as the blocks of a cached table: refused, or columns in which every row has a value and
// every code a text. The blocks' checksums are left out, for no fuzzer finds one by chance; a block
// is 4 bytes with its length, and so many bytes.
#include <cstring>

#include "base/error.h"
#include "data/table/column_file.h"
#include "fuzz/require.h"

namespace mmoe::fuzz {
namespace {

/// Blocks as a mapped file has them: at multiples of 8 bytes.
struct AlignedBlocks {
  std::vector<std::vector<std::uint64_t>> memory = {};
  std::vector<std::string_view> blocks = {};
};

AlignedBlocks split_blocks(std::string_view bytes) {
  AlignedBlocks aligned;
  while (bytes.size() > sizeof(std::uint32_t)) {
    std::uint32_t size = 0;
    std::memcpy(&size, bytes.data(), sizeof size);
    const std::string_view block = bytes.substr(sizeof size, size);
    if (block.empty()) break;  // as no block of a file is
    auto& copy = aligned.memory.emplace_back((block.size() + 7) / 8);
    std::memcpy(copy.data(), block.data(), block.size());
    aligned.blocks.emplace_back(reinterpret_cast<const char*>(copy.data()), block.size());
    bytes.remove_prefix(sizeof size + block.size());
  }
  return aligned;
}

void check_columns(const RawTable& table) {
  for (const TableColumn& column : table.columns) {
    require(column.numbers.empty() || column.numbers.size() == table.rows, "a number per row");
    require(column.codes.empty() || column.codes.size() == table.rows, "a code per row");
    volatile double read = 0;
    for (const double number : column.numbers) read = read + number;
    for (const std::uint32_t code : column.codes) {
      require(code == TableColumn::kMissing || code < column.texts.size(), "each code has a text");
    }
  }
}

}  // namespace
}  // namespace mmoe::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace mmoe::fuzz;
  const AlignedBlocks aligned = split_blocks({reinterpret_cast<const char*>(data), size});
  if (aligned.blocks.empty()) return 0;
  try {
    check_columns(mmoe::table_of_blocks(aligned.blocks,
                                        [](const std::string&) { return mmoe::TableColumnUse(); }));
  } catch (const mmoe::RunError&) {  // the right answer to a damaged file
  }
  return 0;
}
