// SPDX-License-Identifier: Apache-2.0
// Where the tests find the checkout and the program that they test.
#pragma once

#include <filesystem>

namespace mmoe::testing {

std::filesystem::path source_dir();  // the checkout
std::filesystem::path build_dir();   // CMake's binary folder
std::filesystem::path binary();      // mmoe-bench

}  // namespace mmoe::testing
