// SPDX-License-Identifier: Apache-2.0
#include "statistics/distributions.h"

#include <boost/math/distributions/binomial.hpp>
#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/fisher_f.hpp>
#include <boost/math/distributions/non_central_t.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>
#include <cmath>

namespace mmoe {
namespace {

namespace policies = boost::math::policies;
// A quantile at 0 or 1 is infinite, which callers handle; it is not an error.
using Policy = policies::policy<policies::overflow_error<policies::ignore_error>>;
using Normal = boost::math::normal_distribution<double, Policy>;
using Student = boost::math::students_t_distribution<double, Policy>;
using NoncentralStudent = boost::math::non_central_t_distribution<double, Policy>;
using Binomial = boost::math::binomial_distribution<double, Policy>;
using ChiSquared = boost::math::chi_squared_distribution<double, Policy>;
using Fisher = boost::math::fisher_f_distribution<double, Policy>;

}  // namespace

double normal_cdf(double z) { return cdf(Normal(), z); }

double normal_quantile(double p) { return quantile(Normal(), p); }

double student_upper(double t, double dof) { return cdf(complement(Student(dof), t)); }

double student_two_sided(double t, double dof) { return 2 * student_upper(std::abs(t), dof); }

double student_upper_quantile(double tail, double dof) {
  return quantile(complement(Student(dof), tail));
}

double noncentral_student_two_sided(double t, double dof, double shift) {
  const NoncentralStudent distribution(dof, shift);
  return cdf(complement(distribution, t)) + cdf(distribution, -t);
}

double fair_coins_lower(std::size_t k, std::size_t n) {
  return cdf(Binomial(static_cast<double>(n), 0.5), static_cast<double>(k));
}

double coins_upper(std::size_t k, std::size_t n, double share) {
  if (k == 0) return 1;
  return cdf(complement(Binomial(static_cast<double>(n), share), static_cast<double>(k - 1)));
}

double sd_ratio_density(double s, double dof) {
  return s == 0 ? 0 : pdf(ChiSquared(dof), dof * s * s) * 2 * dof * s;
}

double fisher_upper(double f, double dof_between, double dof_within) {
  return cdf(complement(Fisher(dof_between, dof_within), f));
}

}  // namespace mmoe
