// SPDX-License-Identifier: Apache-2.0
// The exceptions by which a command fails. They are caught once, in main, and printed as one line
// `error: ...`.
#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>
#include <vector>

namespace mmoe {

/// Invalid usage or input: exit 2. The message names the file and line or the flag, what was found
/// and what was expected.
class InputError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Invalid input in one field of a configuration: what() is "PATH: problem". Code that knows where
/// the field was set (a line of a file, a flag) catches it and adds the place.
class FieldError : public InputError {
 public:
  FieldError(const std::string& path, const std::string& problem)
      : InputError(path + ": " + problem), path_(path) {}
  /// "training.batch", "models[2].options.experts".
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

/// A failure at run time that the user's input did not cause (disk, network, store): exit 1.
class RunError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Returns "; did you mean 'mmoe'?" for the candidate nearest to `found` (edit distance at most 2
/// or a third of its length), else "; expected one of a, b, c".
std::string hint(const std::string& found, const std::vector<std::string>& candidates);

/// Returns the position of `found` among the names. Throws InputError "WHAT: unknown name ..." with
/// a hint if it is none of them.
std::size_t position_of(const std::string& what, const std::string& found,
                        const std::vector<std::string>& names);

}  // namespace mmoe
