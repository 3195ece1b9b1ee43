// SPDX-License-Identifier: Apache-2.0
#include "data/fetch/mirror.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <string_view>

#include "base/error.h"

namespace mmoe {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kLiteral =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/-._~";

std::string file_url(const fs::path& path) {
  std::string url = "file://";
  for (const char c : fs::absolute(path).string()) {
    url += kLiteral.find(c) != std::string_view::npos
               ? std::string(1, c)
               : fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return url;
}

}  // namespace

std::string mirror_url(const std::string& published, const std::string& mirror) {
  if (mirror.empty()) return published;
  const std::string archive = published.substr(published.rfind('/') + 1);
  const std::size_t scheme_end = mirror.find("://");
  if (scheme_end == std::string::npos) {
    if (!fs::exists(mirror)) {
      throw FieldError("mirror",
                       fmt::format("found '{}', which does not exist; expected a path or an http, "
                                   "https or file URL",
                                   mirror));
    }
    return file_url(fs::is_directory(mirror) ? fs::path(mirror) / archive : fs::path(mirror));
  }
  const std::string scheme = mirror.substr(0, scheme_end);
  if (scheme != "http" && scheme != "https" && scheme != "file") {
    throw FieldError("mirror",
                     fmt::format("found '{}'; expected http, https or file before '://'", scheme));
  }
  if (mirror.back() == '/') return mirror + archive;
  const bool bare_host = mirror.find('/', scheme_end + 3) == std::string::npos;
  return bare_host ? mirror + "/" + archive : mirror;
}

}  // namespace mmoe
