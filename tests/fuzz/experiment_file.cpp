// SPDX-License-Identifier: Apache-2.0
// Any bytes as an experiment file: refused, or an experiment whose own JSON reads as itself.
#include <string_view>

#include "base/error.h"
#include "experiment/config/catalogue.h"
#include "fuzz/memory_file.h"
#include "fuzz/require.h"

namespace mmoe::fuzz {
namespace {

void check_resolving(JsonText config) {
  try {
    select_models(config, {});
    const auto json = resolve(config).to_json();
    require(read_experiment(json).to_json() == json, "a resolved experiment reads as itself");
  } catch (const InputError&) {  // the right answer to a bad file
  }
}

void check_file(const std::string& path) {
  JsonText config;
  try {
    config = load_configuration(path);
  } catch (const InputError&) {
    return;
  }
  check_resolving(config);
  try {
    apply_paper(config);
  } catch (const InputError&) {
    return;
  }
  check_resolving(std::move(config));
}

/// An experiment may extend a file, and a device or a pipe can be read without end.
bool may_name_a_device(std::string_view text) {
  return text.find("dev") != text.npos || text.find("proc") != text.npos;
}

}  // namespace
}  // namespace mmoe::fuzz

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (mmoe::fuzz::may_name_a_device({reinterpret_cast<const char*>(data), size})) return 0;
  const mmoe::fuzz::MemoryFile file(data, size);
  mmoe::fuzz::check_file(file.path());
  return 0;
}
