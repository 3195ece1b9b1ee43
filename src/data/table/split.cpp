// SPDX-License-Identifier: Apache-2.0
#include "data/table/split.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "base/count_text.h"
#include "base/error.h"
#include "data/table/number_text.h"
#include "math/permutation.h"

namespace mmoe {
namespace {

using RowList = std::vector<std::size_t>;

/// A part that rows are to be taken for, and how many.
struct Share {
  TablePart part;
  std::size_t rows;
};

class RowSplit {
 public:
  RowSplit(const TableRecipe& recipe, const RawTable& table, std::uint64_t seed)
      : recipe_(recipe), split_(recipe.split), table_(table), seed_(seed) {}

  std::vector<TablePart> parts() {
    assign_files();
    if (split_.by == "column" && !rows_.empty()) {
      by_column();
    } else if (split_.by == "group" && !rows_.empty()) {
      by_group();
    } else if (!rows_.empty()) {
      split_.by == "time" ? by_time() : by_fraction();
    }
    check();
    return std::move(parts_);
  }

 private:
  /// Parts by file, and the rows that are left to be split.
  void assign_files() {
    parts_.assign(table_.rows, TablePart::kTrain);
    std::vector<TablePart> of_files;
    for (std::size_t part = 0; part < kTableParts.size(); ++part) {
      of_files.insert(of_files.end(), recipe_.files[part].size(), static_cast<TablePart>(part));
    }
    const bool whole = recipe_.by_part && !recipe_.files[1].empty();
    const TablePart from = split_.from == "test" ? TablePart::kTest : TablePart::kTrain;
    std::size_t row = 0;
    for (std::size_t file = 0; file < of_files.size(); ++file) {
      for (std::size_t i = 0; i < table_.files[file].rows; ++i, ++row) {
        parts_[row] = of_files[file];
        if (!whole && (!recipe_.by_part || of_files[file] == from)) rows_.push_back(row);
      }
    }
    const auto count = [&](double share) {
      const double rows = std::round(share * static_cast<double>(rows_.size()));
      return static_cast<std::size_t>(std::max(1.0, rows));
    };
    if (!recipe_.by_part) shares_.push_back({TablePart::kTest, count(split_.test)});
    shares_.push_back({TablePart::kValidation, count(split_.validation)});
  }

  /// The parts of `order`, a permutation of the rows, whose rows i and i + 1 are to be together
  /// where `together` says so.
  template <typename Together>
  void cut(const RowList& order, const Together& together) {
    std::size_t at = 0;
    for (const Share& share : shares_) {
      const std::size_t begin = at;
      while (at < order.size() && (at - begin < share.rows || together(order[at - 1], order[at]))) {
        parts_[order[at++]] = share.part;
      }
    }
  }

  void by_fraction() {
    const Permutation drawn(Stream{seed_, Purpose::kSplit}, 0, rows_.size());
    RowList order;
    for (std::size_t i = 0; i < rows_.size(); ++i) order.push_back(rows_[drawn(i)]);
    cut(order, [](std::size_t, std::size_t) { return false; });
  }

  void by_time() {
    const TableColumn& column = table_.at(split_.column);
    const std::vector<double> times = times_of(column);
    RowList order = rows_;
    std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) {
      return times[column.codes[a]] > times[column.codes[b]];
    });
    cut(order, [&](std::size_t a, std::size_t b) {
      return times[column.codes[a]] == times[column.codes[b]];
    });
  }

  /// By code: numbers where all texts are, else places in the order of the texts.
  static std::vector<double> times_of(const TableColumn& column) {
    std::vector<double> times;
    for (const std::string& text : column.texts) {
      const auto number = parse_decimal(text);
      if (!number) break;
      times.push_back(*number);
    }
    if (times.size() == column.texts.size()) return times;
    RowList order(column.texts.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::sort(order, {}, [&](std::size_t code) { return column.texts[code]; });
    times.assign(order.size(), 0);
    for (std::size_t i = 0; i < order.size(); ++i) times[order[i]] = static_cast<double>(i);
    return times;
  }

  void by_group() {
    const TableColumn& column = table_.at(split_.column);
    const Permutation drawn(Stream{seed_, Purpose::kSplit}, 0, column.texts.size());
    std::vector<std::uint64_t> places;  // by group
    for (std::size_t group = 0; group < drawn.size(); ++group) places.push_back(drawn(group));
    RowList order = rows_;
    std::ranges::stable_sort(order, {}, [&](std::size_t row) { return places[column.codes[row]]; });
    cut(order, [&](std::size_t a, std::size_t b) { return column.codes[a] == column.codes[b]; });
  }

  void by_column() {
    const TableColumn& column = table_.at(split_.column);
    const std::pair<TablePart, const std::vector<std::string>&> lists[] = {
        {TablePart::kTest, split_.test_values}, {TablePart::kValidation, split_.validation_values}};
    for (const auto& [part, values] : lists) {
      for (const std::string& value : values) {
        const std::uint32_t code = code_of(column, value, "split");
        for (const std::size_t row : rows_) {
          if (column.codes[row] == code) parts_[row] = part;
        }
      }
    }
  }

  void check() const {
    for (std::size_t part = 0; part < kTableParts.size(); ++part) {
      if (std::ranges::count(parts_, static_cast<TablePart>(part)) > 0) continue;
      throw FieldError("split", fmt::format("the {} part has none of the {}; expected at "
                                            "least one in each of train, validation and test",
                                            kTableParts[part], counted(table_.rows, "row")));
    }
  }

  const TableRecipe& recipe_;
  const TableSplitOptions& split_;
  const RawTable& table_;
  std::uint64_t seed_;
  std::vector<TablePart> parts_;
  RowList rows_;               // to be split
  std::vector<Share> shares_;  // of them, in the order they are taken
};

}  // namespace

std::vector<TablePart> split_rows(const TableRecipe& recipe, const RawTable& table,
                                  std::uint64_t seed) {
  return RowSplit(recipe, table, seed).parts();
}

}  // namespace mmoe
