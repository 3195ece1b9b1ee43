// SPDX-License-Identifier: Apache-2.0
#include "base/safetensors.h"

#include <fmt/format.h>

#include <bit>
#include <cstring>
#include <limits>
#include <nlohmann/json.hpp>

#include "base/bytes.h"
#include "base/error.h"
#include "base/json_file.h"

namespace mmoe {
namespace {

using nlohmann::ordered_json;

static_assert(std::endian::native == std::endian::little);

constexpr std::size_t kLengthBytes = sizeof(std::uint64_t);
constexpr std::uint64_t kMostHeaderBytes = 100'000'000;  // the limit of the reference
constexpr const char* kMetadata = "__metadata__";

[[noreturn]] void fail_safetensors(const std::string& name, const std::string& problem) {
  throw InputError(fmt::format("{}: {}", name, problem));
}

std::uint64_t header_length(std::string_view bytes, const std::string& name) {
  std::uint64_t length = 0;
  if (bytes.size() < kLengthBytes) {
    fail_safetensors(name, fmt::format("found {} bytes; expected a safetensors file, which begins "
                                       "with the 8 bytes of a length",
                                       bytes.size()));
  }
  std::memcpy(&length, bytes.data(), kLengthBytes);
  if (length > kMostHeaderBytes) {
    fail_safetensors(name, fmt::format("found a header of {} bytes; expected a safetensors file, "
                                       "whose header has at most {}",
                                       length, kMostHeaderBytes));
  }
  if (length > bytes.size() - kLengthBytes) {
    fail_safetensors(name, fmt::format("the file ends after {} bytes, inside its header of {}",
                                       bytes.size(), length));
  }
  return length;
}

/// Reads one tensor after the other; they fill the data without holes, in the header's order.
class TensorReader {
 public:
  TensorReader(std::string_view data, const std::string& name) : data_(data), name_(name) {}

  Tensor read(const std::string& tensor, const ordered_json& entry) {
    const auto is_list = [&](const char* member) {
      return entry.contains(member) && entry[member].is_array();
    };
    if (!entry.is_object() || entry.size() != 3 || !entry.contains("dtype") || !is_list("shape") ||
        !is_list("data_offsets") || entry["data_offsets"].size() != 2) {
      fail(tensor, "expected members dtype, shape and data_offsets");
    }
    if (entry["dtype"] != "F32") {
      fail(tensor, fmt::format("found type {}; expected \"F32\"", json_text(entry["dtype"], -1)));
    }
    Tensor result{.name = tensor, .shape = {}, .values = {}};
    for (const ordered_json& length : entry["shape"])
      result.shape.push_back(number(tensor, length));
    const std::int64_t begin = number(tensor, entry["data_offsets"][0]);
    const std::int64_t end = number(tensor, entry["data_offsets"][1]);
    result.values.resize(count_values(result, begin, end));
    if (!result.values.empty()) {
      std::memcpy(result.values.data(), data_.data() + begin, result.values.size() * sizeof(float));
    }
    next_ = end;
    return result;
  }

  void finish() const {
    if (next_ == std::ssize(data_)) return;
    fail_safetensors(name_, fmt::format("found {} bytes behind the last tensor; expected none",
                                        std::ssize(data_) - next_));
  }

 private:
  [[noreturn]] void fail(const std::string& tensor, const std::string& problem) const {
    fail_safetensors(name_, fmt::format("tensor '{}': {}", tensor, problem));
  }

  std::int64_t number(const std::string& tensor, const ordered_json& value) const {
    constexpr std::uint64_t kMost = std::numeric_limits<std::int64_t>::max();
    if (!value.is_number_unsigned() || value.get<std::uint64_t>() > kMost) {
      fail(tensor, fmt::format("found {}; expected a whole number", json_text(value, -1)));
    }
    return value.get<std::int64_t>();
  }

  /// Checks a tensor's place against its shape and the data. Returns its number of values.
  std::size_t count_values(const Tensor& tensor, std::int64_t begin, std::int64_t end) const {
    if (begin != next_ || end < begin) {
      fail(tensor.name, fmt::format("found it at {} to {}; expected it to begin at {}, behind the "
                                    "tensor before it",
                                    begin, end, next_));
    }
    if (end > std::ssize(data_)) {
      fail(tensor.name, fmt::format("the file ends after {} bytes of data; expected at least {}",
                                    data_.size(), end));
    }
    const std::int64_t count = (end - begin) / std::int64_t{sizeof(float)};
    std::int64_t product = 1;
    for (const std::int64_t length : tensor.shape) {
      if (length != 0 && product > count / length)
        product = count + 1;  // more than there are
      else
        product *= length;
    }
    if (product != count || (end - begin) % std::int64_t{sizeof(float)} != 0) {
      fail(tensor.name, fmt::format("found {} bytes; its shape has another size", end - begin));
    }
    return static_cast<std::size_t>(count);
  }

  std::string_view data_;
  const std::string& name_;
  std::int64_t next_ = 0;
};

void read_metadata(const ordered_json& header, const std::string& name, Safetensors& file) {
  const auto metadata = header.find(kMetadata);
  if (metadata == header.end()) return;
  if (!metadata->is_object()) fail_safetensors(name, "\"__metadata__\" is no object");
  for (const auto& [key, value] : metadata->items()) {
    if (!value.is_string()) {
      fail_safetensors(name, fmt::format("\"__metadata__\": '{}' is no text", key));
    }
    file.metadata.emplace_back(key, value.get<std::string>());
  }
}

}  // namespace

std::string safetensors_bytes(const Safetensors& file) {
  ordered_json header = ordered_json::object();
  for (const auto& [key, value] : file.metadata) header[kMetadata][key] = value;
  std::string data;
  for (const Tensor& tensor : file.tensors) {
    const std::size_t begin = data.size();
    data += bytes_of_list(tensor.values);
    header[tensor.name] = {
        {"dtype", "F32"}, {"shape", tensor.shape}, {"data_offsets", {begin, data.size()}}};
  }
  std::string text = json_text(header, -1);
  // The data begin at a multiple of 8 bytes, as the reference's do.
  text.resize((text.size() + kLengthBytes - 1) / kLengthBytes * kLengthBytes, ' ');
  const std::uint64_t length = text.size();
  std::string bytes(kLengthBytes, '\0');
  std::memcpy(bytes.data(), &length, kLengthBytes);
  return bytes + text + data;
}

Safetensors parse_safetensors(std::string_view bytes, const std::string& name) {
  const std::uint64_t length = header_length(bytes, name);
  const std::string text(bytes.substr(kLengthBytes, length));
  if (!text.starts_with('{')) {
    fail_safetensors(name, "expected a safetensors file, whose header begins with '{'");
  }
  const ordered_json header = parse_json(text, name + " (header)").value;
  Safetensors file;
  read_metadata(header, name, file);
  TensorReader reader(bytes.substr(kLengthBytes + length), name);
  for (const auto& [tensor, entry] : header.items()) {
    if (tensor != kMetadata) file.tensors.push_back(reader.read(tensor, entry));
  }
  reader.finish();
  return file;
}

}  // namespace mmoe
