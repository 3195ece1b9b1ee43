// SPDX-License-Identifier: Apache-2.0
#include "study/measures.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <stdexcept>

#include "base/paper_values.h"
#include "claims/claim.h"
#include "statistics/sample.h"

namespace mmoe {
namespace {

using Cells = std::vector<CellLosses>;
using Measured = std::optional<double>;

Measured log_loss_of(const Cells& cells, const std::string& model, double cosine, LossOf of) {
  const CellLosses* cell = find_losses(cells, model, cosine);
  const Measured loss = cell == nullptr ? std::nullopt : cell->mean_loss(of);
  return loss && *loss > 0 ? Measured(std::log(*loss)) : std::nullopt;
}

/// log(L(worse) / L(better)).
Measured log_ratio(const Measured& worse, const Measured& better) {
  return worse && better ? Measured(*worse - *better) : std::nullopt;
}

Measured below(const Cells& cells, LossOf of, const std::string& better, const std::string& worse,
               double cosine) {
  return log_ratio(log_loss_of(cells, worse, cosine, of), log_loss_of(cells, better, cosine, of));
}

/// Mean over cosines.
Measured below_everywhere(const Cells& cells, LossOf of, const char* better, const char* worse) {
  double sum = 0;
  for (const double cosine : kPaperCosines) {
    const Measured one = below(cells, of, better, worse, cosine);
    if (!one) return std::nullopt;
    sum += *one;
  }
  return sum / std::size(kPaperCosines);
}

/// By how much a model gains from correlation: log(L(0.5) / L(1)).
Measured gain(const Cells& cells, LossOf of, const char* model) {
  return log_ratio(log_loss_of(cells, model, 0.5, of), log_loss_of(cells, model, 1, of));
}

Measured log_spread(const Cells& cells, LossOf of, const char* model) {
  double sum = 0;
  for (const double cosine : kPaperCosines) {
    const CellLosses* cell = find_losses(cells, model, cosine);
    if (cell == nullptr || cell->diverged > 0 || cell->runs(of).size() < 2) return std::nullopt;
    const double sd = standard_deviation(cell->runs(of));
    if (!(sd > 0)) return std::nullopt;
    sum += std::log(sd);
  }
  return sum / std::size(kPaperCosines);
}

const Claim& built_in_claim(const char* name) {
  const std::vector<Claim>& claims = built_in_claims();
  const auto found = std::ranges::find(claims, name, &Claim::name);
  if (found == claims.end()) throw std::logic_error(fmt::format("{}: no such claim", name));
  return *found;
}

/// By how much the claim's cell is below the one that it is compared with.
Measured claimed_below(const Claim& claim, const Cells& cells, LossOf of) {
  return below(cells, of, claim.cells[0].model, claim.than[0].model, claim.cells[0].at);
}

std::string ratio_text(const Claim& claim) {
  return fmt::format("log L({}, {}) / L({}, {})", claim.than[0].model, claim.than[0].at,
                     claim.cells[0].model, claim.cells[0].at);
}

/// The measure for a claim that one cell is better than another.
Measure measure_better(const char* name) {
  const Claim& claim = built_in_claim(name);
  return {fmt::format("{} below {} at {}", claim.cells[0].model, claim.than[0].model,
                      claim.cells[0].at),
          ratio_text(claim),
          [&claim](const Cells& c, LossOf of) { return claimed_below(claim, c, of); }};
}

/// The measure for a claim that two cells are the same within a margin.
Measure measure_same(const char* name) {
  const Claim& claim = built_in_claim(name);
  return {fmt::format("{} and {} hardly differ at {}", claim.cells[0].model, claim.than[0].model,
                      claim.cells[0].at),
          fmt::format("{} - |{}|", claim.margin, ratio_text(claim)),
          [&claim](const Cells& c, LossOf of) {
            const Measured ratio = claimed_below(claim, c, of);
            return ratio ? Measured(claim.margin - std::abs(*ratio)) : std::nullopt;
          }};
}

}  // namespace

const std::vector<Measure>& measures() {
  static const std::vector<Measure> kMeasures = {
      {"shared-bottom gains from correlation", "log L(shared-bottom, 0.5) / L(shared-bottom, 1)",
       [](const Cells& c, LossOf of) { return gain(c, of, "shared-bottom"); }},
      {"omoe gains from correlation", "log L(omoe, 0.5) / L(omoe, 1)",
       [](const Cells& c, LossOf of) { return gain(c, of, "omoe"); }},
      {"mmoe gains from correlation", "log L(mmoe, 0.5) / L(mmoe, 1)",
       [](const Cells& c, LossOf of) { return gain(c, of, "mmoe"); }},
      {"mmoe depends less on correlation than shared-bottom",
       "the gain of shared-bottom less that of mmoe",
       [](const Cells& c, LossOf of) {
         return log_ratio(gain(c, of, "shared-bottom"), gain(c, of, "mmoe"));
       }},
      {"mmoe depends less on correlation than omoe", "the gain of omoe less that of mmoe",
       [](const Cells& c, LossOf of) {
         return log_ratio(gain(c, of, "omoe"), gain(c, of, "mmoe"));
       }},
      measure_better("mmoe-below-omoe-0.5"),
      measure_better("mmoe-below-omoe-0.9"),
      measure_same("mmoe-same-as-omoe-1"),
      {"omoe below shared-bottom", "log L(shared-bottom) / L(omoe), mean over cosines",
       [](const Cells& c, LossOf of) { return below_everywhere(c, of, "omoe", "shared-bottom"); }},
      {"mmoe below shared-bottom", "log L(shared-bottom) / L(mmoe), mean over cosines",
       [](const Cells& c, LossOf of) { return below_everywhere(c, of, "mmoe", "shared-bottom"); }},
      {"shared-bottom spreads more than mmoe",
       "log sd(shared-bottom) / sd(mmoe) over runs, mean over cosines",
       [](const Cells& c, LossOf of) {
         return log_ratio(log_spread(c, of, "shared-bottom"), log_spread(c, of, "mmoe"));
       }},
  };
  return kMeasures;
}

}  // namespace mmoe
