// SPDX-License-Identifier: Apache-2.0
// What an experiment says of its simulated live test: the member "live".
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/fields.h"
#include "base/json_file.h"

namespace mmoe {

struct LiveOptions {
  std::int64_t validation_users = 1000;  // on whom alpha is chosen; no arm is judged on them
  std::int64_t test_users = 4000;
  std::int64_t requests = 20;    // of each user
  std::int64_t candidates = 16;  // of each request
  std::vector<double> alphas = {0,    0.01, 0.02, 0.04, 0.06, 0.08, 0.1, 0.15, 0.2,
                                0.25, 0.3,  0.4,  0.5,  0.6,  0.8,  1,   1.5,  2};
  double engagement_loss = 0.0025;  // relative, that alpha may cost
  std::int64_t splits = 1000;       // of users of one arm, in the A/A test
  std::int64_t off_policy_rows = 20000;

  Fields fields();
};

/// Whether the configuration has the member "live".
bool has_live(const JsonText& config);

/// Returns the member's options, defaults overwritten. Throws FieldError "live.name: ...", and
/// where the data set is not the synthetic log, which alone knows the truth.
LiveOptions read_live(const JsonText& config);

}  // namespace mmoe
