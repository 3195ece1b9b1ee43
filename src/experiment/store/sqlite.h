// SPDX-License-Identifier: Apache-2.0
// RAII wrappers of SQLite's connection and statement; a failure throws.
#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>

namespace mmoe {

class SqliteError : public std::runtime_error {
 public:
  SqliteError(int code, const std::string& message) : runtime_error(message), code_(code) {}
  /// Returns the primary result code: SQLITE_CORRUPT, SQLITE_FULL, ...
  int code() const { return code_ & 0xff; }

 private:
  int code_;
};

class Database {
 public:
  /// `flags`: SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE or SQLITE_OPEN_READONLY.
  Database(const std::string& path, int flags);

  /// Waits while others hold the file, until Ctrl-C; calls `tell` each time that takes ten seconds.
  /// Before, and for all other connections, an operation fails after ten seconds.
  void wait_for_others(std::function<void()> tell);
  /// Ends that.
  void wait_no_longer();

  /// Runs statements without results.
  void exec(const char* sql);
  sqlite3* get() const { return db_.get(); }

 private:
  struct Close {
    void operator()(sqlite3* db) const { sqlite3_close_v2(db); }
  };
  std::unique_ptr<std::function<void()>> tell_;  // at one address, which SQLite knows
  std::unique_ptr<sqlite3, Close> db_;
};

/// Parameters and columns are numbered as in SQLite: ?1 is the first parameter, column 0 the first
/// column.
class Statement {
 public:
  Statement(const Database& db, const char* sql);

  Statement& bind(int parameter, std::string_view text);
  Statement& bind(int parameter, std::int64_t number);
  /// Returns true while there is a row to read.
  bool step();
  std::string text(int column) const;
  std::int64_t integer(int column) const;
  /// Resets the statement, to be bound and stepped again.
  void reset() { sqlite3_reset(statement_.get()); }

 private:
  struct Finalize {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
  };
  sqlite3* db_;
  std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

}  // namespace mmoe
