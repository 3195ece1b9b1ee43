// SPDX-License-Identifier: Apache-2.0
// The editions of KuaiRand (Gao et al. 2022): how their files are called, and where they are.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

namespace mmoe {

struct KuaiEdition {
  std::string recipe;         // "kuairand-1k", which `data fetch` knows
  std::string folder;         // "KuaiRand-1K", in the archive; the archive is FOLDER.tar.gz
  std::string suffix;         // "_1k.csv", of every file
  std::int64_t standard = 0;  // rows of the published standard logs
  std::int64_t random = 0;    // rows of the published log of random exposures
};

/// `name` is "1k" or "27k".
KuaiEdition kuai_edition(const std::string& name);

/// Returns the archive, or the unpacked folder data/ with the CSV files, of the first folder that
/// has one. Throws InputError that lists every place searched and says how to get the archive.
std::filesystem::path find_kuai_source(const KuaiEdition& edition, const std::string& data_dir);

/// Returns name, size and time of the source: it changes with the source.
std::string describe_kuai_source(const std::filesystem::path& source);

}  // namespace mmoe
