// SPDX-License-Identifier: Apache-2.0
#include "base/version.h"

#include "commit.h"  // MMOE_COMMIT; rewritten at each build by version.cmake

namespace mmoe {

BuildInfo build_info() { return {MMOE_VERSION, MMOE_COMMIT, MMOE_COMPILER, MMOE_FLAGS}; }

}  // namespace mmoe
