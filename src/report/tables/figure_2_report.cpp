// SPDX-License-Identifier: Apache-2.0
#include "report/tables/figure_2_report.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cmath>
#include <complex>

#include "base/count_text.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

constexpr std::size_t kFamiliesShown = 5;
/// Angles whose mean vector is shorter than this point nowhere in particular.
constexpr double kFree = 0.5;

struct Span {
  double low, high;
};

template <typename Value>
Span span_of(const Family& family, Value value) {
  Span span{value(family.best), value(family.best)};
  for (const Fit& fit : family.members) {
    span.low = std::min(span.low, value(fit));
    span.high = std::max(span.high, value(fit));
  }
  return span;
}

Span c_span(const Family& family) {
  return span_of(family, [](const Fit& fit) { return fit.f.c; });
}

Span phase_span(const Family& family, std::size_t i) {
  return span_of(family, [i](const Fit& fit) { return fit.f.c * fit.f.alpha[i]; });
}

/// Length of the mean of e^(i beta) over members: 1 where all agree, near 0 where any beta does.
double beta_agreement(const Family& family, std::size_t i) {
  std::complex<double> sum = 0;
  for (const Fit& fit : family.members) sum += std::polar(1.0, fit.f.beta[i]);
  return std::abs(sum) / static_cast<double>(family.members.size());
}

std::vector<double> phases(const LabelFunction& f) {
  std::vector<double> list;
  for (const double alpha : f.alpha) list.push_back(f.c * alpha);
  return list;
}

ordered_json fit_json(const Fit& fit, const Figure2Target& target) {
  ordered_json points = ordered_json::array();
  for (std::size_t i = 0; i < target.pearson.size(); ++i) {
    const auto& [cosine, pearson] = target.pearson[i];
    points.push_back({{"cosine", cosine},
                      {"paper", pearson},
                      {"pearson", pearson + fit.pearson_residuals[i]},
                      {"residual", fit.pearson_residuals[i]}});
  }
  return {
      {"c", fit.f.c},       {"alpha", fit.f.alpha}, {"beta", fit.f.beta}, {"phases", phases(fit.f)},
      {"worst", fit.worst}, {"loss", fit.loss},     {"points", points}};
}

ordered_json family_json(const Family& family, const Figure2Target& target) {
  ordered_json phase_ranges = ordered_json::array();
  ordered_json agreements = ordered_json::array();
  for (std::size_t i = 0; i < family.best.f.alpha.size(); ++i) {
    const Span span = phase_span(family, i);
    phase_ranges.push_back({span.low, span.high});
    agreements.push_back(beta_agreement(family, i));
  }
  const Span c = c_span(family);
  return {{"starts", family.members.size()},
          {"c_range", {c.low, c.high}},
          {"phase_ranges", phase_ranges},
          {"beta_agreement", agreements},
          {"best", fit_json(family.best, target)}};
}

ordered_json target_json(const Figure2Target& target) {
  return {{"pearson_error", target.pearson_error},
          {"loss", target.loss},
          {"loss_error", target.loss_error},
          {"noise", target.noise}};
}

std::string setting_text(const LabelFunction& f) {
  return fmt::format("c {:.3f}, alpha ({:.2f}), beta ({:.2f})", f.c, fmt::join(f.alpha, ", "),
                     fmt::join(f.beta, ", "));
}

/// "at cosine 0.9 by 0.042" or, where the loss is furthest out, its value.
std::string worst_text(const Fit& fit, const Figure2Target& target) {
  const auto by_size = [](double a, double b) { return std::abs(a) < std::abs(b); };
  const auto worst =
      std::max_element(fit.pearson_residuals.begin(), fit.pearson_residuals.end(), by_size);
  const auto at = static_cast<std::size_t>(worst - fit.pearson_residuals.begin());
  if (std::abs(*worst) / target.pearson_error < 0.999 * fit.worst) {
    return fmt::format("in the loss, {:.3f}", fit.loss);
  }
  return fmt::format("at cosine {}, {:.3f} against {}", target.pearson[at].first,
                     target.pearson[at].second + *worst, target.pearson[at].second);
}

std::string points_text(const Fit& fit, const Figure2Target& target) {
  std::string cosines = "    cosine  ", ours = "    pearson ", residuals = "    residual";
  for (std::size_t i = 0; i < target.pearson.size(); ++i) {
    const auto& [cosine, pearson] = target.pearson[i];
    cosines += fmt::format(" {:>6}", cosine);
    ours += fmt::format(" {:>6.3f}", pearson + fit.pearson_residuals[i]);
    residuals += fmt::format(" {:>+6.3f}", fit.pearson_residuals[i]);
  }
  return fmt::format("{}    loss\n{} {:>7.3f}\n{} {:>+7.3f}\n", cosines, ours, fit.loss, residuals,
                     fit.loss - target.loss);
}

std::string family_text(const Family& family, std::size_t number, std::size_t starts,
                        const Figure2Target& target) {
  std::string spans;
  for (std::size_t i = 0; i < family.best.f.alpha.size(); ++i) {
    const Span span = phase_span(family, i);
    spans += fmt::format("; phase {:.2f} to {:.2f}, beta {}", span.low, span.high,
                         beta_agreement(family, i) < kFree
                             ? "any"
                             : fmt::format("near {:.2f}", family.best.f.beta[i]));
  }
  const Span c = c_span(family);
  return fmt::format("  {}. {} of {}: c {:.3f} to {:.3f}{}\n    best: {}\n{}", number,
                     family.members.size(), counted(starts, "start"), c.low, c.high, spans,
                     setting_text(family.best.f), points_text(family.best, target));
}

std::string entry_text(const Figure2Report::Entry& entry, const Figure2Target& target) {
  const Figure2Fit& r = entry.fit;
  if (r.families.empty()) {
    const Figure2Target alone = correlations_alone(target);
    return fmt::format(
        "m = {}: nothing fits. The best is {:.1f} reading errors off ({}):\n    {}\n{}"
        "    For the correlations alone, the best is {:.1f} reading errors off ({}).\n",
        r.sines, r.best.worst, worst_text(r.best, target), setting_text(r.best.f),
        points_text(r.best, target), entry.without_loss->worst,
        worst_text(*entry.without_loss, alone));
  }
  std::string text = fmt::format("m = {}: {} {} within reading error\n", r.sines, r.families.size(),
                                 r.families.size() == 1 ? "family" : "families");
  for (std::size_t i = 0; i < std::min(kFamiliesShown, r.families.size()); ++i) {
    text += family_text(r.families[i], i + 1, r.starts, target);
  }
  if (r.families.size() > kFamiliesShown) {
    text += fmt::format("  and {} smaller ones (see --json)\n", r.families.size() - kFamiliesShown);
  }
  return text;
}

constexpr const char* kWhatItDetermines = R"(
A phase is c alpha_i. What such a fit determines: c^2, the linear part of the variance, and the
phases, by how fast correlation falls with the cosine; alpha_i follows as phase / c.
What it cannot determine: the order of the sines, beta_i + 2 pi, (-alpha_i, pi - beta_i) and the
sign of all beta at once, which give the same labels; and any beta whose sine is fast and far from
the others, which affects neither correlation nor variance. A slow sine (phase below 1) acts like
more of the linear part: with one, c itself is undetermined.
)";

}  // namespace

Figure2Report make_figure_2_report(const Figure2Request& request) {
  Figure2Report report{request, {}, {}};
  for (const std::size_t sines : request.sines) {
    report.entries.push_back(
        {fit_figure_2(report.target, sines, request.starts, request.seed), std::nullopt});
    Figure2Report::Entry& entry = report.entries.back();
    if (!entry.fit.families.empty()) continue;
    entry.without_loss =
        fit_figure_2(correlations_alone(report.target), sines, request.starts, request.seed).best;
  }
  return report;
}

ordered_json figure_2_json(const Figure2Report& report) {
  ordered_json entries = ordered_json::array();
  for (const Figure2Report::Entry& entry : report.entries) {
    const Figure2Fit& r = entry.fit;
    ordered_json families = ordered_json::array();
    for (const Family& family : r.families) families.push_back(family_json(family, report.target));
    ordered_json json = {{"sines", r.sines},
                         {"fits", !r.families.empty()},
                         {"best", fit_json(r.best, report.target)}};
    if (entry.without_loss) {
      json["best_for_correlations"] = fit_json(*entry.without_loss, report.target);
    }
    json["families"] = families;
    entries.push_back(json);
  }
  return {{"schema", "mmoe-bench/recovery"},      {"schema_version", 1},
          {"starts", report.request.starts},      {"seed", report.request.seed},
          {"target", target_json(report.target)}, {"sines", entries}};
}

std::string figure_2_text(const Figure2Report& report) {
  std::string text = fmt::format(
      "Figure 2 within {} at each point, loss before training {} within {}; {} "
      "for each m\n",
      report.target.pearson_error, report.target.loss, report.target.loss_error,
      counted(report.request.starts, "start"));
  for (const auto& entry : report.entries)
    text += fmt::format("\n{}", entry_text(entry, report.target));
  return text + kWhatItDetermines;
}

}  // namespace mmoe
