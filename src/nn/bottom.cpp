// SPDX-License-Identifier: Apache-2.0
#include "nn/bottom.h"

namespace mmoe {

Bottom::Bottom(Layout& layout, BufferPlan& plan, const Problem& problem, const BottomSpec& spec)
    : first_(layout, plan, problem,
             {{.members = numbered("bottom", 1),
               .units = spec.hidden.front(),
               .activation = spec.activation,
               .dropout = spec.dropout}}),
      upper_(layout, plan, first_.output(0),
             {.members = numbered("bottom", 1),
              .hidden = {spec.hidden.begin() + 1, spec.hidden.end()},
              .first_layer = 1,
              .activation = spec.activation,
              .dropout = spec.dropout}) {}

template <typename Scalar>
void Bottom::forward(const View<Scalar>& theta, const Batch<Scalar>& batch,
                     Workspace<Scalar>& ws) const {
  first_.forward(theta, batch, ws);
  upper_.forward(theta, ws);
}

template <typename Scalar>
void Bottom::backward(const View<Scalar>& theta, const Batch<Scalar>& batch, Workspace<Scalar>& ws,
                      MutableView<Scalar>& gradient) const {
  upper_.backward(theta, ws, gradient);
  first_.backward(theta, batch, ws, gradient);
}

MMOE_INSTANTIATE(Bottom::forward);
MMOE_INSTANTIATE(Bottom::backward);

}  // namespace mmoe
