// SPDX-License-Identifier: Apache-2.0
#include "claims/judge.h"

#include <algorithm>
#include <functional>

#include "base/interrupt.h"
#include "claims/comparison.h"
#include "claims/run_values.h"
#include "results/label_points.h"
#include "results/replacement.h"
#include "statistics/looks.h"
#include "statistics/power/paired.h"
#include "statistics/power/sign_test.h"

namespace mmoe {

bool is_tested(const Verdict& verdict) {
  return find_comparison(verdict.claim.comparison).kind == ClaimKind::kTested;
}

namespace {

constexpr double kPower = 0.8;

/// Returns the greatest over all parts; empty if one has none.
std::optional<double> greatest(const std::vector<Part>& parts,
                               std::optional<double> Part::*member) {
  std::optional<double> result = 0.0;
  for (const Part& part : parts) {
    if (!(part.*member)) return {};
    result = std::max(*result, *(part.*member));
  }
  return result;
}

/// Over the parts that have one.
std::optional<double> least_corrected(const std::vector<Part>& parts,
                                      std::optional<double> Part::*member) {
  std::optional<double> result;
  for (const Part& part : parts) {
    if (!(part.*member)) continue;
    const double p = std::min(1.0, *(part.*member) * static_cast<double>(parts.size()));
    result = std::min(result.value_or(1), p);
  }
  return result;
}

std::optional<bool> all_hold(const std::vector<Part>& parts) {
  for (const Part& part : parts) {
    if (!part.holds) return {};
  }
  return std::ranges::all_of(parts, [](const Part& part) { return *part.holds; });
}

/// Before correction.
Verdict measure(const Claim& claim, const Result& result) {
  Verdict verdict{.claim = claim, .result = result.path, .outcome = Outcome::kInconclusive};
  verdict.parts = find_comparison(claim.comparison).compare(claim, result);
  const std::vector<Part>& parts = verdict.parts;
  verdict.runs = std::ranges::min_element(parts, {}, &Part::runs)->runs;
  verdict.holds = all_hold(parts);
  verdict.p_for = greatest(parts, &Part::p_for);
  verdict.p_against = least_corrected(parts, &Part::p_against);
  if (parts[0].certain) verdict.outcome = *parts[0].certain;
  return verdict;
}

/// Runs until this part's test decides, at a one-sided level. An equality has two tests to pass.
std::optional<std::size_t> runs_for(const Part& part, double level) {
  if (part.sources) return two_sources_runs_needed(*part.sources, part.runs, kPower, 2 * level);
  if (part.effect) return pairs_needed(*part.effect, kPower, 2 * level);
  if (!part.share) return {};
  const double power = part.margin ? (1 + kPower) / 2 : kPower;
  return sign_test_pairs_needed(*part.holds ? *part.share : 1 - *part.share, power, level);
}

/// A claim that seems to hold needs every part; one that does not, the part that shows it first.
std::optional<std::size_t> runs_needed(const Verdict& verdict, double level) {
  if (!verdict.holds) return {};
  std::optional<std::size_t> needed;
  for (const Part& part : verdict.parts) {
    if (*verdict.holds) {
      const auto runs = runs_for(part, level);
      if (!runs) return {};
      needed = std::max(needed.value_or(0), *runs);
    } else if (!*part.holds) {
      const auto runs = runs_for(part, level / static_cast<double>(verdict.parts.size()));
      if (runs) needed = std::min(needed.value_or(*runs), *runs);
    }
  }
  return needed;
}

std::optional<double> times(const std::optional<double>& p, double count) {
  return p ? std::optional(std::min(1.0, *p * count)) : std::nullopt;
}

/// `looks` took the result's claims before, and with this one, to decide on its runs.
void decide(std::vector<Verdict*> family, std::size_t looks) {
  std::erase_if(family, [](const Verdict* verdict) { return !is_tested(*verdict); });
  const double claims = static_cast<double>(family.size()) / look_share(looks);
  for (Verdict* verdict : family) {
    verdict->p_for = times(verdict->p_for, 2 * claims);
    verdict->p_against = times(verdict->p_against, 2 * claims);
    for (Part& part : verdict->parts) {
      part.interval = interval_of(part, 1 - kLevel / claims);
    }
    if (verdict->p_for && *verdict->p_for <= kLevel) {
      verdict->outcome = Outcome::kSupported;
    } else if (verdict->p_against && *verdict->p_against <= kLevel) {
      verdict->outcome = Outcome::kContradicted;
    } else {
      const double at_next = look_share(looks > 0 ? looks + 1 : 0) / look_share(looks);
      verdict->runs_needed = runs_needed(*verdict, at_next * kLevel / (2 * claims));
    }
  }
}

/// Corrects and decides family by family; a family's verdicts need not stand together.
void decide_all(std::vector<Verdict>& verdicts, std::size_t looks) {
  std::vector<std::string> done;
  for (const Verdict& first : verdicts) {
    const std::string& name = first.claim.family;
    if (std::ranges::find(done, name) != done.end()) continue;
    done.push_back(name);
    std::vector<Verdict*> family;
    for (Verdict& verdict : verdicts) {
      if (verdict.claim.family == name) family.push_back(&verdict);
    }
    decide(family, looks);
  }
}

/// A claim about the labels alone (no cells) is told by the first result of a label function:
/// others of the same function would only say it again.
class LabelsTold {
 public:
  /// Whether `result` has a label function that no result before it had.
  bool is_new(const Result& result) {
    if (!has_label_function(result)) return false;
    const LabelFunction labels = label_function_of(result);
    if (std::ranges::find(told_, labels) != told_.end()) return false;
    told_.push_back(labels);
    return true;
  }

 private:
  std::vector<LabelFunction> told_;
};

}  // namespace

std::vector<Verdict> judge(const std::vector<Claim>& claims, const std::vector<Result>& results) {
  std::vector<Verdict> all;
  std::vector<bool> has_any(claims.size(), false);
  LabelsTold labels;
  for (const Result& result : results) {
    std::vector<Verdict> verdicts;
    const bool has_new_labels = labels.is_new(result);
    for (std::size_t i = 0; i < claims.size(); ++i) {
      if (!has_data(claims[i], result)) continue;
      if (interrupted()) throw Interrupted();
      has_any[i] = true;
      if (claims[i].cells.empty() && !has_new_labels) continue;
      verdicts.push_back(measure(claims[i], result));
    }
    decide_all(verdicts, looks_of(result.environment).size());
    all.insert(all.end(), verdicts.begin(), verdicts.end());
  }
  for (std::size_t i = 0; i < claims.size(); ++i) {
    if (!has_any[i]) all.push_back({.claim = claims[i]});
  }
  return all;
}

const char* to_text(Outcome outcome) {
  switch (outcome) {
    case Outcome::kSupported:
      return "supported";
    case Outcome::kContradicted:
      return "contradicted";
    case Outcome::kInconclusive:
      return "inconclusive";
    case Outcome::kNotTested:
      return "not tested";
    case Outcome::kNoData:
      return "no data";
  }
  return "";
}

}  // namespace mmoe
