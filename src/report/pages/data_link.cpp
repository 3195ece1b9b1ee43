// SPDX-License-Identifier: Apache-2.0
#include "report/pages/data_link.h"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <zlib.h>

#include "base/error.h"

namespace mmoe {
namespace {

constexpr int kGzip = 15 + 16;  // zlib's largest window, in gzip's format
constexpr int kMemory = 8;      // zlib's default

/// The same bytes on every machine: the header has no time and no name.
std::string gzipped(std::string_view text) {
  z_stream stream{};
  if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, kGzip, kMemory, Z_DEFAULT_STRATEGY) !=
      Z_OK) {
    throw RunError("zlib cannot pack");
  }
  std::string packed(deflateBound(&stream, text.size()), '\0');
  std::string input(text);  // zlib's interface is not const
  stream.next_in = reinterpret_cast<Bytef*>(input.data());
  stream.avail_in = static_cast<uInt>(input.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  const int status = deflate(&stream, Z_FINISH);
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  if (status != Z_STREAM_END) throw RunError("zlib cannot pack");
  return packed;
}

std::string base64(const std::string& bytes) {
  std::string text(4 * ((bytes.size() + 2) / 3) + 1, '\0');  // and the zero that OpenSSL adds
  const int size = EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                                   reinterpret_cast<const unsigned char*>(bytes.data()),
                                   static_cast<int>(bytes.size()));
  text.resize(static_cast<std::size_t>(size));
  return text;
}

}  // namespace

std::string data_link(const std::string& name, std::string_view text) {
  return fmt::format("<a download=\"{0}.gz\" href=\"data:application/gzip;base64,{1}\">{0}.gz</a>",
                     name, base64(gzipped(text)));
}

}  // namespace mmoe
