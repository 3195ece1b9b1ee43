// SPDX-License-Identifier: Apache-2.0
#include "data/table/first_recipe.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "base/characters.h"
#include "base/error.h"
#include "base/interrupt.h"
#include "data/table/csv_reader.h"
#include "data/table/profile.h"
#include "data/table/recipe.h"
#include "data/table/table.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

constexpr std::size_t kManyCategories = 1000;
constexpr std::int64_t kRareRows = 10;   // categories of long lists with fewer share an input
constexpr std::int64_t kFewRows = 20;    // too few to tell an id by
constexpr double kSkewed = 3;            // sd by mean of a number that wants a logarithm
constexpr double kSeparatedShare = 0.2;  // rows with a separator that make a list of a column

struct Guess {
  ordered_json column;  // as in the recipe's "columns"
  std::string reason;
};

/// "y", "y2", or a word that people call a label.
bool is_label_name(const std::string& name) {
  constexpr std::array kWords = {"label", "target", "click",   "conver",  "purchase",  "bought",
                                 "churn", "income", "outcome", "engaged", "satisfied", "liked"};
  const std::string lower = lower_case(name);
  if (lower.starts_with("y") &&
      std::all_of(lower.begin() + 1, lower.end(), [](char c) { return c >= '0' && c <= '9'; })) {
    return true;
  }
  return std::ranges::any_of(kWords, [&](const char* word) { return lower.starts_with(word); });
}

bool is_group_name(const std::string& name) {
  const std::string lower = lower_case(name);
  for (const char* word : {"user", "customer", "session", "group", "patient", "household"}) {
    if (lower == word || lower == fmt::format("{}_id", word) ||
        lower == fmt::format("{}id", word)) {
      return true;
    }
  }
  return false;
}

bool all_different(const ColumnProfile& profile) {
  return profile.present() > kFewRows &&
         (profile.many_values() ||
          static_cast<std::int64_t>(profile.value_count()) == profile.present());
}

Guess guess_number(const std::string& name, const ColumnProfile& profile) {
  const std::string range =
      fmt::format("numbers from {} to {}", profile.least(), profile.greatest());
  const std::string lower = lower_case(name);
  if (profile.whole_numbers() && all_different(profile) &&
      (lower == "id" || lower.ends_with("_id") || lower == "index" ||
       lower.starts_with("unnamed"))) {
    return {"ignored", range + ", all different: numbers of rows"};
  }
  if (profile.least() >= 0 && profile.mean() > 0 && profile.sd() > kSkewed * profile.mean()) {
    return {{{"kind", "numeric"}, {"log1p", true}}, range + ", few of them large: their logarithm"};
  }
  return {"numeric", range};
}

Guess guess_text(const ColumnProfile& profile) {
  for (std::size_t i = 0; i < ColumnProfile::kSeparators.size(); ++i) {
    const char* separator = ColumnProfile::kSeparators[i];
    const auto rows = static_cast<double>(profile.separated(i));
    if (rows < kSeparatedShare * static_cast<double>(profile.present())) continue;
    return {{{"kind", "multi-valued"}, {"separator", separator}},
            fmt::format("{} of {} values hold '{}'", rows, profile.present(), separator)};
  }
  if (all_different(profile)) return {"ignored", "texts that are all different: names or ids"};
  const std::string count = fmt::format(
      "{}{} different texts", profile.many_values() ? "over " : "", profile.value_count());
  if (profile.value_count() <= kManyCategories) return {"categorical", count};
  return {{{"kind", "categorical"}, {"min_count", kRareRows}},
          count + ": rare ones share an input"};
}

Guess guess_column(const std::string& name, const ColumnProfile& profile) {
  if (profile.present() == 0) return {"ignored", "no value in any row"};
  if (profile.value_count() == 1 && profile.missing() == 0) {
    return {"ignored", fmt::format("'{}' in every row", profile.values().begin()->first)};
  }
  if (is_group_name(name) && !all_different(profile)) {
    return {"group", "by its name who a row belongs to: rows of one are in one part"};
  }
  if (profile.all_dates())
    return {"ignored", "dates: split by time if rows come later than others"};
  return profile.all_numbers() ? guess_number(name, profile) : guess_text(profile);
}

/// A task on the column; nothing if it cannot be a label.
std::optional<Guess> guess_task(const std::string& name, const ColumnProfile& profile) {
  if (profile.missing() > 0 || profile.value_count() < 2) return std::nullopt;
  const auto& values = profile.values();
  if (values.size() == 2 && profile.whole_numbers() && profile.least() == 0 &&
      profile.greatest() == 1) {
    return Guess{{{"column", name}, {"kind", "binary"}}, "0 and 1"};
  }
  if (values.size() == 2) {
    const auto rarer =
        std::min_element(values.begin(), values.end(),
                         [](const auto& a, const auto& b) { return a.second < b.second; });
    return Guess{{{"column", name}, {"in", {rarer->first}}},
                 fmt::format("two values; 1 for the rarer, '{}' ({} of {} rows)", rarer->first,
                             rarer->second, profile.rows())};
  }
  if (!profile.all_numbers()) return std::nullopt;
  constexpr double kFarFromOne = 10;
  ordered_json task = {{"column", name}, {"kind", "regression"}};
  const bool scale = profile.sd() > kFarFromOne || profile.sd() < 1 / kFarFromOne ||
                     std::abs(profile.mean()) > kFarFromOne;
  if (scale) task["standardise"] = true;
  return Guess{task, fmt::format("numbers of mean {:.4g} and sd {:.4g}{}", profile.mean(),
                                 profile.sd(), scale ? ", scaled to 0 and 1" : "")};
}

class RecipeGuesser {
 public:
  explicit RecipeGuesser(const std::string& path) : path_(path) {
    names_ = read_table_header({.paths = {path}});
    profiles_.resize(names_.size());
    CsvReader reader(path, delimiter_of(path, ""));
    std::vector<std::string_view> fields;
    reader.next(fields);  // the header
    while (reader.next(fields)) {
      if (interrupted()) throw Interrupted();
      for (std::size_t i = 0; i < std::min(fields.size(), names_.size()); ++i) {
        profiles_[i].add(fields[i]);
      }
    }
    if (profiles_.front().rows() == 0) {
      throw InputError(path + ": found no rows; expected at least one below the header");
    }
  }

  FirstRecipe recipe(const std::string& shown_path) {
    first_.recipe = {{"schema", kTableSchema}, {"files", shown_path}};
    guess_tasks();
    ordered_json columns = ordered_json::object();
    ordered_json split = {{"by", "fraction"}, {"validation", 0.1}, {"test", 0.2}};
    for (std::size_t i = 0; i < names_.size(); ++i) {
      if (is_task_[i]) continue;
      const Guess guess = guess_column(names_[i], profiles_[i]);
      columns[names_[i]] = guess.column;
      say(names_[i], guess.column.is_string() ? guess.column : guess.column["kind"], guess.reason);
      if (guess.column == "group") split["by"] = "group";
    }
    first_.recipe["missing"] = usual_missing_words();
    first_.recipe["columns"] = columns;
    first_.recipe["tasks"] = tasks_;
    first_.recipe["split"] = split;
    first_.reasons.push_back(fmt::format("split: by {}, 70 % train, 10 % validation, 20 % test",
                                         split["by"].get<std::string>()));
    return std::move(first_);
  }

 private:
  void say(const std::string& name, const std::string& what, const std::string& reason) {
    first_.reasons.push_back(fmt::format("{}: {}: {}", name, what, reason));
  }

  void add_task(std::size_t i, const Guess& task) {
    tasks_.push_back(task.column);
    is_task_[i] = true;
    say(names_[i], "label", task.reason);
  }

  /// Columns with a label's name; failing these the last that has two values, or else numbers.
  void guess_tasks() {
    is_task_.assign(names_.size(), false);
    std::vector<std::optional<Guess>> tasks;
    for (std::size_t i = 0; i < names_.size(); ++i) {
      tasks.push_back(guess_task(names_[i], profiles_[i]));
      if (tasks[i] && is_label_name(names_[i])) add_task(i, *tasks[i]);
    }
    for (const bool two_values : {true, false}) {
      for (std::size_t i = names_.size(); i-- > 0 && tasks_.empty();) {
        if (tasks[i] && (!two_values || profiles_[i].value_count() == 2)) add_task(i, *tasks[i]);
      }
    }
    if (!tasks_.empty()) return;
    throw InputError(path_ +
                     ": no column can be a label; expected one with two values, or numbers, "
                     "in every row");
  }

  std::string path_;
  std::vector<std::string> names_;
  std::vector<ColumnProfile> profiles_;
  std::vector<bool> is_task_;
  ordered_json tasks_ = ordered_json::array();
  FirstRecipe first_;
};

}  // namespace

FirstRecipe guess_recipe(const std::string& path, const std::string& shown_path) {
  return RecipeGuesser(path).recipe(shown_path);
}

}  // namespace mmoe
