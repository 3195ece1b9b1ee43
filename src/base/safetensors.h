// SPDX-License-Identifier: Apache-2.0
// Reads and writes the safetensors format (github.com/huggingface/safetensors): the length N of a
// header in 8 bytes, little-endian; N bytes of JSON; the data. The header names each tensor's type,
// shape and place in the data, and in "__metadata__" texts by name.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace mmoe {

/// Numbers of 32 bits, the last index fastest.
struct Tensor {
  std::string name;
  std::vector<std::int64_t> shape;
  std::vector<float> values;
};

/// Metadata keep their order.
struct Safetensors {
  std::vector<std::pair<std::string, std::string>> metadata;
  std::vector<Tensor> tensors;
};

/// The file's bytes: metadata first, so that a file's beginning tells what it is.
std::string safetensors_bytes(const Safetensors& file);

/// Reads tensors of type F32, and no byte beyond `bytes`. Throws InputError "NAME: ..." where the
/// length, the header, or a tensor's type, shape or place is wrong, where the data have holes or
/// overlap, and where bytes are missing or left over.
Safetensors parse_safetensors(std::string_view bytes, const std::string& name);

}  // namespace mmoe
