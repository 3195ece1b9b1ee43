// SPDX-License-Identifier: Apache-2.0
#include "paths.h"

namespace mmoe::testing {

std::filesystem::path source_dir() { return MMOE_SOURCE_DIR; }
std::filesystem::path build_dir() { return MMOE_BUILD_DIR; }
std::filesystem::path binary() { return MMOE_BINARY; }

}  // namespace mmoe::testing
