// SPDX-License-Identifier: Apache-2.0
// What layers exchange: a matrix of activations and its gradient.
#pragma once

#include "nn/workspace.h"

namespace mmoe {

struct Activations {
  Buffer value;     // [rows x B]
  Buffer gradient;  // dLoss/dvalue, [rows x B]

  Index rows() const { return value.rows; }
  /// Returns rows first .. first + count - 1 as activations of their own.
  Activations slice(Index first, Index count) const {
    return {{count, value.base, value.first + first},
            {count, gradient.base, gradient.first + first}};
  }
};

inline Activations add_activations(BufferPlan& plan, Index rows) {
  return {plan.add(rows), plan.add(rows)};
}

}  // namespace mmoe
