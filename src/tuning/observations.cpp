// SPDX-License-Identifier: Apache-2.0
#include "tuning/observations.h"

#include <map>

namespace mmoe {

using Eigen::Index;

Observations collapse(const Eigen::MatrixXd& x, std::vector<bool> categorical,
                      std::span<const double> z) {
  std::map<std::vector<double>, Index> rows;
  std::vector<Index> row_of, first;
  for (Index i = 0; i < x.rows(); ++i) {
    const Eigen::RowVectorXd row = x.row(i);
    const auto [place, is_new] =
        rows.emplace(std::vector<double>(row.begin(), row.end()), static_cast<Index>(first.size()));
    if (is_new) first.push_back(i);
    row_of.push_back(place->second);
  }
  const auto n = static_cast<Index>(first.size());
  Observations data{.x = x(first, Eigen::all),
                    .categorical = std::move(categorical),
                    .mean = Eigen::VectorXd::Zero(n),
                    .repeats = Eigen::VectorXd::Zero(n),
                    .within = Eigen::VectorXd::Zero(n)};
  for (std::size_t i = 0; i < z.size(); ++i) data.repeats(row_of[i]) += 1;
  for (std::size_t i = 0; i < z.size(); ++i) {
    data.mean(row_of[i]) += z[i] / data.repeats(row_of[i]);
  }
  for (std::size_t i = 0; i < z.size(); ++i) {
    const double residual = z[i] - data.mean(row_of[i]);
    data.within(row_of[i]) += residual * residual;
  }
  return data;
}

Observations subset(const Observations& data, std::span<const Index> chosen) {
  const std::vector<Index> rows(chosen.begin(), chosen.end());
  return {.x = data.x(rows, Eigen::all),
          .categorical = data.categorical,
          .mean = data.mean(rows),
          .repeats = data.repeats(rows),
          .within = data.within(rows)};
}

}  // namespace mmoe
