// SPDX-License-Identifier: Apache-2.0
// Archives made of small texts, for tests.
#pragma once

#include <string>
#include <vector>

namespace mmoe::testing {

struct Entry {
  std::string path;
  std::string text;
  std::string link_target{};  // not empty: a symbolic link
};

/// Returns the bytes of an archive with these entries, in their order.
std::string make_zip(const std::vector<Entry>& entries);
std::string make_tar_gz(const std::vector<Entry>& entries);

}  // namespace mmoe::testing
