// SPDX-License-Identifier: Apache-2.0
#include "claims/claim.h"

#include <fmt/format.h>

#include <charconv>
#include <set>

#include "base/embedded.h"
#include "base/error.h"
#include "base/fields.h"
#include "base/json_file.h"
#include "claims/comparison.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

const std::vector<std::string> kSupports = {"figure", "table", "text"};

std::vector<std::string> comparison_names() {
  std::vector<std::string> names;
  for (const Comparison* comparison : comparisons()) names.emplace_back(comparison->name);
  return names;
}

CellName parse_cell(const std::string& text, const std::string& where) {
  CellName cell;
  const auto at = text.rfind('@');
  if (at != std::string::npos && at > 0) {
    cell.model = text.substr(0, at);
    const char* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data() + at + 1, end, cell.at);
    if (error == std::errc() && stop == end) return cell;
  }
  throw FieldError(where,
                   fmt::format("found '{}'; expected MODEL@SETTING, such as mmoe@0.5", text));
}

std::vector<CellName> parse_cells(const std::vector<std::string>& texts, const std::string& where) {
  std::vector<CellName> cells;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    cells.push_back(parse_cell(texts[i], fmt::format("{}[{}]", where, i)));
  }
  return cells;
}

void require_text(const std::string& text, const std::string& where) {
  if (text.empty()) throw FieldError(where, "missing or empty");
}

void check_count(std::size_t found, std::size_t least, std::size_t most, const std::string& where,
                 const std::string& comparison) {
  if (found >= least && found <= most) return;
  const std::string expected =
      most == kAnyNumber ? fmt::format("at least {}", least) : fmt::format("{}", least);
  throw FieldError(where, fmt::format("found {} cells; expected {} for comparison '{}'", found,
                                      expected, comparison));
}

void check_claim(const Claim& claim, const std::string& where) {
  require_text(claim.name, where + ".name");
  require_text(claim.sentence, where + ".sentence");
  require_text(claim.where, where + ".where");
  require_text(claim.comparison, where + ".comparison");
  const Comparison& comparison = find_comparison(claim.comparison);
  check_count(claim.cells.size(), comparison.least_cells, comparison.most_cells, where + ".cells",
              claim.comparison);
  const std::size_t most_than = comparison.most_cells == kAnyNumber && comparison.least_than > 0
                                    ? kAnyNumber
                                    : comparison.least_than;
  check_count(claim.than.size(), comparison.least_than, most_than, where + ".than",
              claim.comparison);
  if (comparison.is_of_live && claim.cells.size() != claim.than.size()) {
    throw FieldError(where + ".than",
                     fmt::format("found {} arms; expected {}, one for each of cells",
                                 claim.than.size(), claim.cells.size()));
  }
  if (comparison.has_margin != (claim.margin > 0)) {
    throw FieldError(where + ".margin",
                     fmt::format("found {}; comparison '{}' {}", claim.margin, claim.comparison,
                                 comparison.has_margin ? "needs one above 0" : "takes none"));
  }
}

Claim read_claim(const ordered_json& json, Claim claim, const std::string& where) {
  std::vector<std::string> cells;
  std::vector<std::string> than;
  Fields fields;
  fields.add("name", claim.name, "Unique name");
  fields.add("sentence", claim.sentence, "The claim in our own words");
  fields.add("where", claim.where, "Its figure or table");
  fields.add("support", claim.support, "What the paper gives for it", kSupports);
  fields.add("comparison", claim.comparison, "How it is judged", comparison_names());
  fields.add("cells", cells, "MODEL@SETTING: what the claim is about");
  fields.add("than", than, "MODEL@SETTING: what it is compared with");
  fields.add("task", claim.task, "The task compared; without it the mean over tasks",
             {"main", "auxiliary"});
  fields.add("metric", claim.metric, "The metric compared; without it the headline metric", {"r2"});
  fields.add("margin", claim.margin, "As the comparison's rule says", {.low = 0});
  fields.read(json, where);
  claim.cells = parse_cells(cells, where + ".cells");
  claim.than = parse_cells(than, where + ".than");
  check_claim(claim, where);
  return claim;
}

/// What the claims of a family share.
Claim read_family(ordered_json json) {
  Claim shared;
  json.erase("claims");
  Fields fields;
  fields.add("family", shared.family, "Claims that are corrected together");
  fields.add("where", shared.where, "The figure or table of claims that do not say it");
  fields.add("support", shared.support, "The support of claims that do not say it", kSupports);
  fields.add("data", shared.data, "The data set whose results can tell");
  fields.add("setting", shared.setting, "The member of a setting after the @");
  fields.add("default_data", shared.default_data,
             "Only results whose other data options are the data set's defaults can tell");
  fields.add("command", shared.command, "What makes the data");
  fields.read(json, "");
  require_text(shared.family, "family");
  require_text(shared.data, "data");
  require_text(shared.setting, "setting");
  require_text(shared.command, "command");
  return shared;
}

void check_unique(const std::vector<Claim>& claims, const std::string& where) {
  std::set<std::string> names;
  for (std::size_t i = 0; i < claims.size(); ++i) {
    if (names.insert(claims[i].name).second) continue;
    throw FieldError(fmt::format("{}[{}].name", where, i),
                     fmt::format("'{}' is given twice", claims[i].name));
  }
}

std::vector<Claim> read_claims_of(const ordered_json& json) {
  if (!json.is_object()) throw FieldError("", "found no object; expected a family of claims");
  const Claim shared = read_family(json);
  if (!json.contains("claims") || !json["claims"].is_array()) {
    throw FieldError("claims", "missing; expected a list of claims");
  }
  std::vector<Claim> claims;
  for (const ordered_json& claim : json["claims"]) {
    claims.push_back(read_claim(claim, shared, fmt::format("claims[{}]", claims.size())));
  }
  check_unique(claims, "claims");
  return claims;
}

std::vector<Claim> read_built_in() {
  std::vector<Claim> all;
  for (const EmbeddedFile& family : claim_families()) {
    const auto claims = parse_claims(std::string(family.text),
                                     fmt::format("experiments/claims/{}.json", family.name));
    all.insert(all.end(), claims.begin(), claims.end());
  }
  return all;
}

}  // namespace

std::vector<Claim> parse_claims(const std::string& text, const std::string& name) {
  const JsonText json = parse_json(text, name);
  return naming_origins(json.origins, [&] { return read_claims_of(json.value); });
}

std::vector<Claim> read_claims(const std::string& path) {
  const JsonText json = read_json(path);
  return naming_origins(json.origins, [&] { return read_claims_of(json.value); });
}

const std::vector<Claim>& built_in_claims() {
  static const std::vector<Claim> claims = read_built_in();
  return claims;
}

}  // namespace mmoe
