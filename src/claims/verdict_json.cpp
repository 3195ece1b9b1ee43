// SPDX-License-Identifier: Apache-2.0
#include "claims/verdict_json.h"

#include <fmt/format.h>

#include "claims/comparison.h"
#include "claims/paper_view.h"
#include "claims/verdict_text.h"
#include "statistics/or_null.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

ordered_json text_or_null(const std::string& text) {
  return text.empty() ? ordered_json() : ordered_json(text);
}

ordered_json cells_json(const std::vector<CellName>& cells) {
  ordered_json list = ordered_json::array();
  for (const CellName& cell : cells) list.push_back(fmt::format("{}@{}", cell.model, cell.at));
  return list;
}

ordered_json part_json(const Part& part) {
  return {{"what", part_text(part)},
          {"runs", part.runs},
          {"estimate", or_null(part.estimate)},
          {"interval", or_null(part.interval)},
          {"holds", or_null(part.holds)},
          {"p_for", or_null(part.p_for)},
          {"p_against", or_null(part.p_against)},
          {"reason", text_or_null(part.reason)}};
}

ordered_json paper_json(const Claim& claim) {
  ordered_json views = ordered_json::array();
  for (const PaperView& view : paper_views(claim)) {
    views.push_back({{"source", view.source}, {"holds", view.holds}});
  }
  return views;
}

ordered_json verdict_json(const Verdict& verdict) {
  ordered_json json = claim_json(verdict.claim);
  json["verdict"] = verdict_text(verdict);
  json["result"] = text_or_null(verdict.result);
  json["runs"] = verdict.runs;
  json["holds"] = or_null(verdict.holds);
  json["p_for"] = or_null(verdict.p_for);
  json["p_against"] = or_null(verdict.p_against);
  json["runs_needed"] = or_null(verdict.runs_needed);
  json["evidence"] = text_or_null(evidence_text(verdict));
  json["p"] = p_text(verdict);
  json["power"] = text_or_null(power_text(verdict));
  json["parts"] = ordered_json::array();
  for (const Part& part : verdict.parts) json["parts"].push_back(part_json(part));
  return json;
}

}  // namespace

ordered_json claim_json(const Claim& claim) {
  ordered_json json = {{"name", claim.name},
                       {"family", claim.family},
                       {"where", claim.where},
                       {"support", text_or_null(claim.support)},
                       {"paper", paper_json(claim)},
                       {"paper_text", paper_text(claim)},
                       {"kind", to_text(find_comparison(claim.comparison).kind)},
                       {"sentence", claim.sentence},
                       {"comparison", claim.comparison},
                       {"rule", find_comparison(claim.comparison).rule},
                       {"cells", cells_json(claim.cells)},
                       {"than", cells_json(claim.than)},
                       {"task", text_or_null(claim.task)},
                       {"margin", claim.margin > 0 ? ordered_json(claim.margin) : ordered_json()},
                       {"command", claim.command}};
  if (!claim.metric.empty()) json["metric"] = claim.metric;
  return json;
}

ordered_json verdicts_json(const std::vector<Verdict>& verdicts) {
  ordered_json json = {{"schema", kClaimsSchema},
                       {"schema_version", kClaimsSchemaVersion},
                       {"level", 1 - kLevel},
                       {"claims", ordered_json::array()}};
  for (const Verdict& verdict : verdicts) json["claims"].push_back(verdict_json(verdict));
  return json;
}

}  // namespace mmoe
