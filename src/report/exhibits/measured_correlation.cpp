// SPDX-License-Identifier: Apache-2.0
#include "report/exhibits/measured_correlation.h"

#include <future>

#include "data/synthetic/tasks.h"

namespace mmoe {
namespace {

constexpr std::uint64_t kSeed = 1;

Summary measured(const LabelFunction& f, double cosine) {
  Eigen::MatrixXd cosines(2, 2);
  cosines << 1, cosine, cosine, 1;
  std::vector<double> values;
  for (std::uint32_t trial = 0; trial < kCorrelationTrials; ++trial) {
    const Stream stream{kSeed, Purpose::kSample, trial};
    values.push_back(measured_pearson(f, cosines, stream, kCorrelationRows)(0, 1));
  }
  return summarise(values);
}

}  // namespace

std::map<double, Summary> measured_correlations(const LabelFunction& f,
                                                const std::vector<double>& cosines) {
  std::map<double, std::future<Summary>> pending;
  for (const double cosine : cosines) {
    pending[cosine] = std::async(std::launch::async, measured, std::cref(f), cosine);
  }
  std::map<double, Summary> by_cosine;
  for (auto& [cosine, summary] : pending) by_cosine[cosine] = summary.get();
  return by_cosine;
}

}  // namespace mmoe
