// SPDX-License-Identifier: Apache-2.0
#include "base/json_file.h"

#include <fmt/format.h>

#include <iterator>
#include <set>
#include <utility>
#include <vector>

#include "base/characters.h"
#include "base/error.h"
#include "base/read_file.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

/// Far more than any configuration needs; recursion over a value takes stack for each level.
constexpr std::size_t kMostLevels = 64;

/// Iterates over text and counts the lines that the parser has read.
class CountingIterator {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  CountingIterator(const char* at, int* line) : at_(at), line_(line) {}
  reference operator*() const { return *at_; }
  CountingIterator& operator++() {
    if (*at_ == '\n') ++*line_;
    ++at_;
    return *this;
  }
  bool operator==(const CountingIterator& other) const { return at_ == other.at_; }
  bool operator!=(const CountingIterator& other) const { return at_ != other.at_; }

 private:
  const char* at_;
  int* line_;
};

/// Records the line of every member and of every list element.
class OriginRecorder : public nlohmann::json_sax<ordered_json> {
 public:
  OriginRecorder(std::string name, const int* line, Origins* origins)
      : name_(std::move(name)), line_(line), origins_(origins) {}

  bool null() override { return value(); }
  bool boolean(bool) override { return value(); }
  bool number_integer(number_integer_t) override { return value(); }
  bool number_unsigned(number_unsigned_t) override { return value(); }
  bool number_float(number_float_t, const string_t&) override { return value(); }
  bool string(string_t&) override { return value(); }
  bool binary(binary_t&) override { return value(); }
  bool start_object(std::size_t) override { return begin(false); }
  bool start_array(std::size_t) override { return begin(true); }
  bool key(string_t& name) override {
    Level& level = levels_.back();
    level.member = name;
    if (!level.names.insert(name).second) {
      throw InputError(fmt::format("{}: '{}' is given twice", here(), path()));
    }
    (*origins_)[path()] = here();
    return true;
  }
  bool end_object() override { return end(); }
  bool end_array() override { return end(); }
  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception&) override {
    return false;  // reported by the plain parse
  }

 private:
  struct Level {
    bool is_list = false;
    std::string member;
    std::size_t index = 0;
    std::set<std::string> names;
  };

  std::string here() const { return fmt::format("{}:{}", name_, *line_); }
  std::string path() const {
    std::string path;
    for (const Level& level : levels_) {
      if (level.is_list) {
        path += fmt::format("[{}]", level.index);
      } else {
        path += (path.empty() ? "" : ".") + level.member;
      }
    }
    return path;
  }
  void note_element() {
    if (!levels_.empty() && levels_.back().is_list) (*origins_)[path()] = here();
  }
  bool begin(bool is_list) {
    note_element();
    if (levels_.size() == kMostLevels) {
      throw InputError(
          fmt::format("{}: found more than {} levels of lists and objects; expected an experiment",
                      here(), kMostLevels));
    }
    levels_.emplace_back();
    levels_.back().is_list = is_list;
    return true;
  }
  bool value() {
    note_element();
    return next();
  }
  bool end() {
    levels_.pop_back();
    return next();
  }
  bool next() {
    if (!levels_.empty() && levels_.back().is_list) levels_.back().index += 1;
    return true;
  }

  std::string name_;
  const int* line_;
  Origins* origins_;
  std::vector<Level> levels_;
};

/// "NAME:3:14: ..." from the parser's "... parse error at line 3, column 14: ...".
std::string syntax_message(const std::string& what, const std::string& name) {
  int line = 0;
  int column = 0;
  const auto at = what.find("at line ");
  const auto colon = at == std::string::npos ? at : what.find(": ", at);
  if (colon == std::string::npos ||
      std::sscanf(what.c_str() + at, "at line %d, column %d", &line, &column) != 2) {
    return fmt::format("{}: malformed JSON: {}", name, what);
  }
  return fmt::format("{}:{}:{}: malformed JSON: {}", name, line, column, what.substr(colon + 2));
}

}  // namespace

std::string origin_of(const Origins& origins, std::string path) {
  while (true) {
    const auto found = origins.find(path);
    if (found != origins.end()) return found->second;
    if (path.empty()) return "";
    const auto cut = path.find_last_of(".[");
    path.resize(cut == std::string::npos ? 0 : cut);
  }
}

std::string with_origin(const Origins& origins, const FieldError& error) {
  const std::string origin = origin_of(origins, error.path());
  const std::string message = error.what();
  if (origin.empty()) return message;
  if (origin == "--" + error.path()) return origin + message.substr(error.path().size());
  return fmt::format("{}: {}", origin, message);
}

JsonText parse_json(const std::string& text, const std::string& name) {
  JsonText result;
  try {
    result.value = ordered_json::parse(text);
  } catch (const nlohmann::json::parse_error& error) {
    throw InputError(syntax_message(error.what(), name));
  } catch (const nlohmann::json::out_of_range& error) {
    throw InputError(fmt::format("{}: a number is out of range: {}", name, error.what()));
  }
  result.origins[""] = name;
  int line = 1;
  OriginRecorder recorder(name, &line, &result.origins);
  ordered_json::sax_parse(CountingIterator(text.data(), &line),
                          CountingIterator(text.data() + text.size(), &line), &recorder);
  return result;
}

std::string json_text(const ordered_json& value, int indent) {
  return escape_json_controls(
      value.dump(indent, ' ', false, ordered_json::error_handler_t::replace));
}

JsonText read_json(const std::string& path) { return parse_json(read_whole_file(path), path); }

std::optional<nlohmann::ordered_json> take_member(nlohmann::ordered_json& json, const char* name) {
  if (!json.is_object() || !json.contains(name)) return std::nullopt;
  nlohmann::ordered_json member = std::move(json[name]);
  json.erase(name);
  return member;
}

}  // namespace mmoe
