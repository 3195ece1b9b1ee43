// SPDX-License-Identifier: Apache-2.0
#include "base/embedded.h"

#include <algorithm>
#include <cassert>

namespace mmoe {

std::string_view embedded_text(const std::vector<EmbeddedFile>& files, std::string_view name) {
  const auto found =
      std::find_if(files.begin(), files.end(), [&](const auto& file) { return file.name == name; });
  assert(found != files.end());
  return found->text;
}

}  // namespace mmoe
