// SPDX-License-Identifier: Apache-2.0
#include "nn/dropout.h"

#include <algorithm>
#include <cmath>
#include <span>

namespace mmoe {
namespace {

constexpr double kValues = 65536;  // of the 16 bits of a unit

/// Calls use(unit, whether it is kept) for `count` units.
template <typename Use>
void for_each_unit(std::span<const std::uint64_t> mask, Index count, std::uint32_t dropped,
                   const Use& use) {
  constexpr Index kUnits = Workspace<float>::kUnitsPerWord;
  for (Index first = 0; first < count; first += kUnits) {
    std::uint64_t bits = mask[static_cast<std::size_t>(first / kUnits)];
    for (Index i = first; i < std::min(first + kUnits, count); ++i) {
      use(i, (bits & 0xFFFF) >= dropped);
      bits >>= 16;
    }
  }
}

}  // namespace

Dropout::Dropout(BufferPlan& plan, double rate, const Activations& units)
    : units_(units), dropped_(static_cast<std::uint32_t>(std::lround(rate * kValues))) {
  if (dropped_ > 0) mask_ = plan.add_mask(units.rows());
}

double Dropout::factor() const { return kValues / (kValues - dropped_); }

template <typename Scalar>
void Dropout::forward(Workspace<Scalar>& ws) const {
  if (dropped_ == 0 || !ws.has_noise()) return;
  const auto scale = static_cast<Scalar>(factor());
  for_each_unit(ws.draw_mask(mask_), units_.rows() * ws.batch(), dropped_,
                [&, y = ws[units_.value].data()](Index i, bool kept) {
                  y[i] = kept ? y[i] * scale : Scalar(0);
                });
}

template <typename Scalar>
void Dropout::backward(Workspace<Scalar>& ws) const {
  if (dropped_ == 0 || !ws.has_noise()) return;
  const auto scale = static_cast<Scalar>(factor());
  for_each_unit(
      ws.mask(mask_), units_.rows() * ws.batch(), dropped_,
      [&, y = ws[units_.value].data(), d_y = ws[units_.gradient].data()](Index i, bool kept) {
        d_y[i] = kept ? d_y[i] * scale : Scalar(0);
        y[i] /= scale;
      });
}

MMOE_INSTANTIATE(Dropout::forward);
MMOE_INSTANTIATE(Dropout::backward);

}  // namespace mmoe
