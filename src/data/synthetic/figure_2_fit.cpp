// SPDX-License-Identifier: Apache-2.0
#include "data/synthetic/figure_2_fit.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <unsupported/Eigen/NonLinearOptimization>
#include <unsupported/Eigen/NumericalDiff>

#include "base/interrupt.h"
#include "base/paper_values.h"
#include "data/synthetic/label_symmetry.h"
#include "math/random.h"

namespace mmoe {
namespace {

// A setting as a search point, [2 m + 1]: log c, log of the m phases c alpha_i, the m betas. The
// closed form depends on alpha through the phases, so that these are almost independent.
using Point = Eigen::VectorXd;

/// The range of starting points, c and phases log-uniform. At a phase of 30 a sine's labels are
/// uncorrelated at cosine 0.98 (e^(-0.02 * 900) of their variance is left).
constexpr double kLeastC = 0.05, kGreatestC = 2;
constexpr double kLeastPhase = 0.2, kGreatestPhase = 30;
/// The bound of the search: nothing changes beyond it.
constexpr double kMostLog = 5;
/// A search for any fit stops slightly inside, so that rounding does not put it outside.
constexpr double kInside = 0.95;
constexpr double kNearC = 0.1, kNearPhase = 0.5;
/// Number of fits from which the least-squares search starts, since there are several local minima
/// in beta.
constexpr std::size_t kPolished = 20;

LabelFunction function_at(const Point& x, double noise) {
  const auto m = static_cast<std::size_t>(x.size() / 2);
  const auto exponential = [&](std::size_t i) {
    return std::exp(std::clamp(x[static_cast<Index>(i)], -kMostLog, kMostLog));
  };
  LabelFunction f{exponential(0), {}, {}, noise};
  for (std::size_t i = 1; i <= m; ++i) {
    f.alpha.push_back(exponential(i) / f.c);
    f.beta.push_back(x[static_cast<Index>(m + i)]);
  }
  return f;
}

Point point_of(const LabelFunction& f) {
  const auto m = static_cast<Index>(f.alpha.size());
  Point x(2 * m + 1);
  x[0] = std::log(f.c);
  for (Index i = 0; i < m; ++i) {
    x[1 + i] = std::log(f.c * f.alpha[static_cast<std::size_t>(i)]);
    x[1 + m + i] = f.beta[static_cast<std::size_t>(i)];
  }
  return x;
}

/// Returns the residuals in units of their errors, the loss last.
std::vector<double> residuals(const Figure2Target& target, const LabelFunction& f) {
  const double variance = signal_covariance(f, 1) + f.noise * f.noise;
  std::vector<double> r;
  for (const auto& [cosine, pearson] : target.pearson) {
    r.push_back((signal_covariance(f, cosine) / variance - pearson) / target.pearson_error);
  }
  if (target.use_loss) {
    const double mean = label_mean(f);
    r.push_back((variance + mean * mean - target.loss) / target.loss_error);
  }
  return r;
}

/// The functor of Eigen's Levenberg-Marquardt. Residuals within `tolerance` count as 0.
struct Misfit {
  using Scalar = double;
  using InputType = Eigen::VectorXd;
  using ValueType = Eigen::VectorXd;
  using JacobianType = Eigen::MatrixXd;
  enum { InputsAtCompileTime = Eigen::Dynamic, ValuesAtCompileTime = Eigen::Dynamic };

  const Figure2Target& target;
  double tolerance;
  int parameters;

  int inputs() const { return parameters; }
  /// The method requires at least as many residuals as parameters; the extra ones are 0.
  int values() const {
    return std::max(parameters,
                    static_cast<int>(target.pearson.size() + (target.use_loss ? 1 : 0)));
  }
  int operator()(const InputType& x, ValueType& out) const {
    out.setZero(values());
    const auto r = residuals(target, function_at(x, target.noise));
    for (std::size_t i = 0; i < r.size(); ++i) {
      const double excess = std::max(0.0, std::abs(r[i]) - tolerance);
      out[static_cast<Index>(i)] = std::copysign(excess, r[i]);
    }
    return 0;
  }
};

Point search(const Figure2Target& target, double tolerance, Point x) {
  Eigen::NumericalDiff<Misfit, Eigen::Central> misfit(
      Misfit{target, tolerance, static_cast<int>(x.size())});
  Eigen::LevenbergMarquardt<decltype(misfit)> method(misfit);
  method.parameters.factor =
      1;  // first step no longer than the starting point, as phases are logarithms
  method.minimize(x);
  return x;
}

Point start_point(std::size_t sines, std::size_t start, std::uint64_t seed) {
  const Stream stream{seed, Purpose::kFigure2Fit, static_cast<std::uint32_t>(sines)};
  const auto m = static_cast<Index>(sines);
  Point x(2 * m + 1);
  for (Index i = 0; i < x.size(); ++i) {
    const double u =
        uniform(stream, start * static_cast<std::size_t>(x.size()) + static_cast<std::size_t>(i));
    const auto between = [&](double low, double high) {
      return std::log(low) + u * std::log(high / low);
    };
    if (i == 0) {
      x[i] = between(kLeastC, kGreatestC);
    } else if (i <= m) {
      x[i] = between(kLeastPhase, kGreatestPhase);
    } else {
      x[i] = 2 * std::numbers::pi * u;
    }
  }
  return x;
}

double squares(const Figure2Target& target, const Fit& fit) {
  double sum = 0;
  for (const double r : residuals(target, fit.f)) sum += r * r;
  return sum;
}

bool near(const LabelFunction& a, const LabelFunction& b) {
  if (std::abs(a.c - b.c) >= kNearC) return false;
  for (std::size_t i = 0; i < a.alpha.size(); ++i) {
    if (std::abs(a.c * a.alpha[i] - b.c * b.alpha[i]) >= kNearPhase) return false;
  }
  return true;
}

/// Single linkage: a fit near any member joins the family.
std::vector<Family> group(const std::vector<Fit>& fits) {
  std::vector<bool> taken(fits.size(), false);
  std::vector<Family> families;
  for (std::size_t first = 0; first < fits.size(); ++first) {
    if (taken[first]) continue;
    taken[first] = true;
    std::vector<Fit> members = {fits[first]};
    for (std::size_t next = 0; next < members.size(); ++next) {
      for (std::size_t i = first + 1; i < fits.size(); ++i) {
        if (taken[i] || !near(members[next].f, fits[i].f)) continue;
        taken[i] = true;
        members.push_back(fits[i]);
      }
    }
    families.push_back({members.front(), std::move(members)});
  }
  std::stable_sort(families.begin(), families.end(), [](const Family& a, const Family& b) {
    return a.members.size() > b.members.size();
  });
  return families;
}

Fit polished(const Figure2Target& target, const Fit& fit) {
  return hold_against(target, function_at(search(target, 0, point_of(fit.f)), target.noise));
}

/// Returns the result with the least sum of squares of searches from the best of `fits`. With
/// must_fit, only among those that fit: the least sum may have a single residual above 1.
Fit best_of(const Figure2Target& target, std::vector<Fit> fits, bool must_fit) {
  const auto less = [&](const Fit& a, const Fit& b) {
    return squares(target, a) < squares(target, b);
  };
  const auto count = std::min(kPolished, fits.size());
  const auto end = fits.begin() + static_cast<std::ptrdiff_t>(count);
  std::partial_sort(fits.begin(), end, fits.end(), less);
  fits.resize(count);
  for (std::size_t i = 0; i < count; ++i) {
    const Fit fit = polished(target, fits[i]);
    if (fit.fits() || !must_fit) fits.push_back(fit);
  }
  return *std::min_element(fits.begin(), fits.end(), less);
}

}  // namespace

Figure2Target::Figure2Target()
    : pearson(paper_label_correlations()),
      pearson_error(kReadingError),
      loss(kLossBeforeTraining),
      loss_error(kLossBeforeTrainingError) {}

Figure2Target correlations_alone(Figure2Target target) {
  target.use_loss = false;
  return target;
}

Fit hold_against(const Figure2Target& target, const LabelFunction& f) {
  const double mean = label_mean(f);
  Fit fit{canonical(f), {}, label_variance(f) + mean * mean, 0};
  for (const auto& [cosine, pearson] : target.pearson) {
    fit.pearson_residuals.push_back(label_pearson(f, cosine) - pearson);
  }
  for (const double r : residuals(target, f)) fit.worst = std::max(fit.worst, std::abs(r));
  return fit;
}

Figure2Fit fit_figure_2(const Figure2Target& target, std::size_t sines, std::size_t starts,
                        std::uint64_t seed) {
  std::vector<Fit> all, fits;
  for (std::size_t start = 0; start < starts; ++start) {
    if (interrupted()) throw Interrupted();
    const Point x = search(target, kInside, start_point(sines, start, seed));
    all.push_back(hold_against(target, function_at(x, target.noise)));
    if (all.back().fits()) fits.push_back(all.back());
  }
  Figure2Fit result{sines, starts, best_of(target, all, false), group(fits)};
  for (Family& family : result.families) family.best = best_of(target, family.members, true);
  return result;
}

}  // namespace mmoe
