// SPDX-License-Identifier: Apache-2.0
#include "report/tables/median_number.h"

namespace mmoe {

Number median_number(const Summary& summary) {
  return {.value = summary.median,
          .interval = summary.n > 1 ? interval_or_range(summary) : std::nullopt,
          .is_range = !summary.median_ci95.has_value()};
}

}  // namespace mmoe
