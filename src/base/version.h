// SPDX-License-Identifier: Apache-2.0
// How this binary was built; part of every result file.
#pragma once

#include <string_view>

namespace mmoe {

struct BuildInfo {
  std::string_view version;   // "0.1.0"
  std::string_view commit;    // "f5a3681", "f5a3681-dirty", or "unknown" outside a git checkout
  std::string_view compiler;  // "GNU 12.2.0"
  std::string_view flags;     // "-O3 -DNDEBUG -mavx2 -mfma"
};

BuildInfo build_info();

}  // namespace mmoe
