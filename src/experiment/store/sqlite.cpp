// SPDX-License-Identifier: Apache-2.0
#include "experiment/store/sqlite.h"

#include <chrono>
#include <thread>
#include <utility>

#include "base/interrupt.h"

namespace mmoe {
namespace {

constexpr int kBusyMilliseconds = 10000;  // how long to wait for a reader

/// SQLite calls it again and again while it finds the file locked; 0 gives up.
int on_busy(void* tell, int calls) noexcept {
  constexpr int kSlice = 50;  // milliseconds
  if (interrupted()) return 0;
  if (calls == kBusyMilliseconds / kSlice) (*static_cast<std::function<void()>*>(tell))();
  std::this_thread::sleep_for(std::chrono::milliseconds(kSlice));
  return 1;
}

void check(sqlite3* db, int code) {
  if (code != SQLITE_OK) throw SqliteError(code, sqlite3_errmsg(db));
}

}  // namespace

Database::Database(const std::string& path, int flags) {
  sqlite3* db = nullptr;
  const int code = sqlite3_open_v2(path.c_str(), &db, flags, nullptr);
  db_.reset(db);  // must be closed even after a failure
  check(db, code);
  sqlite3_busy_timeout(db, kBusyMilliseconds);
}

void Database::wait_for_others(std::function<void()> tell) {
  tell_ = std::make_unique<std::function<void()>>(std::move(tell));
  sqlite3_busy_handler(db_.get(), on_busy, tell_.get());
}

void Database::wait_no_longer() { sqlite3_busy_timeout(db_.get(), kBusyMilliseconds); }

void Database::exec(const char* sql) {
  check(db_.get(), sqlite3_exec(db_.get(), sql, nullptr, nullptr, nullptr));
}

Statement::Statement(const Database& db, const char* sql) : db_(db.get()) {
  sqlite3_stmt* statement = nullptr;
  check(db_, sqlite3_prepare_v2(db_, sql, -1, &statement, nullptr));
  statement_.reset(statement);
}

Statement& Statement::bind(int parameter, std::string_view text) {
  check(db_, sqlite3_bind_text(statement_.get(), parameter, text.data(),
                               static_cast<int>(text.size()), SQLITE_TRANSIENT));
  return *this;
}

Statement& Statement::bind(int parameter, std::int64_t number) {
  check(db_, sqlite3_bind_int64(statement_.get(), parameter, number));
  return *this;
}

bool Statement::step() {
  const int code = sqlite3_step(statement_.get());
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) throw SqliteError(code, sqlite3_errmsg(db_));
  return false;
}

std::string Statement::text(int column) const {
  const unsigned char* bytes = sqlite3_column_text(statement_.get(), column);
  if (bytes == nullptr) return "";
  return {reinterpret_cast<const char*>(bytes),
          static_cast<std::size_t>(sqlite3_column_bytes(statement_.get(), column))};
}

std::int64_t Statement::integer(int column) const {
  return sqlite3_column_int64(statement_.get(), column);
}

}  // namespace mmoe
