// SPDX-License-Identifier: Apache-2.0
#include "data/census/cache.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>
#include <fstream>
#include <limits>
#include <system_error>

#include "base/atomic_file.h"
#include "base/bytes.h"
#include "base/error.h"
#include "base/folders.h"
#include "base/sha256.h"

namespace mmoe {
namespace {

namespace fs = std::filesystem;

/// Increase the number with any change to the format or to how rows are read.
constexpr std::string_view kVersion = "mmoe-bench census table 3\n";
constexpr std::size_t kDigest = 64;

template <typename T>
void append(std::string& out, const T& value) {
  out += bytes_of_value(value);
}

void append_text(std::string& out, std::string_view text) {
  append<std::uint64_t>(out, text.size());
  out += text;
}

struct Damaged {};

/// Reads what append wrote; throws Damaged rather than read past the end.
class Cursor {
 public:
  explicit Cursor(std::string_view bytes) : rest_(bytes) {}

  template <typename T>
  T value() {
    T result;
    std::memcpy(&result, take(sizeof(T)).data(), sizeof(T));
    return result;
  }
  std::string_view text() { return take(value<std::uint64_t>()); }
  template <typename T>
  std::vector<T> values(std::size_t count) {
    const std::string_view bytes = text();
    if (bytes.size() / sizeof(T) != count || bytes.size() % sizeof(T) != 0) throw Damaged{};
    std::vector<T> result(count);
    // Not memcpy, which may not be given an empty vector's null.
    std::copy(bytes.begin(), bytes.end(), reinterpret_cast<char*>(result.data()));
    return result;
  }
  std::string_view take(std::uint64_t size) {
    if (size > rest_.size()) throw Damaged{};
    const std::string_view taken = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return taken;
  }

 private:
  std::string_view rest_;
};

/// Guards against crafted files: the checksum has been verified by then.
void check_codes(const CensusTable& table) {
  for (std::size_t i = 0; i < table.codes.size(); ++i) {
    if (table.codes[i] >= table.names[i % kCensusCategories].size()) throw Damaged{};
  }
}

CensusTable parse_table(Cursor& cursor) {
  CensusTable table;
  table.source.name = cursor.text();
  table.source.bytes = cursor.value<std::int64_t>();
  table.source.sha256 = cursor.text();
  table.rows = cursor.value<std::uint64_t>();
  // So that no product below overflows 64 bits.
  if (table.rows > std::numeric_limits<std::uint32_t>::max()) throw Damaged{};
  table.numbers = cursor.values<float>(table.rows * kCensusNumbers);
  table.codes = cursor.values<std::uint16_t>(table.rows * kCensusCategories);
  for (std::vector<std::string>& names : table.names) {
    const auto count = cursor.value<std::uint64_t>();
    for (std::uint64_t i = 0; i < count; ++i) names.emplace_back(cursor.text());
  }
  check_codes(table);
  return table;
}

std::string read_file(const fs::path& path) {
  std::error_code error;
  const auto size = fs::file_size(path, error);
  if (error) return "";
  std::string bytes(size, '\0');
  std::ifstream file(path, std::ios::binary);
  file.read(bytes.data(), static_cast<std::streamsize>(size));
  return file ? bytes : "";
}

/// Writes atomically and ignores failures: see the header.
void write_cache_file(const fs::path& path, std::string_view bytes) {
  std::error_code error;
  fs::create_directories(path.parent_path(), error);
  const fs::path beside = temporary_beside(path);
  std::ofstream file(beside, std::ios::binary);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.close();
  if (file) fs::rename(beside, path, error);
  if (!file || error) fs::remove(beside, error);
}

}  // namespace

fs::path census_cache_dir() {
  try {
    return user_cache_dir() / "census-income";
  } catch (const InputError&) {
    return {};
  }
}

CensusTable load_census_table(const std::string& path, const fs::path& cache_dir) {
  if (cache_dir.empty()) return read_census_table(path);
  const auto stored = sha256_of_file(path);
  if (!stored) return read_census_table(path);  // reports what is wrong
  const std::string key = sha256_hex(fs::absolute(path).string()).substr(0, 16);
  const fs::path cache = cache_dir / fmt::format("{}.table", key);
  if (auto table = parse_census_cache(read_file(cache), *stored)) return std::move(*table);
  CensusTable table = read_census_table(path);
  write_cache_file(cache, write_census_cache(table, *stored));
  return table;
}

std::string write_census_cache(const CensusTable& table, std::string_view stored_sha256) {
  std::string out(kVersion);
  append_text(out, stored_sha256);
  append_text(out, table.source.name);
  append(out, table.source.bytes);
  append_text(out, table.source.sha256);
  append<std::uint64_t>(out, table.rows);
  append_text(out, bytes_of_list(table.numbers));
  append_text(out, bytes_of_list(table.codes));
  for (const std::vector<std::string>& names : table.names) {
    append<std::uint64_t>(out, names.size());
    for (const std::string& name : names) append_text(out, name);
  }
  return out + sha256_hex(out);
}

std::optional<CensusTable> parse_census_cache(std::string_view bytes,
                                              std::string_view stored_sha256) {
  try {
    Cursor cursor(bytes);
    if (cursor.take(kVersion.size()) != kVersion) return std::nullopt;
    if (cursor.text() != stored_sha256) return std::nullopt;
    if (bytes.size() < kDigest) return std::nullopt;
    const std::string_view signed_bytes = bytes.substr(0, bytes.size() - kDigest);
    if (sha256_hex(signed_bytes) != bytes.substr(signed_bytes.size())) return std::nullopt;
    return parse_table(cursor);
  } catch (const Damaged&) {
    return std::nullopt;
  }
}

}  // namespace mmoe
