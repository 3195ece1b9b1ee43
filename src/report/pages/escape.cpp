// SPDX-License-Identifier: Apache-2.0
#include "report/pages/escape.h"

#include <utility>
#include <vector>

namespace mmoe {
namespace {

using Replacements = std::vector<std::pair<std::string_view, std::string_view>>;

/// Each place is replaced once, by the first pair that matches there.
std::string replaced(std::string_view text, const Replacements& replacements) {
  std::string result;
  while (!text.empty()) {
    std::size_t used = 1;
    std::string_view piece = text.substr(0, 1);
    for (const auto& [from, to] : replacements) {
      if (text.starts_with(from)) {
        used = from.size();
        piece = to;
        break;
      }
    }
    result += piece;
    text.remove_prefix(used);
  }
  return result;
}

}  // namespace

std::string html_escaped(std::string_view text) {
  static const Replacements kTable = {
      {"&", "&amp;"}, {"<", "&lt;"}, {">", "&gt;"}, {"\"", "&quot;"}, {"'", "&#39;"}};
  return replaced(text, kTable);
}

std::string latex_escaped(std::string_view text) {
  static const Replacements kTable = {{"\\", "\\textbackslash{}"},
                                      {"{", "\\{"},
                                      {"}", "\\}"},
                                      {"$", "\\$"},
                                      {"&", "\\&"},
                                      {"#", "\\#"},
                                      {"%", "\\%"},
                                      {"_", "\\_"},
                                      {"~", "\\textasciitilde{}"},
                                      {"–", "--"},
                                      {"^", "\\textasciicircum{}"},
                                      {"±", "$\\pm$"},
                                      {"−", "$-$"},
                                      {"²", "$^2$"},
                                      {"<", "\\textless{}"},
                                      {">", "\\textgreater{}"},
                                      {"≈", "$\\approx$"}};
  return replaced(text, kTable);
}

std::string markdown_escaped(std::string_view text) {
  static const Replacements kTable = {{"\\", "\\\\"}, {"|", "\\|"}, {"*", "\\*"}, {"_", "\\_"},
                                      {"`", "\\`"},   {"[", "\\["}, {"]", "\\]"}, {"<", "&lt;"},
                                      {"&", "&amp;"}, {"\r", " "},  {"\n", " "}};
  return replaced(text, kTable);
}

}  // namespace mmoe
