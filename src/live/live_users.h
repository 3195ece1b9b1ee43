// SPDX-License-Identifier: Apache-2.0
// The users of a live test: those on whom alpha is chosen, and those on whom arms are judged.
// Different types, so that neither can stand for the other.
#pragma once

#include <cstdint>

#include "live/options.h"

namespace mmoe {

/// New users first .. first + count - 1.
struct UserRange {
  std::int64_t first = 0, count = 0;
};

class ValidationUsers {
 public:
  explicit ValidationUsers(const LiveOptions& options) : range_{0, options.validation_users} {}
  const UserRange& range() const { return range_; }

 private:
  UserRange range_;
};

class TestUsers {
 public:
  explicit TestUsers(const LiveOptions& options)
      : range_{options.validation_users, options.test_users} {}
  const UserRange& range() const { return range_; }

 private:
  UserRange range_;
};

}  // namespace mmoe
