// SPDX-License-Identifier: Apache-2.0
#include "report/tables/paper_table.h"

#include <fmt/format.h>

#include "base/paper_values.h"
#include "report/census_auc.h"
#include "report/tables/text_table.h"
#include "results/labels.h"
#include "results/runs.h"

namespace mmoe {
namespace {

std::string auc_text(const std::optional<double>& auc) {
  return auc ? fmt::format("{:.4f}", *auc) : "–";
}

std::vector<std::string> row_of(const std::string& model, const CensusAuc& ours,
                                const PaperAuc& paper) {
  return {model_title(model),
          auc_text(ours.main_best),
          auc_text(paper.main_best),
          auc_text(ours.main.mean),
          auc_text(paper.main_mean),
          auc_text(ours.auxiliary_best),
          auc_text(paper.auxiliary_best),
          auc_text(ours.auxiliary.mean),
          auc_text(paper.auxiliary_mean)};
}

}  // namespace

std::string paper_table(const Result& result, const nlohmann::ordered_json& setting,
                        std::size_t width) {
  const auto group = census_group(result, setting);
  if (!group) return "";
  TextTable table({{"model", false},
                   {"main best"},
                   {"paper"},
                   {"main mean"},
                   {"paper"},
                   {"auxiliary at best"},
                   {"paper"},
                   {"auxiliary mean"},
                   {"paper"}});
  bool any = false;
  for (const ResultCell& cell : result.cells) {
    const auto paper = paper_auc(group->number, model_of(result, cell.model));
    if (cell.setting != setting || !paper) continue;
    table.add(row_of(cell.model, census_auc(trials_of(result, cell), group->tasks), *paper));
    any = true;
  }
  if (!any) return "";
  return folded_line(
             fmt::format("test AUC beside the paper's Table {}: main task {}, auxiliary {}; "
                         "\"best\" is the run with the best main task on validation data",
                         group->number, group->tasks[0], group->tasks[1]),
             width, 0) +
         table.text(width);
}

}  // namespace mmoe
