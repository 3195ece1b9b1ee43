// SPDX-License-Identifier: Apache-2.0
// Expected improvement on a logarithmic scale, where it never vanishes: EI itself and its gradient
// are 0 in double a few deviations from the best, and a search has nothing to follow.
// Source: Ament et al. 2023, "Unexpected improvements to expected improvement".
#pragma once

namespace mmoe {

/// h(z) = phi(z) + z Phi(z) = E max(0, z + N), N standard normal: its logarithm, and the two ratios
/// that make gradients of it.
struct LogImprovement {
  double log_h = 0;
  double cdf_over_h = 0;      // Phi(z) / h(z), the derivative of log h
  double density_over_h = 0;  // phi(z) / h(z)
};

/// Any finite z; log h is about -z^2/2 - 2 ln|z| - ln sqrt(2 pi) far below 0 and ln z far above.
LogImprovement log_improvement(double z);

}  // namespace mmoe
