// SPDX-License-Identifier: Apache-2.0
#include "base/paper_values.h"

#include <map>

namespace mmoe {
namespace {

using ByCosine = std::map<double, std::vector<PaperPoint>>;

ByCosine curves(const std::vector<double>& at_05, const std::vector<double>& at_09,
                const std::vector<double>& at_1, const std::vector<double>& steps) {
  ByCosine result;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    result[0.5].push_back({steps[i], at_05[i]});
    result[0.9].push_back({steps[i], at_09[i]});
    result[1.0].push_back({steps[i], at_1[i]});
  }
  return result;
}

std::vector<PaperPoint> at(const ByCosine& curves, double cosine) {
  const auto found = curves.find(cosine);
  return found == curves.end() ? std::vector<PaperPoint>{} : found->second;
}

using AucTable = std::map<std::string, PaperAuc>;

const AucTable kTable1 = {{"single-task", {0.9398, 0.9337, 0.9933, 0.9922}},
                          {"shared-bottom", {0.9361, 0.9295, 0.9915, 0.9921}},
                          {"l2-constrained", {0.9389, 0.9359, 0.9922, 0.9918}},
                          {"cross-stitch", {0.9406, 0.9361, 0.9917, 0.9922}},
                          {"tensor-factorization", {0.7460, 0.6765, 0.8175, 0.8412}},
                          {"omoe", {0.9387, 0.9319, 0.9928, 0.9923}},
                          {"mmoe", {0.9410, 0.9359, 0.9926, 0.9927}}};

const AucTable kTable2 = {{"single-task", {0.8843, 0.8792, 0.9933, 0.9922}},
                          {"shared-bottom", {0.8836, 0.8813, 0.9927, 0.9917}},
                          {"l2-constrained", {0.8855, 0.8823, 0.9923, 0.9918}},
                          {"cross-stitch", {0.8855, 0.8819, 0.9919, 0.9921}},
                          {"tensor-factorization", {0.7367, 0.7256, 0.7453, 0.7497}},
                          {"omoe", {0.8852, 0.8813, 0.9915, 0.9912}},
                          {"mmoe", {0.8860, 0.8826, 0.9932, 0.9924}}};

const std::map<std::string, PaperTable3> kTable3 = {
    {"shared-bottom", {{0.6879, 0.6888, 0.6900}, {0.08812, 0.09159, 0.09287}}},
    {"l2-constrained", {{0.6866, 0.6881, 0.6895}, {0.08668, 0.09030, 0.09213}}},
    {"cross-stitch", {{0.6880, 0.6885, 0.6899}, {0.08949, 0.09112, 0.09332}}},
    {"omoe", {{0.6876, 0.6891, 0.6893}, {0.08749, 0.09085, 0.09230}}},
    {"mmoe", {{0.6894, 0.6897, 0.6908}, {0.08978, 0.09263, 0.09362}}}};

}  // namespace

const std::vector<std::pair<double, double>>& paper_label_correlations() {
  static const std::vector<std::pair<double, double>> kPoints = {
      {0.4, 0.055}, {0.5, 0.075}, {0.6, 0.10},  {0.7, 0.13}, {0.8, 0.19},
      {0.9, 0.30},  {0.95, 0.44}, {0.98, 0.65}, {1.0, 0.99}};
  return kPoints;
}

std::vector<PaperPoint> paper_figure_3(double cosine) {
  static const ByCosine kCurves =
      curves({1.1, 0.48, 0.40}, {1.1, 0.44, 0.355}, {1.1, 0.40, 0.285}, {0, 2000, 10000});
  return at(kCurves, cosine);
}

std::vector<PaperPoint> paper_figure_4(const std::string& model, double cosine) {
  static const std::vector<double> kSteps = {500, 2000, 10000};
  static const std::map<std::string, ByCosine> kModels = {
      {"shared-bottom",
       curves({0.49, 0.33, 0.255}, {0.53, 0.355, 0.222}, {0.45, 0.31, 0.20}, kSteps)},
      {"omoe", curves({0.375, 0.225, 0.145}, {0.31, 0.18, 0.118}, {0.215, 0.125, 0.08}, kSteps)},
      {"mmoe", curves({0.235, 0.135, 0.083}, {0.225, 0.13, 0.08}, {0.215, 0.12, 0.07}, kSteps)}};
  const auto found = kModels.find(model);
  return found == kModels.end() ? std::vector<PaperPoint>{} : at(found->second, cosine);
}

std::vector<PaperPeak> paper_figure_5(const std::string& model, double cosine) {
  using Peaks = std::map<double, std::vector<PaperPeak>>;
  static const std::map<std::string, Peaks> kModels = {
      {"shared-bottom",
       {{0.5, {{0.085, 0.29}, {0.45, 0.34}}}, {0.9, {}}, {1.0, {{0.08, 0.38}, {0.45, 0.16}}}}},
      {"omoe", {{0.5, {{0.12, 0.42}}}, {0.9, {{0.09, 0.52}}}, {1.0, {{0.05, 0.68}}}}},
      {"mmoe", {{0.5, {{0.05, 0.58}}}, {0.9, {{0.05, 0.65}}}, {1.0, {{0.05, 0.70}}}}}};
  const auto found = kModels.find(model);
  if (found == kModels.end()) return {};
  const auto peaks = found->second.find(cosine);
  return peaks == found->second.end() ? std::vector<PaperPeak>{} : peaks->second;
}

std::optional<PaperAuc> paper_auc(int group, const std::string& model) {
  if (group != 1 && group != 2) return std::nullopt;
  const AucTable& table = group == 1 ? kTable1 : kTable2;
  const auto found = table.find(model);
  return found == table.end() ? std::nullopt : std::optional(found->second);
}

std::optional<PaperTable3> paper_table_3(const std::string& model) {
  const auto found = kTable3.find(model);
  return found == kTable3.end() ? std::nullopt : std::optional(found->second);
}

const std::vector<std::vector<double>>& paper_figure_6() {
  static const std::vector<std::vector<double>> kGates = {{0.44, 0.16, 0.22, 0.18},
                                                          {0.14, 0.78, 0.07, 0.01}};
  return kGates;
}

const std::vector<PaperLift>& paper_table_4() {
  static const std::vector<PaperLift> kLifts = {
      {"shared-bottom", "engagement-only", "engagement", -0.0022, 0.9},
      {"shared-bottom", "engagement-only", "satisfaction", 0.1972, 0.95},
      {"mmoe", "shared-bottom", "engagement", 0.0025, 0.95},
      {"mmoe", "shared-bottom", "satisfaction", 0.0265, 0.95}};
  return kLifts;
}

std::optional<PaperLift> paper_lift(const std::string& arm, const std::string& over,
                                    const std::string& metric) {
  for (const PaperLift& lift : paper_table_4()) {
    if (lift.arm == arm && lift.over == over && lift.metric == metric) return lift;
  }
  return std::nullopt;
}

}  // namespace mmoe
