// SPDX-License-Identifier: Apache-2.0
#include "report/tables/claims_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "results/labels.h"

namespace mmoe {

using nlohmann::ordered_json;

namespace {

constexpr std::size_t kWhereColumn = 2;  // its column

/// Whether a claim is judged on more than one result.
bool any_twice(const ordered_json& claims) {
  std::set<std::string> seen;
  for (const ordered_json& claim : claims) {
    if (claim.at("result").is_null()) continue;
    const std::string name = plain_text(claim.at("where")) + plain_text(claim.at("sentence"));
    if (!seen.insert(name).second) return true;
  }
  return false;
}

}  // namespace

std::optional<Table> claims_table(const ordered_json& claims) {
  Table table{.name = "claims",
              .caption =
                  "The paper's claims, judged at 95% by one-sided tests; p after Holm's correction "
                  "over a figure or table; runs: how many it took, or would take for a power of "
                  "80%",
              .columns = {{"verdict", false},
                          {"claim", false},
                          {"where", false},
                          {"evidence", false},
                          {"p", true},
                          {"runs", false}}};
  const bool names_results = any_twice(claims);
  std::string group;
  for (const ordered_json& claim : claims) {
    if (claim.at("result").is_null()) continue;
    const std::string name = plain_text(claim.at("result")) + plain_text(claim.at("family"));
    if (!table.rows.empty() && name != group) table.group_starts.push_back(table.rows.size());
    group = name;
    std::vector<TableCell> row;
    for (const char* member : {"verdict", "sentence", "where", "evidence", "p", "power"}) {
      row.emplace_back(plain_text(claim.at(member)));
    }
    if (names_results) {
      const std::filesystem::path file = plain_text(claim.at("result"));
      row[kWhereColumn] = plain_text(claim.at("where")) + ", " + file.stem().string();
    }
    table.rows.push_back(row);
  }
  return table.rows.empty() ? std::nullopt : std::optional(table);
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
