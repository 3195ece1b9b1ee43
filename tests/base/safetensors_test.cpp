// SPDX-License-Identifier: Apache-2.0
#include "base/safetensors.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/error.h"

namespace mmoe {
namespace {

using ::testing::HasSubstr;

std::string refusal_of(const std::string& bytes) {
  try {
    parse_safetensors(bytes, "m");
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

std::string safetensors_file(const std::string& header, const std::string& data = "") {
  const std::size_t n = header.size();
  std::string bytes;
  for (int i = 0; i < 8; ++i) bytes += static_cast<char>(i < 4 ? n >> (8 * i) & 255 : 0);
  return bytes + header + data;
}

const Safetensors kSmallFile{.metadata = {{"b", "2"}, {"a", "1\n"}},
                             .tensors = {{"w", {2, 3}, {1, 2, 3, 4, 5, 6}}, {"s", {}, {-0.5F}}}};

// Bytes as safetensors 0.4 for Python writes them, but for the order of the header's members.
TEST(Safetensors, WritesTheFormat) {
  const std::string bytes =
      safetensors_bytes({.metadata = {{"k", "v"}}, .tensors = {{"x", {1}, {1}}}});
  const std::string header =
      R"({"__metadata__":{"k":"v"},"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}} )";
  ASSERT_EQ(header.size(), 80U);  // with a blank, so that the data begin at a multiple of 8 bytes
  EXPECT_EQ(bytes, safetensors_file(header, std::string("\0\0\x80\x3f", 4)));
}

TEST(Safetensors, ReadsWhatItWrote) {
  const Safetensors again = parse_safetensors(safetensors_bytes(kSmallFile), "m");
  EXPECT_EQ(again.metadata, kSmallFile.metadata);
  ASSERT_EQ(again.tensors.size(), 2U);
  EXPECT_EQ(again.tensors[0].name, "w");
  EXPECT_EQ(again.tensors[0].shape, kSmallFile.tensors[0].shape);
  EXPECT_EQ(again.tensors[0].values, kSmallFile.tensors[0].values);
  EXPECT_EQ(again.tensors[1].values, kSmallFile.tensors[1].values);
}

TEST(Safetensors, AFileCutOffAnywhereIsRefused) {
  const std::string bytes = safetensors_bytes(kSmallFile);
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    EXPECT_THAT(refusal_of(bytes.substr(0, length)),
                HasSubstr(length < 8 ? "expected a safetensors file" : "the file ends after"))
        << length;
  }
  EXPECT_THAT(refusal_of(bytes + "x"), HasSubstr("1 bytes behind the last tensor"));
}

TEST(Safetensors, EachFaultHasItsMessage) {
  const auto tensor = [](const std::string& entry) {
    return refusal_of(safetensors_file(R"({"x":)" + entry + "}", std::string(4, '\0')));
  };
  EXPECT_THAT(refusal_of("GIF89a, and more"), HasSubstr("found a header of"));
  EXPECT_THAT(refusal_of(safetensors_file("[]")), HasSubstr("header begins with '{'"));
  EXPECT_THAT(refusal_of(safetensors_file("{,}")), HasSubstr("m (header):1"));
  EXPECT_THAT(refusal_of(safetensors_file(R"({"__metadata__":{"a":1}})")),
              HasSubstr("'a' is no text"));
  EXPECT_THAT(tensor("3"), HasSubstr("expected members dtype, shape and data_offsets"));
  EXPECT_THAT(tensor(R"({"dtype":"F16","shape":[2],"data_offsets":[0,4]})"),
              HasSubstr("found type \"F16\""));
  EXPECT_THAT(tensor(R"({"dtype":"F32","shape":[-1],"data_offsets":[0,4]})"),
              HasSubstr("found -1; expected a whole number"));
  EXPECT_THAT(tensor(R"({"dtype":"F32","shape":[1],"data_offsets":[4,8]})"),
              HasSubstr("expected it to begin at 0"));
  EXPECT_THAT(tensor(R"({"dtype":"F32","shape":[2],"data_offsets":[0,4]})"),
              HasSubstr("its shape has another size"));
  EXPECT_THAT(tensor(R"({"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,0]})"),
              HasSubstr("its shape has another size"));
}

}  // namespace
}  // namespace mmoe
