// SPDX-License-Identifier: Apache-2.0
// The wires between layers: a matrix of activations and, beside it, the gradient that comes back.
#pragma once

#include "nn/workspace.h"

namespace mmoe {

struct Signal {
  Buffer value;     // [rows x B]
  Buffer gradient;  // dLoss/dvalue, [rows x B]

  Index rows() const { return value.rows; }
  /// Rows first .. first + count - 1, as a signal of their own.
  Signal slice(Index first, Index count) const {
    return {{count, value.base, value.first + first},
            {count, gradient.base, gradient.first + first}};
  }
};

inline Signal add_signal(BufferPlan& plan, Index rows) { return {plan.add(rows), plan.add(rows)}; }

}  // namespace mmoe
