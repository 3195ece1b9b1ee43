// SPDX-License-Identifier: Apache-2.0
// Where published files of data sets are searched.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace mmoe {

/// Returns the folders that may hold a data set's files or a folder of its name with them, in
/// order: only `data_dir` if it is not empty, else only MMOE_DATA_DIR if it is set, else datasets/
/// of the checkout that the current folder is in, of the one that the program is in, and the user's
/// data folder.
std::vector<std::filesystem::path> data_folders(const std::string& data_dir);

/// Says how to get the files of a data set. If a flag or the variable names a folder, `data fetch`
/// has to put them there: its default folder is not searched.
std::string how_to_get_files(const std::string& data_set, const std::string& data_dir);

}  // namespace mmoe
