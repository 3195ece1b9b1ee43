// SPDX-License-Identifier: Apache-2.0
#include "report/write_file.h"

#include <fmt/format.h>

#include <cerrno>
#include <cstring>
#include <fstream>

#include "base/error.h"

namespace mmoe {

void write_file(const std::string& path, const std::string& text) {
  std::ofstream file(path, std::ios::binary);
  file << text;
  file.close();
  if (!file) throw RunError(fmt::format("{}: cannot be written: {}", path, std::strerror(errno)));
}

}  // namespace mmoe
