// SPDX-License-Identifier: Apache-2.0
#include "calibration/coverage.h"

#include <gtest/gtest.h>

#include "paths.h"

namespace mmoe {
namespace {

constexpr std::size_t kCalibrationSamples = 500;  // sd of a share near 0.95: 0.010
constexpr double kByChance = 3 * 0.010;

std::string reference_result(const std::string& file) {
  return (testing::source_dir() / "results/reference" / file).string();
}

/// Parsed once: it holds 2,400 trials.
const std::vector<SampledPopulation>& losses_by_cell() {
  static const auto populations = loss_populations(reference_result("synthetic.json.gz"));
  return populations;
}

const IntervalProcedure& interval_named(const std::string& name) {
  static const auto procedures = interval_procedures();
  for (const auto& procedure : procedures) {
    if (procedure.name == name) return procedure;
  }
  throw std::out_of_range(name);
}

const TestProcedure& test_named(const std::string& name) {
  static const auto procedures = test_procedures();
  for (const auto& procedure : procedures) {
    if (procedure.name == name) return procedure;
  }
  throw std::out_of_range(name);
}

TEST(Calibration, TheMediansIntervalCoversFinalLossesAucsAndTextbooks) {
  std::vector<SampledPopulation> populations = losses_by_cell();
  ASSERT_EQ(populations.size(), 12U);
  ASSERT_EQ(populations[0].values.size(), 200U);
  const auto aucs = auc_populations(reference_result("census-income-swept.json.gz"));
  const auto textbook = textbook_populations();
  populations.insert(populations.end(), aucs.begin(), aucs.end());
  populations.insert(populations.end(), textbook.begin(), textbook.end());
  const auto& procedure = interval_named("median, order statistics");
  for (const SampledPopulation& population : populations) {
    EXPECT_FALSE(coverage(procedure, population, 5, 1)) << population.name;
    for (const std::size_t n : {10U, 12U, 30U}) {
      EXPECT_GE(coverage(procedure, population, n, kCalibrationSamples), 0.95 - kByChance)
          << population.name << ", n = " << n;
    }
  }
}

TEST(Calibration, StudentsIntervalCoversNormalValuesButNotFinalLosses) {
  const auto& student = interval_named("mean, Student");
  const SampledPopulation normal = textbook_populations()[0];
  EXPECT_NEAR(*coverage(student, normal, 10, kCalibrationSamples), 0.95, kByChance);
  EXPECT_LT(coverage(student, losses_by_cell()[0], 10, kCalibrationSamples), 0.93);
}

TEST(Calibration, SignTestsOfAFamilyGiveFewFalseVerdicts) {
  const auto pairs = loss_differences(reference_result("synthetic.json.gz"));
  ASSERT_EQ(pairs.size(), 18U);
  const auto& sign = test_named("sign test, median 0");
  for (const std::size_t n : {5U, 12U, 30U}) {
    EXPECT_LE(false_verdicts(sign, pairs, n, kCalibrationSamples), 0.05 + kByChance) << n;
  }
  EXPECT_GT(false_verdicts(test_named("paired t, mean 0"), pairs, 12, kCalibrationSamples),
            0.05 + kByChance);
}

TEST(Calibration, ClaimsOfAFamilyGiveFewFalseVerdicts) {
  const auto pairs = loss_differences(reference_result("synthetic.json.gz"));
  EXPECT_FALSE(coverage_of_all(pairs, 5, 1));
  EXPECT_GE(coverage_of_all(pairs, 12, kCalibrationSamples), 0.95 - kByChance);
  EXPECT_LE(false_spreads(losses_by_cell(), 12, kCalibrationSamples), 0.05 + kByChance);
  EXPECT_LE(false_equalities(losses_by_cell(), 12, kCalibrationSamples), 0.05 + kByChance);
}

const std::vector<std::size_t> kDoublingLooks = {12, 24, 48, 96};

TEST(Calibration, LooksOfAFamilyGiveFewFalseVerdicts) {
  const auto pairs = loss_differences(reference_result("synthetic.json.gz"));
  EXPECT_LE(false_verdicts_of_looks(pairs, {kDoublingLooks}, kCalibrationSamples), 0.05);
  // Of one test, whose level is not shared by others: with shares, and as if nobody had looked.
  const std::vector<SampledPopulation> normal = {textbook_populations()[0]};
  EXPECT_LE(false_verdicts_of_looks(normal, {kDoublingLooks}, kCalibrationSamples), 0.05);
  EXPECT_GT(false_verdicts_of_looks(normal, {kDoublingLooks, false}, kCalibrationSamples),
            0.05 + kByChance);
}

TEST(Calibration, IntervalsCoverWhereLooksEndedIt) {
  for (const SampledPopulation& population : {textbook_populations()[1], losses_by_cell()[0]}) {
    for (const double above : {0.5, 0.6, 0.75, 0.9}) {
      EXPECT_GE(coverage_where_told(population, above, {kDoublingLooks}, kCalibrationSamples),
                0.95 - kByChance)
          << population.name << ", " << above;
    }
  }
}

}  // namespace
}  // namespace mmoe
