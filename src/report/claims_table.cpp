// SPDX-License-Identifier: Apache-2.0
#include "report/claims_table.h"

#include <fmt/format.h>

#include <algorithm>

#include "report/labels.h"

namespace mmoe {

using nlohmann::ordered_json;

Table claims_table(const ordered_json& claims) {
  Table table{
      .name = "claims",
      .caption = "The paper's claims, judged at 95%: supported, contradicted or inconclusive",
      .columns = {{"verdict", false},
                  {"claim", false},
                  {"where", false},
                  {"evidence", false},
                  {"power", false}}};
  for (const ordered_json& claim : claims) {
    std::vector<TableCell> row;
    for (const char* member : {"verdict", "sentence", "where", "evidence", "power"}) {
      row.emplace_back(plain_text(claim.is_object() ? claim.value(member, ordered_json()) : claim));
    }
    table.rows.push_back(row);
  }
  return table;
}

std::string count_of_verdicts(const Table& claims) {
  std::vector<std::pair<std::string, int>> counts;
  for (const auto& row : claims.rows) {
    const auto& verdict = std::get<std::string>(row[0]);
    const auto known = std::find_if(counts.begin(), counts.end(),
                                    [&](const auto& entry) { return entry.first == verdict; });
    if (known == counts.end()) {
      counts.emplace_back(verdict, 1);
    } else {
      known->second += 1;
    }
  }
  std::string text;
  for (const auto& [verdict, count] : counts) {
    text += fmt::format("{}{} {}", text.empty() ? "" : ", ", count, verdict);
  }
  return text;
}

}  // namespace mmoe
