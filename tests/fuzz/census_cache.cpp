// SPDX-License-Identifier: Apache-2.0
// Any bytes as a cache file: nothing, or a table in which every code has its name. The fuzzer's
// bytes are signed here, for no fuzzer finds a SHA-256 by chance.
#include "base/sha256.h"
#include "data/census/cache.h"
#include "fuzz/require.h"

namespace mmoe::fuzz {
namespace {

void check_table(const CensusTable& table) {
  require(table.numbers.size() == table.rows * kCensusNumbers, "each row has its numbers");
  require(table.codes.size() == table.rows * kCensusCategories, "each row has its codes");
  for (std::size_t row = 0; row < table.rows; ++row) {
    for (std::size_t slot = 0; slot < kCensusCategories; ++slot) {
      require(table.codes[row * kCensusCategories + slot] < table.names[slot].size(),
              "each code has a name");
    }
  }
}

}  // namespace
}  // namespace mmoe::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  constexpr std::string_view kStored = "b5bb9d80";  // the corpus' source; see make_corpus.py
  mmoe::parse_census_cache(bytes, kStored);
  const auto table =
      mmoe::parse_census_cache(std::string(bytes) + mmoe::sha256_hex(bytes), kStored);
  if (table) mmoe::fuzz::check_table(*table);
  return 0;
}
