// SPDX-License-Identifier: Apache-2.0
#include "data/kuairand/log_row.h"

#include <fmt/format.h>

#include <charconv>
#include <chrono>
#include <limits>

#include "base/error.h"

namespace mmoe {
namespace {

// Places in kKuaiLogColumns.
constexpr std::size_t kUserColumn = 0, kVideoColumn = 1, kDateColumn = 2, kTimeColumn = 4,
                      kLikeColumn = 6, kLongViewColumn = 11, kDuration = 13, kRandom = 17,
                      kTab = 18;

[[noreturn]] void refuse_value(std::string_view text, std::string_view column,
                               const KuaiPlace& place, std::string_view expected) {
  throw InputError(fmt::format("{}:{}: column {}: found '{}'; expected {}", place.file, place.line,
                               column, text, expected));
}

/// One field of a log's row, by its place.
class KuaiLogField {
 public:
  KuaiLogField(const std::vector<std::string_view>& fields, const KuaiPlace& place)
      : fields_(fields), place_(place) {}

  std::int64_t number(std::size_t column, std::int64_t low, std::int64_t high) const {
    const std::int64_t value = kuai_integer(fields_[column], kKuaiLogColumns[column], place_);
    if (value < low || value > high) refuse(column, fmt::format("{} to {}", low, high));
    return value;
  }
  template <typename Integer>
  Integer at_least_0(std::size_t column) const {
    return static_cast<Integer>(number(column, 0, std::numeric_limits<Integer>::max()));
  }
  bool flag(std::size_t column) const { return number(column, 0, 1) == 1; }

  std::uint8_t day(std::size_t column) const {
    using std::chrono::sys_days;
    const auto date = static_cast<int>(number(column, 0, 99'999'999));
    const std::chrono::year_month_day found(
        std::chrono::year(date / 10'000),
        std::chrono::month(static_cast<unsigned>(date / 100 % 100)),
        std::chrono::day(static_cast<unsigned>(date % 100)));
    constexpr sys_days kFirst = std::chrono::year(2022) / std::chrono::April / std::chrono::day(8);
    const auto day = found.ok() ? (sys_days(found) - kFirst).count() : -1;
    if (day < 0 || day >= kKuaiDays) refuse(column, "a date from 20220408 to 20220508");
    return static_cast<std::uint8_t>(day);
  }

 private:
  [[noreturn]] void refuse(std::size_t column, std::string_view expected) const {
    refuse_value(fields_[column], kKuaiLogColumns[column], place_, expected);
  }

  const std::vector<std::string_view>& fields_;
  const KuaiPlace& place_;
};

}  // namespace

void check_kuai_header(std::span<const std::string_view> expected,
                       const std::vector<std::string_view>& found, const KuaiPlace& place) {
  for (std::size_t c = 0; c < expected.size(); ++c) {
    const std::string_view column = c < found.size() ? found[c] : "the end of the line";
    if (column == expected[c]) continue;
    throw InputError(fmt::format("{}:{}: wrong header: found '{}' as column {}; expected '{}'",
                                 place.file, place.line, column, c + 1, expected[c]));
  }
  if (found.size() > expected.size()) {
    throw InputError(fmt::format("{}:{}: wrong header: found {} columns; expected {}", place.file,
                                 place.line, found.size(), expected.size()));
  }
}

std::int64_t kuai_integer(std::string_view text, std::string_view column, const KuaiPlace& place) {
  std::int64_t value = 0;
  const char* const end = text.data() + text.size();
  const auto [rest, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc() || rest != end) refuse_value(text, column, place, "a whole number");
  return value;
}

KuaiLogRow parse_kuai_log_row(const std::vector<std::string_view>& fields, const KuaiPlace& place) {
  if (fields.size() != kKuaiLogColumns.size()) {
    throw InputError(fmt::format("{}:{}: found {} fields; expected {}: is the file truncated?",
                                 place.file, place.line, fields.size(), kKuaiLogColumns.size()));
  }
  const KuaiLogField field(fields, place);
  return {.user = field.at_least_0<std::int32_t>(kUserColumn),
          .video = field.at_least_0<std::int32_t>(kVideoColumn),
          .time_ms = field.at_least_0<std::int64_t>(kTimeColumn),
          .duration_ms = field.at_least_0<std::int32_t>(kDuration),
          .day = field.day(kDateColumn),
          .tab = field.at_least_0<std::uint8_t>(kTab),
          .long_view = field.flag(kLongViewColumn),
          .like = field.flag(kLikeColumn),
          .random = field.flag(kRandom)};
}

}  // namespace mmoe
