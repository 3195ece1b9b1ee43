// SPDX-License-Identifier: Apache-2.0
#include "base/md5.h"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <array>
#include <fstream>
#include <memory>
#include <vector>

#include "base/error.h"
#include "base/interrupt.h"

namespace mmoe {
namespace {

void require_md5(bool succeeded) {
  if (!succeeded) throw RunError("libcrypto: MD5 is not available");
}

}  // namespace

std::string md5_of_file(const std::filesystem::path& path) {
  const std::unique_ptr<EVP_MD_CTX, void (*)(EVP_MD_CTX*)> context(EVP_MD_CTX_new(),
                                                                   EVP_MD_CTX_free);
  require_md5(context != nullptr && EVP_DigestInit_ex(context.get(), EVP_md5(), nullptr) == 1);
  std::ifstream file(path, std::ios::binary);
  std::vector<char> block(std::size_t{1} << 20U);
  while (file) {
    if (interrupted()) throw Interrupted();
    file.read(block.data(), static_cast<std::streamsize>(block.size()));
    const auto count = static_cast<std::size_t>(file.gcount());
    require_md5(EVP_DigestUpdate(context.get(), block.data(), count) == 1);
  }
  if (!file.eof()) throw RunError(fmt::format("{}: cannot be read", path.string()));
  std::array<unsigned char, 16> digest{};
  require_md5(EVP_DigestFinal_ex(context.get(), digest.data(), nullptr) == 1);
  std::string hex;
  for (const unsigned char byte : digest) hex += fmt::format("{:02x}", byte);
  return hex;
}

}  // namespace mmoe
